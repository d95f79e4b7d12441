"""Specifications to SVG and PNG, the same bytes on every machine: another process draws, with no fonts but its own."""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pipelines.errors import ReleaseError
from pipelines.release.figures.figure import Figure
from pipelines.release.figures.png import compact

DRAWER = "pipelines.release.figures.draw"
_OPENED = re.compile(r"<svg\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as files: `svg` is text, `png` has two pixels for one of the SVG."""

    svg: str
    png: bytes


def render(figures: Sequence[Figure]) -> list[Drawing]:
    """Draw figures, in their order; each drawing carries its figure's title and description.

    Raises `ReleaseError` with what the renderer said where it fails.
    """
    asked = json.dumps([figure.spec for figure in figures])
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", DRAWER],
            input=asked, env=_without_fonts(Path(folder)), encoding="utf-8", capture_output=True, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise ReleaseError(
            f"the figures could not be drawn; {DRAWER} ended with {done.returncode}: {done.stderr[-2000:]}"
        )
    return [
        Drawing(
            _described(drawn["svg"], figure),
            compact(base64.b64decode(drawn["png"]), {"Title": figure.title, "Description": figure.alt}),
        )
        for figure, drawn in zip(figures, json.loads(done.stdout), strict=True)
    ]


def _without_fonts(folder: Path) -> dict[str, str]:
    """Give an environment whose only folder of fonts is an empty one, so that the renderer uses those it carries."""
    fonts, config = folder / "fonts", folder / "fonts.conf"
    fonts.mkdir()
    config.write_text(f"<fontconfig><dir>{escape(str(fonts))}</dir></fontconfig>", encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config), "TZ": "UTC", "PYTHONUTF8": "1"}


def _described(svg: str, figure: Figure) -> str:
    """Name the drawing for people who hear it (https://www.w3.org/TR/SVG-access/): role, title, description."""
    head = f"<title>{escape(figure.title)}</title><desc>{escape(figure.alt)}</desc>"
    named = _OPENED.sub(lambda opened: f'{opened[0][:-1]} role="img">{head}', svg, count=1)
    return named if named.endswith("\n") else named + "\n"
