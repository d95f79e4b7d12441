"""Whom the words of a dialogue, a report or a page of quotations are given to: one text for each kind of candidate."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority, Entry
from pipelines.extract.language import load_language
from pipelines.extract.linear import Linear
from pipelines.extract.quotes import find_quotes
from pipelines.extract.quotes.attribution import marked_words, turns_of
from pipelines.extract.quotes.marks import find_regions
from pipelines.extract.quotes.page import Page, page_of
from pipelines.extract.quotes.speakers.candidates import candidates
from pipelines.extract.quotes.speakers.choose import choose_speakers
from pipelines.extract.quotes.speakers.collected import NOBODY, Said
from pipelines.extract.quotes.speakers.scene import Scene, scene_of
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.readers import read
from tests.unit.extract.quotes.conftest import document_of

DIALOGUE = "“Is the ferry late?” asked Mira. Jonas put down his rope. “It is, Mira,” he said. “Then we walk.”"


def page_from(text: str) -> Page:
    return page_of(annotate(document_of(text), Authority(), load_language()), [])


def scene_from(text: str) -> Scene:
    page = page_from(text)
    blocks = [Span(part.passage.start, part.passage.end) for part in page.annotated.parsed]
    return scene_of(page, [words for _, words in turns_of(page, marked_words(page, find_regions(text, blocks)))])


def traits_of(text: str, index: int, said: list[str]) -> dict[str, list[str]]:
    found = candidates(scene_from(text), index, [Said(key) for key in said])
    return {one.key: one.traits for one in found}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“The tide is out,” said Captain Orla Finn.", ["Orla Finn"]),
        ("The keeper, Orla Finn, said: “The tide is out for good.”", ["Orla Finn"]),
        ("Orla Finn's answer was short: “The tide is out for good.”", ["Orla Finn"]),
        ("A letter by Orla Finn begins: “The tide is out for good.”", ["Orla Finn"]),
        ("“The tide is out for good.” — Orla Finn", ["Orla Finn"]),
        ("Orla Finn: “The tide is out for good.”\nTom Hale: “It comes back every day.”", ["Orla Finn", "Tom Hale"]),
        ("Orla Finn looked at the sea. “The tide is out for good.”", ["Orla Finn"]),
        ("“The tide is out,” said Orla Finn. “It will not come back.”", ["Orla Finn", "Orla Finn"]),
        ("“Is it out?” asked Tom Hale.\n“It is,” said Orla Finn.\n“For good?”", ["Tom Hale", "Orla Finn", "Tom Hale"]),
    ],
)  # fmt: skip
def test_the_speaker_is_found(quotes_in, text: str, speakers: list[str]) -> None:
    assert quotes_in(text).speakers == speakers


def test_a_name_that_stands_for_a_longer_one_is_given_in_full(quotes_in) -> None:
    found = quotes_in("Orla Finn kept the light. Tom Hale came by at noon. “The tide is out,” Finn told him.")
    assert (found.speakers, found.words(found.quotes[0].speaker_span)) == (["Orla Finn"], "Finn")


def test_an_epithet_of_the_authority_file_is_given_by_name(quotes_in) -> None:
    entry = Entry("finn", "person", "Orla Finn", epithets=("the Lamplighter",), gender="f")
    found = quotes_in(
        "Orla Finn kept the light. “The tide is out,” said the Lamplighter.", authority=Authority((entry,))
    )
    assert found.speakers == ["Orla Finn"]


def test_a_description_stands_for_whom_the_page_has_described_so(quotes_in) -> None:
    found = quotes_in(
        "Orla Finn, a Danish surveyor, measured the bay. The Danish surveyor said that the tide was wrong."
    )
    assert found.speakers == ["Orla Finn"]


def test_they_can_be_an_organisation(quotes_in) -> None:
    found = quotes_in("The council met on Monday. They said that the bridge was closed.")
    assert found.speakers == ["council"]


def test_words_given_again_keep_their_signature(quotes_in) -> None:
    words = "“The sea gave us more than we ever gave it back.”"
    found = quotes_in(f"{words} — Orla Finn\nThe old keeper wrote: {words}")
    assert found.speakers == ["Orla Finn", "Orla Finn"]


def test_the_work_named_behind_the_words_is_the_one_quoted(quotes_in) -> None:
    text = "“Grey over the grey water it goes,” reads a line in her poem “The Gull”."
    start = text.index("“The Gull")
    work = Reference(Span(start, start + 10), ReferenceKind.WORK_MENTION, work="The Gull", title="The Gull")
    quote = quotes_in(text, [work]).quotes[0]
    assert (quote.speaker, quote.work) == ("The Gull", "The Gull")


def test_candidates_come_from_the_cue_the_narration_and_the_turns_before() -> None:
    found = traits_of(DIALOGUE, 1, ["Mira"])
    assert "source" in found["Jonas"]
    assert any(trait.startswith("b|subject") for trait in found["Jonas"])
    assert "h0" in found["Mira"]
    assert "addressed" in found["Mira"]
    assert NOBODY in found


def test_somebody_addressed_is_a_candidate_for_the_next_words() -> None:
    found = traits_of(DIALOGUE, 2, ["Mira", "Jonas"])
    assert any(trait.startswith("addressed-before") for trait in found["Mira"])
    assert "h0" in found["Jonas"]


def test_the_page_subject_is_a_candidate() -> None:
    found = traits_of("# Orla Finn\nShe kept the light. “The tide is out for good.”", 0, [])
    assert "subject" in found["Orla Finn"]


def test_a_sir_speaks_against_a_woman() -> None:
    text = "“The boat is gone, sir.” Mrs. Finn rose, and Mr. Hale sat down. “Gone where?”"
    found = traits_of(text, 1, [NOBODY])
    assert "g|before|text|False" in found["Finn"]
    assert "g|before|text|True" in found["Hale"]


def test_the_model_decides() -> None:
    page = page_from(DIALOGUE)
    blocks = [Span(part.passage.start, part.passage.end) for part in page.annotated.parsed]
    turns = [words for _, words in turns_of(page, marked_words(page, find_regions(page.text, blocks)))]
    models = replace(page.models, speakers=Linear({"nobody": 9.0}))
    nobody = choose_speakers(replace(page, given_models=models), turns)
    assert [speaker.name for speaker, _ in nobody] == [None, None, None]
    assert all(chance > 0.9 for _, chance in nobody)


SENTENCES = (
    "“Go on,” said Ann Roe.", "“Why?”", "“Well, Tom, sir?”", "He rose.", "Mrs. Hale looked at Tom.", "I said, “No.”",
    "Tom: “Yes.”", "“It is late.” — Ann Roe", "\n", "“They said ‘no’ to her,” she told Ann.", "\n\n", "the “old” man",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=14))
def test_speakers_lie_in_bounds_and_chances_are_chances(parts: list[str]) -> None:
    text = " ".join(parts)
    page = page_from(text)
    blocks = [Span(part.passage.start, part.passage.end) for part in page.annotated.parsed]
    turns = [words for _, words in turns_of(page, marked_words(page, find_regions(text, blocks)))]
    chosen = choose_speakers(page, turns)
    assert len(chosen) == len(turns)
    for speaker, chance in chosen:
        assert 0 <= chance <= 1
        assert speaker.span is None or 0 <= speaker.span.start < speaker.span.end <= len(text)


SIGNED = (
    "The bridge at dusk\n\nBy Orla Finn\n\n5 May 1931\n\n{}\n\nThe keeper said that the bridge would stand for years.\n"
)


@pytest.mark.parametrize(
    ("paragraph", "words", "speaker"),
    [
        ("“The bridge will fall,” I told the keeper that evening.", "The bridge will fall,", "Orla Finn"),
        ("I wrote to the council that the ropes were old.", "the ropes were old", "Orla Finn"),
        ("“I said that it would fall,” the keeper answered.", "it would fall", None),
        ("Keeper: I said that the ropes were old.", "the ropes were old", None),
    ],
)
def test_i_is_the_author_whom_the_byline_names(paragraph: str, words: str, speaker: str | None) -> None:
    annotated = annotate(read(SIGNED.format(paragraph).encode(), "text/plain"), Authority(), load_language())
    assert annotated.document.byline == "Orla Finn"
    found = {annotated.text(quote.span): quote.speaker for quote in find_quotes(annotated, [])}
    assert found.get(words) == speaker


def test_on_a_page_of_questions_and_answers_i_is_not_the_author() -> None:
    asked = "Is it late?\n\nI said that it was.\n\nIs it old?\n\nIt is.\n\nWill it stand?\n\nNobody knows."
    annotated = annotate(read(SIGNED.format(asked).encode(), "text/plain"), Authority(), load_language())
    assert "Orla Finn" not in [quote.speaker for quote in find_quotes(annotated, [])]
