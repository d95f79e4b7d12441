"""The command `explore`; thin, as in `cli`, which registers it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pipelines.errors import UsageError
from pipelines.printing import OUT


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(explore)


def explore(
    release: Annotated[
        Path | None, typer.Argument(metavar="[RELEASE]", help="Release folder, else the latest.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any free one.")] = 8011,
    raw: Annotated[Path | None, typer.Option(help="Folder with the raw documents, else raw/ of the project.")] = None,
    root: Annotated[str, typer.Option("--root", help="Project folder with raw/, by default this checkout.")] = "",
) -> None:
    """Look at a release in the browser, with the full text of its documents from `raw/`, on this machine alone.

    For example: `testimonia explore releases/latest`. Without the raw documents only the words of rows are shown.
    """
    from pipelines.explore import serve
    from pipelines.settings import Settings

    settings = Settings(root=root)
    folder = release or settings.releases_folder / "latest"
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such release folder; make one with `testimonia release`")
    if raw and not raw.is_dir():
        raise UsageError(f"{raw}: there is no such folder of raw documents")
    serve(folder.resolve(), raw or settings.raw_folder, port, _announce)


def _announce(address: str) -> None:
    OUT.print(f"Open {escape(address)} in a browser; Ctrl-C ends it.", soft_wrap=True)
