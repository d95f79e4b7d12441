// Which rows of a table are shown, and in which order.

import type { FieldInfo, Value } from "../data/release";
import type { Column, Table } from "../data/table";

export const OPERATIONS = ["is", "not", "has", "min", "max", "empty", "given"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A condition on one column. */
export interface Condition {
  column: string;
  operation: Operation;
  value: string;
}

export interface Sorting {
  column: string;
  down: boolean;
}

export interface Query {
  words: string;
  conditions: Condition[];
  sorting: Sorting | null;
}

/** Read a query from an address; what no column or operation answers to is left out. */
export function queryOf(search: URLSearchParams, table: Table): Query {
  const conditions = search.getAll("f").flatMap((text) => {
    const [column = "", operation = "", ...value] = text.split(" ");
    const known = table.has(column) && OPERATIONS.includes(operation as Operation);
    return known ? [{ column, operation: operation as Operation, value: value.join(" ") }] : [];
  });
  const sort = search.get("sort") ?? "";
  const column = sort.replace(/^-/, "");
  const sorting = table.has(column) ? { column, down: sort.startsWith("-") } : null;
  return { words: search.get("q") ?? "", conditions, sorting };
}

/** Write a query for an address. */
export function writtenQuery(query: Query): Record<string, string | string[] | null> {
  return {
    q: query.words,
    f: query.conditions.map(({ column, operation, value }) => `${column} ${operation} ${value}`.trim()),
    sort: query.sorting && `${query.sorting.down ? "-" : ""}${query.sorting.column}`,
  };
}

/** The operations that make sense for a column. */
export function operationsFor(field: FieldInfo): Operation[] {
  const kept: Operation[] = field.required ? [] : ["given", "empty"];
  if (field.type === "boolean" || field.enum.length) return ["is", "not", ...kept];
  if (field.type === "string") return ["has", "is", "not", ...kept];
  return ["min", "max", "is", ...kept];
}

/** Give the numbers of the rows that a query asks for, in its order. */
export async function rowsOf(table: Table, query: Query): Promise<Uint32Array> {
  if (table.sharded) return rowsOfShards(table, query);
  let rows = await table.search(query.words);
  for (const condition of query.conditions) {
    const column = await table.column(condition.column);
    const holds = test(condition, table.fields.get(condition.column)!);
    rows = rows.filter((row) => holds(column[row] ?? null));
  }
  return query.sorting ? sorted(rows, await table.column(query.sorting.column), query.sorting.down) : rows;
}

/** Of a table in shards: all rows, or those with one id of the kind that the shards are cut by. */
async function rowsOfShards(table: Table, query: Query): Promise<Uint32Array> {
  const [condition, ...others] = query.conditions;
  if (others.length || query.sorting) throw table.tooMany();
  if (!condition) return table.search(query.words);
  if (query.words || condition.operation !== "is") throw table.tooMany();
  return Uint32Array.from(await table.numbersWhere(condition.column, condition.value));
}

function test(condition: Condition, field: FieldInfo): (value: Value) => boolean {
  const { operation } = condition;
  if (operation === "empty") return (value) => value === null;
  if (operation === "given") return (value) => value !== null;
  if (operation === "has") {
    const wanted = condition.value.toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase().includes(wanted);
  }
  const wanted = valueOf(condition.value, field);
  if (operation === "is") return (value) => value === wanted;
  if (operation === "not") return (value) => value !== wanted;
  if (operation === "min") return (value) => value !== null && wanted !== null && value >= wanted;
  return (value) => value !== null && wanted !== null && value <= wanted;
}

function valueOf(text: string, field: FieldInfo): Value {
  if (field.type === "boolean") return text === "yes" || text === "true";
  if (field.type === "integer" || field.type === "number") return Number(text);
  return text;
}

/** Sort row numbers by a column, what is empty last; rows that are equal stay in their order. */
function sorted(rows: Uint32Array, column: Column, down: boolean): Uint32Array {
  const ranks = ranksOf(column);
  const sign = down ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const [left, right] = [ranks[a]!, ranks[b]!];
    if (left === right) return a - b;
    if (Number.isNaN(left)) return Number.isNaN(right) ? a - b : 1;
    if (Number.isNaN(right)) return -1;
    return sign * (left - right);
  });
}

const FEW = 20_000;

/** Give each value its place among all, NaN where there is none; names sort as people do, many texts by their signs. */
function ranksOf(column: Column): Float64Array {
  const ranks = new Float64Array(column.length);
  const distinct = new Set<string>();
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (typeof value === "string") distinct.add(value);
    else ranks[row] = value === null ? NaN : Number(value);
  }
  if (!distinct.size) return ranks;
  const collator = new Intl.Collator("en", { numeric: true });
  const ordered = [...distinct].sort(distinct.size < FEW ? collator.compare : undefined);
  const places = new Map(ordered.map((value, place) => [value, place]));
  for (let row = 0; row < column.length; row++) {
    const value = column[row];
    if (typeof value === "string") ranks[row] = places.get(value)!;
  }
  return ranks;
}
