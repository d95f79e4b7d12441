// Pages by the part of the address behind #, so that any host and any folder will do: #/read/doc_x?row=clm_y

import { useEffect, useState } from "preact/hooks";

export interface Route {
  page: string;
  rest: string[];
  query: URLSearchParams;
}

/** Read an address. */
export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...rest] = path.split("/").map(decode);
  return { page, rest, query: new URLSearchParams(query) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Write an address; a name of the query may stand several times. */
export function address(parts: readonly string[], query: Record<string, string | readonly string[] | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of [given ?? []].flat()) if (value) search.append(name, value);
  }
  const text = search.toString();
  return `#/${parts.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

/** Go to an address; `quietly` leaves no step in the history. */
export function go(to: string, quietly = false): void {
  if (to === location.hash) return;
  if (!quietly) {
    location.hash = to;
    return;
  }
  history.replaceState(null, "", to);
  window.dispatchEvent(new Event("hashchange"));
}

/** Keep the chosen link of a row of links in sight, where the row is wider than the screen. */
export function useChosenInSight(selector: string, key: string): void {
  useEffect(() => {
    const link = document.querySelector<HTMLElement>(`${selector} [aria-current="page"]`);
    const row = link?.parentElement;
    if (link && row) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  }, [key]);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = () => setRoute(routeOf(location.hash));
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return route;
}

/** The address of a row in its document. */
export function readerAddress(document: unknown, row?: unknown): string {
  return address(["read", String(document)], { row: row ? String(row) : null });
}
