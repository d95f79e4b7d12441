// The explorer: opens the release that it lies in and shows the page that the address names.

import { render, type JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { openRelease, type Release } from "./data/release";
import { Compare } from "./pages/compare";
import { Network } from "./pages/network";
import { Overview } from "./pages/overview";
import { Reader } from "./pages/reader";
import { Tables } from "./pages/tables";
import { Timeline } from "./pages/timeline";
import "./style/base.css";
import "./style/parts.css";
import "./style/reader.css";
import "./style/tables.css";
import "./style/pages.css";
import { Failure, Shown } from "./ui/parts";
import { useChosenInSight, useRoute, type Route } from "./ui/route";
import { remember, remembered, useLoaded } from "./ui/store";

const PAGES = [
  ["", "Overview"],
  ["read", "Reader"],
  ["compare", "Compare"],
  ["table", "Tables"],
  ["time", "Timeline"],
  ["network", "Network"],
] as const;

function App(): JSX.Element {
  const release = useLoaded(openRelease, []);
  return <Shown of={release}>{(opened) => <Frame release={opened} />}</Shown>;
}

function Frame(props: { release: Release }): JSX.Element {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const name = PAGES.find(([page]) => page === route.page)?.[1];
  useEffect(() => {
    document.title = `${name ?? "Not found"} · ${props.release.about.name} ${props.release.about.version}`;
  }, [name]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to the page
      </a>
      <Header release={props.release} page={route.page} />
      <main id="main" ref={main} tabIndex={-1} class={`page page-${route.page || "overview"}`}>
        <Page key={route.page} release={props.release} route={route} />
      </main>
    </>
  );
}

function Header(props: { release: Release; page: string }): JSX.Element {
  const { about } = props.release;
  useChosenInSight(".top nav", props.page);
  return (
    <header class="top">
      <a class="brand" href="#/">
        <span class="brand-name">{about.name}</span>
        <span class="brand-version">{about.version}</span>
      </a>
      <nav aria-label="Pages">
        {PAGES.map(([page, label]) => (
          <a key={page} href={`#/${page}`} aria-current={page === props.page ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <Theme />
    </header>
  );
}

const THEMES = ["auto", "light", "dark"] as const;

/** Light or dark as the system says, or as chosen here. */
function Theme(): JSX.Element {
  const [theme, setTheme] = useState(() => remembered("theme") ?? "auto");
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    remember("theme", theme);
  }, [theme]);
  const next = THEMES[(THEMES.findIndex((name) => name === theme) + 1) % THEMES.length]!;
  return (
    <button type="button" class="theme" onClick={() => setTheme(next)} title={`Colours: ${theme}; switch to ${next}`}>
      <span aria-hidden="true">{theme === "dark" ? "☾" : theme === "light" ? "☀" : "◐"}</span>
      <span class="sr">Colours: {theme}. Switch to {next}.</span>
    </button>
  );
}

function Page(props: { release: Release; route: Route }): JSX.Element {
  const { release, route } = props;
  switch (route.page) {
    case "":
      return <Overview release={release} />;
    case "read":
      return <Reader release={release} document={route.rest[0]} row={route.query.get("row")} />;
    case "compare":
      return <Compare release={release} documents={(route.rest[0] ?? "").split(",").filter(Boolean)} />;
    case "table":
      return <Tables release={release} table={route.rest[0]} query={route.query} />;
    case "time":
      return <Timeline release={release} query={route.query} />;
    case "network":
      return <Network release={release} query={route.query} />;
    default:
      return <Failure error={new Error(`There is no page ${route.page}.`)} />;
  }
}


render(<App />, document.getElementById("app")!);
