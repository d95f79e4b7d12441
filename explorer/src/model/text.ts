// Text as a page may show it: counted in code points, with nothing in it that acts on the page.

/** Characters that turn the direction of what stands around them, or that show nothing at all. */
const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Give a text with the characters that would act or hide written out, as [U+202E]. */
export function visible(text: string): string {
  return text.replace(ACTING, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** Cut a text for a cell. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).trimEnd()} …` : text;
}

/** A text that is cut by code points, as offsets in the tables count. */
export class Characters {
  private readonly places: Uint32Array | null;
  readonly length: number;

  constructor(private readonly text: string) {
    this.places = /[\ud800-\udfff]/.test(text) ? placesOf(text) : null;
    this.length = this.places ? this.places.length - 1 : text.length;
  }

  slice(start: number, end: number): string {
    if (!this.places) return this.text.slice(start, end);
    const last = this.places.length - 1;
    return this.text.slice(this.places[Math.min(start, last)], this.places[Math.min(end, last)]);
  }
}

function placesOf(text: string): Uint32Array {
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    places.push(at);
    at += sign.length;
  }
  places.push(at);
  return Uint32Array.from(places);
}

const NUMBER = new Intl.NumberFormat("en");

/** Write a number with separators. */
export function count(value: number): string {
  return NUMBER.format(value);
}

/** Write a number with its noun: 1 claim, 2 claims. */
export function many(value: number, noun: string): string {
  return `${count(value)} ${value === 1 ? noun : `${noun}s`}`;
}

/** Write a size in bytes. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
