"""Notes with several references: each is found with its own span."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.references.splitting import split_note


@pytest.mark.parametrize(
    ("note", "references"),
    [
        (
            "Holm, Ships of Salt (1931), p. 5; Lund, The Long Frost (1944), 12–14; see also Odet 1969, p. 3.",
            ["Holm, Ships of Salt (1931), p. 5", "Lund, The Long Frost (1944), 12–14", "Odet 1969, p. 3."],
        ),
        ("Holm 1931, pp. 4–6; Lund 1944, p. 9.", ["Holm 1931, pp. 4–6", "Lund 1944, p. 9."]),
        (
            "Ibid., p. 4; Lund, op. cit., 9; cf. Odet, Le Sel des jours, 33.",
            ["Ibid., p. 4", "Lund, op. cit., 9", "Odet, Le Sel des jours, 33."],
        ),
        (
            "Letter of 3 May 1921, quoted in Lund, The Long Frost (1944), p. 8.",
            ["Letter of 3 May 1921", "Lund, The Long Frost (1944), p. 8."],
        ),
        (
            "The number is disputed. See Vera Holm, Ships of Salt (London: Quarry, 1931), 44.",
            ["Vera Holm, Ships of Salt (London: Quarry, 1931), 44."],
        ),
        (
            "Holm (1931: 44); for a contrary view, see Lund (1944: 12).",
            ["Holm (1931: 44)", "Lund (1944: 12)."],
        ),
        (
            "Vgl. Karl Holm: Salz und Schnee. München 1988, S. 12; siehe auch Odet, Sel, S. 4.",
            ["Karl Holm: Salz und Schnee. München 1988, S. 12", "Odet, Sel, S. 4."],
        ),
    ],
)
def test_semicolons_and_leading_words_part_references(note: str, references: list[str]) -> None:
    assert [note[span.start : span.end] for span in split_note(note)] == references


@pytest.mark.parametrize(
    "note",
    [
        "Holm, Vera; Lund, Per. Ships of Salt. Quarry, 1931.",
        "\"Ice; and Salt\", Harbour Review (1936; repr. 1950), p. 4.",
        "See Holm, Ships of Salt (London: Quarry, 1931), 44.",
        "Interview with the author, 3 May 1999.",
    ],
)  # fmt: skip
def test_one_reference_is_the_whole_note(note: str) -> None:
    assert [note[span.start : span.end] for span in split_note(note)] == [note]


@pytest.mark.parametrize("note", ["So at least the villagers told it.", "He left in 1920; she stayed.", ""])
def test_prose_holds_no_reference(note: str) -> None:
    assert split_note(note) == []


@given(st.lists(st.sampled_from(["Holm 1931, p. 4", "; ", "see also ", "Ibid.", "(", '"', "and so on. ", "\n"])))
def test_spans_are_in_order_and_within_the_note(parts: list[str]) -> None:
    note = "".join(parts)
    spans = split_note(note)
    assert all(0 <= span.start < span.end <= len(note) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
