"""The commands `schema` and `withdraw`, and the options by which gates are accepted; thin, as in `cli`."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pipelines import printing
from pipelines.errors import UsageError
from pipelines.printing import OUT

if TYPE_CHECKING:
    from pipelines.release.schema_history import SchemaState


class Engines(StrEnum):
    """What runs the left half."""

    LOCAL = "local"
    SPARK = "spark"


Root = Annotated[str, typer.Option("--root", help="Project folder with raw/ and schemas/, by default this checkout.")]
Churn = Annotated[str, typer.Option(metavar="REASON", help="Release though ids are gone unexplained.")]
Loss = Annotated[str, typer.Option(metavar="REASON", help="Release though tables have lost rows.")]
Fill = Annotated[str, typer.Option(metavar="REASON", help="Release though columns are emptier than they must be.")]
EngineName = Annotated[Engines, typer.Option("--engine", help="What reads and extracts; both give the same tables.")]
Master = Annotated[
    str, typer.Option(metavar="URL", help="Spark's master, such as yarn, k8s://… or local[4]; else this machine.")
]
Documents = Annotated[
    str, typer.Option(metavar="PLACE", help="Where the cluster reads the registered files, else raw/: path or s3://….")
]
Kept = Annotated[
    str, typer.Option(metavar="PLACE", help="Where it keeps rows from run to run, else build/kept: path or s3://….")
]
schema = typer.Typer(no_args_is_help=True, help="The version of the schema, and the contracts of earlier versions.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(withdraw)
    app.add_typer(schema, name="schema")


def reasons(**given: str) -> dict[str, str]:
    """Give the reasons that were given, by gate."""
    return {gate: reason for gate, reason in given.items() if reason}


@schema.command()
def check(root: Root = "") -> None:
    """Tell what differs from the newest version kept in `schemas/history/`, and which version that needs.

    The exit code is 1 where a release would be refused.
    """
    from pipelines.release.manifest import latest_folder
    from pipelines.release.schema_history import check_schema, schema_state
    from pipelines.settings import Settings

    settings = Settings(root=root)
    contracts = settings.contracts()
    _told(schema_state(contracts, settings.schemas_folder))
    check_schema(contracts, settings.schemas_folder, latest_folder(settings.releases_folder))


@schema.command()
def release(
    version: Annotated[str, typer.Option(help="Version to state, by default the one that the changes need.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Write the newest version kept anew: one that no release has carried.")
    ] = False,
    root: Root = "",
) -> None:
    """Write the version that the contracts need into `schemas/dataset.yaml`, and keep them in `schemas/history/`."""
    from pipelines.release.schema_history import HISTORY, release_schema
    from pipelines.release.schema_version import version_of
    from pipelines.settings import Settings

    folder = Settings(root=root).schemas_folder
    state = release_schema(folder, version_of(version) if version else None, replace)
    _told(state)
    OUT.print(f"Kept in {escape(str(folder / HISTORY / str(state.stated)))}", soft_wrap=True)


def withdraw(  # noqa: PLR0913, PLR0917 (one parameter an option)
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A released version.", show_default=False)],
    reason: Annotated[str, typer.Option(help="Why; it stands in the index and the patch release.")],
    document: Annotated[list[str] | None, typer.Option(metavar="ID", help="A document; may be repeated.")] = None,
    source: Annotated[list[str] | None, typer.Option(metavar="ID", help="A source; may be repeated.")] = None,
    whole: Annotated[bool, typer.Option("--whole", help="The whole release.")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="Take out the rows too, not only the words.")] = False,
    purge: Annotated[bool, typer.Option("--purge", help="Delete the files of VERSION; a tombstone stays.")] = False,
    day: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of the takedown, else today.")] = "",
    patch: Annotated[str, typer.Option(help="Version of the patch release, else the next of the day.")] = "",
    releases: Annotated[Path | None, typer.Option(help="Folder of releases, else that of the project.")] = None,
    root: Root = "",
) -> None:
    """Withdraw a release, or documents or sources of it: a tombstone in the index, and a patch release without them.

    For example: `testimonia withdraw 2026.11.22 --document doc_aaaaaaaaaaaaaaaa --reason "asked by the author"`. Works
    without the raw documents. In a project it is kept in `raw/withdrawn.yaml` too, so that no later release brings the
    words back.
    """
    from pipelines.release.withdraw import Takedown
    from pipelines.release.withdraw import withdraw as withdraw_release
    from pipelines.release.withdrawn import add_withdrawn
    from pipelines.settings import Settings

    if whole == bool(document or source):
        raise UsageError("say what to withdraw: --document and --source, or --whole")
    settings = Settings(root=root)
    asked = Takedown(reason, _day(day), tuple(document or ()), tuple(source or ()), rows, purge, patch)
    done = withdraw_release(releases or settings.releases_folder, version, asked)
    if done.withdrawals and releases is None and settings.raw_folder.is_dir():
        OUT.print(f"Kept in {escape(str(add_withdrawn(settings.raw_folder, done.withdrawals)))}", soft_wrap=True)
    printing.withdrawn(done)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as cause:
        raise UsageError(f"--date {text}: not a day; write it as 2026-11-22") from cause


def _told(state: "SchemaState") -> None:
    base = f"since {state.base}" if state.base else "no earlier version is kept"
    OUT.print(f"schema_version {state.stated}; {base}, {len(state.changes)} changes; they need {state.needed}")
    for change in state.changes:
        OUT.print(f"  {escape(str(change))}", soft_wrap=True)
