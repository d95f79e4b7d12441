import pytest

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import Authority
from pipelines.extract.cast import Cast
from pipelines.extract.references.backrefs import back_references
from pipelines.extract.references.sections import listed_references
from pipelines.extract.rows import ReferenceKind
from pipelines.readers.sections import Section, section_of
from tests.unit.extract.references.conftest import document


def listed(marked: str) -> list[tuple[str, str]]:
    annotated = Annotated(document(marked), (), Cast(()), Authority())
    return [(reference.kind.value, annotated.text(reference.span)) for reference in listed_references(annotated)]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Further reading", Section.BIBLIOGRAPHY), ("Works Cited", Section.BIBLIOGRAPHY),
        ("3. References:", Section.BIBLIOGRAPHY), ("Literatur", Section.BIBLIOGRAPHY),
        ("Bibliographie", Section.BIBLIOGRAPHY), ("Notes[edit]", Section.NOTES), ("External links", Section.LINKS),
        ("See also", Section.SEE_ALSO), ("Early life", Section.OTHER), ("", Section.OTHER),
    ],
)  # fmt: skip
def test_a_heading_opens_its_kind_of_section(heading: str, section: Section) -> None:
    assert section_of(heading) == section


def test_each_item_of_a_reading_list_is_an_entry_until_the_next_heading() -> None:
    assert listed(
        "= Further reading\n* Holm, Vera (2004). Ships of Salt. Quarry Press.\n* The Mail and the Mountain\n= "
        "Legacy\n* Snow fell."
    ) == [
        ("bibliographic", "Holm, Vera (2004). Ships of Salt. Quarry Press."),
        ("bibliographic", "The Mail and the Mountain"),
    ]


def test_a_marker_is_no_part_of_the_entry() -> None:
    assert listed("= Notes\n* ^ a b Holm 1967, p. 228.") == [("bibliographic", "Holm 1967, p. 228.")]


def test_a_note_that_is_prose_is_no_entry() -> None:
    assert listed("= Notes\n* So at least the villagers told it.") == []


def test_the_pages_under_see_also_are_cross_references_without_their_gloss() -> None:
    assert listed("= See also\n* Ships of Salt – a novel\n* Weather") == [
        ("cross_reference", "Ships of Salt"), ("cross_reference", "Weather"),
    ]  # fmt: skip


def test_an_item_elsewhere_is_an_entry_only_if_it_reads_like_one() -> None:
    assert listed("* Holm, Vera (2004). Ships of Salt. Quarry Press. ISBN 0306406152.\n* Bring a coat and a lamp.") == [
        ("bibliographic", "Holm, Vera (2004). Ships of Salt. Quarry Press. ISBN 0306406152.")
    ]


def test_a_bare_external_link_is_a_link() -> None:
    assert listed("= External links\n* Ships of Salt at the harbour archive") == [
        (ReferenceKind.LINK.value, "Ships of Salt at the harbour archive")
    ]


def test_thousands_of_items_are_all_kept() -> None:
    items = "\n".join(f"* Holm, Vera ({1900 + number % 100}). Ship {number}. Quarry Press." for number in range(3_000))
    assert len(listed(f"= Bibliography\n{items}")) == 3_000


def test_a_bibliography_in_another_language_is_read() -> None:
    entries = [
        "ODET, Marcel – Le Sel des jours. Paris, Gallimard, 1969.",
        "Karl Holm: Salz und Schnee. Hanser, München 1988.",
    ]
    assert listed("= Literatur\n" + "\n".join(f"* {entry}" for entry in entries)) == [
        ("bibliographic", entry) for entry in entries
    ]


def test_notes_are_parted_and_lines_of_a_paragraph_are_entries() -> None:
    assert listed("= Notes\n* ^ Holm 1967, p. 2; see also Lund 1944, p. 9.\n* [12] Ibid., p. 3.") == [
        ("bibliographic", "Holm 1967, p. 2"), ("bibliographic", "Lund 1944, p. 9."), ("bibliographic", "Ibid., p. 3."),
    ]  # fmt: skip


def test_an_entry_that_yields_no_field_is_a_row_with_its_words() -> None:
    assert listed("= Bibliography\n* ⸻ ??? 7\n* …") == [("bibliographic", "⸻ ??? 7")]


@pytest.mark.parametrize(
    "item", ["A" * 1_000_000, "Holm, " * 170_000, "(" * 500_000, "1; " * 300_000, "\x00\x1b a" * 200_000]
)
def test_an_item_of_a_million_letters_is_one_row_or_none(item: str) -> None:
    for heading in ("Bibliography", "Notes"):
        assert all(text in item for _, text in listed(f"= {heading}\n* {item}"))


def test_each_field_of_an_entry_is_proved_by_its_span() -> None:
    marked = (
        "= Sources\n* ^ a b Roe, Ada (1931). The Orchard and the River. London: Faber. ISBN 0-306-40615-3. "
        "OCLC 1234567.\n"
        "* Idem, Winter Ferries. Faber, 1940."
    )
    annotated = Annotated(document(marked), (), Cast(()), Authority())
    listed_first = listed_references(annotated)
    found = back_references(listed_first, [annotated.text(one.span) for one in listed_first])
    fields = [[(one.field, one.ordinal, annotated.text(one.span)) for one in each.field_spans] for each in found]
    assert fields[0] == [
        ("author", 1, "Roe, Ada"),
        ("year", 1, "1931"),
        ("title", 1, "The Orchard and the River"),
        ("place", 1, "London"),
        ("publisher", 1, "Faber"),
        ("isbn_invalid", 1, "ISBN 0-306-40615-3"),
        ("oclc", 1, "OCLC 1234567"),
    ]
    assert ("title", 1, "Winter Ferries") in fields[1]
    assert ("publisher", 1, "Faber") in fields[1]
