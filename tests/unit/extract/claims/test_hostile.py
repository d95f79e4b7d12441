"""Texts that nobody would write: what they cost grows as they do, and nothing breaks."""

from time import process_time

import pytest

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority
from pipelines.extract.claims import find_claims
from pipelines.readers.document import PassageKind

from .conftest import PEOPLE, document_of

ENDLESS = {
    "joined clauses": "the general left the old city and ",
    "relative clauses": "the mill, which the mayor built, ",
    "pronouns": "and they took it from them, ",
    "semicolons": "the man ran; it was a dog; ",
    "reports in reports": "she said that he claimed that ",
    "chains of of": "the son of the mayor of the town of ",
    "apposed nouns": "a big house, ",
    "brackets": "Ada Quill (1870 – 1931) ",
}


def seconds(language, text):
    document = annotate(document_of(text), Authority(()), language)
    start = process_time()
    find_claims(document, [], [])
    return process_time() - start


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_one_sentence_of_five_thousand_words_costs_four_times_one_of_a_quarter(language, piece):
    words = len(piece.split())
    short, long = (piece * (count // words) for count in (1_250, 5_000))
    seconds(language, short)
    assert seconds(language, long) < 16 * max(seconds(language, short), 0.03)


def test_a_document_of_headings_only_makes_no_claims(language):
    lines = ["Ada Quill opened a school", "The mill burned down in 1902", "Sources"] * 50
    assert find_claims(annotate(document_of(*lines, kind=PassageKind.HEADING), PEOPLE, language), [], []) == []


def test_capitals_verse_and_lists_keep_spans_in_bounds(language):
    texts = (
        ("THE GENERAL LEFT THE CITY IN 1914. HE WAS NEVER SEEN AGAIN.",),
        ("O wild wind that wanders,", "thou breath of the sea,", "how long, how long?"),
        ("• apples", "• pears; plums", "• a mill (burned in 1902)", "• see also", "1.", "§ 4 (b)"),
    )
    for lines in texts:
        for kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.CAPTION):
            document = document_of(*lines, kind=kind)
            for claim in find_claims(annotate(document, PEOPLE, language), [], []):
                assert 0 <= claim.span.start < claim.span.end <= len(document.text)
                assert claim.statement.strip()
