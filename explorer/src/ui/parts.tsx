// Small parts that several pages use.

import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Release, Value } from "../data/release";
import { shorten, visible } from "../model/text";
import { reveal } from "../model/warnings";
import type { Loading } from "./store";

const CELL = 240;

/** Show what was read, that it is being read, or why it could not be. */
export function Shown<T>(props: { of: Loading<T>; children: (value: T) => ComponentChildren }): JSX.Element {
  if (props.of.state === "ready") return <>{props.children(props.of.value)}</>;
  if (props.of.state === "failed") return <Failure error={props.of.error} />;
  return <p class="loading">Reading …</p>;
}

export function Failure(props: { error: Error }): JSX.Element {
  return (
    <div class="failure" role="alert">
      <strong>This could not be read.</strong> {visible(props.error.message)}
    </div>
  );
}

/** A stretch of somebody's words, on its own as to direction, with nothing hidden in it. */
export function Said(props: { text: string; most?: number; class?: string }): JSX.Element {
  const text = visible(props.most ? shorten(props.text, props.most) : props.text);
  return (
    <bdi class={props.class} dir="auto">
      {text}
    </bdi>
  );
}

/** A value of a table as a person reads it. */
export function valueText(value: Value | undefined, most = CELL): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return visible(shorten(String(value), most));
}

/** What stands in place of a warned source's words, until they are asked for. */
export function Gate(props: { release: Release; source: string }): JSX.Element {
  const source = props.release.source.get(props.source);
  return (
    <div class="gate" role="region" aria-label="Content warning">
      <p class="gate-title">Content warning</p>
      <p>
        {visible(source?.content_warning ?? "")} <span class="quiet">({visible(source?.title ?? props.source)})</span>
      </p>
      <p class="quiet">The words are kept as evidence of who said what. Nothing here endorses them.</p>
      <button type="button" class="button" onClick={() => reveal(props.source)}>
        Show the words of this source
      </button>
    </div>
  );
}

export function Badge(props: { kind: string; children: ComponentChildren; title?: string }): JSX.Element {
  return (
    <span class={`badge badge-${props.kind}`} title={props.title}>
      {props.children}
    </span>
  );
}

/** Program text with a button that copies it. */
export function Code(props: { label: string; children: string }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const block = useRef<HTMLPreElement>(null);
  const copy = async () => {
    await toClipboard(props.children, block.current);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <div class="code">
      <div class="code-head">
        <span>{props.label}</span>
        <button type="button" class="button small" aria-label={`Copy the lines for ${props.label}`} onClick={copy}>
          <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
        </button>
      </div>
      <pre ref={block} tabIndex={0} aria-label={`${props.label}: program text`}>
        {props.children}
      </pre>
    </div>
  );
}

/** Put text on the clipboard; where the browser does not allow it, select it for copying by hand. */
async function toClipboard(text: string, block: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (block) getSelection()?.selectAllChildren(block);
  }
}

/** Hand a file to the browser's downloads. */
export function download(name: string, type: string, parts: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
