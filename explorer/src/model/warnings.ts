// Sources with a content warning: their words are shown after a click, which holds as long as the page is open.

import { useSyncExternal } from "../ui/store";

const opened = new Set<string>();
const listeners = new Set<() => void>();

/** Show the words of a source from now on. */
export function reveal(source: string): void {
  opened.add(source);
  for (const listener of listeners) listener();
}

/** Whether the words of the source were asked for. */
export function useRevealed(): (source: unknown) => boolean {
  useSyncExternal(listeners, () => opened.size);
  return (source) => typeof source === "string" && opened.has(source);
}
