"""What notes that point back stand for: the row keeps its words, `work` and `work_id` tell the work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.authority import Authority
from pipelines.extract.references.backrefs import back_references
from pipelines.extract.references.entries import parse_entry
from pipelines.extract.rows import Name, Reference, ReferenceKind, Span
from pipelines.extract.same_work import work_ids

HOLM = "Vera Holm, Ships of Salt (London: Quarry, 1931)."
LUND = "Lund, Per. The Long Frost. Bergen: Fjord, 1944."


def resolved(*notes: str) -> list[Reference]:
    found, start = [], 0
    for note in notes:
        span = Span(start, start + len(note))
        entry = parse_entry(note).reference(span, ReferenceKind.BIBLIOGRAPHIC)
        found.append(entry)
        start = span.end + 1
    return back_references(found, notes)


@pytest.mark.parametrize(
    ("notes", "work"),
    [
        ((HOLM, LUND, "Ibid., p. 45."), "The Long Frost"),
        ((HOLM, "^ Ibid."), "Ships of Salt"),
        ((HOLM, "See ibid., 45-46."), "Ships of Salt"),
        ((HOLM, "Ebd., S. 45."), "Ships of Salt"),
        ((HOLM, "Loc. cit."), "Ships of Salt"),
        ((HOLM, "Ibid., p. 45.", "Ibid., p. 46."), "Ships of Salt"),
        ((HOLM, LUND, "Holm, op. cit., p. 12."), "Ships of Salt"),
        ((HOLM, LUND, "Holm 1931, p. 12."), "Ships of Salt"),
    ],
)
def test_a_note_that_points_back_is_to_the_work_before_it(notes: tuple[str, ...], work: str) -> None:
    found = resolved(*notes)
    assert (found[-1].work, found[-1].title) == (work, None)
    ids = work_ids(found, Authority())
    assert len(set(ids.values())) == len({reference.work for reference in found})


def test_a_note_may_stand_before_the_list() -> None:
    assert [r.work for r in resolved("Lund 1944, p. 12.", HOLM, LUND)] == [
        "The Long Frost",
        "Ships of Salt",
        LUND[11:25],
    ]


@pytest.mark.parametrize(
    "note", ["Holm, Ships of Salt, 77.", "See Holm, Ships, p. 77.", "Vera Holm, “Ships of Salt,” 77"]
)
def test_a_note_of_author_short_title_and_page_is_read_by_the_list(note: str) -> None:
    found = resolved(HOLM, LUND, note)[-1]
    assert (found.work, found.pages, [name.family for name in found.names]) == ("Ships of Salt", "77", ["Holm"])
    assert found.title in ("Ships of Salt", "Ships")


def test_a_short_title_is_the_work_that_it_shortens() -> None:
    lund = (Name("author", "Lund", "Lund"),)
    short = Reference(Span(90, 99), ReferenceKind.BIBLIOGRAPHIC, "Frost", title="Long Frost", pages="3", names=lund)
    (full,) = resolved(LUND)
    assert back_references([full, short], [LUND, "Lund, Long Frost, 3."])[1].work == "The Long Frost"


@pytest.mark.parametrize("dash", ["———", "—.", "---", "Idem,", "Ders.,"])
def test_a_dash_stands_for_the_author_before_it(dash: str) -> None:
    _, entry = resolved(HOLM, f"{dash} Winter Days. London: Quarry, 1935.")
    (name,) = entry.names
    assert (name.literal, name.family, name.given) == (dash.rstrip(".,") + "." * (dash == "Ders.,"), "Holm", "Vera")
    assert entry.title == "Winter Days"


def test_the_author_before_a_dash_may_stand_before_a_dash_itself() -> None:
    found = resolved(HOLM, "———. Winter Days. London: Quarry, 1935.", "———. Nets. London: Quarry, 1936.")
    assert [reference.names[0].family for reference in found] == ["Holm", "Holm", "Holm"]
    assert len(set(work_ids(found, Authority()).values())) == 3


def test_two_works_of_one_year_are_told_apart_by_a_letter_or_not_at_all() -> None:
    books = ("Holm, V. (1931a). Nets. Quarry.", "Holm, V. (1931b). Ropes. Quarry.")
    assert [resolved(*books, f"Holm 1931{x}, p. 3.")[-1].work for x in "ab"] == ["Nets", "Ropes"]
    assert resolved(*books, "Holm 1931, p. 3.")[-1].work is None


def test_a_title_that_is_a_word_of_a_longer_one_is_a_work_of_its_own() -> None:
    found = resolved("Holm, Vera. The Salt School of Fishing. Bergen: Fjord, 1937.", "Holm, Vera. Salt. 1941.")
    assert found[-1].work == "Salt"


def test_a_note_without_anything_before_it_keeps_its_words_and_has_no_work() -> None:
    (note,) = resolved("Ibid., p. 45.")
    assert (note.work, note.title, note.pages) == (None, None, "45")


@given(st.lists(st.sampled_from([HOLM, LUND, "Ibid.", "Holm, op. cit.", "———. Nets. 1936.", "idem, p. 3", ""])))
def test_any_order_of_notes_gives_as_many_rows_with_their_spans(notes: list[str]) -> None:
    assert [r.span.end - r.span.start for r in resolved(*notes)] == [len(note) for note in notes]
