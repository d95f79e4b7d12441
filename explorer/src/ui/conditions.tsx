// The conditions on the rows of a table: those in force, and one to add.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FieldInfo } from "../data/release";
import type { Table } from "../data/table";
import { visible } from "../model/text";
import { operationsFor, type Condition, type Operation, type Query } from "../model/view";

const SAID: Record<Operation, string> = {
  is: "is",
  not: "is not",
  has: "contains",
  min: "is at least",
  max: "is at most",
  empty: "is empty",
  given: "is given",
};

export function Conditions(props: { table: Table; query: Query; onChange: (query: Query) => void }): JSX.Element {
  const { query } = props;
  const set = (conditions: Condition[]) => props.onChange({ ...query, conditions });
  return (
    <>
      <details class="menu">
        <summary class="button">Filter</summary>
        <div class="menu-box">
          <Adding table={props.table} onAdd={(condition) => set([...query.conditions, condition])} />
        </div>
      </details>
      {query.conditions.length ? (
        <ul class="conditions" aria-label="Filters in force">
          {query.conditions.map((condition, index) => (
            <li key={`${condition.column} ${condition.operation} ${condition.value}`}>
              <button type="button" class="chip" onClick={() => set(query.conditions.filter((_, other) => other !== index))}>
                {condition.column} {SAID[condition.operation]} <bdi>{visible(condition.value)}</bdi> <span aria-hidden="true">✕</span>
                <span class="sr">, take this filter away</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Adding(props: { table: Table; onAdd: (condition: Condition) => void }): JSX.Element {
  const { table } = props;
  const [column, setColumn] = useState(() => table.info.fields.find((field) => field.enum.length)?.name ?? table.columnNames[0]!);
  const field = table.fields.get(column)!;
  const operations = operationsFor(field);
  const [wanted, setOperation] = useState<Operation>(operations[0]!);
  const operation = operations.includes(wanted) ? wanted : operations[0]!;
  const [value, setValue] = useState("");
  const bare = operation === "empty" || operation === "given";
  const choices = choicesOf(field);
  const given = bare ? "" : choices.length && !choices.includes(value) ? choices[0]! : value;
  const add = (event: Event) => {
    event.preventDefault();
    if (!bare && !given) return;
    props.onAdd({ column, operation, value: given });
    (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
  };
  return (
    <form class="adding" onSubmit={add}>
      <label class="field">
        <span>column</span>
        <select value={column} onChange={(event) => setColumn(event.currentTarget.value)}>
          {table.columnNames.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>condition</span>
        <select value={operation} onChange={(event) => setOperation(event.currentTarget.value as Operation)}>
          {operations.map((name) => (
            <option key={name} value={name}>
              {SAID[name]}
            </option>
          ))}
        </select>
      </label>
      {bare ? null : <Given field={field} choices={choices} value={given} onChange={setValue} />}
      <button type="submit" class="button">
        Add
      </button>
    </form>
  );
}

function choicesOf(field: FieldInfo): string[] {
  return field.type === "boolean" ? ["yes", "no"] : field.enum;
}

function Given(props: { field: FieldInfo; choices: string[]; value: string; onChange: (value: string) => void }): JSX.Element {
  const { field, choices, value } = props;
  const number = field.type === "number" || field.type === "integer";
  return (
    <label class="field">
      <span>value</span>
      {choices.length ? (
        <select value={value} onChange={(event) => props.onChange(event.currentTarget.value)}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          inputMode={number ? "decimal" : "text"}
          value={value}
          placeholder={field.type === "date" ? "1917-10-25" : ""}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </label>
  );
}
