// Files of a release that come as scripts of one call, `testimonia("name", value)`; see pipelines/release/site.py.

type Waiting = { resolve: (value: unknown) => void; reject: (reason: Error) => void };

const waiting = new Map<string, Waiting>();
const loaded = new Map<string, Promise<unknown>>();

declare global {
  interface Window {
    testimonia: (name: string, value: unknown) => void;
  }
}

window.testimonia = (name, value) => waiting.get(name)?.resolve(value);

/** Give the value of `data/<name>.js`; each is loaded once. */
export function load<T>(name: string, keep = true): Promise<T> {
  const known = loaded.get(name);
  if (known) return known as Promise<T>;
  const value = insert(name);
  if (keep) loaded.set(name, value);
  return value as Promise<T>;
}

function insert(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const done = (act: () => void) => () => {
      act();
      waiting.delete(name);
      script.remove();
    };
    waiting.set(name, { resolve, reject });
    script.onload = done(() => reject(new Error(`data/${name}.js holds something else; make the release again`)));
    script.onerror = done(() => reject(new Error(`data/${name}.js cannot be read; is the folder site/ complete?`)));
    script.src = `data/${name}.js`;
    document.head.append(script);
  });
}
