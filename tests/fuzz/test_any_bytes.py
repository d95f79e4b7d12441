"""Whatever comes in, the whole way gives rows that hold, or a reject with its reason; it never raises."""

from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.contracts import Contracts
from pipelines.engines.anyfiles import SOURCE_ID, TERMS
from pipelines.extract.authority import Authority
from pipelines.extract.batch import extract_batch
from pipelines.extract.tables import Rows, source_rows
from pipelines.identifiers import sha256_hex
from pipelines.link.tables import link
from pipelines.parquet import frame_of
from pipelines.release.extractors import extractor_rows
from pipelines.sources import RawDocument, Source
from pipelines.validate.rules import Around, row_verdicts

# Pieces that extractors look for, so that chance meets their inner ways.
MARKS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    "—",
    "• ",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    ". ",
    ": ",
    ", ",
    "^ a b ",
    "[12]",
]
WORDS = [
    "she said", "According to Ada Byron", "the series pretends that", "never", "in 1917", "(1937)", "The film", "who",
    "Anna Weber", "was born in Bremen", "and died there", "Trotsky", "Lenin’s", "the Old Man", "must", "is",
]  # fmt: skip
ENTRIES = [
    "See also", "Further reading", "ISBN 0674036158", "https://example.org/x", "Genesis 1:3", "Book of Proverbs",
    "Service, Robert (2009). Title. Press.", "directed by", "in his book", "“My Life”",
]  # fmt: skip
ODD = ["e\u0301", "\u202e", "\u200b", "𝒳", "<p>", "</p>", "&ldquo;", "\u2028", "\t", "\x0c"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ENTRIES, *ODD])
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)
DATA = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=200))


def extracted(data: bytes, authority: Authority, language: Language) -> Rows:
    raw = RawDocument(SOURCE_ID, "x", data, sha256_hex(data))
    return extract_batch([raw], authority, language)


@settings(max_examples=200)
@given(data=DATA)
def test_any_bytes_give_rows_that_hold_or_a_reject(
    data: bytes, language: Language, contracts: Contracts, authority: Authority
) -> None:
    rows = extracted(data, authority, language)
    assert len(rows["documents"]) + len([row for row in rows["rejects"] if row["stage"] == "read"]) == 1
    rows["sources"] = source_rows([Source(SOURCE_ID, Path(), TERMS)])
    rows["extractors"] = extractor_rows()
    frames: dict[str, pl.DataFrame] = {name: frame_of(found, contracts[name]) for name, found in rows.items()}
    frames |= link(frames, authority)
    lazy = {name: frame.lazy() for name, frame in frames.items()}
    for name in frames:
        warnings = {f"rule: {rule.name}" for rule in contracts[name].rules if rule.severity == "warning"}
        verdicts = row_verdicts(contracts[name], frames[name], Around(lazy, lazy["documents"]))
        assert not verdicts.problems
        for check in verdicts.columns.drop(warnings, strict=False):
            assert check.all(), (name, check.name, frames[name].filter(~check).to_dicts())


@settings(max_examples=30)
@given(text=TEXTS)
def test_the_same_bytes_give_the_same_rows(text: str, language: Language, authority: Authority) -> None:
    data = text.encode("utf-8", "replace")
    assert extracted(data, authority, language) == extracted(data, authority, language)
