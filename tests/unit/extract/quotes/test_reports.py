"""Reports of speech and of thought: which clause is one, and how far it reaches."""

import pytest
from spacy.language import Language

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority
from pipelines.extract.quotes.page import page_of
from pipelines.extract.quotes.reports.find import Report, find_reports
from tests.unit.extract.quotes.conftest import document_of


def reports_of(text: str, language: Language) -> list[Report]:
    return find_reports(page_of(annotate(document_of(text), Authority(), language), []))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister said the bridge would open in May, but the builders disagreed.", "the bridge would open in May"),
        ("The union argued that the toll was too high and that nobody would pay it.",
         "the toll was too high and that nobody would pay it"),
        ("Officials announced on Monday that the ferry had sunk.", "the ferry had sunk"),
        ("As the judge noted, the letters were never posted.", "the letters were never posted"),
        ("He told reporters that two men were missing after the storm.", "two men were missing after the storm"),
        ("The report concluded that the dam had been badly built.", "the dam had been badly built"),
        ("She admitted that she had kept the key.", "she had kept the key"),
        ("A clerk, who asked not to be named, said the money was gone.", "not to be named"),
        ("Witnesses testified the driver had been asleep.", "the driver had been asleep"),
        ("The mayor insisted that the well was clean, according to the paper.", "the well was clean"),
    ],
)  # fmt: skip
def test_speech_is_found_with_its_content(text: str, content: str, language: Language) -> None:
    spoken = [text[one.span.start : one.span.end] for one in reports_of(text, language) if one.speech]
    assert content in spoken


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Nora Falk believed that the orchard was hers.", "the orchard was hers"),
        ("I think the whole council knew it.", "the whole council knew it"),
        ("They know that the river will rise.", "the river will rise"),
    ],
)
def test_thought_is_found_and_is_no_speech(text: str, content: str, language: Language) -> None:
    found = {text[one.span.start : one.span.end]: one.speech for one in reports_of(text, language)}
    assert found.get(content) is False


@pytest.mark.parametrize(
    "text",
    [
        "The river rose until the bridge broke.",
        "The house that stood by the mill burned down.",
        "It rained so hard that the road was closed.",
        "She wanted to leave the valley before winter.",
    ],
)
def test_other_clauses_are_no_reports(text: str, language: Language) -> None:
    assert reports_of(text, language) == []


def test_a_verb_that_goes_on_with_a_report_of_its_own_ends_the_one_before(language: Language) -> None:
    text = "They claimed that Tom was a guest and claim he has a grudge against the people of the village."
    assert [text[one.span.start : one.span.end] for one in reports_of(text, language)] == [
        "Tom was a guest",
        "he has a grudge against the people of the village",
    ]
