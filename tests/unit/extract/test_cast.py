import pytest
from spacy.language import Language

from pipelines.extract.annotation import Annotated, annotate
from pipelines.extract.authority import Authority, authority_of
from pipelines.readers.document import Anchor, Document, Passage, PassageKind

AUTHORITY = authority_of(
    [
        {
            "key": "cj",
            "kind": "person",
            "label": "Marie Curie",
            "aliases": "Curie",
            "epithets": "the Chemist",
            "gender": "f",
        },
        {"key": "pj", "kind": "person", "label": "Pierre Janet", "aliases": "Janet", "gender": "m"},
        {"key": "sorbonne", "kind": "organisation", "label": "Sorbonne"},
    ]
)


def document(*paragraphs: str, title: str = "") -> Document:
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    passages = []
    at = 0
    for number, part in enumerate([title, *paragraphs] if title else paragraphs):
        kind = PassageKind.TITLE if title and number == 0 else PassageKind.PARAGRAPH
        passages.append(Passage(at, at + len(part), kind))
        at += len(part) + 2
    return Document(text, tuple(passages), "text/plain", "utf-8", (Anchor(0, 0),))


def named(annotated: Annotated) -> list[tuple[str, str, str]]:
    return [(annotated.text(m.span), m.named.name, m.form) for m in annotated.cast.mentions]


def test_listed_names_epithets_and_pronouns_stand_for_the_person(language: Language) -> None:
    text = "Curie taught at the Sorbonne. She admired Janet, and he praised the Chemist."
    assert named(annotate(document(text), AUTHORITY, language)) == [
        ("Curie", "Marie Curie", "name"),
        ("Sorbonne", "Sorbonne", "name"),
        ("She", "Marie Curie", "pronoun"),
        ("Janet", "Pierre Janet", "name"),
        ("he", "Pierre Janet", "pronoun"),
        ("the Chemist", "Marie Curie", "epithet"),
    ]


def test_an_epithet_stands_for_nobody_who_is_not_named(language: Language) -> None:
    found = named(annotate(document("Everybody praised the Chemist."), AUTHORITY, language))
    assert "Marie Curie" not in {name for _, name, _ in found}


def test_a_surname_stands_for_the_full_name_that_the_document_gives(language: Language) -> None:
    annotated = annotate(document("Harold Wilson met the press. Wilson smiled."), Authority(), language)
    assert [name for _, name, _ in named(annotated)] == ["Harold Wilson", "Harold Wilson"]


def test_a_surname_repeated_before_the_full_name_comes_again_stands_for_it(language: Language) -> None:
    text = "Harold Wilson met the press. Wilson smiled. Wilson left. The press liked Harold Wilson."
    annotated = annotate(document(text), Authority(), language)
    assert {name for _, name, _ in named(annotated)} == {"Harold Wilson"}


def test_a_byname_belongs_to_the_name_that_it_stands_behind(language: Language) -> None:
    text = "Hilda of Whitby founded an abbey. Later Hilda taught there, and she died in 680."
    annotated = annotate(document(text), Authority(), language)
    assert {name for _, name, form in named(annotated) if form == "name"} == {"Hilda of Whitby"}


def test_a_form_in_another_tongue_is_nobody_else(language: Language) -> None:
    text = "Hilda Marsh (Welsh: Hild Mors; 1870 – 1931) was a painter. She lived in Cardiff."
    annotated = annotate(document(text), Authority(), language)
    assert ("She", "Hilda Marsh", "pronoun") in named(annotated)


def test_a_body_may_be_named_by_the_first_word_of_its_name(language: Language) -> None:
    text = "The Ministry of Works sold the house. In 1951 the Ministry bought it back."
    annotated = annotate(document(text), Authority(), language)
    bodies = {(words, name) for words, name, _ in named(annotated) if words.startswith("Ministry")}
    assert bodies == {("Ministry of Works", "Ministry of Works"), ("Ministry", "Ministry of Works")}


def test_a_pronoun_goes_back_to_the_page_subject_where_its_passage_names_nobody(language: Language) -> None:
    annotated = annotate(document("She was born in Warsaw.", title="Marie Curie"), AUTHORITY, language)
    assert annotated.cast.subject is not None and annotated.cast.subject.name == "Marie Curie"
    assert ("She", "Marie Curie", "pronoun") in named(annotated)


def test_an_object_that_is_no_reflexive_is_somebody_else_than_the_subject(language: Language) -> None:
    text = "Curie praised Rosa Hart. Rosa Hart thanked her."
    found = named(annotate(document(text), AUTHORITY, language))
    assert ("her", "Marie Curie", "pronoun") in found


@pytest.mark.parametrize("text", ["", "…", "“”", "HE SHE HIM", "\u202eCurie\u202c"])
def test_odd_text_gives_mentions_in_bounds(text: str, language: Language) -> None:
    annotated = annotate(document(text), AUTHORITY, language)
    for mention in annotated.cast.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
