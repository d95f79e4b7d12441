// Each table: searched, filtered, sorted, looked at row by row, and taken along.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Release } from "../data/release";
import type { Table } from "../data/table";
import { asCsv, asParquet } from "../model/selection";
import { count, many, size, visible } from "../model/text";
import { queryOf, rowsOf, writtenQuery, type Query } from "../model/view";
import { reveal, useRevealed } from "../model/warnings";
import { Conditions } from "../ui/conditions";
import { Grid } from "../ui/grid";
import { Failure, Shown, download } from "../ui/parts";
import { RowPanel } from "../ui/rowpanel";
import { address, go, useChosenInSight } from "../ui/route";
import { useLoaded } from "../ui/store";

const TYPING = 200;

export function Tables(props: { release: Release; table?: string; query: URLSearchParams }): JSX.Element {
  const { release } = props;
  const name = props.table ?? (release.has("claims") ? "claims" : release.names[0]!);
  useChosenInSight(".table-names", name);
  if (!release.has(name)) return <Failure error={new Error(`The release has no table ${name}.`)} />;
  return (
    <>
      <nav class="table-names" aria-label="Tables">
        {release.names.map((other) => (
          <a key={other} href={address(["table", other])} aria-current={other === name ? "page" : undefined}>
            {other} <span class="quiet">{count(release.table(other).rows)}</span>
          </a>
        ))}
      </nav>
      <One key={name} release={release} table={release.table(name)} query={queryOf(props.query, release.table(name))} />
    </>
  );
}

function One(props: { release: Release; table: Table; query: Query }): JSX.Element {
  const { release, table, query } = props;
  const [columns, setColumns] = useState(() => firstColumns(table));
  const [chosen, choose] = useState<number | null>(null);
  const change = (next: Query) => go(address(["table", table.name], writtenQuery(next)), true);
  const key = JSON.stringify(query);
  const rows = useLoaded(() => rowsOf(table, query), [table, key]);
  useEffect(() => choose(null), [key]);
  return (
    <div class={`table-page${chosen === null ? "" : " with-row"}`}>
      <div class="table-head">
        <h1>{table.info.title}</h1>
        <p class="quiet">{table.info.description}</p>
      </div>
      {table.sharded ? <Shards table={table} /> : null}
      <div class="tools">
        {table.searchable ? <Search words={query.words} onChange={(words) => change({ ...query, words })} /> : <Unsearched table={table} />}
        {table.sharded ? null : <Conditions table={table} query={query} onChange={change} />}
        <Columns table={table} columns={columns} onChange={setColumns} />
      </div>
      <Warned release={release} table={table} />
      <Shown of={rows}>
        {(found) => (
          <>
            <Result table={table} rows={found} query={query} />
            <Grid release={release} table={table} rows={found} columns={columns} sorting={query.sorting} chosen={chosen}
              onSort={(sorting) => change({ ...query, sorting })} onChoose={choose} />
          </>
        )}
      </Shown>
      {chosen === null ? null : <RowPanel release={release} table={table} row={chosen} onClose={() => choose(null)} />}
    </div>
  );
}

/** The columns that a person looks at first: words and terms, not ids, hashes and offsets. */
function firstColumns(table: Table): string[] {
  const dull = /(_id|_sha256|_start|_end)$|^(start|end|byte_.*|extractor.*|nested_in|offset_map|text_sha256)$/;
  const names = table.columnNames.filter((name) => !dull.test(name) || table.info.key.includes(name));
  const key = names.filter((name) => table.info.key.includes(name) && dull.test(name));
  const rest = names.filter((name) => !key.includes(name));
  const told = [...rest.filter((name) => name === "statement"), ...rest.filter((name) => name !== "statement")];
  const double = table.has("statement") ? new Set(["text", "subject", "predicate", "object"]) : new Set<string>();
  const shown = told.filter((name) => !double.has(name)).slice(0, 10);
  if (table.has("source_id") && table.name !== "sources") shown.push("source_id");
  return shown.length > 1 ? shown : [...key, ...shown];
}

