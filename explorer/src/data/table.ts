// One table: columns of a stretch of rows, whole columns, and rows anywhere.
//
// A table of very many rows is a folder of shards, cut by the first letters of ids. Nobody waits for a column of it as a
// whole, so there is none; its rows are read by their numbers, and by the id that the shards are cut by.

import { Part, type Column } from "./part";
import type { FieldInfo, Row, TableInfo, Value } from "./release";
import { rowsWith } from "./search";

export type { Column } from "./part";

/** Under this name a row of a document has its number in the table. */
export const NUMBER = "#";
/** Letters of an id behind its kind. */
const DIGITS = 16;
/** Shards of a table whose columns are kept. */
const KEPT_PARTS = 3;

export class Table {
  readonly fields: ReadonlyMap<string, FieldInfo>;
  private readonly parts: readonly Part[];
  private recent: Part[] = [];

  constructor(
    readonly name: string,
    readonly info: TableInfo,
    blockBytes: number,
  ) {
    this.fields = new Map(info.fields.map((field) => [field.name, field]));
    let first = 0;
    this.parts = (info.shards ?? [{ ...info, blocks: info.blocks ?? 0 }]).map((one) => {
      const stem = one.file.replace(/\.parquet$/, "");
      const stored = { name: stem, file: one.file, bytes: one.bytes, blocks: one.blocks, blockBytes };
      const part = new Part(info.shards ? stem.slice(stem.lastIndexOf("/") + 1) : "", first, one.rows, stored, this.fields);
      first += one.rows;
      return part;
    });
  }

  get rows(): number {
    return this.info.rows;
  }

  /** Whether the table is too large for its columns to be read whole. */
  get sharded(): boolean {
    return this.info.shards !== undefined;
  }

  /** Whether a page can search its words. */
  get searchable(): boolean {
    return !this.sharded && this.info.searchable !== false;
  }

  /** The path that stands for all its files. */
  get pattern(): string {
    return this.sharded ? `${this.info.file}/*.parquet` : this.info.file;
  }

  get columnNames(): string[] {
    return this.info.fields.map((field) => field.name);
  }

  has(column: string): boolean {
    return this.fields.has(column);
  }

  /** Read a whole column; it is kept. */
  async column(name: string): Promise<Column> {
    if (this.sharded) throw this.tooMany();
    return this.parts[0]!.column(name);
  }

  /** Read whole columns, by name. */
  async read<K extends string>(names: readonly K[]): Promise<Record<K, Column>> {
    const columns = await Promise.all(names.map((name) => this.column(name)));
    return Object.fromEntries(names.map((name, index) => [name, columns[index]!])) as Record<K, Column>;
  }

  /** Read the rows with these numbers, with these columns or all. */
  async take(numbers: readonly number[], names: readonly string[] = this.columnNames): Promise<Row[]> {
    const rows: Row[] = numbers.map(() => ({}));
    const places = new Map<Part, number[]>();
    numbers.forEach((row, index) => {
      const part = this.holding(row);
      places.set(part, [...(places.get(part) ?? []), index]);
    });
    for (const [part, indexes] of places) {
      this.use(part);
      const own = indexes.map((index) => numbers[index]! - part.first);
      await Promise.all(
        names.map(async (name) => {
          const cells = await part.cells(name, own);
          cells.forEach((cell, at) => (rows[indexes[at]!]![name] = cell));
        }),
      );
    }
    return rows;
  }

  /** Give the rows of a document, in the order of the text where the table has spans. */
  async ofDocument(document: string, names: readonly string[] = this.columnNames): Promise<Row[]> {
    const part = this.partOf("document_id", document);
    const own = part ? ((await part.documents()).get(document) ?? []) : [];
    const numbers = own.map((row) => row + part!.first);
    const rows = await this.take(numbers, names.filter((name) => this.has(name)));
    rows.forEach((row, index) => (row[NUMBER] = numbers[index]!));
    return this.has("start") ? rows.sort((a, b) => Number(a.start) - Number(b.start) || Number(b.end) - Number(a.end)) : rows;
  }

  /** Give all rows whose column has the value. */
  async where(column: string, value: Value): Promise<Row[]> {
    return this.take(await this.numbersWhere(column, value));
  }

  /** Give the rows of one document whose column has the value. */
  async whereIn(document: Value, column: string, value: Value): Promise<Row[]> {
    if (!this.sharded) return this.where(column, value);
    return (await this.ofDocument(String(document))).filter((row) => row[column] === value);
  }

  /** Give the numbers of all rows whose column has the value. */
  async numbersWhere(column: string, value: Value): Promise<number[]> {
    const part = this.partOf(column, value);
    if (!part) return [];
    const cells = await part.column(column);
    const numbers: number[] = [];
    for (let row = 0; row < cells.length; row++) if (cells[row] === value) numbers.push(part.first + row);
    return numbers;
  }

  /** Give the numbers of the rows that have all words of a query, each as a whole or as the beginning of a word. */
  search(query: string): Promise<Uint32Array> {
    return rowsWith(this, query);
  }

  /** What is said where more is asked of a table in shards than a page can read. */
  tooMany(): Error {
    const rows = this.rows.toLocaleString("en");
    return new Error(
      `${this.name} has ${rows} rows, too many for a page to search, sort or count. Ask DuckDB in the folder of the ` +
        `release, for example: SELECT * FROM '${this.pattern}' WHERE …`,
    );
  }

  /** The file that can have rows with this value; none where no shard has such ids. */
  private partOf(column: string, value: Value): Part | undefined {
    if (!this.sharded) return this.parts[0];
    if (column !== this.info.sharded_by) throw this.tooMany();
    const digest = String(value).slice(-DIGITS);
    const part = this.parts.find(({ letters }) => digest.startsWith(letters));
    if (part) this.use(part);
    return part;
  }

  private holding(row: number): Part {
    return this.parts.find((part) => row < part.first + part.rows)!;
  }

  /** Keep the columns of the shards that were used last. */
  private use(part: Part): void {
    this.recent = [...this.recent.filter((other) => other !== part), part];
    if (this.recent.length > KEPT_PARTS) this.recent.shift()!.forget();
  }
}
