// Documents side by side: where their claims meet, whom they quote, what they both read.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Release, Row } from "../data/release";
import { compare, type Compared, type Pair, type Tally } from "../model/comparing";
import { many, visible } from "../model/text";
import { useRevealed } from "../model/warnings";
import { Badge, Gate, Said, Shown } from "../ui/parts";
import { DocumentPicker } from "../ui/picker";
import { address, go, readerAddress } from "../ui/route";
import { useLoaded } from "../ui/store";

const MOST = 4;
const PAIRS = 100;

export function Compare(props: { release: Release; documents: string[] }): JSX.Element {
  const { release, documents } = props;
  const set = (ids: string[]) => go(address(["compare", ids.join(",")]));
  const compared = useLoaded(() => compare(release, documents), [documents.join()]);
  return (
    <>
      <h1>Compare</h1>
      {documents.length < 2 ? <p class="lead">Choose two documents or more to see where their claims meet and whom they quote.</p> : null}
      <Shown of={compared}>{(value) => <Chosen release={release} compared={value} onChange={set} />}</Shown>
      {documents.length < MOST ? (
        <DocumentPicker key={documents.length} release={release} without={documents} open={documents.length < 2} label="Add a document"
          onPick={(id) => set([...documents, id])} />
      ) : null}
      {documents.length < 2 ? null : (
        <Shown of={compared}>
          {(value) => (
            <>
              <Gates release={release} documents={value.documents} />
              <Claims release={release} compared={value} />
              <Quotes release={release} compared={value} />
              <Counted id="speakers" title="Who is quoted by whom" noun="speaker" tallies={value.speakers} documents={value.documents} />
              <Counted id="works" title="Works that more than one points to" noun="work" tallies={value.works} documents={value.documents} />
            </>
          )}
        </Shown>
      )}
    </>
  );
}

function titleOf(document: Row): string {
  return visible(String(document.title ?? document.path));
}

