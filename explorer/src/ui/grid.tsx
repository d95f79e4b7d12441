// Rows of any number: only those in sight are in the page, and only what they show is read.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Release, Row } from "../data/release";
import type { Table } from "../data/table";
import { count } from "../model/text";
import type { Sorting } from "../model/view";
import { useRevealed } from "../model/warnings";
import { Failure, valueText } from "./parts";

const ROW = 45;
const MARGIN = 8;
const NUMBER_WIDTH = 4.5;
/** Browsers cap the height of an element; beyond this, a pixel of the scroll bar stands for more than a pixel. */
const TALLEST = 10_000_000;

interface Props {
  release: Release;
  table: Table;
  rows: Uint32Array;
  columns: string[];
  sorting: Sorting | null;
  chosen: number | null;
  onSort: (sorting: Sorting | null) => void;
  onChoose: (row: number) => void;
}

export function Grid(props: Props): JSX.Element {
  const { table, rows, columns } = props;
  const box = useRef<HTMLDivElement>(null);
  const [first, visible] = useWindow(box, rows);
  const last = Math.min(rows.length, first + visible);
  const [cells, error] = useCells(table, rows, columns, first, last);
  const busy = rows.subarray(first, last).some((row) => !cells.has(row));
  const height = Math.min(rows.length * ROW, TALLEST);
  const scrolled = rows.length > visible ? (first / (rows.length - visible)) * (height - visible * ROW) : 0;
  const top = height < rows.length * ROW ? scrolled : first * ROW;
  return (
    <>
      {error ? <Failure error={error} /> : null}
      <div class="grid" ref={box} tabIndex={0} role="region" aria-label={`Rows of ${table.name}`} aria-busy={busy}>
        <div class="grid-table" role="table" aria-label={table.info.title} aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1}
          style={widths(table, columns)}>
          <Header {...props} />
          <div class="grid-body" role="rowgroup" style={{ height: `${height}px` }}>
            <div class="grid-window" role="presentation" style={{ transform: `translateY(${Math.max(0, top)}px)` }}>
              {Array.from({ length: Math.max(0, last - first) }, (_, index) => (
                <Line key={rows[first + index]} {...props} place={first + index} number={rows[first + index]!} cells={cells.get(rows[first + index]!)} />
              ))}
            </div>
          </div>
        </div>
        {rows.length ? null : <p class="grid-empty">No row is like that.</p>}
      </div>
    </>
  );
}

/** Give the columns their widths: at least what their kind needs, and a share of what is left over. */
function widths(table: Table, columns: readonly string[]): Record<string, string> {
  const rems = columns.map((name) => widthOf(table, name));
  const least = rems.reduce((sum, rem) => sum + rem, NUMBER_WIDTH);
  const tracks = rems.map((rem) => `minmax(${rem}rem, ${rem}fr)`);
  return { gridTemplateColumns: [`${NUMBER_WIDTH}rem`, ...tracks].join(" "), minWidth: `${least}rem` };
}

function widthOf(table: Table, name: string): number {
  const field = table.fields.get(name);
  if (name === "statement" || name === "text" || name === "description") return 22;
  if (field?.type === "boolean") return 6.5;
  if (field?.type !== "string" || field.enum.length) return 7.5;
  return table.info.searched.includes(name) ? 11 : 10;
}

/** Give the first row in sight and how many there are room for. */
function useWindow(box: { current: HTMLDivElement | null }, rows: Uint32Array): [number, number] {
  const [place, setPlace] = useState<[number, number]>([0, 40]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [rows]);
  useEffect(() => {
    const element = box.current!;
    let asked = 0;
    const measure = () => {
      asked = 0;
      const room = Math.ceil(element.clientHeight / ROW);
      const height = Math.min(rows.length * ROW, TALLEST);
      const most = Math.max(1, height + ROW - element.clientHeight);
      const at = height < rows.length * ROW ? (element.scrollTop / most) * Math.max(0, rows.length - room + 1) : element.scrollTop / ROW;
      setPlace([Math.max(0, Math.floor(at) - MARGIN), room + 2 * MARGIN]);
    };
    const ask = () => (asked ||= requestAnimationFrame(measure));
    const watcher = new ResizeObserver(ask);
    watcher.observe(element);
    element.addEventListener("scroll", ask, { passive: true });
    measure();
    return () => {
      watcher.disconnect();
      element.removeEventListener("scroll", ask);
      cancelAnimationFrame(asked);
    };
  }, [rows]);
  return place;
}

/** Read the cells in sight; what was read stays until the columns change. */
function useCells(table: Table, rows: Uint32Array, columns: string[], first: number, last: number): [Map<number, Row>, Error | null] {
  const known = useRef({ key: "", cells: new Map<number, Row>() });
  const [, again] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const needed = table.has("source_id") && !columns.includes("source_id") ? [...columns, "source_id"] : columns;
  const key = needed.join();
  if (known.current.key !== key) known.current = { key, cells: new Map() };
  useEffect(() => {
    const { cells } = known.current;
    const wanted = Array.from(rows.subarray(first, last)).filter((row) => !cells.has(row));
    if (!wanted.length) return;
    let current = true;
    table.take(wanted, needed).then(
      (read) => {
        read.forEach((row, index) => cells.set(wanted[index]!, row));
        if (current) again((turn) => turn + 1);
      },
      (cause: unknown) => current && setError(cause as Error),
    );
    return () => {
      current = false;
    };
  }, [rows, key, first, last]);
  return [known.current.cells, error];
}

function Header(props: Props): JSX.Element {
  const { table, columns, sorting } = props;
  const next = (column: string): Sorting | null => {
    if (sorting?.column !== column) return { column, down: false };
    return sorting.down ? null : { column, down: true };
  };
  return (
    <div class="grid-head" role="rowgroup">
      <div class="grid-row" role="row" aria-rowindex={1}>
        <span role="columnheader" class="grid-number">
          row
        </span>
        {columns.map((column) => {
          const order = sorting?.column === column ? (sorting.down ? "descending" : "ascending") : undefined;
          return (
            <span role="columnheader" key={column} aria-sort={order ?? "none"}>
              {table.sharded ? (
                <span title={table.fields.get(column)?.description}>{column}</span>
              ) : (
                <button type="button" onClick={() => props.onSort(next(column))} title={table.fields.get(column)?.description}>
                  {column} <span aria-hidden="true">{order ? (order === "ascending" ? "↑" : "↓") : ""}</span>
                </button>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function Line(props: Props & { place: number; number: number; cells: Row | undefined }): JSX.Element {
  const { release, table, columns, cells, number } = props;
  const revealed = useRevealed();
  const source = cells?.source_id;
  const hidden = table.name !== "sources" && release.warning(source) !== null && !revealed(source);
  return (
    <div class={`grid-row${props.chosen === number ? " chosen" : ""}`} role="row" aria-rowindex={props.place + 2} onClick={() => props.onChoose(number)}>
      <span role="cell" class="grid-number">
        <button type="button" aria-label={`Show row ${count(number + 1)} with all its fields`} onClick={() => props.onChoose(number)}>
          {count(number + 1)}
        </button>
      </span>
      {columns.map((column) => {
        const kept = hidden && table.info.searched.includes(column) && cells?.[column] !== null;
        const type = table.fields.get(column)?.type;
        return (
          <span role="cell" key={column} class={type === "number" || type === "integer" ? "number" : undefined}>
            {kept ? <span class="kept">hidden: content warning</span> : <bdi dir="auto">{cells ? valueText(cells[column]) : "…"}</bdi>}
          </span>
        );
      })}
    </div>
  );
}
