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


def test_a_pronoun_goes_back_to_the_page_subject_where_its_passage_names_nobody(language: Language) -> None:
    annotated = annotate(document("She was born in Warsaw.", title="Marie Curie"), AUTHORITY, language)
    assert annotated.cast.subject is not None and annotated.cast.subject.name == "Marie Curie"
    assert ("She", "Marie Curie", "pronoun") in named(annotated)


@pytest.mark.parametrize("text", ["", "…", "“”", "HE SHE HIM", "\u202eCurie\u202c"])
def test_odd_text_gives_mentions_in_bounds(text: str, language: Language) -> None:
    annotated = annotate(document(text), AUTHORITY, language)
    for mention in annotated.cast.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
