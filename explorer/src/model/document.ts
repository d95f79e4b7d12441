// A document with all that was found in it, ready to be shown.

import type { Release, Row } from "../data/release";
import { pieces, withLanes, type Piece, type Span, type Words } from "./spans";

/** The tables whose rows are marked in the text, with the column of their ids. */
export const MARKED = { claims: "claim_id", quotes: "quote_id", references: "reference_id" } as const;
export type Marked = keyof typeof MARKED;

/** What the reader needs of each row; the other fields are read when a row is chosen. */
const SHOWN = [
  ...Object.values(MARKED),
  ...["document_id", "source_id", "start", "end", "text", "statement", "author_stance", "negated", "hedged", "holder"],
  ...["kind", "speaker", "cue", "cue_start", "cue_end", "work_id", "title"],
];

/** One marked row. */
export interface Item {
  id: string;
  table: Marked;
  /** What the filters call it: the stance of a claim, the kind of a quote or reference. */
  kind: string;
  row: Row;
  start: number;
  end: number;
}

export interface Opened {
  document: Row;
  passages: Row[];
  items: Item[];
  spans: Span[];
  pieces: Piece[];
  /** Whether the words between the spans are there too. */
  whole: boolean;
}

/** Read a document, its passages, the rows that are marked in it, and its words as far as they may be shown. */
export async function openDocument(release: Release, id: string): Promise<Opened> {
  const [document] = await release.table("documents").where("document_id", id);
  if (!document) throw new Error(`The release has no document ${id}.`);
  const [passages, rows, text] = await Promise.all([
    release.table("passages").ofDocument(id),
    rowsOf(release, id),
    fullText(release, document),
  ]);
  const items = itemsOf(rows);
  const words = text === null ? knownWords(release, rows, passages) : [{ start: 0, end: Number(document.characters), text }];
  return { document, passages, items, spans: spansOf(items), pieces: pieces(words), whole: text !== null };
}

type Rows = Record<Marked | "mentions", Row[]>;

async function rowsOf(release: Release, id: string): Promise<Rows> {
  const of = (name: string) => (release.has(name) ? release.table(name).ofDocument(id, SHOWN) : Promise.resolve([]));
  const [claims, quotes, references, mentions] = await Promise.all(["claims", "quotes", "references", "mentions"].map(of));
  return { claims: claims!, quotes: quotes!, references: references!, mentions: mentions! };
}

/** The marked rows of a document in the order of its text. */
export function itemsOf(rows: Pick<Rows, Marked>): Item[] {
  const items = (Object.keys(MARKED) as Marked[]).flatMap((table) =>
    rows[table].map((row) => ({
      id: String(row[MARKED[table]]),
      table,
      kind: String(table === "claims" ? row.author_stance : row.kind),
      row,
      start: Number(row.start),
      end: Number(row.end),
    })),
  );
  return items.sort((a, b) => a.start - b.start || b.end - a.end || a.id.localeCompare(b.id));
}

function spansOf(items: readonly Item[]): Span[] {
  const lined = items.filter((item) => item.table === "claims");
  const others = items.filter((item) => item.table !== "claims");
  const span = ({ id, table, kind, start, end }: Item) => ({ id, kind: `${table}-${kind}`, start, end });
  return [...withLanes(lined.map(span)), ...others.map((item) => ({ ...span(item), lane: -1 }))];
}

/** The text itself, where the release or the local server has it. */
async function fullText(release: Release, document: Row): Promise<string | null> {
  if (typeof document.text === "string") return document.text;
  if (!release.texts) return null;
  const answer = await fetch(`${release.texts}${String(document.document_id)}.json`);
  return answer.ok ? ((await answer.json()) as string) : null;
}

/** Every word that some row of the document has. */
function knownWords(release: Release, rows: Rows, passages: Row[]): Words[] {
  return Object.entries({ ...rows, passages }).flatMap(([name, found]) =>
    (release.has(name) ? release.table(name).info.spans : []).flatMap(({ start, end, text }) =>
      found
        .filter((row) => text !== null && row[start] !== null && row[end] !== null)
        .map((row) => ({ start: Number(row[start]), end: Number(row[end]), text: row[text!] as string | null })),
    ),
  );
}