/** How to ask a table that is too large for a page, and where its files are. */
function Shards(props: { table: Table }): JSX.Element {
  const { table } = props;
  const { shards = [] } = table.info;
  return (
    <div class="shards">
      <p>
        {many(table.rows, "row")} in {many(shards.length, "file")}: too many for this page to search, filter or sort. Ask DuckDB in the folder of the
        release, for example:
      </p>
      <pre tabIndex={0}>{`SELECT source_id, count(*) FROM '${table.pattern}' GROUP BY ALL;`}</pre>
      <details>
        <summary>Files</summary>
        <ul class="shard-files">
          {shards.map((shard) => (
            <li key={shard.file}>
              <a href={`../${shard.file}`}>{shard.file}</a> <span class="quiet">{`${many(shard.rows, "row")}, ${size(shard.bytes)}`}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** What stands in place of the search where there is none. */
function Unsearched(props: { table: Table }): JSX.Element | null {
  const { table } = props;
  if (table.sharded) return null;
  return (
    <p class="quiet">
      Its words are too many for this page to search. DuckDB searches them: <code>{`SELECT * FROM '${table.pattern}' WHERE …`}</code>
    </p>
  );
}

function Search(props: { words: string; onChange: (words: string) => void }): JSX.Element {
  const [text, setText] = useState(props.words);
  useEffect(() => setText(props.words), [props.words]);
  useEffect(() => {
    if (text === props.words) return;
    const timer = setTimeout(() => props.onChange(text), TYPING);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label class="field search">
      <span>Search</span>
      <input type="search" value={text} placeholder="words, or how they begin" onInput={(event) => setText(event.currentTarget.value)} />
    </label>
  );
}

function Columns(props: { table: Table; columns: string[]; onChange: (columns: string[]) => void }): JSX.Element {
  const { table, columns } = props;
  const toggle = (name: string) => {
    const next = table.columnNames.filter((other) => (other === name) !== columns.includes(other));
    if (next.length) props.onChange([...columns.filter((other) => next.includes(other)), ...next.filter((other) => !columns.includes(other))]);
  };
  return (
    <details class="menu">
      <summary class="button">Columns</summary>
      <div class="menu-box">
        {table.info.fields.map((field) => (
          <label key={field.name} title={field.description}>
            <input type="checkbox" checked={columns.includes(field.name)} onChange={() => toggle(field.name)} /> {field.name}
          </label>
        ))}
      </div>
    </details>
  );
}

/** For each source with a content warning that is in the table, a line to show its words. */
function Warned(props: { release: Release; table: Table }): JSX.Element | null {
  const { release, table } = props;
  const revealed = useRevealed();
  const hidden = release.about.sources.filter((source) => source.content_warning && !revealed(source.source_id));
  if (!table.has("source_id") || table.name === "sources" || !table.info.searched.length) return null;
  return (
    <>
      {hidden.map((source) => (
        <p class="warned" key={source.source_id}>
          <span>
            Words of <strong>{visible(source.title)}</strong> are hidden. {visible(source.content_warning ?? "")}
          </span>{" "}
          <button type="button" class="button small" onClick={() => reveal(source.source_id)}>
            Show them
          </button>
        </p>
      ))}
    </>
  );
}

function Result(props: { table: Table; rows: Uint32Array; query: Query }): JSX.Element {
  const { table, rows, query } = props;
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const save = async (form: "csv" | "parquet") => {
    setBusy(form);
    setError(null);
    try {
      const name = `${table.name}${rows.length < table.rows ? "-selection" : ""}.${form}`;
      if (form === "csv") download(name, "text/csv;charset=utf-8", await asCsv(table, rows));
      else download(name, "application/vnd.apache.parquet", [await asParquet(table, rows)]);
    } catch (cause) {
      setError(cause as Error);
    }
    setBusy(null);
  };
  const narrowed = query.words || query.conditions.length;
  return (
    <div class="result">
      <p aria-live="polite">{narrowed ? `${count(rows.length)} of ${many(table.rows, "row")}` : many(table.rows, "row")}</p>
      {table.sharded ? null : (
        <span class="result-save">
          <button type="button" class="button small" disabled={busy !== null} onClick={() => save("csv")}>
            {busy === "csv" ? "Writing …" : "Download CSV"}
          </button>
          <button type="button" class="button small" disabled={busy !== null} onClick={() => save("parquet")}>
            {busy === "parquet" ? "Writing …" : "Download Parquet"}
          </button>
        </span>
      )}
      {error ? <Failure error={error} /> : null}
    </div>
  );
}
