from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import annotation
from pipelines.extract.annotation import parsed_passages, pieces
from pipelines.readers.document import Anchor, Document, Passage, PassageKind


def whole(text: str, kind: PassageKind = PassageKind.PARAGRAPH) -> Document:
    return Document(text, (Passage(0, len(text), kind),), "text/plain", "utf-8", (Anchor(0, 0),))


def test_furniture_and_datelines_are_not_parsed() -> None:
    assert parsed_passages(whole("Share this page", PassageKind.FURNITURE)) == ()
    assert parsed_passages(whole("5 May 1890", PassageKind.DATELINE)) == ()


def test_a_passage_that_the_parser_cannot_take_is_left_out() -> None:
    assert parsed_passages(whole("a" * 200_001)) == ()


def test_a_long_passage_is_cut_behind_a_sentence() -> None:
    text = "The mill burned down. " * 600
    first, second = parsed_passages(whole(text.strip()))
    assert text[first.start : first.end].endswith("burned down.") and first.end <= annotation.PIECE_CHARACTERS
    assert text[second.start :].startswith("The mill")


@given(st.lists(st.sampled_from(["word", " ", ". ", "x" * 3000, "”", "\n"]), max_size=60).map("".join))
def test_pieces_hold_all_but_space_in_order_and_are_short(text: str) -> None:
    passage = Passage(0, len(text), PassageKind.PARAGRAPH)
    found = list(pieces(passage, text))
    assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())
    assert all(
        0 < p.end - p.start <= annotation.PIECE_CHARACTERS for p in found if len(text) > annotation.PIECE_CHARACTERS
    )
