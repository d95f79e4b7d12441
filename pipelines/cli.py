"""The command `testimonia`; thin: each command calls one function of a room and prints what it gave.

A command imports its room when it is called, so that `cite` does not wait for Dagster, spaCy and Polars.
"""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pipelines import cli_explore, cli_publish, cli_release, printing
from pipelines.errors import ReleaseError, TestimoniaError, UsageError
from pipelines.printing import ERR, OUT
from pipelines.release.formats import CiteFormat, DiffFormat, Format

if TYPE_CHECKING:
    from pipelines.register import Terms
    from pipelines.release.manifest import Manifest
    from pipelines.settings import Settings

HELP = (
    "Who claims what, who is quoted, which works are pointed to: raw documents to validated tables.\n\n"
    "Try it on your own text with `testimonia parse page.html --out tables`; make the dataset with "
    "`testimonia release`; check a download with `testimonia verify releases/latest`.\n\n"
    "Exit codes: 0 all is well, 1 something is wrong with the data, 2 the command was given wrongly."
)
app = typer.Typer(name="testimonia", no_args_is_help=True, rich_markup_mode="markdown", help=HELP)
Root = Annotated[str, typer.Option("--root", help="Project folder with raw/ and schemas/, by default this checkout.")]
Workers = Annotated[int, typer.Option(help="Processes that parse; 0 for one a core.", min=0)]
Paths = Annotated[list[Path], typer.Argument(help="Files, or folders with files.", show_default=False)]


@app.command()
def release(  # noqa: PLR0913, PLR0917 (one parameter an option)
    version: Annotated[str, typer.Option(help="Version to write, by default today's, such as 2026.11.22.")] = "",
    workers: Workers = 0,
    accept_churn: cli_release.Churn = "",
    accept_loss: cli_release.Loss = "",
    accept_fill: cli_release.Fill = "",
    engine: cli_release.EngineName = cli_release.Engines.LOCAL,
    master: cli_release.Master = "",
    documents: cli_release.Documents = "",
    kept: cli_release.Kept = "",
    root: Root = "",
) -> None:
    """Run every asset on `raw/`, check every table, and write `releases/<version>/`.

    Where nothing has changed since the latest release, nothing is done. A released version is never overwritten. A gate
    that is missed blocks, unless it is accepted with a reason, which the release carries.
    """
    from pipelines import runs
    from pipelines.progress import progress
    from pipelines.release.manifest import check_version, latest_folder, next_version, read_manifest
    from pipelines.release.schema_history import check_schema
    from pipelines.release.site import SITE
    from pipelines.settings import Settings
    from pipelines.sources import load_sources

    settings = Settings(root=root, workers=workers, engine=engine.value, master=master, documents=documents, kept=kept)
    releases = settings.releases_folder
    same = _unchanged(settings, version)
    if same:
        OUT.print(f"Nothing has changed since {same.version}: {escape(str(releases / same.version))} is up to date.")
        return
    wanted = version or next_version(releases, date.today())
    check_version(wanted)
    if (releases / wanted).exists():
        raise ReleaseError(f"{releases / wanted} is there already and is never overwritten; give another --version")
    check_schema(settings.contracts(), settings.schemas_folder, latest_folder(releases))
    total = sum(len(source.terms.documents) for source in load_sources(settings.raw_folder))
    accept = cli_release.reasons(churn=accept_churn, loss=accept_loss, fill=accept_fill)
    with progress(ERR, total):
        outcome = runs.run_release(settings, wanted, accept)
    printing.files(outcome.files)
    printing.checks(outcome.checks)
    printing.counts(read_manifest(releases / wanted / "manifest.json"))
    OUT.print(f"Released [bold]{wanted}[/] in {escape(str(releases / wanted))}", soft_wrap=True)
    OUT.print(f"Prove it with: testimonia verify {escape(str(releases / wanted))}", soft_wrap=True)
    if not (releases / wanted / SITE).is_dir():
        OUT.print("It has no explorer, since its pages were not built: run `make explorer`, which needs Node or pip.")


