// Claims by the date of the event that they tell of.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Release, Row } from "../data/release";
import { count, many, visible } from "../model/text";
import { useRevealed } from "../model/warnings";
import { Chart } from "../ui/chart";
import { Badge, Said, Shown } from "../ui/parts";
import { address, go, readerAddress } from "../ui/route";
import { useLoaded } from "../ui/store";

const MOST = 200;
const STANCES = ["asserts", "denies", "reports", "questions"];

interface Dated {
  number: number;
  start: string;
  year: number;
  stance: string;
  source: string;
}

async function datedClaims(release: Release): Promise<Dated[]> {
  const columns = await release.table("claims").read(["event_start", "author_stance", "source_id"]);
  const found: Dated[] = [];
  for (let number = 0; number < columns.event_start.length; number++) {
    const start = columns.event_start[number];
    if (typeof start !== "string") continue;
    const [stance, source] = [String(columns.author_stance[number]), String(columns.source_id[number])];
    found.push({ number, start, year: yearOf(start), stance, source });
  }
  return found.sort((a, b) => a.year - b.year || (a.start < b.start ? -1 : a.start > b.start ? 1 : a.number - b.number));
}

/** The year of an ISO date; one before the year 0 begins with a sign. */
function yearOf(date: string): number {
  return Number(/^[+-]?\d+/.exec(date)?.[0]);
}

export function Timeline(props: { release: Release; query: URLSearchParams }): JSX.Element {
  const dated = useLoaded(() => datedClaims(props.release), []);
  return (
    <>
      <h1>Timeline</h1>
      <p class="lead">Claims by the date of the event that they tell of, where the document says it.</p>
      <Shown of={dated}>{(claims) => <Dates release={props.release} claims={claims} query={props.query} />}</Shown>
    </>
  );
}

function Dates(props: { release: Release; claims: Dated[]; query: URLSearchParams }): JSX.Element {
  const { release, claims, query } = props;
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  const source = query.get("source") ?? "";
  const [by, setBy] = useState<"stance" | "source">("stance");
  const set = (change: Record<string, string>) => go(address(["time"], { from, to, source, ...change }), true);
  const ofSource = useMemo(() => claims.filter((claim) => !source || claim.source === source), [claims, source]);
  const shown = ofSource.filter((claim) => (!from || claim.year >= Number(from)) && (!to || claim.year <= Number(to)));
  const groups = by === "stance" ? STANCES : release.about.sources.map((one) => one.source_id);
  return (
    <>
      <div class="tools">
        <label class="field">
          <span>source</span>
          <select value={source} onChange={(event) => set({ source: event.currentTarget.value })}>
            <option value="">all</option>
            {release.about.sources.map((one) => (
              <option key={one.source_id} value={one.source_id}>
                {visible(one.title)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>colour by</span>
          <select value={by} onChange={(event) => setBy(event.currentTarget.value as "stance" | "source")}>
            <option value="stance">author's stance</option>
            <option value="source">source</option>
          </select>
        </label>
        <Year label="from year" value={from} onChange={(year) => set({ from: year })} />
        <Year label="to year" value={to} onChange={(year) => set({ to: year })} />
      </div>
      <Key groups={groups} by={by} release={release} />
      <Chart
        label={`${many(shown.length, "dated claim")} by year and ${by}; the list below has them all`}
        draw={(width) => histogram(shown, by, groups, width)}
        keys={[shown.length, source, from, to, by]}
      />
      <Listed release={release} claims={shown} all={ofSource.length} onYear={(year) => set({ from: year, to: year })} />
    </>
  );
}

function Year(props: { label: string; value: string; onChange: (year: string) => void }): JSX.Element {
  return (
    <label class="field">
      <span>{props.label}</span>
      <input type="number" class="year" value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} />
    </label>
  );
}

function colour(by: string, group: string, groups: readonly string[]): string {
  return by === "stance" ? `var(--stance-${group})` : `var(--series-${(groups.indexOf(group) % 8) + 1})`;
}

function Key(props: { groups: readonly string[]; by: string; release: Release }): JSX.Element {
  return (
    <ul class="legend legend-row">
      {props.groups.slice(0, 8).map((group) => (
        <li key={group}>
          <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
            <rect width="10" height="10" rx="2" fill={colour(props.by, group, props.groups)} />
          </svg>
          {visible(props.release.source.get(group)?.title ?? group)}
        </li>
      ))}
    </ul>
  );
}

function histogram(claims: readonly Dated[], by: "stance" | "source", groups: readonly string[], width: number): Element {
  const bins = new Map<string, { year: number; group: string; claims: number }>();
  for (const claim of claims) {
    const group = claim[by];
    const bin = bins.get(`${claim.year} ${group}`) ?? { year: claim.year, group, claims: 0 };
    bin.claims += 1;
    bins.set(`${claim.year} ${group}`, bin);
  }
  const rows = [...bins.values()];
  const years = rows.map((row) => row.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Plot.plot({
    width,
    height: 260,
    marginLeft: 44,
    style: { background: "none", color: "var(--ink)", fontSize: "12px" },
    x: { label: null, tickFormat: (year: number) => String(year), domain: rows.length ? [first - 1, last + 2] : [1900, 2000] },
    y: { label: "claims", grid: true, ticks: 5 },
    marks: [
      Plot.ruleY([0], { stroke: "var(--rule-strong)" }),
      Plot.rectY(rows, {
        x1: (row) => row.year,
        x2: (row) => row.year + 1,
        y: "claims",
        fill: (row) => colour(by, row.group, groups),
        order: "group",
        inset: 0,
        insetRight: (last - first) * 3 < width ? 1 : 0,
      }),
    ],
  });
}

function Listed(props: { release: Release; claims: Dated[]; all: number; onYear: (year: string) => void }): JSX.Element {
  const { release, claims } = props;
  const first = claims.slice(0, MOST);
  const rows = useLoaded(
    () => release.table("claims").take(first.map((claim) => claim.number), ["claim_id", "document_id", "source_id", "statement", "event_date", "author_stance", "holder"]),
    [first.map((claim) => claim.number).join()],
  );
  return (
    <section aria-labelledby="dated">
      <h2 id="dated">
        {claims.length === props.all ? many(claims.length, "dated claim") : `${count(claims.length)} of ${many(props.all, "dated claim")}`}
      </h2>
      {claims.length > MOST ? <p class="quiet">The first {MOST} by date; narrow the years to see others.</p> : null}
      <Shown of={rows}>
        {(found) => (
          <ol class="dated">
            {found.map((row) => (
              <Claim key={String(row.claim_id)} release={release} row={row} />
            ))}
          </ol>
        )}
      </Shown>
    </section>
  );
}

function Claim(props: { release: Release; row: Row }): JSX.Element {
  const { release, row } = props;
  const revealed = useRevealed();
  const hidden = release.warning(row.source_id) !== null && !revealed(row.source_id);
  return (
    <li>
      <span class="dated-date">{String(row.event_date)}</span>
      <span class="dated-claim">
        <a href={readerAddress(row.document_id, row.claim_id)}>
          {hidden ? "words hidden: content warning" : typeof row.statement === "string" ? <Said text={row.statement} most={300} /> : "words not released"}
        </a>
        <span class="dated-foot">
          <Badge kind={`claims-${String(row.author_stance)}`}>{String(row.author_stance)}</Badge>
          {row.holder === "author" ? null : <Said text={String(row.holder)} most={60} class="quiet" />}
          <span class="quiet">{visible(release.source.get(String(row.source_id))?.title ?? String(row.source_id))}</span>
        </span>
      </span>
    </li>
  );
}
