// One Parquet file of a table, read in parts: a table has one, or many, its shards.

import { parquetMetadataAsync, parquetScan, type ParquetScan } from "hyparquet";
import { decompress } from "fzstd";
import { open, type Stored } from "./files";
import type { FieldInfo, Value } from "./release";

const STRETCH = 5_000;
const MANY = 3;
const KEPT_CELLS = 8_000_000;
const DAY = 86_400_000;
export type Column = ArrayLike<Value>;

interface Group {
  start: number;
  end: number;
}

export class Part {
  private opened: Promise<{ scan: ParquetScan; groups: Group[] }> | undefined;
  private readonly columns = new Map<string, Promise<Column>>();
  private readonly stretches = new Map<string, Promise<Column>>();
  private byDocument: Promise<Map<Value, number[]>> | undefined;

  constructor(
    /** What the ids of its rows begin with behind their kind; "" where it is the whole table. */
    readonly letters: string,
    /** The number in the table of its first row; rows are numbered from 0 in what follows. */
    readonly first: number,
    readonly rows: number,
    private readonly stored: Stored,
    private readonly fields: ReadonlyMap<string, FieldInfo>,
  ) {}

  /** Read a whole column; it is kept. */
  column(name: string): Promise<Column> {
    let known = this.columns.get(name);
    if (!known) {
      known = this.whole(name);
      this.columns.set(name, known);
      known.catch(() => this.columns.delete(name));
    }
    return known;
  }

  /** Give the rows of each document. */
  documents(): Promise<Map<Value, number[]>> {
    this.byDocument ??= this.column("document_id").then(numbersBy);
    return this.byDocument;
  }

  /** Let go of all that was kept, but of what the file says of itself. */
  forget(): void {
    this.columns.clear();
    this.stretches.clear();
    this.byDocument = undefined;
  }

  /** Read some cells of a column. */
  async cells(name: string, numbers: readonly number[]): Promise<Value[]> {
    const whole = this.columns.get(name);
    if (whole) {
      const column = await whole;
      return numbers.map((row) => column[row] ?? null);
    }
    const { groups } = await this.start();
    const places = numbers.map((row) => stretchOf(groups, row));
    const starts = new Map(places.map((place) => [place.start, place]));
    if (starts.size > MANY) {
      const column = await this.column(name); // the rows lie all over the file
      return numbers.map((row) => column[row] ?? null);
    }
    const read = new Map<number, Column>();
    await Promise.all([...starts.values()].map(async ({ start, end }) => read.set(start, await this.stretch(name, start, end))));
    return numbers.map((row, index) => read.get(places[index]!.start)![row - places[index]!.start] ?? null);
  }

  private stretch(name: string, start: number, end: number): Promise<Column> {
    const key = `${name} ${start}`;
    let known = this.stretches.get(key);
    if (known) this.stretches.delete(key); // put back behind the others: the one used longest ago goes first
    known ??= this.part(name, start, end);
    this.stretches.set(key, known);
    known.catch(() => this.stretches.delete(key));
    const oldest = this.stretches.keys().next().value;
    if (this.stretches.size > KEPT_CELLS / STRETCH && oldest !== undefined) this.stretches.delete(oldest);
    return known;
  }

  private async whole(name: string): Promise<Column> {
    const { groups } = await this.start();
    const parts = await Promise.all(groups.map(({ start, end }) => this.part(name, start, end)));
    if (parts.length === 1) return parts[0]!;
    const all: Value[] = new Array(this.rows);
    let row = 0;
    for (const part of parts) for (let at = 0; at < part.length; at++) all[row++] = part[at]!;
    return all;
  }

  private async part(name: string, rowStart: number, rowEnd: number): Promise<Column> {
    const { scan } = await this.start();
    const cells = (await scan.readColumn({ column: name, rowStart, rowEnd })) as ArrayLike<unknown>;
    if (this.fields.get(name)?.type !== "integer") return cells as Column;
    return Array.from(cells, (cell) => (typeof cell === "bigint" ? Number(cell) : (cell as Value)));
  }

  private start(): Promise<{ scan: ParquetScan; groups: Group[] }> {
    this.opened ??= this.openFile();
    return this.opened;
  }

  private async openFile(): Promise<{ scan: ParquetScan; groups: Group[] }> {
    const file = open(this.stored);
    const parsers = { dateFromDays: (days: number) => new Date(days * DAY).toISOString().slice(0, 10) };
    const metadata = await parquetMetadataAsync(file, { parsers });
    const compressors = { ZSTD: zstd };
    const scan = await parquetScan({ file, metadata, parsers, compressors });
    return { scan, groups: scan.ranges.map(({ rowStart, rowEnd }) => ({ start: rowStart, end: rowEnd })) };
  }
}

/** The stretch of rows that a row lies in; none reaches over a row group. */
function stretchOf(groups: readonly Group[], row: number): Group {
  const group = groups.find(({ end }) => row < end)!;
  const start = group.start + Math.floor((row - group.start) / STRETCH) * STRETCH;
  return { start, end: Math.min(start + STRETCH, group.end) };
}

function zstd(input: Uint8Array, outputLength: number): Uint8Array {
  return decompress(input, new Uint8Array(outputLength));
}

function numbersBy(column: Column): Map<Value, number[]> {
  const found = new Map<Value, number[]>();
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    const rows = found.get(value);
    if (rows) rows.push(row);
    else found.set(value, [row]);
  }
  return found;
}
