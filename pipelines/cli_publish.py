"""The commands `sign` and `publish`; thin, as in `cli`, which registers them."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pipelines import printing
from pipelines.errors import UsageError
from pipelines.printing import OUT

KEY = "TESTIMONIA_SIGNING_KEY"
ReleaseFolder = Annotated[Path, typer.Argument(metavar="RELEASE", help="A release folder.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(sign)
    app.command()(publish)


def sign(
    release: ReleaseFolder,
    key: Annotated[Path | None, typer.Option(help="Ed25519 key of OpenSSH without a passphrase.", envvar=KEY)] = None,
) -> None:
    """Sign a release: write `SHA256SUMS.sig`, which `testimonia verify --signers` and `ssh-keygen -Y verify` prove.

    For example: `testimonia sign releases/latest --key ~/.ssh/release_ed25519`.
    """
    from pipelines.release.signatures import HOW
    from pipelines.release.signing import sign_release

    if key is None:
        raise UsageError(f"give the key with --key, or in the environment variable {KEY}; {HOW}")
    OUT.print(f"Signed: {escape(str(sign_release(_folder(release), key)))}", soft_wrap=True)


def publish(
    release: ReleaseFolder,
    target: Annotated[str, typer.Argument(help="PATH, s3://bucket/prefix, hf://datasets/owner/name or zenodo:[N].")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    raw: Annotated[Path | None, typer.Option(help="Folder with the raw documents, for a fuller proof.")] = None,
) -> None:
    """Prove a release, then bring it to a target; what is there is never overwritten, and `latest` moves last.

    For example: `testimonia publish releases/latest s3://my-bucket/testimonia --dry-run`. Stopped at any point and run
    again, it goes on with what is missing. Keys and tokens come from the environment.
    """
    from pipelines.release.publishers.publish import publish as publish_release

    printing.published(publish_release(_folder(release), target, os.environ, raw, dry_run), dry_run)


def _folder(release: Path) -> Path:
    if not release.is_dir():
        raise UsageError(f"{release}: there is no such release folder")
    return release.resolve()
