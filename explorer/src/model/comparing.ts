// What documents have in common: claims that meet, speakers, words quoted twice, works.

import type { Release, Row, Value } from "../data/release";
import type { Table } from "../data/table";

/** Two rows of chosen documents that are linked. */
export interface Pair {
  relation: string;
  differs: string | null;
  confidence: number | null;
  first: Row;
  second: Row;
}

export interface Tally {
  name: string;
  /** How many rows each document has, by its id. */
  by: Map<string, number>;
  total: number;
}

export interface Compared {
  documents: Row[];
  claims: Pair[];
  quotes: Pair[];
  speakers: Tally[];
  works: Tally[];
}

const SHOWN = [
  ...["document_id", "source_id", "claim_id", "quote_id", "start", "end", "text", "statement", "author_stance", "holder"],
  ...["kind", "speaker", "work", "title", "path"],
];

/** Compare documents; pairs stand in the order of `ids`. */
export async function compare(release: Release, ids: readonly string[]): Promise<Compared> {
  const of = async (name: string) => (await Promise.all(ids.map((id) => release.table(name).ofDocument(id, SHOWN)))).flat();
  const [documents, claims, quotes, references] = await Promise.all([of("documents"), of("claims"), of("quotes"), of("references")]);
  const missing = ids.find((id) => !documents.some((row) => row.document_id === id));
  if (missing) throw new Error(`The release has no document ${missing}.`);
  const [claimPairs, quotePairs] = await Promise.all([
    pairs(release, "claim_links", "claim_id", claims, ids),
    pairs(release, "quote_links", "quote_id", quotes, ids),
  ]);
  return {
    documents,
    claims: claimPairs,
    quotes: quotePairs,
    speakers: tallies(quotes, "speaker"),
    works: tallies(references, "work").filter((tally) => tally.by.size > 1),
  };
}

async function pairs(release: Release, links: string, key: string, rows: Row[], ids: readonly string[]): Promise<Pair[]> {
  if (!release.has(links)) return [];
  const table = release.table(links);
  const byId = new Map(rows.map((row) => [row[key]!, row]));
  const numbers = await linkedRows(table, key, byId);
  const found = await table.take(numbers);
  return found
    .map((link) => ({ link, ends: [byId.get(link[key]!)!, byId.get(link[`other_${key}`]!)!] as [Row, Row] }))
    .filter(({ ends: [one, other] }) => one.document_id !== other.document_id)
    .map(({ link, ends }) => pairOf(link, ends, ids))
    .sort((a, b) => a.relation.localeCompare(b.relation) || Number(b.confidence) - Number(a.confidence));
}

async function linkedRows(table: Table, key: string, byId: Map<Value, Row>): Promise<number[]> {
  const columns = await table.read([key, `other_${key}`]);
  const numbers: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (byId.has(columns[key]![row]!) && byId.has(columns[`other_${key}`]![row]!)) numbers.push(row);
  }
  return numbers;
}

function pairOf(link: Row, ends: [Row, Row], ids: readonly string[]): Pair {
  const place = (row: Row) => ids.indexOf(String(row.document_id));
  const [first, second] = ends.sort((a, b) => place(a) - place(b));
  const text = (value: Value | undefined) => (typeof value === "string" ? value : null);
  return {
    relation: text(link.relation) ?? "linked",
    differs: text(link.differs),
    confidence: typeof link.confidence === "number" ? link.confidence : null,
    first: first!,
    second: second!,
  };
}

/** Count the rows of each document by a column, the largest first. */
export function tallies(rows: readonly Row[], column: string): Tally[] {
  const found = new Map<string, Tally>();
  for (const row of rows) {
    const name = row[column];
    if (typeof name !== "string") continue;
    const tally = found.get(name) ?? { name, by: new Map(), total: 0 };
    const document = String(row.document_id);
    tally.by.set(document, (tally.by.get(document) ?? 0) + 1);
    tally.total += 1;
    found.set(name, tally);
  }
  return [...found.values()].sort((a, b) => b.by.size - a.by.size || b.total - a.total || a.name.localeCompare(b.name));
}
