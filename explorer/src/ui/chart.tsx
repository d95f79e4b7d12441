// A chart by Observable Plot, drawn again when its room or its data change.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export function Chart(props: { label: string; draw: (width: number) => Element; keys: readonly unknown[] }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (width < 50) return;
    const drawn = props.draw(width);
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label"); // one picture, one name
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", props.label);
    box.current!.replaceChildren(drawn);
  }, [width, ...props.keys]);
  return <div class="chart" ref={box} />;
}
