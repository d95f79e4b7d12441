// A document with its claims, quotes and references marked in the text.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Release, Row } from "../data/release";
import { openDocument, type Item, type Opened } from "../model/document";
import { many, visible } from "../model/text";
import { useRevealed } from "../model/warnings";
import { Detail } from "../ui/detail";
import { Filters, passes, useFilter } from "../ui/filters";
import { ItemList } from "../ui/itemlist";
import { Gate, Shown } from "../ui/parts";
import { DocumentPicker } from "../ui/picker";
import { go, readerAddress } from "../ui/route";
import { useLoaded } from "../ui/store";
import { Text } from "../ui/marked";

export function Reader(props: { release: Release; document?: string; row: string | null }): JSX.Element {
  const { release, document, row } = props;
  const opened = useLoaded(() => (document ? openDocument(release, document) : Promise.resolve(null)), [document]);
  if (!document) {
    return (
      <>
        <h1>Reader</h1>
        <p class="lead">Choose a document to read it with its claims, quotes and references marked.</p>
        <DocumentPicker release={release} onPick={(id) => go(readerAddress(id))} open />
      </>
    );
  }
  return <Shown of={opened}>{(value) => value && <Document key={document} release={release} opened={value} row={row} />}</Shown>;
}

function Document(props: { release: Release; opened: Opened; row: string | null }): JSX.Element {
  const { release, opened } = props;
  const source = String(opened.document.source_id);
  const hidden = release.warning(source) !== null && !useRevealed()(source);
  return (
    <div class="reader">
      <Head release={release} opened={opened} />
      {hidden ? <Gate release={release} source={source} /> : <Panes release={release} opened={opened} row={props.row} />}
    </div>
  );
}

function Head(props: { release: Release; opened: Opened }): JSX.Element {
  const { document, items, whole } = props.opened;
  const source = props.release.source.get(String(document.source_id));
  const counted = (table: string, noun: string) => many(items.filter((item) => item.table === table).length, noun);
  const told = [document.byline, document.published && `published ${document.published}`, document.modified && `changed ${document.modified}`];
  return (
    <header class="reader-head">
      <div class="reader-title">
        <h1>
          <bdi dir="auto">{visible(String(document.title ?? document.path))}</bdi>
        </h1>
        <p class="quiet">
          {[source?.title, source?.kind, ...told].filter(Boolean).map((part) => visible(String(part))).join(" · ")}
        </p>
        <p class="quiet">
          {counted("claims", "claim")}, {counted("quotes", "quote")}, {counted("references", "reference")}.{" "}
          {whole ? "" : "The terms of the source let out only the words of these; ⋯ stands for the others."}
        </p>
      </div>
      <DocumentPicker release={props.release} onPick={(id) => go(readerAddress(id))} current={String(document.document_id)} />
    </header>
  );
}

function Panes(props: { release: Release; opened: Opened; row: string | null }): JSX.Element {
  const { release, opened } = props;
  const [filter, setFilter] = useFilter();
  const [selected, select] = useState(props.row);
  const id = String(opened.document.document_id);
  const items = useMemo(() => opened.items.filter((item) => passes(item, filter)), [opened, filter]);
  const shown = useMemo(() => new Set(items.map((item) => item.id)), [items]);
  const spans = useMemo(() => opened.spans.filter((span) => shown.has(span.id)), [opened, shown]);
  const chosen = opened.items.find((item) => item.id === selected);
  useEffect(() => select(props.row), [props.row]);
  const choose = (row: string | null) => {
    select(row);
    go(readerAddress(id, row), true);
  };
  useSteps(items, selected, choose);
  useSeen(selected);
  return (
    <div class="panes">
      <aside class="pane-side" aria-label="What was found">
        <Filters items={opened.items} filter={filter} onChange={setFilter} />
        <ItemList items={items} selected={selected} onSelect={choose} />
      </aside>
      <Text passages={opened.passages} spans={spans} pieces={opened.pieces} selected={selected} onSelect={choose} length={Number(opened.document.characters)} />
      <aside class={`pane-detail${chosen ? " filled" : ""}`} aria-label="The chosen row">
        {chosen ? <Detail release={release} item={chosen} onClose={() => choose(null)} /> : <Hint />}
      </aside>
      <p class="sr" aria-live="polite">
        {chosen ? announced(items, chosen) : ""}
      </p>
    </div>
  );
}

function Hint(): JSX.Element {
  return (
    <div class="hint">
      <p>
        <kbd>j</kbd> and <kbd>k</kbd> step through what was found; a click in the text chooses the shortest mark there, another click
        the next longer one.
      </p>
      <ul class="legend">
        <li><span class="key key-asserts">asserts</span></li>
        <li><span class="key key-denies">denies</span></li>
        <li><span class="key key-reports">reports</span></li>
        <li><span class="key key-questions">questions</span></li>
        <li><span class="key key-quote">quote</span></li>
        <li><span class="key key-reference">reference</span></li>
      </ul>
    </div>
  );
}

function announced(items: readonly Item[], item: Item): string {
  const place = items.indexOf(item) + 1;
  return `${place} of ${items.length}: ${item.table.slice(0, -1)}, ${item.kind}: ${visible(textOf(item.row)).slice(0, 200)}`;
}

function textOf(row: Row): string {
  return String(row.statement ?? row.text ?? "");
}

/** Step with j and k, leave with Escape; not while something is typed. */
function useSteps(items: readonly Item[], selected: string | null, choose: (id: string | null) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest("input, select, textarea");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") choose(null);
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (!step || !items.length) return;
      event.preventDefault();
      const at = items.findIndex((item) => item.id === selected);
      const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + step));
      choose(items[next]!.id);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}

/** Bring the chosen row into view, in the text and in the list. */
function useSeen(selected: string | null): void {
  useEffect(() => {
    if (!selected) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const place of [".text", ".items"]) {
      const found = document.querySelector(`${place} [data-ids~="${CSS.escape(selected)}"]`);
      found?.scrollIntoView({ block: place === ".text" ? "center" : "nearest", behavior: calm ? "auto" : "smooth" });
    }
  }, [selected]);
}
