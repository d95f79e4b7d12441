// One row: what it says, all its fields, and where the same is found elsewhere.

import type { ComponentChildren, JSX } from "preact";
import type { Release, Row } from "../data/release";
import { NUMBER } from "../data/table";
import { MARKED, type Item } from "../model/document";
import { elsewhere, type Elsewhere } from "../model/elsewhere";
import { useRevealed } from "../model/warnings";
import { Badge, Said, Shown, valueText } from "./parts";
import { address, readerAddress } from "./route";
import { useLoaded } from "./store";

const SAID_ABOVE = new Set(["statement", "text"]);

export function Detail(props: { release: Release; item: Item; onClose: () => void }): JSX.Element {
  const { release, item } = props;
  const { statement, text } = item.row;
  const whole = useLoaded(() => release.table(item.table).take([Number(item.row[NUMBER])]), [item.id]);
  return (
    <div class="detail">
      <div class="detail-head">
        <span>
          {item.table.slice(0, -1)} <Badge kind={`${item.table}-${item.kind}`}>{item.kind.replaceAll("_", " ")}</Badge>
          {item.row.negated ? <Badge kind="plain">negated</Badge> : null}
          {item.row.hedged ? <Badge kind="plain">hedged</Badge> : null}
        </span>
        <button type="button" class="button small" onClick={props.onClose} aria-label="Close the chosen row">
          ✕
        </button>
      </div>
      {typeof statement === "string" ? <p class="detail-statement"><Said text={statement} most={2_000} /></p> : null}
      {typeof text === "string" ? <blockquote class="detail-text"><Said text={text} most={2_000} /></blockquote> : null}
      <Links release={release} item={item} />
      <h3>Fields</h3>
      <Shown of={whole}>{([row]) => row && <Fields release={release} table={item.table} row={row} without={SAID_ABOVE} />}</Shown>
      <p>
        <a href={address(["table", item.table], { f: `${MARKED[item.table]} is ${item.id}` })}>Show it in the table</a>
      </p>
    </div>
  );
}

/** The fields of a row that have a value, each with its description as a tooltip, ids as links where they lead to a table. */
export function Fields(props: { release: Release; table: string; row: Row; without?: ReadonlySet<string> }): JSX.Element {
  const { info } = props.release.table(props.table);
  const fields = info.fields.filter((field) => props.row[field.name] !== null && !props.without?.has(field.name));
  return (
    <dl class="fields">
      {fields.map((field) => (
        <div key={field.name}>
          <dt title={field.description}>{field.name}</dt>
          <dd dir="auto">
            <FieldValue release={props.release} table={props.table} row={props.row} name={field.name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FieldValue(props: { release: Release; table: string; row: Row; name: string }): JSX.Element {
  const value = props.row[props.name];
  const text = valueText(value, 2_000);
  if (props.name === "document_id") return <a href={readerAddress(value)}>{text}</a>;
  const link = props.release.table(props.table).info.links.find(({ column }) => column === props.name);
  const key = link && props.release.has(link.table) ? props.release.table(link.table).info.key : [];
  if (link && key.length === 1) return <a href={address(["table", link.table], { f: `${key[0]} is ${String(value)}` })}>{text}</a>;
  return <>{text}</>;
}

function Links(props: { release: Release; item: Item }): JSX.Element {
  const found = useLoaded(() => elsewhere(props.release, props.item), [props.item.id]);
  return (
    <Shown of={found}>
      {(list) =>
        list.length ? (
          <Section title="Elsewhere">
            <ul class="elsewhere">
              {list.map((one) => (
                <Other key={`${one.relation} ${one.row}`} release={props.release} other={one} />
              ))}
            </ul>
          </Section>
        ) : null
      }
    </Shown>
  );
}

function Section(props: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <h3>{props.title}</h3>
      {props.children}
    </>
  );
}

function Other(props: { release: Release; other: Elsewhere }): JSX.Element {
  const { other, release } = props;
  const revealed = useRevealed();
  const hidden = release.warning(other.source) !== null && !revealed(other.source);
  return (
    <li>
      <Badge kind={`relation-${other.relation}`}>{other.relation}</Badge>{" "}
      <a href={readerAddress(other.document, other.row)}>
        {hidden ? "words hidden: content warning" : <Said text={other.text} most={200} />}
      </a>{" "}
      <span class="quiet">{release.source.get(other.source)?.title ?? other.source}</span>
    </li>
  );
}
