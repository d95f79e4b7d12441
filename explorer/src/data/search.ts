// Searching a table: over its index where the release has one, else over its words.

import { bytesOf } from "./files";
import { load } from "./script";
import type { Table } from "./table";
import { wordsOf } from "./words";

const MOST_WORDS = 50;

interface Shard {
  words: string[];
  sizes: number[];
  rows: string;
}

/** Give the sorted numbers of the rows that have a word beginning with each word of the query. */
export async function rowsWith(table: Table, query: string): Promise<Uint32Array> {
  const wanted = [...new Set(wordsOf(query))].slice(0, MOST_WORDS);
  if (!wanted.length) return Uint32Array.from({ length: table.rows }, (_, row) => row);
  if (!table.searchable) throw table.tooMany();
  const firsts = table.info.index;
  return firsts ? fromIndex(table, firsts, wanted) : fromWords(table, wanted);
}

async function fromIndex(table: Table, firsts: string[], wanted: string[]): Promise<Uint32Array> {
  const hits = new Uint8Array(table.rows);
  for (const [step, word] of wanted.entries()) {
    const shards = await Promise.all(
      shardsOf(firsts, word).map((number) => load<Shard>(`words/${table.name}/${number}`)),
    );
    for (const shard of shards) mark(shard, word, step, hits);
  }
  return numbers(hits, wanted.length);
}

/** Raise the count of each row that has a word beginning so, where it had all words before. */
function mark(shard: Shard, beginning: string, step: number, hits: Uint8Array): void {
  const bytes = bytesOf(shard.rows);
  let at = 0;
  for (const [index, word] of shard.words.entries()) {
    const end = at + shard.sizes[index]!;
    if (!word.startsWith(beginning)) {
      at = end;
      continue;
    }
    let row = 0;
    while (at < end) {
      let gap = 0;
      let shift = 0;
      let byte: number;
      do {
        byte = bytes[at++]!;
        gap += (byte & 0x7f) * 2 ** shift;
        shift += 7;
      } while (byte & 0x80);
      row += gap;
      if (hits[row] === step) hits[row] = step + 1;
    }
  }
}

/** The shards that may have words beginning so; words are sorted by code points. */
export function shardsOf(firsts: readonly string[], beginning: string): number[] {
  const found: number[] = [];
  for (let number = 0; number < firsts.length; number++) {
    const first = firsts[number]!;
    const next = firsts[number + 1];
    const startsBefore = !after(first, beginning) || first.startsWith(beginning);
    const endsBehind = next === undefined || after(next, beginning);
    if (startsBefore && endsBehind) found.push(number);
  }
  return found;
}

/** Whether `a` sorts behind `b`, by code points as UTF-8 does. */
function after(a: string, b: string): boolean {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (difference) return difference > 0;
  }
  return left.length > right.length;
}

async function fromWords(table: Table, wanted: string[]): Promise<Uint32Array> {
  const columns = Object.values(await table.read(table.info.searched));
  const hits = new Uint8Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const words = wordsOf(columns.map((column) => column[row] ?? "").join("\n"));
    if (wanted.every((beginning) => words.some((word) => word.startsWith(beginning)))) hits[row] = wanted.length;
  }
  return numbers(hits, wanted.length);
}

function numbers(hits: Uint8Array, full: number): Uint32Array {
  const found: number[] = [];
  for (let row = 0; row < hits.length; row++) if (hits[row] === full) found.push(row);
  return Uint32Array.from(found);
}
