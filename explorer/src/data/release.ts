// What `data/release.js` says of a release.

import { load } from "./script";
import { Table } from "./table";

export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

export interface FieldInfo {
  name: string;
  type: "string" | "integer" | "number" | "boolean" | "date";
  description: string;
  enum: string[];
  required: boolean;
}

export interface SpanInfo {
  start: string;
  end: string;
  text: string | null;
}

export interface TableInfo {
  title: string;
  description: string;
  group: string;
  file: string;
  rows: number;
  bytes: number;
  /** How many scripts hold its bytes; a table in shards has them shard by shard. */
  blocks?: number;
  key: string[];
  fields: FieldInfo[];
  spans: SpanInfo[];
  links: { column: string; table: string }[];
  searched: string[];
  words: string[];
  index: string[] | null;
  /** False where it has too many words for an index, and so for a search. */
  searchable?: boolean;
  /** The column whose ids the shards are cut by. */
  sharded_by?: string;
  shards?: ShardInfo[];
}

/** One file of a table of very many rows. */
export interface ShardInfo {
  file: string;
  rows: number;
  bytes: number;
  blocks: number;
}

export interface Source {
  source_id: string;
  title: string;
  kind: string;
  publisher: string | null;
  language: string;
  licence: string;
  text_release: "full" | "extract" | "none";
  content_warning: string | null;
}

export interface Quality {
  table_name: string;
  gold_set: string;
  measure: string;
  documents: number;
  gold_rows: number;
  precision: number;
  recall: number;
  f1: number;
  f1_low: number;
  f1_high: number;
}

interface Described {
  name: string;
  version: string;
  schema_version: string;
  title: string;
  description: string;
  licences: { title: string; path: string; covers: string }[];
  block_bytes: number;
  tables: Record<string, TableInfo>;
  sources: Source[];
  quality: Quality[];
  documents_by_source: { source_id: string; documents: number }[];
  claims_by_stance: { source_id: string; author_stance: string; claims: number }[];
}

/** A release: what it says of itself, and its tables by name. */
export class Release {
  readonly source: ReadonlyMap<string, Source>;
  private readonly tables: ReadonlyMap<string, Table>;

  constructor(
    readonly about: Described,
    /** Where the full texts of the documents are served; null but under `testimonia explore`. */
    readonly texts: string | null,
  ) {
    this.source = new Map(about.sources.map((source) => [source.source_id, source]));
    this.tables = new Map(
      Object.entries(about.tables).map(([name, info]) => [name, new Table(name, info, about.block_bytes)]),
    );
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (!table) throw new Error(`The release has no table ${name}; it has ${[...this.tables.keys()].join(", ")}.`);
    return table;
  }

  has(name: string): boolean {
    return this.tables.has(name);
  }

  get names(): string[] {
    return [...this.tables.keys()];
  }

  warning(source: Value | undefined): string | null {
    return (typeof source === "string" && this.source.get(source)?.content_warning) || null;
  }
}

/** Read what the release says of itself. */
export async function openRelease(): Promise<Release> {
  const about = await load<Described & { texts?: string }>("release");
  return new Release(about, about.texts ?? null);
}
