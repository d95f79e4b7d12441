"""The bytes of passages in HTML files, which are not their own text."""

import hashlib
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import readers
from pipelines.contracts import Contracts
from pipelines.errors import ReadError
from pipelines.extract.tables import document_id
from pipelines.readers.document import Anchor
from pipelines.readers.offsets import byte_spans
from pipelines.release.checks.raw_bytes import check_bytes
from pipelines.release.checks.texts import Evidence
from pipelines.sources import RawDocument

PAGE = """<!DOCTYPE html><html lang="en"><head><title>A Wreck at Riga</title></head>
<body><h1>The <em>Ferry</em> &amp;
 the Storm</h1>
<p class="lead">The ferry&nbsp;sank in 1881<!-- or so -->, the ca<b>f</b>e&#769; keeper &ldquo;said&rdquo;<sup>
<a href="#n1">1</a></sup>.</p><script>var p = "</p>";</script>
<ul><li>Rope, from Riga</li><li>A 5 &lt; 7 lamp</li></ul></body></html>
"""


def evidence(data: bytes) -> tuple[Evidence, pl.DataFrame]:
    """Give what verification knows of a page, and the rows of its passages as the reader places them."""
    read = readers.read(data, "text/html")
    spans = [(passage.start, passage.end) for passage in read.passages]
    placed = byte_spans(read.anchors, read.encoding, read.text, spans)
    rows = [
        {"passage_id": f"psg_{at}", "start": start, "end": end, "byte_start": first, "byte_end": last}
        for at, ((start, end), (first, last)) in enumerate(zip(spans, placed, strict=True))
    ]
    raw = RawDocument("made-up", "page.html", data, hashlib.sha256(data).hexdigest())
    about = (document_id(raw), len(read.text), read.media_type, read.encoding)
    return Evidence(*about, read.text, data, read.anchors, read.anchors, ()), pl.DataFrame(rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_passages_of_a_page_stand_in_the_bytes_that_they_name(encoding: str, contracts: Contracts) -> None:
    page = PAGE if encoding != "cp1252" else PAGE.replace("<head>", '<head><meta charset="windows-1252">')
    known, rows = evidence(page.encode(encoding))
    outcomes = list(check_bytes(known, contracts["passages"], rows, "passages.parquet"))
    assert len(outcomes) == 2
    assert {outcome.how for outcome in outcomes} == {"decoded and found in order"}
    assert [problem for outcome in outcomes for problem in outcome.problems] == []


STEPS = pytest.mark.parametrize(
    ("column", "step"), [("byte_start", 1), ("byte_start", -1), ("byte_end", 1), ("byte_end", -1)]
)


@STEPS
def test_one_byte_too_many_or_too_few_is_found_by_the_map_and_by_the_file(
    column: str, step: int, contracts: Contracts
) -> None:
    known, rows = evidence(PAGE.encode())
    moved = rows.with_columns(pl.col(column) + step)
    by_map = replace(known, raw=None)
    by_file = replace(known, anchors=(), read_anchors=())
    for one in (known, by_map, by_file):
        assert all(outcome.problems for outcome in check_bytes(one, contracts["passages"], moved, "passages.parquet"))


def test_a_map_that_agrees_with_its_passages_but_not_with_the_file_is_found(contracts: Contracts) -> None:
    """A line end more or less is nothing that the words could tell; the map that reading gives can."""
    known, rows = evidence(PAGE.replace("<h1>", "<h1>\n").encode())
    early = rows["byte_start"][0]
    forged = tuple(Anchor(one.text_offset, one.raw_offset - (one.raw_offset == early)) for one in known.anchors)
    moved = rows.with_columns(byte_start=pl.col("byte_start") - (pl.col("byte_start") == early))
    outcomes = list(check_bytes(replace(known, anchors=forged), contracts["passages"], moved, "passages.parquet"))
    (problem,) = [found for outcome in outcomes for found in outcome.problems]
    assert "by the offset map" in problem.where
    assert not any(
        found.problems
        for found in check_bytes(
            replace(known, anchors=forged, raw=None, read_anchors=()), contracts["passages"], moved, "passages.parquet"
        )
    )


def test_the_file_alone_tells_the_bytes_of_another_passage(contracts: Contracts) -> None:
    """Without any offset map, the markup and entities of a passage must still be its own."""
    known, rows = evidence(PAGE.encode())
    alone = replace(known, anchors=(), read_anchors=())
    assert not any(outcome.problems for outcome in check_bytes(alone, contracts["passages"], rows, "passages.parquet"))
    swapped = rows.with_columns(pl.col("byte_start", "byte_end").reverse())
    assert all(outcome.problems for outcome in check_bytes(alone, contracts["passages"], swapped, "passages.parquet"))


def test_bytes_beyond_the_file_are_told(contracts: Contracts) -> None:
    known, rows = evidence(PAGE.encode())
    beyond = rows.with_columns(byte_end=pl.lit(10_000_000))
    assert {outcome.how for outcome in check_bytes(known, contracts["passages"], beyond, "passages.parquet")} == {
        "out of bounds"
    }


PIECES = (
    '<p> </p> <h2> <li> <b> </b> <br> <q> <!-- --> <pre> <title> <script> </script> <?xml <![CDATA[ ]]> <a=" " \' < > '
    "&amp; &quot &copy &#8217; &lt;b&gt; &nbsp; &#769; e\u0301 \u200b \xad word ferry."
).split(" ")


@settings(max_examples=150)
@given(pieces=st.lists(st.sampled_from([*PIECES, " ", "\r\n"]), min_size=3, max_size=40))
def test_whatever_a_reader_takes_from_a_page_stands_in_its_bytes(pieces: list[str], contracts: Contracts) -> None:
    try:
        known, rows = evidence(f"<html><body>{''.join(pieces)}</body></html>".encode())
    except ReadError:
        return
    if rows.height:
        assert [
            found
            for outcome in check_bytes(known, contracts["passages"], rows, "passages.parquet")
            for found in outcome.problems
        ] == []
