// Who quotes whom, and who points to which works.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import type { Release } from "../data/release";
import { edges, type Edges } from "../model/network";
import { count, many, shorten, visible } from "../model/text";
import { Chart } from "../ui/chart";
import { Shown } from "../ui/parts";
import { address, go } from "../ui/route";
import { useLoaded } from "../ui/store";

const ROW = 24;

export function Network(props: { release: Release; query: URLSearchParams }): JSX.Element {
  const { release, query } = props;
  const most = Number(query.get("most")) || 20;
  return (
    <>
      <h1>Network</h1>
      <p class="lead">Who is quoted by whom, and which works are pointed to by whom. A wider line stands for more places.</p>
      <div class="tools">
        <label class="field">
          <span>show at most</span>
          <select value={String(most)} onChange={(event) => go(address(["network"], { most: event.currentTarget.value }), true)}>
            {["10", "20", "40", "80"].map((number) => (
              <option key={number}>{number}</option>
            ))}
          </select>
        </label>
      </div>
      <Part release={release} id="speakers" title="Who is quoted by whom" table="quotes" column="speaker" most={most} />
      <Part release={release} id="works" title="Works by who points to them" table="references" column="work" most={most} />
    </>
  );
}

interface PartProps {
  release: Release;
  id: string;
  title: string;
  table: string;
  column: string;
  most: number;
}

function Part(props: PartProps): JSX.Element {
  const found = useLoaded(() => edges(props.release, props.table, props.column, props.most), [props.table, props.most]);
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <Shown of={found}>{(value) => (value.links.length ? <Drawn {...props} edges={value} /> : <p class="quiet">None in this release.</p>)}</Shown>
    </section>
  );
}

function Drawn(props: PartProps & { edges: Edges }): JSX.Element {
  const { edges: found } = props;
  const left = found.left.length < found.leftAll ? ` of ${count(found.leftAll)}` : "";
  return (
    <>
      <p class="quiet">
        {many(found.left.length, found.leftIs)}
        {left} and {count(found.right.length)} of {many(found.rightAll, props.column)}, those with the most places.
      </p>
      <Chart label={`${props.title}; the table below has the numbers`} draw={(width) => bipartite(found, width)} keys={[found]} />
      <details class="numbers">
        <summary>The same as a table</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={`${props.title}: numbers`}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{found.leftIs}</th>
                <th scope="col">{props.column}</th>
                <th scope="col" class="number">places</th>
              </tr>
            </thead>
            <tbody>
              {found.links.map((link) => (
                <tr key={`${link.from} ${link.to}`}>
                  <td>{visible(found.titles.get(link.from) ?? link.from)}</td>
                  <th scope="row">
                    <a href={address(["table", props.table], { f: `${props.column} is ${link.to}` })}>{visible(shorten(link.to, 120))}</a>
                  </th>
                  <td class="number">{count(link.places)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

/** Two columns of names with lines between them. */
function bipartite(found: Edges, width: number): Element {
  const rows = Math.max(found.left.length, found.right.length);
  const height = rows * ROW + 16;
  const narrow = width < 640;
  const letters = narrow ? 18 : 42;
  const margin = narrow ? 128 : 310;
  const at = (names: readonly string[], name: string) => (names.indexOf(name) + 0.5) / names.length;
  const most = Math.max(...found.links.map((link) => link.places));
  const title = (name: string) => visible(found.titles.get(name) ?? name);
  return Plot.plot({
    width,
    height,
    marginTop: 4,
    marginBottom: 4,
    marginLeft: margin,
    marginRight: margin,
    style: { background: "none", color: "var(--ink)", fontSize: narrow ? "11px" : "13px" },
    x: { axis: null, domain: [0, 1] },
    y: { axis: null, domain: [1, 0] },
    marks: [
      Plot.link(found.links, {
        x1: () => 0.02,
        x2: () => 0.98,
        y1: (link) => at(found.left, link.from),
        y2: (link) => at(found.right, link.to),
        stroke: (link) => `var(--series-${(found.left.indexOf(link.from) % 8) + 1})`,
        strokeWidth: (link) => 1 + 6 * Math.sqrt(link.places / most),
        strokeOpacity: 0.55,
        strokeLinecap: "round",
        curve: "bump-x",
      }),
      names(found.left, 0, "end", -8, (name) => shorten(title(name), letters), (name) => at(found.left, name)),
      names(found.right, 1, "start", 8, (name) => shorten(title(name), letters), (name) => at(found.right, name)),
    ],
  });
}

function names(all: readonly string[], x: number, anchor: "start" | "end", dx: number, text: (name: string) => string, y: (name: string) => number) {
  return Plot.text([...all], { x: () => x, y, text, textAnchor: anchor, dx, fill: "var(--ink)" });
}
