// Choosing a document, by its title, its source or its path.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Release } from "../data/release";
import { wordsOf } from "../data/words";
import { count, visible } from "../model/text";
import { Badge, Shown } from "./parts";
import { useLoaded } from "./store";

const MOST = 100;
const BY_TITLE = new Intl.Collator("en", { numeric: true });

export interface Named {
  id: string;
  title: string;
  source: string;
  search: string;
}

/** Read the names of all documents. */
export async function documentNames(release: Release): Promise<Named[]> {
  const columns = await release.table("documents").read(["document_id", "title", "source_id", "path"]);
  const names = Array.from(columns.document_id, (id, row) => {
    const source = String(columns.source_id[row]);
    const title = String(columns.title[row] ?? columns.path[row]);
    const search = wordsOf(`${title} ${release.source.get(source)?.title ?? ""} ${columns.path[row]}`).join(" ");
    return { id: String(id), title, source, search: ` ${search}` };
  });
  return names.sort((a, b) => a.source.localeCompare(b.source) || BY_TITLE.compare(a.title, b.title) || a.id.localeCompare(b.id));
}

interface Props {
  release: Release;
  onPick: (id: string) => void;
  current?: string;
  without?: readonly string[];
  open?: boolean;
  label?: string;
}

export function DocumentPicker(props: Props): JSX.Element {
  return props.release.table("documents").sharded ? <ById {...props} /> : <ByName {...props} />;
}

/** Of very many documents one is named by its id; which there are is for DuckDB to say. */
function ById(props: Props): JSX.Element {
  const [id, setId] = useState("");
  const documents = props.release.table("documents");
  const pick = (event: Event) => {
    event.preventDefault();
    if (id.trim()) props.onPick(id.trim());
  };
  return (
    <form class="picker" onSubmit={pick}>
      <label class="field">
        <span>Id of a document</span>
        <input value={id} onInput={(event) => setId(event.currentTarget.value)} placeholder="doc_…" />
      </label>
      <button type="submit" class="button">
        Open it
      </button>
      <p class="quiet">
        There are {count(documents.rows)}. To find one, ask DuckDB in the folder of the release:{" "}
        <code>SELECT document_id, title FROM '{documents.pattern}' WHERE title ILIKE '%…%'</code>
      </p>
    </form>
  );
}

function ByName(props: Props): JSX.Element {
  const [opened, setOpened] = useState(props.open ?? false);
  const names = useLoaded(() => documentNames(props.release), []);
  if (!opened) {
    return (
      <button type="button" class="button" onClick={() => setOpened(true)}>
        {props.label ?? "Choose another document"}
      </button>
    );
  }
  return (
    <div class="picker">
      <Shown of={names}>
        {(all) => (
          <Choices
            {...props}
            names={all}
            onPick={(id) => {
              setOpened(props.open ?? false);
              props.onPick(id);
            }}
          />
        )}
      </Shown>
    </div>
  );
}

function Choices(props: Props & { names: Named[] }): JSX.Element {
  const [query, setQuery] = useState("");
  const { names, without = [] } = props;
  const found = useMemo(() => {
    const words = wordsOf(query);
    return names.filter((name) => !without.includes(name.id) && words.every((word) => name.search.includes(` ${word}`)));
  }, [names, query, without.join()]);
  return (
    <>
      <label class="field">
        <span>Find a document</span>
        <input type="search" value={query} onInput={(event) => setQuery(event.currentTarget.value)} placeholder="title, source or path" />
      </label>
      <ul class="documents">
        {found.slice(0, MOST).map((name) => (
          <li key={name.id}>
            <button type="button" class="document" aria-current={name.id === props.current ? "true" : undefined} onClick={() => props.onPick(name.id)}>
              <bdi dir="auto">{visible(name.title)}</bdi>
              <span class="quiet">
                {visible(props.release.source.get(name.source)?.title ?? name.source)}{" "}
                {props.release.warning(name.source) ? <Badge kind="warning">content warning</Badge> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > MOST ? <p class="quiet">{count(found.length - MOST)} more; type words of their titles.</p> : null}
      {found.length === 0 ? <p class="quiet">No document has these words in its title, source or path.</p> : null}
    </>
  );
}
