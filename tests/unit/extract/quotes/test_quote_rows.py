"""Kinds, speakers, cues and works of quotations in marks."""

import pytest

from pipelines.extract.authority import Authority, Entry
from pipelines.extract.rows import Reference, ReferenceKind, Span


@pytest.mark.parametrize(
    ("text", "kind", "words", "speaker"),
    [
        ("“The bridge opens in May,” said Mayor Helen Brandt.", "direct", "The bridge opens in May,", "Helen Brandt"),
        ("Helen Brandt said, “The bridge opens.”", "direct", "The bridge opens.", "Helen Brandt"),
        ("Helen Brandt told reporters: “The bridge opens.”", "direct", "The bridge opens.", "Helen Brandt"),
        ("According to Helen Brandt, “The bridge opens in May.”", "direct", "The bridge opens in May.", "Helen Brandt"),
        ("It was Helen Brandt who said, “The bridge opens.”", "direct", "The bridge opens.", "Helen Brandt"),
        ("“The bridge opens in May.” – Helen Brandt", "direct", "The bridge opens in May.", "Helen Brandt"),
        ("“Is the bridge open?” asked the old ferryman.", "direct", "Is the bridge open?", "old ferryman"),
        ("Helen Brandt called the toll “an insult to us all”.", "mixed", "an insult to us all", "Helen Brandt"),
        ("Helen Brandt called the vote “a disgrace”.", "mixed", "a disgrace", "Helen Brandt"),
        ("Critics dismissed the figures as “pure fantasy”.", "mixed", "pure fantasy", "Critics"),
        ("The “comfort” of the wooden benches was known to all.", "scare", "comfort", None),
        ("She was known as the “Iron Gardener” in the valley.", "mention", "Iron Gardener", None),
        ("The word “dike” comes from the Dutch.", "mention", "dike", None),
        ("He served as “Keeper of the Locks” for nine years.", "mention", "Keeper of the Locks", None),
        ("Their so-called “reform” raised the price of bread.", "mention", "reform", None),
    ],
)  # fmt: skip
def test_kind_and_speaker(quotes_in, text: str, kind: str, words: str, speaker: str | None) -> None:
    found = quotes_in(text)
    assert (kind, words) in found.rows
    assert found.speakers[found.rows.index((kind, words))] == speaker


def test_cue_and_speaker_have_spans(quotes_in) -> None:
    found = quotes_in("“Close the sluice,” ordered the miller.")
    quote = found.quotes[0]
    assert (found.words(quote.cue_span), found.words(quote.speaker_span)) == ("ordered", "the miller")


def test_a_pronoun_is_the_expression_and_its_name_the_speaker(quotes_in) -> None:
    found = quotes_in("Clara Weiss founded the school in 1890. She said, “Every child shall read.”")
    quote = found.quotes[-1]
    assert (quote.speaker, found.words(quote.speaker_span)) == ("Clara Weiss", "She")


def test_whose_relative_it_is_stays_in_the_name(quotes_in) -> None:
    found = quotes_in("Clara Weiss founded the school. Her brother wrote, “She never slept a whole night.”")
    assert found.speakers == ["Clara Weiss's brother"]


def test_interrupted_words_are_two_rows_of_one_utterance(quotes_in) -> None:
    found = quotes_in("“The dam,” said Ivo Lund, “will hold.”")
    assert found.rows == [("direct", "The dam,"), ("direct", "will hold.")]
    assert found.quotes[0].utterance == found.quotes[1].utterance == found.quotes[0].span.start
    assert found.speakers == ["Ivo Lund", "Ivo Lund"]


def test_nested_words_know_what_encloses_them(quotes_in) -> None:
    found = quotes_in("Ivo Lund said, “They spoke of the ‘improvement’ of the river all day.”")
    outer, inner = found.quotes
    assert found.words(inner.span) == "improvement"
    assert inner.kind == "scare"
    assert inner.parent == outer.span
    assert outer.parent is None


def test_titles_of_works_are_no_quotations(quotes_in) -> None:
    text = "The novel “The Salt Road” sold well. Lund praised “Harbour Songs” too."
    start = text.index("“Harbour")
    reference = Reference(Span(start, start + len("“Harbour Songs”")), ReferenceKind.WORK_MENTION, work="Harbour Songs")
    assert quotes_in(text, [reference]).rows == []


def test_a_lead_in_names_the_work_and_its_author_speaks(quotes_in) -> None:
    text = "From Lund’s last diary: “The river is quiet now, and so am I.”"
    reference = Reference(Span(5, 22), ReferenceKind.WORK_MENTION, work="Lund’s last diary")
    entry = Entry("diary", "work", "Lund’s last diary", creator="Ivo Lund")
    quote = quotes_in(text, [reference], Authority((entry,))).quotes[0]
    assert (quote.speaker, quote.work) == ("Ivo Lund", "Lund’s last diary")


def test_a_work_without_an_author_speaks_for_itself(quotes_in) -> None:
    text = "It ends with a quote from the Book of Tides: “What the sea takes it keeps.”"
    reference = Reference(Span(30, 43), ReferenceKind.SCRIPTURE, work="Book of Tides")
    quote = quotes_in(text, [reference]).quotes[0]
    assert (quote.kind, quote.speaker, quote.work) == ("direct", "Book of Tides", "Book of Tides")


def test_a_dialogue_without_cues_alternates(quotes_in) -> None:
    found = quotes_in("“Is it far?” asked Mira.\n“Not far,” said Jonas.\n“Shall we walk?”\n“Let us walk.”")
    assert found.speakers == ["Mira", "Jonas", "Mira", "Jonas"]


def test_a_fragment_joined_by_and_has_the_kind_and_speaker_of_the_one_before(quotes_in) -> None:
    found = quotes_in("Helen Brandt said the wheel was “tired of turning” and “ready to rest” at last.")
    fragments = [quote for quote in found.quotes if quote.kind != "indirect"]
    assert [(quote.kind, found.words(quote.span), quote.speaker) for quote in fragments] == [
        ("mixed", "tired of turning", "Helen Brandt"),
        ("mixed", "ready to rest", "Helen Brandt"),
    ]
