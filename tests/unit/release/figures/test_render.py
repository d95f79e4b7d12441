"""Drawing itself: the renderer runs, in a process of its own."""

import os
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from release_samples import Dataset

from pipelines.errors import ReleaseError
from pipelines.release.figures.figure import Figure
from pipelines.release.figures.render import Drawing, render
from pipelines.release.figures.sources import figure as sources
from pipelines.release.figures.write import ROOMS, write_figures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    release = tmp_path_factory.mktemp("release")
    write_figures(dataset.lazy, release)
    return release / "figures"


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    place, found = 8, []
    while place < len(png):
        (size,) = struct.unpack_from(">I", png, place)
        body = png[place + 4 : place + 8 + size]
        assert struct.unpack_from(">I", png, place + 8 + size) == (zlib.crc32(body),)
        found.append((body[:4], body[4:]))
        place += size + 12
    return found


def drawn(figure: Figure) -> Drawing:
    (drawing,) = render([figure])
    return drawing


def test_the_folder_has_each_figure_twice_and_a_page(folder: Path, dataset: Dataset) -> None:
    names = {room.figure(dataset.lazy).name for room in ROOMS}
    assert {path.name for path in folder.iterdir()} == {f"{n}.{e}" for n in names for e in ("svg", "png")} | {
        "README.md"
    }


def test_an_svg_says_what_it_shows_and_points_nowhere(folder: Path, dataset: Dataset) -> None:
    figure = sources(dataset.lazy)
    tree = ElementTree.parse(folder / "sources.svg").getroot()
    assert (tree.get("role"), tree[0].text, tree[1].text) == ("img", figure.title, figure.alt)
    words = {text.text for text in tree.iter(f"{SVG}text")}
    assert {"amber-gazette", "river-review", "closed-archive", figure.title} <= words
    assert "href" not in (folder / "sources.svg").read_text(encoding="utf-8")


def test_a_png_is_twice_as_large_and_carries_the_words(folder: Path, dataset: Dataset) -> None:
    parts = dict(chunks((folder / "sources.png").read_bytes()))
    width, height, depth, kind = struct.unpack_from(">IIBB", parts[b"IHDR"])
    tree = ElementTree.parse(folder / "sources.svg").getroot()
    assert (width, height) == (2 * int(tree.get("width", "")), 2 * int(tree.get("height", ""))) and (depth, kind) == (
        8,
        6,
    )
    assert len(zlib.decompress(parts[b"IDAT"])) == height * (width * 4 + 1)
    assert parts[b"iTXt"] == b"Description\0\0\0\0\0" + sources(dataset.lazy).alt.encode()


def test_the_bytes_hang_on_no_setting_of_the_machine(
    folder: Path, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "TZ": "Asia/Karachi",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "FONTCONFIG_FILE": os.devnull,
    }.items():
        monkeypatch.setenv(name, value)
    write_figures(dataset.lazy, tmp_path)
    for path in sorted(folder.iterdir()):
        assert (tmp_path / "figures" / path.name).read_bytes() == path.read_bytes(), path.name


def test_hostile_names_are_drawn_as_text(dataset: Dataset) -> None:
    hostile = pl.lit("<script>alert(1)</script>&\x00\u202e]]>")
    drawing = drawn(
        sources({**dataset.lazy, "sources": dataset.tables["sources"].with_columns(source_id=hostile).head(1).lazy()})
    )
    tree = ElementTree.fromstring(drawing.svg)
    assert not [item for item in tree.iter() if item.tag.endswith("script")]
    assert "<script>alert(1)</script>& ]]>" in {text.text for text in tree.iter(f"{SVG}text")}


def test_no_font_of_the_machine_is_asked(dataset: Dataset) -> None:
    """Letters that the renderer's own font lacks are boxes, all of one width, whatever fonts there are."""
    figure = sources(dataset.lazy)
    one, other = (
        Figure("x", word, "", {**figure.spec, "title": word}, figure.numbers) for word in ("托洛茨基", "لاهورن"[:4])
    )
    assert drawn(one).png.split(b"IDAT")[1] == drawn(other).png.split(b"IDAT")[1]


def test_what_cannot_be_drawn_is_an_error_that_says_why() -> None:
    broken = Figure(
        "broken",
        "Broken",
        "",
        {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "mark": "no such mark"},
        pl.DataFrame(),
    )
    with pytest.raises(ReleaseError, match=r"(?s)could not be drawn.*Vega-Lite to SVG conversion failed"):
        render([broken])