@app.command()
def parse(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", help="Folder for the tables; made where there is none.")],
    form: Annotated[Format, typer.Option("--format", help="Format of the tables.")] = Format.PARQUET,
    root: Root = "",
) -> None:
    """Take any files the whole way without registering them, and write every table.

    For example: `testimonia parse notes/ page.html --out tables --format csv`. What cannot be read stands in the table
    `rejects` with its reason, and the rest goes on; the exit code is 1 only where no file at all could be read.
    """
    from pipelines.engines.anyfiles import files, parse_files
    from pipelines.progress import progress
    from pipelines.release.export import export
    from pipelines.release.quality import quality_rows
    from pipelines.settings import Settings

    settings = Settings(root=root)
    contracts = settings.contracts()
    total = sum(len(files(path)) for path in paths)
    with progress(ERR, total):
        tables = parse_files(paths, settings.authority(), contracts, quality_rows(settings.quality_file))
    export(tables, contracts, out, form)
    printing.rows({name: frame.height for name, frame in tables.items()})
    printing.rejects(tables["rejects"])
    if tables["documents"].is_empty():
        raise TestimoniaError("no file could be read; the table rejects says why")


@app.command()
def cite(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text file, or - for standard input.")],
    form: Annotated[CiteFormat, typer.Option("--format", help="What to write.")] = CiteFormat.TABLE,
) -> None:
    """Read references, one a line, into their fields.

    For example: `pbpaste | testimonia cite - --format bibtex`. A line may point back to those before it, as "Ibid." and
    "———." do. What is not recognised in a line stays in `raw`.
    """
    from pipelines import cite as references

    cited = references.cite(references.read_lines(file))
    if form is CiteFormat.TABLE:
        printing.cited(cited, references.cells)
        return
    for text in references.written(cited, form):
        typer.echo(text)


@app.command()
def add(
    paths: Paths,
    source: Annotated[str, typer.Option("--source", help="Name of the source: the folder under raw/.")],
    title: Annotated[str | None, typer.Option(help="Title of a new source.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of a new source.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence of a new source, as an SPDX name.")] = None,
    root: Root = "",
) -> None:
    """Copy documents into `raw/<source>/` and write their SHA-256 and media type into `source.yaml`.

    What it cannot know of a new source it asks for, on a terminal; what is not answered is recorded as unknown.
    """
    from pipelines import register
    from pipelines.settings import Settings

    settings = Settings(root=root)
    terms = register.Terms(title, publisher, licence)
    if not (settings.raw_folder / source / "source.yaml").is_file() and sys.stdin.isatty():
        terms = _ask(source, terms)
    for path in register.add(paths, source, settings.raw_folder, terms):
        OUT.print(f"Registered {escape(str(path))}")
    OUT.print(f"See what is still unknown in {escape(str(settings.raw_folder / source / 'source.yaml'))}")


@app.command()
def validate(workers: Workers = 0, root: Root = "") -> None:
    """Check `raw/` and `schemas/`, make every table in `build/`, and check each against its contract."""
    from pipelines import runs
    from pipelines.progress import progress
    from pipelines.settings import Settings
    from pipelines.sources import load_sources

    settings = Settings(root=root, workers=workers)
    total = sum(len(source.terms.documents) for source in load_sources(settings.raw_folder))
    with progress(ERR, total):
        outcome = runs.run_tables(settings)
    printing.files(outcome.files)
    printing.checks(outcome.checks)


@app.command()
def verify(
    release: Annotated[Path, typer.Argument(metavar="RELEASE", help="A release folder.", show_default=False)],
    raw: Annotated[
        Path | None, typer.Option(help="Folder with the raw documents, by default raw/ of the project.")
    ] = None,
    signers: Annotated[
        Path | None, typer.Option(help="Who may have signed it: a public key, or a file of allowed signers.")
    ] = None,
    root: Root = "",
) -> None:
    """Prove a release, offline: hashes, signature, schemas, keys, rules, and every span against the raw documents.

    Without the raw documents the spans whose text is not in the release are counted as not checked.
    """
    from pipelines.release.signatures import read_signers
    from pipelines.release.verify import verify as verify_release
    from pipelines.settings import Settings

    if not release.is_dir():
        raise UsageError(f"{release}: there is no such release folder")
    documents = raw or Settings(root=root).raw_folder
    if raw and not raw.is_dir():
        raise UsageError(f"{raw}: there is no such folder of raw documents")
    known = read_signers(signers) if signers else None
    printing.verdict(verify_release(release.resolve(), documents if documents.is_dir() else None, known))


