// How texts and queries are split into words; the same as pipelines/release/site_search.py does.

const LONGEST = 32;

/** Give the words of a text: lower case, without accents, letters and digits only, the first 32 code points of each. */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => (word.length > LONGEST ? cut(word) : word));
}

function cut(word: string): string {
  return Array.from(word.slice(0, 2 * LONGEST)).slice(0, LONGEST).join("");
}
