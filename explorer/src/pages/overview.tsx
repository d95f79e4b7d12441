// What the release is, what to know before reading it, how much it holds, how right it is, and how to load it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Quality, Release } from "../data/release";
import { count, many, size, visible } from "../model/text";
import { Badge, Code } from "../ui/parts";
import { address } from "../ui/route";

const STANCES = ["asserts", "denies", "reports", "questions"];

export function Overview(props: { release: Release }): JSX.Element {
  const { release } = props;
  const { about } = release;
  const rows = (name: string) => about.tables[name]?.rows ?? 0;
  return (
    <>
      <section class="hero">
        <h1>{visible(about.title)}</h1>
        <p class="lead">{visible(about.description)}</p>
        <p class="quiet">
          Release {about.version}, schema {about.schema_version}. Every claim here is the claim of its source, never of this
          dataset: each has a holder and the author's stance towards it.
        </p>
        <ul class="counts">
          {["documents", "claims", "quotes", "references", "works", "entities"]
            .filter((name) => release.has(name))
            .map((name) => (
              <li key={name}>
                <a href={name === "documents" ? "#/read" : address(["table", name])}>
                  <strong>{count(rows(name))}</strong> {name}
                </a>
              </li>
            ))}
        </ul>
      </section>
      <Warnings release={release} />
      <BySource release={release} />
      <Figures rows={about.quality} />
      <Loading release={release} />
      <Contents release={release} />
      <Terms release={release} />
    </>
  );
}

function Warnings(props: { release: Release }): JSX.Element | null {
  const warned = props.release.about.sources.filter((source) => source.content_warning);
  if (!warned.length) return null;
  return (
    <section aria-labelledby="warnings" class="warnings">
      <h2 id="warnings">Content warnings</h2>
      <p>Some of the documents spread hatred or mislead. Their words are kept as evidence; they are shown after a click.</p>
      <ul>
        {warned.map((source) => (
          <li key={source.source_id}>
            <strong>{visible(source.title)}</strong>: {visible(source.content_warning ?? "")}
          </li>
        ))}
      </ul>
    </section>
  );
}

