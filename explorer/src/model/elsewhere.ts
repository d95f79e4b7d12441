// Where a row meets others: linked claims and quotes, and other places that point to the same work.

import type { Release, Row } from "../data/release";
import { MARKED, type Item, type Marked } from "./document";

const MOST = 20;

export interface Elsewhere {
  relation: string;
  row: string;
  document: string;
  source: string;
  text: string;
}

/** Give the rows that a row is linked to, at most 20. */
export async function elsewhere(release: Release, item: Item): Promise<Elsewhere[]> {
  if (item.table === "claims") return linked(release, item, "claim_links", "claims");
  if (item.table === "quotes") return linked(release, item, "quote_links", "quotes");
  const work = item.row.work_id;
  if (!work) return [];
  const rows = await release.table("references").where("work_id", work);
  const others = rows.filter((row) => row.document_id !== item.row.document_id);
  return others.slice(0, MOST).map((row) => told("same work", row, "references"));
}

async function linked(release: Release, item: Item, links: string, table: Marked): Promise<Elsewhere[]> {
  if (!release.has(links)) return [];
  const key = MARKED[table];
  const pairs = release.table(links);
  const [first, second] = await Promise.all([pairs.where(key, item.id), pairs.where(`other_${key}`, item.id)]);
  const others = new Map([
    ...first.map((pair) => [pair[`other_${key}`], { relation: relationOf(pair), document: pair.other_document_id }] as const),
    ...second.map((pair) => [pair[key], { relation: relationOf(pair), document: pair.document_id }] as const),
  ]);
  const some = [...others].slice(0, MOST);
  const rows = await Promise.all(some.map(([id, { document }]) => release.table(table).whereIn(document ?? null, key, id ?? null)));
  return rows.flat().map((row) => told(others.get(row[key] ?? null)?.relation ?? "linked", row, table));
}

function relationOf(pair: Row): string {
  return String(pair.relation ?? "linked");
}

function told(relation: string, row: Row, table: Marked): Elsewhere {
  return {
    relation,
    row: String(row[MARKED[table]]),
    document: String(row.document_id),
    source: String(row.source_id ?? ""),
    text: String(row.statement ?? row.text ?? row.title ?? "words not released"),
  };
}
