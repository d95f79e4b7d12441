// One table, read in parts: columns of a stretch of rows, whole columns, and rows anywhere.

import { parquetMetadataAsync, parquetScan, type ParquetScan } from "hyparquet";
import { decompress } from "fzstd";
import { open } from "./files";
import type { FieldInfo, Row, TableInfo, Value } from "./release";
import { rowsWith } from "./search";

const STRETCH = 5_000;
const MANY = 3;
/** Under this name a row of a document has its number in the table. */
export const NUMBER = "#";
const KEPT_CELLS = 8_000_000;
const DAY = 86_400_000;
export type Column = ArrayLike<Value>;

interface Group {
  start: number;
  end: number;
}

export class Table {
  readonly fields: ReadonlyMap<string, FieldInfo>;
  private opened: Promise<{ scan: ParquetScan; groups: Group[] }> | undefined;
  private readonly columns = new Map<string, Promise<Column>>();
  private readonly stretches = new Map<string, Promise<Column>>();
  private byDocument: Promise<Map<Value, number[]>> | undefined;

  constructor(
    readonly name: string,
    readonly info: TableInfo,
    private readonly blockBytes: number,
  ) {
    this.fields = new Map(info.fields.map((field) => [field.name, field]));
  }

  get rows(): number {
    return this.info.rows;
  }

  get columnNames(): string[] {
    return this.info.fields.map((field) => field.name);
  }

  has(column: string): boolean {
    return this.fields.has(column);
  }

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

  /** Read whole columns, by name. */
  async read<K extends string>(names: readonly K[]): Promise<Record<K, Column>> {
    const columns = await Promise.all(names.map((name) => this.column(name)));
    return Object.fromEntries(names.map((name, index) => [name, columns[index]!])) as Record<K, Column>;
  }

  /** Read the rows with these numbers, with these columns or all. */
  async take(numbers: readonly number[], names: readonly string[] = this.columnNames): Promise<Row[]> {
    const rows: Row[] = numbers.map(() => ({}));
    await Promise.all(
      names.map(async (name) => {
        const cells = await this.cells(name, numbers);
        cells.forEach((cell, index) => (rows[index]![name] = cell));
      }),
    );
    return rows;
  }

  /** Give the rows of a document, in the order of the text where the table has spans. */
  async ofDocument(document: string, names: readonly string[] = this.columnNames): Promise<Row[]> {
    const numbers = (await this.documents()).get(document) ?? [];
    const rows = await this.take(numbers, names.filter((name) => this.has(name)));
    rows.forEach((row, index) => (row[NUMBER] = numbers[index]!));
    return this.has("start") ? rows.sort((a, b) => Number(a.start) - Number(b.start) || Number(b.end) - Number(a.end)) : rows;
  }

  /** Give all rows whose column has the value. */
  async where(column: string, value: Value): Promise<Row[]> {
    const cells = await this.column(column);
    const numbers: number[] = [];
    for (let row = 0; row < cells.length; row++) if (cells[row] === value) numbers.push(row);
    return this.take(numbers);
  }

  /** Give the numbers of the rows that have all words of a query, each as a whole or as the beginning of a word. */
  search(query: string): Promise<Uint32Array> {
    return rowsWith(this, query);
  }

  private documents(): Promise<Map<Value, number[]>> {
    this.byDocument ??= this.column("document_id").then(numbersBy);
    return this.byDocument;
  }

  private async cells(name: string, numbers: readonly number[]): Promise<Value[]> {
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
    const file = open({ name: this.name, blockBytes: this.blockBytes, ...this.info });
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
