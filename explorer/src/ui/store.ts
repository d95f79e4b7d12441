// Small bridges between what is outside of the components and what they show.

import { useEffect, useState } from "preact/hooks";

/** Show the component again when a listener is called. */
export function useSyncExternal<T>(listeners: Set<() => void>, value: () => T): T {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((turn) => turn + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listeners]);
  return value();
}

export type Loading<T> = { state: "loading" } | { state: "failed"; error: Error } | { state: "ready"; value: T };

/** Read something when `keys` change; what comes late for old keys is left aside. */
export function useLoaded<T>(read: () => Promise<T>, keys: readonly unknown[]): Loading<T> {
  const [found, setFound] = useState<Loading<T>>({ state: "loading" });
  useEffect(() => {
    let current = true;
    setFound({ state: "loading" });
    read().then(
      (value) => current && setFound({ state: "ready", value }),
      (error: unknown) => current && setFound({ state: "failed", error: error as Error }),
    );
    return () => {
      current = false;
    };
  }, keys);
  return found;
}

/** Keep a choice for the next visit, where the browser lets a page keep anything. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Forgetting is fine where nothing can be kept. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // private windows and some folders keep nothing
  }
}
