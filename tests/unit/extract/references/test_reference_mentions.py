from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.extract.annotation import annotate
from pipelines.extract.references.find import find_references
from pipelines.extract.references.works import main_work
from pipelines.extract.rows import ReferenceKind
from pipelines.readers.document import Markup
from tests.unit.extract.references.conftest import NAMES, Make, document


def found(made: Make, text: str, **more: object) -> list[tuple[str, str]]:
    annotated = made(text, **more)
    return [(reference.kind.value, annotated.text(reference.span)) for reference in find_references(annotated)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She never finished the novel “Ships of Salt,” which was lost.", ["“Ships of Salt,”"]),
        ("“Ships of Salt” is a 1987 film about the harbour.", ["“Ships of Salt”"]),
        ("The essay, entitled \"On the cold\", was read aloud.", ["\"On the cold\""]),
        ("He wrote books like Ships of Salt and Winter Days in one year.", ["Ships of Salt", "Winter Days"]),
        ("They sell a booklet called Salt: A Short History at the door.", ["Salt: A Short History"]),
        ("The latest example is Glacier: a six part series from Norway.", ["Glacier"]),
        ("Above hung a poster issued in 1920 by the Ministry.", ["a poster issued in 1920 by the Ministry"]),
        ("It quotes Holm’s final testament at length.", ["Holm’s final testament"]),
        ("The stories “Yuki” (“Snow”) and “Shio” (“Salt”) are hers.", ["“Yuki”", "“Snow”", "“Shio”", "“Salt”"]),
        ("The Long Frost is read in schools.", ["The Long Frost"]),
    ],
)  # fmt: skip
def test_a_work_named_in_running_text_is_found(made: Make, text: str, expected: list[str]) -> None:
    assert found(made, text) == [("work_mention", title) for title in expected]


@pytest.mark.parametrize(
    "text",
    [
        "“We Will Never Give Up,” said the mayor.",
        "He was at first “People's Minister for Coastal Affairs” in the town.",
        "They defended their “Salt First” policies.",
        "A young man named “Jackson” came to the door.",
        "The so-called “experts” stayed at home.",
        "He met Mark 4:30 p.m. on the pier.",
    ],
)
def test_speech_offices_scare_quotes_nicknames_and_times_are_no_works(made: Make, text: str) -> None:
    assert found(made, text) == []


@pytest.mark.parametrize(
    ("text", "verse"),
    [
        ("It ends with Mark 4:30 and silence.", "Mark 4:30"),
        ("He quoted from the Book of Proverbs.", "Book of Proverbs"),
    ],
)
def test_scripture_is_found_by_book_and_verse(made: Make, text: str, verse: str) -> None:
    assert found(made, text) == [("scripture", verse)]


def test_another_page_of_the_site_is_a_cross_reference(made: Make) -> None:
    annotated = made("Ports fell silent. See also the article on Harbour strikes of the north.", site="Saltpedia")
    (reference,) = find_references(annotated)
    assert annotated.text(reference.span) == "Harbour strikes of the north"
    assert (reference.kind.value, reference.container) == ("cross_reference", "Saltpedia")


@pytest.mark.parametrize(
    ("site", "text", "kind"),
    [
        ("Saltpedia", "See also the article on Ships of Salt.", "entry-encyclopedia"),
        ("Harbour Times", "See also the article on Ships of Salt.", "article-newspaper"),
        ("Ada's Blog", "See our article on Ships of Salt.", "post-weblog"),
        ("Northern Review", "See our article on Ships of Salt.", "article-magazine"),
        ("Quarry Press", "See our article on Ships of Salt.", "webpage"),
        (None, "See our article on Ships of Salt.", "webpage"),
        (None, "= See also\n* Ships of Salt", "entry-encyclopedia"),
    ],
)
def test_the_type_of_another_page_is_that_of_the_sites_pages(
    made: Make, site: str | None, text: str, kind: str
) -> None:
    (reference,) = find_references(made(text, site=site))
    assert (reference.kind.value, reference.type) == ("cross_reference", kind)


def test_the_texts_own_other_publication_is_a_republication(made: Make) -> None:
    annotated = made("(A version of this essay appeared in Harbour Review in 2018, before the flood.)")
    (reference,) = find_references(annotated)
    assert (reference.kind.value, reference.container, reference.year) == ("republication", "Harbour Review", "2018")


def test_a_title_that_is_also_a_name_is_the_work_only_where_the_words_around_fit_a_work(made: Make) -> None:
    text = (
        "# “Holm” is a cold bath\nNorden Film’s series “Holm” runs for six hours. Vera Holm was a painter.\n"
        "Holm depicts the harbour as a prison. The inaccuracies in Holm are many. Holm died in 1940. Nobody "
        "knew Holm."
    )
    annotated = made(text)
    references = find_references(annotated)
    starts = [annotated.document.text[r.span.start :][:16] for r in references]
    assert starts == ["“Holm” is a cold", "“Holm” runs for ", "Holm depicts the", "Holm are many. H"]
    assert {reference.work for reference in references} == {"Holm (TV series)"}
    main = main_work(annotated, references)
    assert main is not None
    assert (main.work, main.type, main.publisher) == ("Holm (TV series)", "broadcast", "Norden Film")


def test_a_page_without_a_work_in_its_title_or_a_work_named_often_has_no_main_work(made: Make) -> None:
    annotated = made("# Vera Holm\nShe read the novel “Ships of Salt” once.")
    assert main_work(annotated, find_references(annotated)) is None


def test_italics_and_cite_mark_titles(made: Make) -> None:
    text = "She read Ships of Salt and found it very long."
    start = text.index("Ships")
    markup = (
        Markup(start, start + len("Ships of Salt"), "italic"),
        Markup(text.index("very"), text.index("very") + 4, "italic"),
    )
    assert found(made, text, markup=markup) == [("work_mention", "Ships of Salt")]


def test_nothing_is_looked_for_inside_an_entry_of_a_list(made: Make) -> None:
    text = "= References\n* Ode, Ben (2001). “The Long Frost in the film “Snow””. Journal of Cold. 3: 4–5."
    assert [kind for kind, _ in found(made, text)] == ["bibliographic"]


@settings(max_examples=40)
@given(st.text(alphabet="AaBb “”\"'’:,.()[]19#*=\n", max_size=160))
def test_spans_are_within_the_document_sorted_and_unique(language: Language, text: str) -> None:
    annotated = annotate(document(text), NAMES, language)
    spans = [reference.span for reference in find_references(annotated)]
    assert spans == sorted(set(spans))
    assert all(0 <= span.start < span.end <= len(annotated.document.text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    [
        "Alpha Beta Gamma ",
        "the book “Red Moon” and ",
        "In her diary she saw ",
        "a-",
        "See also the article on Red Moons. ",
    ],
)
def test_a_long_passage_takes_time_in_proportion(made: Make, piece: str) -> None:
    annotated = made(piece * (12_000 // len(piece)))
    assert all(reference.span.end <= len(annotated.document.text) for reference in find_references(annotated))


def test_a_note_of_republication_points_to_the_text_itself(made: Make) -> None:
    annotated = made("A version of this essay appeared in The River Review in 2011.")
    annotated = replace(annotated, document=replace(annotated.document, title="The mill"))
    (note,) = [r for r in find_references(annotated) if r.kind == ReferenceKind.REPUBLICATION]
    assert (note.work, note.container, note.year) == ("The mill", "The River Review", "2011")
