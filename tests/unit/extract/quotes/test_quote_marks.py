"""Quotation marks are paired into regions, whatever is odd about them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.quotes.marks import find_regions
from pipelines.extract.rows import Span


def regions(text: str) -> list[str]:
    blocks, start = [], 0
    for block in text.split("\n\n"):
        blocks.append(Span(start, start + len(block)))
        start += len(block) + 2
    return [text[region.inner.start : region.inner.end] for region in find_regions(text, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rain,” she said, “at last.”", ["Rain,", "at last."]),
        ('"Rain," she said, "at last."', ["Rain,", "at last."]),
        ("‘Rain,’ she said.", ["Rain,"]),
        ("'Rain,' she said.", ["Rain,"]),
        ("Elle dit « pluie » ici.", ["pluie"]),
        ("Er sagt „Regen“ und »Wind«.", ["Regen", "Wind"]),
        ("Hon sa ”regn” igen.", ["regn"]),
        ("A ‹small› mark and 「rain」.", ["small", "rain"]),
        ("``Typewriter rain'' fell.", ["Typewriter rain"]),
        ('" Spaced rain, " he said.', ["Spaced rain,"]),
    ],
)
def test_each_family_of_marks(text: str, expected: list[str]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The boys’ boats weren’t the girls’ boats.",
        "The boys' boats weren't the girls' boats.",
        "’Twas the rock ’n’ roll of the ’90s.",
        'A beam of 5\'10" by 6".',
        "Ma'am, it's o'clock time.",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert regions(text) == []


def test_apostrophes_inside_single_marks() -> None:
    assert regions("‘I’m sellin’ the bakers’ bread,’ he said of the ‘market’ day.") == [
        "I’m sellin’ the bakers’ bread,",
        "market",
    ]


def test_marks_nest_across_families() -> None:
    assert regions("“He called it ‘a ‹kind› of “bread”’ twice.”") == [
        "He called it ‘a ‹kind› of “bread”’ twice.",
        "a ‹kind› of “bread”",
        "kind",
        "bread",
    ]


def test_a_quotation_goes_on_in_paragraphs_that_open_anew() -> None:
    assert regions("“First bread.\n\n“Then cheese.\n\n“Last wine.” So she said.") == [
        "First bread.\n\n“Then cheese.\n\n“Last wine."
    ]


def test_a_quotation_goes_on_until_a_later_paragraph_closes_it() -> None:
    assert regions("“First bread.\n\nThen cheese.\n\nLast wine.” So she said.") == [
        "First bread.\n\nThen cheese.\n\nLast wine."
    ]


def test_an_odd_mark_spoils_only_its_own_place() -> None:
    assert regions("A stray “ mark. She said “bread” here.\n\nThen “cheese” there.") == ["bread", "cheese"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert regions("He said: “The mill has stopped turning.\n\nNothing else moved.") == [
        "The mill has stopped turning."
    ]


def test_invisible_characters_stay_outside() -> None:
    assert regions("\u200f“\u200f\u200bשלום עולם\u200b\u200f”\u200f") == ["שלום עולם"]


MARKS = st.text(alphabet="“”\"'‘’«»„‹›`\u200b\u200f a,.S\n", max_size=120)


@given(MARKS)
def test_regions_lie_in_the_text_and_never_cross(text: str) -> None:
    found = find_regions(text, [Span(0, len(text))])
    for region in found:
        assert 0 <= region.outer.start <= region.inner.start < region.inner.end <= region.outer.end <= len(text)
        assert text[region.inner.start : region.inner.end].strip() == text[region.inner.start : region.inner.end]
    spans = [region.outer for region in found]
    for one in spans:
        for other in spans:
            assert not one.start < other.start < one.end < other.end


@pytest.mark.parametrize(
    "text",
    [
        "“" * 10_000 + "a" + "”" * 10_000,
        "“a " * 20_000,
        "\"'" * 20_000,
        "‘’" * 20_000,
        "\u200b" * 30_000 + '"a"' + "\u200f" * 30_000,
        "“\u200b" * 15_000,
    ],
)
def test_hostile_marks_take_linear_time(text: str) -> None:
    started = time.perf_counter()
    find_regions(text, [Span(0, len(text))])
    assert time.perf_counter() - started < 5


def test_ten_thousand_nested_marks_give_as_many_regions() -> None:
    assert len(regions("“" * 10_000 + "a" + "”" * 10_000)) == 10_000
