// A selection of rows as a file: CSV (RFC 4180) or Parquet with the types of the table.

import { parquetWriteBuffer } from "hyparquet-writer";
import type { FieldInfo, Value } from "../data/release";
import type { Column, Table } from "../data/table";

const PART = 5_000;

/** Give the rows as CSV, in parts. */
export async function asCsv(table: Table, rows: Uint32Array): Promise<string[]> {
  const columns = await Promise.all(table.columnNames.map((name) => table.column(name)));
  const parts = [`${table.columnNames.join(",")}\r\n`];
  for (let from = 0; from < rows.length; from += PART) {
    const lines = Array.from(rows.subarray(from, from + PART), (row) => `${columns.map((column) => cell(column[row] ?? null)).join(",")}\r\n`);
    parts.push(lines.join(""));
  }
  return parts;
}

function cell(value: Value): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Give the rows as Parquet. */
export async function asParquet(table: Table, rows: Uint32Array): Promise<ArrayBuffer> {
  const fields = table.info.fields;
  const columns = await Promise.all(fields.map((field) => table.column(field.name)));
  return parquetWriteBuffer({
    columnData: fields.map((field, index) => ({ name: field.name, data: valuesOf(field, columns[index]!, rows) })),
    schema: [{ name: "root", num_children: fields.length }, ...fields.map(elementOf)],
  });
}

function elementOf(field: FieldInfo) {
  const base = { name: field.name, repetition_type: "OPTIONAL" as const };
  switch (field.type) {
    case "integer":
      return { ...base, type: "INT64" as const };
    case "number":
      return { ...base, type: "DOUBLE" as const };
    case "boolean":
      return { ...base, type: "BOOLEAN" as const };
    case "date":
      return { ...base, type: "INT32" as const, converted_type: "DATE" as const };
    case "string":
      return { ...base, type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const };
  }
}

function valuesOf(field: FieldInfo, column: Column, rows: Uint32Array): unknown[] {
  return Array.from(rows, (row) => {
    const value = column[row] ?? null;
    if (value === null) return null;
    if (field.type === "integer") return BigInt(value);
    return field.type === "date" ? new Date(String(value)) : value;
  });
}
