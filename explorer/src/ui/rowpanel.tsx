// A row of a table with all its fields.

import type { JSX } from "preact";
import type { Release } from "../data/release";
import type { Table } from "../data/table";
import { MARKED, type Marked } from "../model/document";
import { useRevealed } from "../model/warnings";
import { Fields } from "./detail";
import { Gate, Shown } from "./parts";
import { readerAddress } from "./route";
import { useLoaded } from "./store";

export function RowPanel(props: { release: Release; table: Table; row: number; onClose: () => void }): JSX.Element {
  const { release, table } = props;
  const read = useLoaded(() => table.take([props.row]), [table, props.row]);
  const revealed = useRevealed();
  return (
    <aside class="row-panel" aria-label="The chosen row">
      <div class="detail-head">
        <strong>Row {props.row + 1}</strong>
        <button type="button" class="button small" onClick={props.onClose} aria-label="Close the row">
          ✕
        </button>
      </div>
      <Shown of={read}>
        {([row]) => {
          if (!row) return null;
          const hidden = table.name !== "sources" && release.warning(row.source_id) !== null && !revealed(row.source_id);
          if (hidden) return <Gate release={release} source={String(row.source_id)} />;
          const id = table.name in MARKED ? row[MARKED[table.name as Marked]] : undefined;
          return (
            <>
              {row.document_id && table.name !== "sources" ? (
                <p>
                  <a class="button" href={readerAddress(row.document_id, id)}>
                    Read it in its document
                  </a>
                </p>
              ) : null}
              <Fields release={release} table={table.name} row={row} />
            </>
          );
        }}
      </Shown>
    </aside>
  );
}