function BySource(props: { release: Release }): JSX.Element {
  const { about } = props.release;
  const claims = (source: string, stance: string) =>
    about.claims_by_stance.find((row) => row.source_id === source && row.author_stance === stance)?.claims ?? 0;
  const documents = new Map(about.documents_by_source.map((row) => [row.source_id, row.documents]));
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">Sources, and the author's stance towards the claims</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="sources">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">source</th>
              <th scope="col" class="number">documents</th>
              {STANCES.map((stance) => (
                <th scope="col" class="number" key={stance}>
                  {stance}
                </th>
              ))}
              <th scope="col">words in the release</th>
            </tr>
          </thead>
          <tbody>
            {about.sources.map((source) => (
              <tr key={source.source_id}>
                <th scope="row">
                  {visible(source.title)} {source.content_warning ? <Badge kind="warning">content warning</Badge> : null}
                </th>
                <td class="number">{count(documents.get(source.source_id) ?? 0)}</td>
                {STANCES.map((stance) => (
                  <td class="number" key={stance}>
                    {count(claims(source.source_id, stance))}
                  </td>
                ))}
                <td>{RELEASED[source.text_release]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const RELEASED = { full: "full text", extract: "the spans of rows", none: "none: offsets only" };

/** Measured figures: a dot for F1 over a bar for its interval, with the numbers beside. */
function Figures(props: { rows: Quality[] }): JSX.Element | null {
  const tables = [...new Set(props.rows.map((row) => row.table_name))];
  const [table, setTable] = useState(tables.includes("claims") ? "claims" : (tables[0] ?? ""));
  if (!props.rows.length) return null;
  const shown = props.rows.filter((row) => row.table_name === table);
  return (
    <section aria-labelledby="quality">
      <h2 id="quality">How right it is</h2>
      <p>
        Measured on documents annotated by hand. The bar is the 95 % interval of F1. Where nothing says that a set was held back,
        it was in view while the extractors were written, so text of another kind will fare worse.
      </p>
      <div class="choices" role="group" aria-label="Table">
        {tables.map((name) => (
          <button type="button" class="chip" key={name} aria-pressed={name === table} onClick={() => setTable(name)}>
            {name}
          </button>
        ))}
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="quality">
        <table class="plain figures">
          <thead>
            <tr>
              <th scope="col">gold standard</th>
              <th scope="col">a hit is the right</th>
              <th scope="col" class="number">precision</th>
              <th scope="col" class="number">recall</th>
              <th scope="col" class="number">F1</th>
              <th scope="col">interval</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.gold_set} ${row.measure}`}>
                <th scope="row">
                  {row.gold_set} <span class="quiet">{many(row.gold_rows, "row")}, {many(row.documents, "document")}</span>
                </th>
                <td>{row.measure}</td>
                <td class="number">{row.precision.toFixed(2)}</td>
                <td class="number">{row.recall.toFixed(2)}</td>
                <td class="number">
                  <strong>{row.f1.toFixed(2)}</strong>
                </td>
                <td>
                  <Interval row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Interval(props: { row: Quality }): JSX.Element {
  const { f1, f1_low: low, f1_high: high } = props.row;
  const text = `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return (
    <span class="interval">
      <svg viewBox="0 0 100 12" aria-hidden="true">
        <line class="interval-scale" x1="0" x2="100" y1="6" y2="6" />
        <line class="interval-bar" x1={low * 100} x2={Math.max(high, low + 0.01) * 100} y1="6" y2="6" />
        <circle class="interval-dot" cx={f1 * 100} cy="6" r="3.5" />
      </svg>
      <span class="interval-text">{text}</span>
    </span>
  );
}

function Loading(props: { release: Release }): JSX.Element {
  const { release } = props;
  const claims = release.has("claims") ? release.table("claims") : null;
  const folder = claims?.sharded ?? false;
  const file = claims?.info.file ?? "claims.parquet";
  const files = claims?.pattern ?? file;
  const documents = release.has("documents") ? release.table("documents").pattern : "documents.parquet";
  return (
    <section aria-labelledby="loading">
      <h2 id="loading">Load it</h2>
      <p>The folder of the release, one level above these pages, holds one Parquet file a table{folder ? ", or a folder of them for a table of many rows" : ""}.</p>
      <div class="codes">
        <Code label="Polars">{`import polars as pl\n\nclaims = pl.${folder ? "scan" : "read"}_parquet("${files}")\nclaims.filter(pl.col("author_stance") == "denies").select("holder", "statement")${folder ? ".collect()" : ""}`}</Code>
        <Code label="DuckDB">{`SELECT d.title, c.holder, c.author_stance, c.statement\nFROM '${files}' c JOIN '${documents}' d USING (document_id)\nWHERE c.checkworthy ORDER BY c.checkworthiness DESC;`}</Code>
        <Code label="pandas">{`import pandas as pd\n\nclaims = pd.read_parquet("${file}")\nclaims.groupby(["holder", "author_stance"]).size()`}</Code>
        <Code label="R">{`library(arrow)\n\n${
          folder ? `claims <- open_dataset("${file}") |> dplyr::select(holder, author_stance) |> dplyr::collect()` : `claims <- read_parquet("${file}")`
        }\ntable(claims$holder, claims$author_stance)`}</Code>
      </div>
    </section>
  );
}

function Contents(props: { release: Release }): JSX.Element {
  const { about } = props.release;
  return (
    <section aria-labelledby="contents">
      <h2 id="contents">Tables</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="contents">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">table</th>
              <th scope="col" class="number">rows</th>
              <th scope="col" class="number">size</th>
              <th scope="col">one row</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(about.tables).map(([name, table]) => (
              <tr key={name}>
                <th scope="row">
                  <a href={address(["table", name])}>{name}</a>
                </th>
                <td class="number">{count(table.rows)}</td>
                <td class="number">{size(table.bytes)}</td>
                <td>{table.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Terms(props: { release: Release }): JSX.Element {
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">Terms</h2>
      <ul>
        {props.release.about.licences.map((licence) => (
          <li key={licence.path}>
            <a href={`../${licence.path}`}>{licence.title}</a>: {licence.covers}.
          </li>
        ))}
        <li>The words of the sources stay under their own terms; they are quoted here as evidence.</li>
      </ul>
      <p class="quiet">
        These pages ask nothing of any other host, and send nothing anywhere. In the folder are also the{" "}
        <a href="../README.md">README</a>, the <a href="../data-dictionary.md">data dictionary</a> and the{" "}
        <a href="../validation.html">verdicts of the validation</a>.
      </p>
    </section>
  );
}
