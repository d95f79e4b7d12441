"""Indirect speech: its content, without what introduces it; thoughts and depictions are none."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("Nora Falk said that the orchard had been sold.", "the orchard had been sold", "Nora Falk", "said"),
        ("The grower Nora Falk said that it had been sold.", "it had been sold", "Nora Falk", "said"),
        ("Nora Falk claims the orchard was stolen.", "the orchard was stolen", "Nora Falk", "claims"),
        ("The orchard had been sold, Nora Falk said.", "The orchard had been sold", "Nora Falk", "said"),
        ("According to Nora Falk, it had been sold.", "it had been sold", "Nora Falk", "According to"),
        ("It had been sold, according to Nora Falk.", "It had been sold", "Nora Falk", "according to"),
        ("Nora Falk promised to plant new trees.", "to plant new trees", "Nora Falk", "promised"),
        ("The bishop ordered the monks to leave the valley.", "to leave the valley", "bishop", "ordered"),
        ("Critics accused the mayor of hiding the letters.", "hiding the letters", "Critics", "accused"),
        ("He was told that the orchard had burned.", "the orchard had burned", None, "told"),
        ("Nora Falk said that it rained and that it froze.", "it rained and that it froze", "Nora Falk", "said"),
        ("Studies suggest that apples ripen earlier now.", "apples ripen earlier now", "Studies", "suggest"),
        ("The claim that the orchard was haunted spread quickly.", "the orchard was haunted", None, "claim"),
        ("Nora Falk described the sale as a plain theft.", "a plain theft", "Nora Falk", "described"),
    ],
)  # fmt: skip
def test_content_speaker_and_cue(quotes_in, text: str, content: str, speaker: str | None, cue: str) -> None:
    found = quotes_in(text)
    assert found.rows == [("indirect", content)]
    assert found.quotes[0].speaker == speaker
    assert found.words(found.quotes[0].cue_span) == cue


@pytest.mark.parametrize(
    "text",
    [
        "Nora Falk believed that the orchard was hers.",
        "Nora Falk hoped to plant new trees.",
        "The film shows the miller burning his own barn.",
        "The film portrays the miller as a coward.",
        "Nora Falk never said that the orchard was sold.",
    ],
)
def test_thought_depiction_and_silence_are_no_speech(quotes_in, text: str) -> None:
    assert quotes_in(text).rows == []


def test_words_in_marks_inside_a_report_are_a_row_of_their_own(quotes_in) -> None:
    found = quotes_in("Nora Falk said that the council had been “deaf to every farmer in the valley” for years.")
    assert ("mixed", "deaf to every farmer in the valley") in found.rows
    outer = next(quote for quote in found.quotes if quote.kind == "indirect")
    inner = next(quote for quote in found.quotes if quote.kind == "mixed")
    assert inner.parent == outer.span


def test_a_report_of_words_in_marks_alone_is_one_row(quotes_in) -> None:
    found = quotes_in("Nora Falk said that “The council has been deaf to every farmer here.”")
    assert [kind for kind, _ in found.rows] == ["direct"]
