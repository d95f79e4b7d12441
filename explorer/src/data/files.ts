// The bytes of a release's Parquet files: ranges over HTTP, or blocks where the page was opened from a folder.

import type { AsyncBuffer } from "hyparquet";
import { load } from "./script";

/** Where a table's bytes are: its file beside `site/`, its length, and its number of blocks. */
export interface Stored {
  name: string;
  file: string;
  bytes: number;
  blocks: number;
  blockBytes: number;
}

const KEPT_BLOCKS = 96;
type Block = (number: number) => Promise<Uint8Array>;

/** Open a table's file for reading in parts. */
export function open(stored: Stored): AsyncBuffer {
  return inBlocks(stored, location.protocol === "file:" ? fromScript(stored) : overHttp(stored));
}

/** Read by blocks and keep the last ones: the parts that a page asks for lie close together. */
function inBlocks(stored: Stored, read: Block): AsyncBuffer {
  const { bytes, blockBytes } = stored;
  const kept = new Map<number, Promise<Uint8Array>>();
  const block: Block = (number) => {
    let known = kept.get(number);
    if (known) kept.delete(number); // put back behind the others: the one used longest ago goes first
    known ??= read(number);
    kept.set(number, known);
    known.catch(() => kept.delete(number));
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_BLOCKS && oldest !== undefined) kept.delete(oldest);
    return known;
  };
  const slice = async (start: number, end = bytes): Promise<ArrayBuffer> => {
    const first = Math.floor(start / blockBytes);
    const parts = await Promise.all(Array.from({ length: Math.ceil(end / blockBytes) - first }, (_, at) => block(first + at)));
    const result = new Uint8Array(end - start);
    for (const [at, part] of parts.entries()) {
      const offset = (first + at) * blockBytes;
      const from = Math.max(start, offset);
      result.set(part.subarray(from - offset, Math.min(end, offset + part.length) - offset), from - start);
    }
    return result.buffer;
  };
  return { byteLength: bytes, slice };
}

/** Blocks by ranges of the file itself; all of it from a host that knows no ranges. */
function overHttp(stored: Stored): Block {
  const script = fromScript(stored);
  let whole: Promise<ArrayBuffer> | undefined;
  let missing = false;
  return async (number) => {
    const start = number * stored.blockBytes;
    const end = Math.min(stored.bytes, start + stored.blockBytes);
    if (whole) return new Uint8Array(await whole, start, end - start);
    if (missing) return script(number);
    const answer = await fetch(`../${stored.file}`, { headers: { Range: `bytes=${start}-${end - 1}` } });
    if (answer.status === 206) return new Uint8Array(await answer.arrayBuffer());
    if (answer.ok) {
      whole ??= answer.arrayBuffer();
      return new Uint8Array(await whole, start, end - start);
    }
    if (!stored.blocks) throw new Error(`${stored.file}: the host answered ${answer.status}`);
    missing = true; // only site/ was put on the host
    return script(number);
  };
}

/** Blocks from the scripts beside the page. */
function fromScript(stored: Stored): Block {
  return async (number) => {
    if (!stored.blocks) {
      throw new Error(`${stored.file} is too large to be read from a folder; run: testimonia explore`);
    }
    return bytesOf(await load<string>(`blocks/${stored.name}/${number}`, false));
  };
}

/** Decode base64. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
