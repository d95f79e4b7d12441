"""Who is meant in a statement, and what is no statement at all."""

import pytest

from pipelines.extract.claims.edges import trim
from pipelines.extract.claims.find import says_something


def test_the_latter_is_whoever_was_named_last(find):
    (claim,) = [
        c for c in find("Ada Quill met Tom Barlow in Leeds. The latter sold the mill.") if "mill" in c.statement
    ]
    assert claim.statement == "Tom Barlow sold the mill."


def test_a_name_that_is_told_in_marks_stays_as_it_is_written(find):
    first = find(
        "The play unfolds through talks between an old sailor and a young clerk named “Barlow”; he left early."
    )[0]
    assert first.statement.endswith("and a young clerk named “Barlow”.")


def test_a_hyphened_apposition_stays_whole(find):
    text = "Maria Keller, the co-owner with Karl Weiss of the harbour mill, was shot by a soldier with a rifle."
    assert [claim.statement for claim in find(text)] == [
        "Maria Keller was the co-owner with Karl Weiss of the harbour mill.",
        "Maria Keller was shot by a soldier with a rifle.",
    ]


def test_a_hyphened_word_stays_whole_behind_a_frame(find):
    claims = find("The report implied anti-slavery was a matter for the courts.")
    assert all("Slavery" not in claim.statement.split()[0] for claim in claims)


@pytest.mark.parametrize(
    ("statement", "subject", "says"),
    [("It was.", "It", False), ("Ada Quill was.", "Ada Quill", False), ("Ada Quill left.", "Ada Quill", True)],
)
def test_a_statement_says_more_than_its_subject(statement: str, subject: str, says: bool) -> None:
    assert says_something(statement, subject) is says


def test_a_span_takes_in_the_partner_of_a_mark_that_opens_inside() -> None:
    text = "He sailed with a man called “Red.” Nobody knew him."
    start, end = trim(text, 0, text.index("Red") + 3) or (0, 0)
    assert text[start:end] == "He sailed with a man called “Red.”"
