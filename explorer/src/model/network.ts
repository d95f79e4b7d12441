// How often each source, or each document of a small release, names each speaker or work.

import type { Release } from "../data/release";
import { documentNames } from "../ui/picker";

const FEW_DOCUMENTS = 12;

export interface Edges {
  leftIs: "document" | "source";
  left: string[];
  right: string[];
  links: { from: string; to: string; places: number }[];
  titles: Map<string, string>;
  leftAll: number;
  rightAll: number;
}

/** Count the rows of a table by who has them and by a column, with the `most` names that have the most rows. */
export async function edges(release: Release, name: string, column: string, most: number): Promise<Edges> {
  const few = release.table("documents").rows <= FEW_DOCUMENTS;
  const by = few ? "document_id" : "source_id";
  const columns = await release.table(name).read([by, column]);
  const counts = new Map<string, Map<string, number>>();
  const totals = new Map<string, number>();
  for (let row = 0; row < columns[by]!.length; row++) {
    const [from, to] = [columns[by]![row], columns[column]![row]];
    if (typeof from !== "string" || typeof to !== "string") continue;
    const targets = counts.get(from) ?? new Map<string, number>();
    targets.set(to, (targets.get(to) ?? 0) + 1);
    counts.set(from, targets);
    totals.set(to, (totals.get(to) ?? 0) + 1);
  }
  const right = largest(totals, most);
  const left = largest(new Map([...counts].map(([from, targets]) => [from, sum(right, targets)])), most);
  const links = left.flatMap((from) => right.flatMap((to) => ({ from, to, places: counts.get(from)?.get(to) ?? 0 }))).filter((link) => link.places);
  return { leftIs: few ? "document" : "source", left, right: near(right, left, counts), links, titles: await titlesOf(release, few), leftAll: counts.size, rightAll: totals.size };
}

function sum(names: readonly string[], targets: ReadonlyMap<string, number>): number {
  return names.reduce((total, name) => total + (targets.get(name) ?? 0), 0);
}

function largest(totals: ReadonlyMap<string, number>, most: number): string[] {
  const sorted = [...totals].filter(([, total]) => total > 0).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return sorted.slice(0, most).map(([name]) => name);
}

/** Order the names on the right by the middle of those on the left that lead to them, so that few lines cross. */
function near(right: readonly string[], left: readonly string[], counts: ReadonlyMap<string, ReadonlyMap<string, number>>): string[] {
  const middle = (to: string) => {
    const weights = left.map((from) => counts.get(from)?.get(to) ?? 0);
    const all = weights.reduce((total, weight) => total + weight, 0);
    return weights.reduce((total, weight, place) => total + weight * place, 0) / (all || 1);
  };
  return [...right].sort((a, b) => middle(a) - middle(b));
}

async function titlesOf(release: Release, few: boolean): Promise<Map<string, string>> {
  if (!few) return new Map(release.about.sources.map((source) => [source.source_id, source.title]));
  return new Map((await documentNames(release)).map((name) => [name.id, name.title]));
}
