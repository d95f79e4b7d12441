import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import annotation
from pipelines.extract.annotation import parsed_passages, pieces, unparsed
from pipelines.readers.document import Anchor, Document, Passage, PassageKind


def whole(text: str, kind: PassageKind = PassageKind.PARAGRAPH) -> Document:
    return Document(text, (Passage(0, len(text), kind),), "text/plain", "utf-8", (Anchor(0, 0),))


def test_furniture_and_datelines_are_not_parsed() -> None:
    assert parsed_passages(whole("Share this page", PassageKind.FURNITURE)) == ()
    assert parsed_passages(whole("5 May 1890", PassageKind.DATELINE)) == ()


@pytest.mark.parametrize(
    ("heading", "item", "parsed"),
    [
        ("Works cited", "Quill, Ada. The Mill. Leeds: Lund, 1931.", False),
        ("Further reading", "Quill, Ada. The Mill. 1931. " + "It tells how the mill burned. " * 15, True),
        ("Notes", "Quill says so in The Mill, but nobody believed her.", True),
        ("The strikers", "Ada Quill led the strike of 1931.", True),
    ],
)
def test_the_entries_of_a_bibliography_are_not_parsed(heading: str, item: str, parsed: bool) -> None:
    opening = Passage(0, len(heading), PassageKind.HEADING, 2)
    listed = Passage(len(heading) + 1, len(heading) + 1 + len(item.strip()), PassageKind.LIST_ITEM, 1)
    page = Document(f"{heading}\n{item}", (opening, listed), "text/plain", "utf-8", (Anchor(0, 0),))
    assert [passage.kind for passage in parsed_passages(page)] == [opening.kind, *([listed.kind] if parsed else [])]


def test_a_passage_that_the_parser_cannot_take_is_left_out() -> None:
    assert parsed_passages(whole("a" * 200_001)) == ()


def test_what_is_left_out_is_said_with_its_reason() -> None:
    assert list(unparsed(whole("a " * 100_001))) == [((0, 200_002), "passage_too_long")]
    assert list(unparsed(whole("The mill " + "x" * 1_000))) == [((9, 1_009), "no_language")]
    assert list(unparsed(whole("x" * 1_000, PassageKind.FURNITURE))) == []


def test_a_long_passage_is_cut_behind_a_sentence() -> None:
    text = "The mill burned down. " * 600
    first, second = parsed_passages(whole(text.strip()))
    assert text[first.start : first.end].endswith("burned down.") and first.end <= annotation.PIECE_CHARACTERS
    assert text[second.start :].startswith("The mill")


def test_what_has_no_space_for_long_is_left_out() -> None:
    text = "The mill burned. " + "“" * 1_000 + " Nobody was hurt."
    assert [text[p.start : p.end] for p in pieces(Passage(0, len(text), PassageKind.PARAGRAPH), text)] == [
        "The mill burned.", "Nobody was hurt.",
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["word", " ", ". ", "x" * 900, "”", "\n", "x " * 4000]), max_size=40).map("".join))
def test_pieces_hold_all_words_in_order_and_are_short(text: str) -> None:
    found = list(pieces(Passage(0, len(text), PassageKind.PARAGRAPH), text))
    words = [word for word in text.split() if len(word) < annotation.RUN_CHARACTERS]
    assert "".join(word for piece in found for word in text[piece.start : piece.end].split()) == "".join(words)
    assert all(0 < piece.end - piece.start <= annotation.PIECE_CHARACTERS for piece in found)
    assert all(text[piece.start : piece.end] == text[piece.start : piece.end].strip() for piece in found)