function Chosen(props: { release: Release; compared: Compared; onChange: (ids: string[]) => void }): JSX.Element {
  const { documents } = props.compared;
  const ids = documents.map((row) => String(row.document_id));
  return (
    <ul class="compared" aria-label="Documents compared">
      {documents.map((document, index) => (
        <li key={ids[index]} class={`side side-${index}`}>
          <a href={readerAddress(document.document_id)}>
            <bdi dir="auto">{titleOf(document)}</bdi>
          </a>
          <span class="quiet">{props.release.source.get(String(document.source_id))?.title}</span>
          <button type="button" class="button small" aria-label={`Take ${titleOf(document)} away`} onClick={() => props.onChange(ids.filter((id) => id !== ids[index]))}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}

function Gates(props: { release: Release; documents: Row[] }): JSX.Element {
  const revealed = useRevealed();
  const sources = [...new Set(props.documents.map((row) => String(row.source_id)))];
  const hidden = sources.filter((source) => props.release.warning(source) && !revealed(source));
  return (
    <>
      {hidden.map((source) => (
        <Gate key={source} release={props.release} source={source} />
      ))}
    </>
  );
}

const RELATIONS: Record<string, string> = {
  contradicts: "Both cannot be true.",
  conflicts: "They differ in a date, a number, a place or a name.",
  entails: "If one is true, so is the other.",
  agrees: "They say the same.",
};

function Claims(props: { release: Release; compared: Compared }): JSX.Element {
  const { claims } = props.compared;
  const relations = [...new Set(claims.map((pair) => pair.relation))];
  const [wanted, want] = useState("");
  const relation = relations.includes(wanted) ? wanted : "";
  const shown = claims.filter((pair) => !relation || pair.relation === relation);
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">Claims that meet</h2>
      {claims.length ? (
        <div class="choices" role="group" aria-label="Relation">
          <button type="button" class="chip" aria-pressed={!relation} onClick={() => want("")}>
            all <span class="chip-count">{claims.length}</span>
          </button>
          {relations.map((name) => (
            <button type="button" class="chip" key={name} aria-pressed={name === relation} title={RELATIONS[name]} onClick={() => want(name)}>
              {name} <span class="chip-count">{claims.filter((pair) => pair.relation === name).length}</span>
            </button>
          ))}
        </div>
      ) : (
        <p class="quiet">No claim of one is linked to a claim of another.</p>
      )}
      <ol class="pairs">
        {shown.slice(0, PAIRS).map((pair) => (
          <PairCard key={`${pair.first.claim_id} ${pair.second.claim_id}`} release={props.release} pair={pair} id="claim_id" compared={props.compared} />
        ))}
      </ol>
      {shown.length > PAIRS ? <p class="quiet">{many(shown.length - PAIRS, "pair")} more stand in the table claim_links.</p> : null}
    </section>
  );
}

function Quotes(props: { release: Release; compared: Compared }): JSX.Element | null {
  const { quotes } = props.compared;
  if (!quotes.length) return null;
  return (
    <section aria-labelledby="quotes">
      <h2 id="quotes">Words that more than one quotes</h2>
      <ol class="pairs">
        {quotes.slice(0, PAIRS).map((pair) => (
          <PairCard key={`${pair.first.quote_id} ${pair.second.quote_id}`} release={props.release} pair={pair} id="quote_id" compared={props.compared} />
        ))}
      </ol>
    </section>
  );
}

interface CardProps {
  release: Release;
  pair: Pair;
  id: "claim_id" | "quote_id";
  compared: Compared;
}

function PairCard(props: CardProps): JSX.Element {
  const { pair } = props;
  return (
    <li class="pair">
      <p class="pair-head">
        <Badge kind={`relation-${pair.relation}`}>{pair.relation}</Badge>{" "}
        <span class="quiet">
          {pair.differs ? `differs in ${pair.differs.replaceAll("_", " ")} · ` : ""}
          {pair.confidence === null ? "" : `confidence ${pair.confidence.toFixed(2)}`}
        </span>
      </p>
      <div class="pair-sides">
        <Side {...props} row={pair.first} />
        <Side {...props} row={pair.second} />
      </div>
    </li>
  );
}

function Side(props: CardProps & { row: Row }): JSX.Element {
  const { release, row, compared } = props;
  const revealed = useRevealed();
  const hidden = release.warning(row.source_id) !== null && !revealed(row.source_id);
  const place = compared.documents.findIndex((document) => document.document_id === row.document_id);
  const words = row.statement ?? row.text;
  const stance = row.author_stance ?? row.kind;
  const holder = row.holder ?? row.speaker;
  return (
    <div class={`side side-${place}`}>
      <p class="side-title quiet">
        <bdi dir="auto">{titleOf(compared.documents[place]!)}</bdi>
      </p>
      <p class="side-words">
        {hidden ? <span class="kept">hidden: content warning</span> : typeof words === "string" ? <Said text={words} most={600} /> : <span class="quiet">words not released</span>}
      </p>
      <p class="side-foot">
        <Badge kind={`claims-${String(stance)}`}>{String(stance)}</Badge>{" "}
        {typeof holder === "string" ? <span class="quiet">held by <Said text={holder} most={60} /></span> : null}{" "}
        <a href={readerAddress(row.document_id, row[props.id])}>read it there</a>
      </p>
    </div>
  );
}

const TALLIES = 40;

function Counted(props: { id: string; title: string; noun: string; tallies: Tally[]; documents: Row[] }): JSX.Element {
  const { tallies, documents } = props;
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {tallies.length ? (
        <div class="scroll" tabIndex={0} role="region" aria-labelledby={props.id}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{props.noun}</th>
                {documents.map((document) => (
                  <th scope="col" class="number narrow" key={String(document.document_id)}>
                    <bdi dir="auto">{titleOf(document)}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tallies.slice(0, TALLIES).map((tally) => (
                <tr key={tally.name}>
                  <th scope="row">
                    <Said text={tally.name} most={120} />
                  </th>
                  {documents.map((document) => (
                    <td class="number" key={String(document.document_id)}>
                      {tally.by.get(String(document.document_id)) ?? "–"}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p class="quiet">None.</p>
      )}
    </section>
  );
}
