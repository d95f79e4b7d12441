"""Damaged files of every format: a document whose spans and bytes hold, or a reason; never anything else."""

import sys
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[1] / "unit" / "readers"))

from made_files import At, docx, epub, lines, paragraph, pdf, run

from pipelines.contracts import load_contracts
from pipelines.errors import ReadError
from pipelines.readers import read
from pipelines.readers.offsets import byte_spans

REJECTS = load_contracts(Path(__file__).parents[2] / "schemas")["rejects"]
REASONS = next(field.constraints.enum for field in REJECTS.fields if field.name == "reason") or ()
SEEDS = [
    b"# The *mill*\n\nIt **burned** [down](http://a.example)[^1].\n\n> It did.\n\n| a | b |\n|---|---|\n\n[^1]: N.\n",
    b"== Mill ==\n'''It''' burned.<ref>{{cite book|title=T|last=Roe}}</ref>\n* a [[b|c]] {{lang|fr|d}}\n{|\n| e\n|}\n",
    b"<page><title>M</title><revision><text>It ''burned''.&lt;ref&gt;a&lt;/ref&gt;</text></revision></page>",
    b"<article article-type='a'><body><sec><title>T</title><p>It <italic>burned</italic>.<fn><p>n</p></fn></p></sec>"
    b"</body></article>",
    b"<TEI><text><body><div><head>T</head><p>It <q>burned</q><note>n</note>.</p><lg><l>a</l></lg></div></body></text>"
    b"</TEI>",
    b'{"id": 1, "text": "It \\u201cburned\\u201d.\\r\\n\\ud83d\\ude00 x"}',
    pdf([[At(60, 780, "The Mill", 20, "F2"), *lines("It burned at night. " * 9, 60, 740)], [At(60, 780, "1 x", 8)]]),
    docx(paragraph(run("The Mill"), "H1") + paragraph(run("It burned.", "i"))),
    epub({"a.xhtml": "<html><body><h1>T</h1><p>It <i>burned</i>.</p></body></html>"}),
]
PLACES = st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=3)), max_size=5)


@settings(max_examples=600)
@given(seed=st.sampled_from(SEEDS), changes=PLACES, cut=st.integers(0, 200), doubled=st.integers(0, 60))
def test_damage_gives_a_document_that_holds_or_a_reason(
    seed: bytes, changes: list[tuple[int, bytes]], cut: int, doubled: int
) -> None:
    data = seed[: len(seed) - cut // 4] + seed[len(seed) // 2 : len(seed) // 2 + doubled]
    for at, put in changes:
        data = data[: at % len(data)] + put + data[at % len(data) + len(put) :]
    try:
        document = read(data)
    except ReadError as error:
        assert error.reason in REASONS
        return
    spans = [(passage.start, passage.end) for passage in document.passages]
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert all(document.text[a:b] == document.text[a:b].strip() for a, b in spans)
    assert all(0 <= mark.start < mark.end <= len(document.text) for mark in document.markup)
    named = byte_spans(document.anchors, document.encoding, document.text, spans)
    assert all(0 <= a <= len(data) and 0 <= b <= len(data) for a, b in named)
    assert read(data, document.media_type).text == document.text