@app.command()
def explain(
    row_id: Annotated[str, typer.Argument(metavar="ROW_ID", help="A key, such as quo_…, clm_… or clm_…,clm_….")],
    release_folder: Annotated[Path | None, typer.Option("--release", help="Release folder, else the latest.")] = None,
    raw: Annotated[
        Path | None, typer.Option(help="Folder with the raw documents, by default raw/ of the project.")
    ] = None,
    root: Root = "",
) -> None:
    """Show one row with the sentence around it, the file and bytes it comes from, and what made it.

    For example: `testimonia explain clm_aaaaaaaaaaaaaaaa`. A row of a table with a longer key is named by the parts of
    its key with commas between, such as `ref_…,1` in `reference_names`. Words that may not ship come from the raw file.
    """
    from pipelines.release.explain import explain as explained
    from pipelines.settings import Settings

    settings = Settings(root=root)
    documents = raw or settings.raw_folder
    if raw and not raw.is_dir():
        raise UsageError(f"{raw}: there is no such folder of raw documents")
    folder = release_folder or settings.releases_folder / "latest"
    printing.explanation(explained(folder, row_id, documents if documents.is_dir() else None))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the older release.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="Folder of the newer release.", show_default=False)],
    form: Annotated[DiffFormat, typer.Option("--format", help="What to write.")] = DiffFormat.TABLE,
) -> None:
    """Tell what differs between two releases: columns, and rows added, gone and changed by the keys of the contracts.

    For example: `testimonia diff releases/2026.11.21 releases/latest`.
    """
    from pipelines.release.diff import diff_releases
    from pipelines.release.diff_texts import as_json, as_markdown

    found = diff_releases(old, new)
    if form is DiffFormat.TABLE:
        printing.difference(found)
    else:
        typer.echo(as_json(found) if form is DiffFormat.JSON else as_markdown(found), nl=False)


@app.command()
def docs(root: Root = "") -> None:
    """Write what `docs/` derives from the contracts and the measured figures: the data dictionary and the accuracy."""
    from pipelines.release import accuracy, dictionary
    from pipelines.settings import Settings

    settings = Settings(root=root)
    folder = settings.root_folder / "docs"
    written = [dictionary.write(settings.contracts(), folder), accuracy.write(settings.quality_file, folder)]
    for path in written:
        OUT.print(f"Wrote {escape(str(path))}", soft_wrap=True)


cli_publish.register(app)
cli_explore.register(app)
cli_release.register(app)


def main() -> None:
    """Run the command line; our own errors become one message and their exit code."""
    try:
        app()
    except TestimoniaError as error:
        ERR.print(f"[bold red]error:[/] {escape(str(error))}", soft_wrap=True)
        sys.exit(error.exit_code)


def _unchanged(settings: "Settings", version: str) -> "Manifest | None":
    from pipelines.release.manifest import current

    latest = current(settings.releases_folder)
    if latest is None or (version and version != latest.version):
        return None
    return latest if latest.inputs_digest == settings.inputs_digest() else None


def _ask(source: str, terms: "Terms") -> "Terms":
    from pipelines.register import Terms

    OUT.print(f"{escape(source)} is a new source. Leave empty what you do not know.")
    asked = {
        name: given or typer.prompt(name, default="", show_default=False) or None
        for name, given in (("title", terms.title), ("publisher", terms.publisher), ("licence", terms.licence))
    }
    return Terms(**asked)


if __name__ == "__main__":
    main()
