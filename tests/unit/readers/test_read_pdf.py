"""PDFs to documents: reading order, columns, notes, furniture, words broken at line ends."""

import pytest
from made_files import At, lines, pdf
from seen import marks, rows, texts

from pipelines.errors import ReadError
from pipelines.readers import read

FIRST = (
    "The mill of Orrin stood by the river for a hundred years before the fire took it in a night. Nobody saw who came "
    "to the yard, and the owner would never say what he had lost that spring. It was said that he knew."
)
SECOND = (
    "Its walls were pulled down in the summer after. The stones went into the bridge, where they can be seen today by "
    "anyone who stops to look. A plate on the wall names the year, and it names the wrong one."
)
THIRD = (
    "What the papers wrote was another thing altogether. They had a crowd, a leader and a plan, and none of these was "
    "ever found by the men who were sent out to look for them in the hills behind the town."
)


def below(placed: list[At], gap: float = 20) -> float:
    return min(at.y for at in placed) - gap


def test_paragraphs_headings_and_lists_are_told_by_their_setting() -> None:
    page = [
        At(60, 780, "The Fire at Orrin", 20, "F2"),
        At(60, 755, "By Ada Roe", 10),
        At(60, 725, "The night", 14, "F2"),
    ]
    page += lines(FIRST, 60, 705, 80, indent=14)
    page += lines(SECOND, 60, below(page, 12), 80, indent=14)
    page += lines(THIRD, 100, below(page), 70)
    page += [At(60, below(page), "• the yard"), At(60, below(page, 32), "• the bridge")]
    page += [At(60, below(page), "The bridge", 10, "F2")]
    page += lines(SECOND, 60, below(page, 14), 80, indent=14)
    assert rows(read(pdf([page]))) == [
        ("title", None, "The Fire at Orrin"),
        ("byline", None, "By Ada Roe"),
        ("heading", 1, "The night"),
        ("paragraph", None, FIRST),
        ("paragraph", None, SECOND),
        ("block_quote", None, THIRD),
        ("list_item", 1, "the yard"),
        ("list_item", 1, "the bridge"),
        ("heading", 2, "The bridge"),
        ("paragraph", None, SECOND),
    ]


def test_columns_are_read_one_after_the_other_whatever_the_order_in_the_file() -> None:
    title = [At(60, 790, "A Title Across Both of the Columns of the Page", 16, "F2")]
    left, right = lines(FIRST, 60, 760, 40), lines(SECOND + " " + THIRD, 320, 760, 40)
    page = [at for pair in zip(right, left + right, strict=False) for at in pair]
    assert texts(read(pdf([title + sorted(set(page + left + right), key=lambda at: -at.y)])), "paragraph") == [
        FIRST,
        SECOND + " " + THIRD,
    ]


def test_running_heads_and_page_numbers_are_furniture_and_a_paragraph_goes_on_over_the_page() -> None:
    upper, lower = FIRST[:145], FIRST[146:]
    pages = [
        [At(60, 810, "ORRIN STUDIES", 8), At(300, 30, "7", 9), *lines(SECOND, 60, 700, 80), *lines(upper, 60, 640, 80)],
        [At(60, 810, "The Fire", 8), At(300, 30, "8", 9), *lines(lower, 60, 780, 80), *lines(THIRD, 60, 700, 80)],
    ]
    document = read(pdf(pages))
    assert texts(document, "furniture") == ["ORRIN STUDIES", "7", "The Fire", "8"]
    assert texts(document, "paragraph") == [SECOND, FIRST, THIRD]
    assert [(m.value, document.text[m.start : m.end]) for m in document.markup if m.kind == "page"][3:5] == [
        ("1", upper + " "),
        ("2", lower),
    ]


def test_a_note_stands_behind_the_paragraph_that_it_interrupts() -> None:
    upper, lower = FIRST[:145], FIRST[146:]
    note = [
        At(60, 80, "1 The owner’s own words are in the book of the", 8),
        At(60, 70, "parish.", 8),
        At(60, 60, "2 Lost.", 8),
    ]
    document = read(pdf([[*lines(SECOND, 60, 760, 80), *lines(upper, 60, 640, 80), *note], lines(lower, 60, 780, 80)]))
    assert rows(document) == [
        ("paragraph", None, SECOND),
        ("paragraph", None, FIRST),
        ("list_item", 1, "The owner’s own words are in the book of the parish."),
        ("list_item", 1, "Lost."),
    ]
    assert [text for _, text in marks(document, "note")] == [
        "The owner’s own words are in the book of the parish.",
        "Lost.",
    ]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("They saw the incen-", "diary at work."), "They saw the incendiary at work."),
        (("A well-known man, well-", "known to all."), "A well-known man, well-known to all."),
        (("It was in Orrin-", "Town that day."), "It was in Orrin- Town that day."),
    ],
)
def test_a_word_broken_at_a_line_end_is_made_whole(broken: tuple[str, str], whole: str) -> None:
    page = [*lines(SECOND, 60, 760, 80), At(60, 700, broken[0]), At(60, 688, broken[1])]
    assert texts(read(pdf([page])), "paragraph") == [SECOND, whole]


def test_the_raised_number_of_a_note_is_no_word_but_a_power_is() -> None:
    page = [*lines(SECOND, 60, 760, 80), At(60, 700, "It burned"), At(99.6, 704, "12", 6), At(111, 700, "for 10")]
    page += [At(136.7, 704, "2", 6), At(146, 700, "hours.")]
    assert texts(read(pdf([page])), "paragraph")[1] == "It burned for 102 hours."


def test_emphasis_is_kept() -> None:
    page = [
        *lines(SECOND, 60, 760, 80),
        At(60, 700, "He read", 10),
        At(99, 700, "The Mill Book", 10, "F3"),
        At(165, 700, "at night."),
    ]
    assert marks(read(pdf([page])), "italic") == [("italic", "The Mill Book")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[], []]), "no_text"),
        (pdf([lines(FIRST, 60, 700)])[:300], "broken_file"),
        (b"%PDF-1.7\n", "broken_file"),
    ],
)
def test_bad_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.reason == reason


def test_a_file_with_a_password_is_refused() -> None:
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    data = pdf([lines(FIRST, 60, 700)], trailer=f"{lock} /ID [<{'00' * 16}> <{'00' * 16}>]")
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.reason == "encrypted"
