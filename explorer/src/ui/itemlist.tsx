// The found rows of a document as a list, in the order of the text.

import type { JSX } from "preact";
import type { Item } from "../model/document";
import { many } from "../model/text";
import { holderOf } from "./filters";
import { Badge, Said } from "./parts";

const MOST = 500;

export function ItemList(props: { items: Item[]; selected: string | null; onSelect: (id: string) => void }): JSX.Element {
  const at = Math.max(0, props.items.findIndex((item) => item.id === props.selected));
  const first = Math.max(0, Math.min(at - MOST / 2, props.items.length - MOST));
  const shown = props.items.slice(first, first + MOST);
  return (
    <div class="items-box">
      <p class="items-count quiet">{many(props.items.length, "row")}</p>
      <ol class="items" start={first + 1} tabIndex={-1}>
        {shown.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              class="item"
              data-ids={item.id}
              aria-current={item.id === props.selected ? "true" : undefined}
              onClick={() => props.onSelect(item.id)}
            >
              <ItemLine item={item} />
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A row in two lines: what it is, and what it says. */
export function ItemLine(props: { item: Item }): JSX.Element {
  const { item } = props;
  const holder = holderOf(item);
  const text = item.row.statement ?? item.row.text ?? item.row.title;
  return (
    <>
      <span class="item-head">
        <Badge kind={`${item.table}-${item.kind}`}>{item.kind.replaceAll("_", " ")}</Badge>
        {holder && holder !== "author" ? <Said text={holder} class="item-holder" most={40} /> : null}
      </span>
      {typeof text === "string" ? <Said text={text} class="item-text" most={160} /> : <span class="quiet">words not released</span>}
    </>
  );
}
