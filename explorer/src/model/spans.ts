// From spans that overlap to stretches that do not: each stretch knows the spans that cover it.

import { Characters } from "./text";

/** Words by their place, counted in code points of the document's text; null where they may not be shown. */
export interface Words {
  start: number;
  end: number;
  text: string | null;
}

/** A row's span; `lane` is the height at which it is underlined, so that no two that overlap share one. */
export interface Span {
  id: string;
  kind: string;
  start: number;
  end: number;
  lane: number;
}

/** A stretch of text with the spans over it; `text` is null where the words are not known. */
export interface Stretch {
  start: number;
  end: number;
  text: string | null;
  spans: Span[];
}

/** Give each span the lowest lane that is free where it begins; long spans first, so that those inside lie above. */
export function withLanes(spans: readonly Omit<Span, "lane">[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const ends: number[] = [];
  return sorted.map((span) => {
    const free = ends.findIndex((end) => end <= span.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.end;
    return { ...span, lane };
  });
}

/** Cut `[start, end)` at every bound of a span and of the known words. */
export function stretches(start: number, end: number, spans: readonly Span[], known: readonly Piece[]): Stretch[] {
  const inside = spans.filter((span) => span.start < end && span.end > start);
  const near = known.filter((piece) => piece.start < end && piece.end > start);
  const bounds = new Set([start, end]);
  for (const { start: from, end: to } of [...inside, ...near]) {
    if (from > start && from < end) bounds.add(from);
    if (to > start && to < end) bounds.add(to);
  }
  const cuts = [...bounds].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index]!;
    const piece = near.find((candidate) => candidate.start <= from && candidate.end >= to);
    return {
      start: from,
      end: to,
      text: piece ? piece.characters.slice(from - piece.start, to - piece.start) : null,
      spans: inside.filter((span) => span.start <= from && span.end >= to),
    };
  });
}

/** Known words of a document at their place. */
export interface Piece {
  start: number;
  end: number;
  characters: Characters;
}

/** Give the known words, those inside of others left out. */
export function pieces(words: readonly Words[]): Piece[] {
  const known = words.filter((word): word is Words & { text: string } => word.text !== null);
  known.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Piece[] = [];
  for (const { start, end, text } of known) {
    const last = kept.at(-1);
    if (!last || end > last.end) kept.push({ start, end, characters: new Characters(text) });
  }
  return kept;
}
