// The text of a document with marks that may overlap: stretches, each drawn with the layers of all marks over it.

import type { JSX } from "preact";
import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import type { Row } from "../data/release";
import { stretches, type Piece, type Span, type Stretch } from "../model/spans";
import { visible } from "../model/text";

const LONG = 20_000;
const STEP = 4;

interface Props {
  passages: Row[];
  spans: Span[];
  pieces: Piece[];
  selected: string | null;
  onSelect: (id: string) => void;
  length: number;
}

export function Text(props: Props): JSX.Element {
  const lengths = new Map(props.spans.map((span) => [span.id, span.end - span.start]));
  const clicked = (event: MouseEvent) => {
    if (!getSelection()?.isCollapsed) return; // the reader is marking words to copy them
    const ids = (event.target as HTMLElement).closest<HTMLElement>("[data-ids]")?.dataset.ids?.split(" ") ?? [];
    ids.sort((a, b) => (lengths.get(a) ?? 0) - (lengths.get(b) ?? 0));
    const next = ids[(ids.indexOf(props.selected ?? "") + 1) % ids.length];
    if (next) props.onSelect(next);
  };
  const passages = props.passages.length ? props.passages : [{ passage_id: "all", kind: "paragraph", start: 0, end: props.length }];
  return (
    <article class="text" onClick={clicked}>
      {passages.map((passage) => {
        const [start, end] = [Number(passage.start), Number(passage.end)];
        const spans = props.spans.filter((span) => span.start < end && span.end > start);
        const chosen = spans.some((span) => span.id === props.selected) ? props.selected : null;
        return <Passage key={passage.passage_id} passage={passage} spans={spans} pieces={props.pieces} selected={chosen} />;
      })}
    </article>
  );
}

interface PassageProps {
  passage: Row;
  spans: Span[];
  pieces: Piece[];
  selected: string | null;
}

const Passage = memo(function Passage(props: PassageProps): JSX.Element {
  const { passage, spans, selected } = props;
  const [all, setAll] = useState(false);
  const [start, end] = [Number(passage.start), Number(passage.end)];
  const shownEnd = all ? end : Math.min(end, start + LONG);
  const parts = stretches(start, shownEnd, spans, props.pieces);
  const lanes = Math.max(0, ...spans.map((span) => span.lane + 1));
  const kind = String(passage.kind);
  const Tag = kind === "title" ? "h2" : kind === "heading" ? "h3" : kind === "block_quote" ? "blockquote" : "p";
  return (
    <Tag class={`psg psg-${kind} lanes-${Math.min(lanes, 6)}`} dir="auto">
      {parts.map((part) => (
        <Part key={part.start} part={part} selected={selected} />
      ))}
      {shownEnd < end ? (
        <button type="button" class="button small" onClick={() => setAll(true)}>
          Show {end - shownEnd} more characters
        </button>
      ) : null}
    </Tag>
  );
}, same);

function same(before: PassageProps, after: PassageProps): boolean {
  const spans = before.spans.length === after.spans.length && before.spans.every((span, at) => span === after.spans[at]);
  return spans && before.passage === after.passage && before.selected === after.selected && before.pieces === after.pieces;
}

function Part(props: { part: Stretch; selected: string | null }): JSX.Element {
  const { part, selected } = props;
  const words = part.text === null ? <Gap length={part.end - part.start} /> : visible(part.text);
  if (!part.spans.length) return <>{words}</>;
  const chosen = part.spans.some((span) => span.id === selected);
  const kinds = [...new Set(part.spans.map((span) => `in-${span.kind.split("-")[0]}`))];
  return (
    <span
      class={["mark", ...kinds, chosen ? "chosen" : ""].join(" ")}
      data-ids={part.spans.map((span) => span.id).join(" ")}
      style={layers(part.spans, selected)}
    >
      {words}
    </span>
  );
}

/** Words that are not in the release. */
function Gap(props: { length: number }): JSX.Element {
  const { length } = props;
  return (
    <span class={length < 3 ? "gap gap-small" : "gap"} title={`${length} characters that the terms of the source keep back`}>
      {length < 3 ? " · " : "⋯"}
    </span>
  );
}

/** Draw each claim over a stretch as a line of its own, at the height of its lane and in the manner of its stance. */
function layers(spans: readonly Span[], selected: string | null): Record<string, string> {
  const lines = spans.filter((span) => span.lane >= 0);
  if (!lines.length) return {};
  const deepest = Math.max(...lines.map((span) => span.lane));
  const place = (span: Span) => `0 calc(100% - ${(deepest - span.lane) * STEP}px)`;
  return {
    paddingBottom: `${(deepest + 1) * STEP}px`,
    backgroundImage: lines.map((span) => line(span.kind.slice("claims-".length))).join(", "),
    backgroundSize: lines.map((span) => `100% ${span.id === selected ? 3 : 2}px`).join(", "),
    backgroundPosition: lines.map(place).join(", "),
    backgroundRepeat: "no-repeat",
  };
}

const DASHES: Record<string, [number, number]> = { denies: [9, 4], reports: [2, 3], questions: [5, 3] };

function line(stance: string): string {
  const colour = `var(--stance-${stance}, var(--stance-asserts))`;
  const dash = DASHES[stance];
  if (!dash) return `linear-gradient(${colour}, ${colour})`;
  return `repeating-linear-gradient(90deg, ${colour} 0 ${dash[0]}px, transparent ${dash[0]}px ${dash[0] + dash[1]}px)`;
}
