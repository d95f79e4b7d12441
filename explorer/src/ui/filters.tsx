// Which of the found rows a reader wants to see.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Item, Marked } from "../model/document";
import { count, visible } from "../model/text";

/** What is left out, as `table kind`; and the holder or speaker whose rows alone are wanted. */
export interface Filter {
  without: ReadonlySet<string>;
  holder: string;
}

export function useFilter(): [Filter, (filter: Filter) => void] {
  return useState<Filter>({ without: new Set(["quotes mention"]), holder: "" });
}

export function passes(item: Item, filter: Filter): boolean {
  if (filter.without.has(`${item.table} ${item.kind}`)) return false;
  return !filter.holder || holderOf(item) === filter.holder;
}

/** Whose claim or words it is. */
export function holderOf(item: Item): string | null {
  const holder = item.table === "claims" ? item.row.holder : item.row.speaker;
  return typeof holder === "string" ? holder : null;
}

const TABLES: Marked[] = ["claims", "quotes", "references"];

export function Filters(props: { items: Item[]; filter: Filter; onChange: (filter: Filter) => void }): JSX.Element {
  const { items, filter } = props;
  const kinds = countsOf(items.map((item) => `${item.table} ${item.kind}`));
  const holders = countsOf(items.map(holderOf).filter((holder): holder is string => holder !== null));
  const toggle = (kind: string) => {
    const without = new Set(filter.without);
    if (!without.delete(kind)) without.add(kind);
    props.onChange({ ...filter, without });
  };
  return (
    <details class="filters" open={matchMedia("(min-width: 64rem)").matches}>
      <summary>Filter</summary>
      {TABLES.filter((table) => items.some((item) => item.table === table)).map((table) => (
        <fieldset key={table}>
          <legend>{table}</legend>
          <div class="choices">
            {kinds
              .filter(([kind]) => kind.startsWith(`${table} `))
              .map(([kind, number]) => (
                <button type="button" key={kind} class={`chip chip-${kind.replace(" ", "-")}`} aria-pressed={!filter.without.has(kind)} onClick={() => toggle(kind)}>
                  {kind.split(" ")[1]?.replaceAll("_", " ")} <span class="chip-count">{count(number)}</span>
                </button>
              ))}
          </div>
        </fieldset>
      ))}
      <label class="field">
        <span>held or said by</span>
        <select value={filter.holder} onChange={(event) => props.onChange({ ...filter, holder: event.currentTarget.value })}>
          <option value="">anybody</option>
          {holders.map(([holder, number]) => (
            <option key={holder} value={holder}>
              {visible(holder)} ({number})
            </option>
          ))}
        </select>
      </label>
    </details>
  );
}

function countsOf(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
