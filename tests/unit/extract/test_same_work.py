"""One row a work: which references of a document are to one work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.authority import Authority, authority_of
from pipelines.extract.rows import Name, Reference, ReferenceKind, Span
from pipelines.extract.same_work import fold, main_title, work_ids

ISBN, OTHER_ISBN = "9780306406157", "9780674036154"
HOLM = (Name("author", "Holm, Vera", "Holm", "Vera"),)
LUND = (Name("author", "Per Lund", "Lund", "Per"),)


def entry(title: str | None = None, names: tuple[Name, ...] = (), **fields: str | None) -> dict[str, object]:
    return {"work": title, "title": title, "names": names, **fields}


def ids(*rows: dict[str, object]) -> list[str | None]:
    references = [
        Reference(Span(10 * at, 10 * at + 5), **{"kind": ReferenceKind.BIBLIOGRAPHIC, **row})  # type: ignore[arg-type]
        for at, row in enumerate(rows)
    ]
    found = work_ids(references, Authority())
    return [found.get(reference) for reference in references]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("Ships of Salt", HOLM, year="1931"), entry("Ships of salt", HOLM, year="1964", edition="2nd")),
        (entry("Ships of Salt", HOLM, isbn13=ISBN), entry("Ships of Salt", HOLM, isbn13=OTHER_ISBN)),
        (entry("Ships of Salt", HOLM), entry("Ships of Salt: A Voyage", HOLM)),
        (entry("Ships & Salt", HOLM), entry("The ships and salt", HOLM)),
        (entry("Ships of Salt", HOLM, isbn13=ISBN, type="book"), entry("Schiffe aus Salz", isbn13=ISBN, type="book")),
        (entry("On Nets", HOLM, doi="10.1000/1"), entry("On nets and ropes", HOLM, doi="10.1000/1")),
        (entry("Ships of Salt", HOLM), entry("Ships of Salt")),
        (entry(isbn13=ISBN), entry(isbn13=ISBN)),
        (entry(url="https://salt.example/a"), entry(url="https://salt.example/a")),
    ],
)
def test_two_references_to_one_work(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = ids(one, other)
    assert first == second is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("Memoirs", HOLM), entry("Memoirs", LUND)),
        (entry("Salt: Mines", HOLM), entry("Salt: Ships", HOLM)),
        (entry("Mines", HOLM, isbn13=ISBN, type="chapter"), entry("Ships", LUND, isbn13=ISBN, type="chapter")),
        (entry("Introduction", HOLM, container="Salt"), entry("Introduction", HOLM, container="Nets")),
        (entry("On Nets", HOLM, doi="10.1000/1"), entry("On Ropes", HOLM, doi="10.1000/2")),
        (
            entry("Ships of Salt", kind=ReferenceKind.CROSS_REFERENCE, container="Saltpedia"),
            entry("Ships of Salt", kind=ReferenceKind.WORK_MENTION),
        ),
    ],
)
def test_two_references_to_two_works(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = ids(one, other)
    assert first != second and first and second


def test_a_title_in_running_text_with_its_medium_is_the_listed_work() -> None:
    mention = entry("Stoker", type="book") | {"work": "Stoker (book)", "kind": ReferenceKind.WORK_MENTION}
    series = entry("Stoker", type="broadcast") | {"work": "Stoker (TV series)", "kind": ReferenceKind.WORK_MENTION}
    listed = entry("Stoker", HOLM, type="book")
    book, full = ids(mention, listed)
    other, _ = ids(series, listed)
    assert book == full != other


def test_an_id_is_the_same_in_every_document_that_names_title_and_creator() -> None:
    alone = ids(entry("Ships of Salt: A Voyage", HOLM, year="1931", isbn13=ISBN))
    beside = ids(entry("Nets", LUND), entry("The Ships of Salt", HOLM, publisher="Quarry"))
    assert alone[0] == beside[1]


def test_a_listed_work_keeps_the_id_of_its_key_unless_somebody_else_made_it() -> None:
    authority = authority_of([{"key": "salt", "kind": "work", "label": "Salt", "creator": "Vera Holm"}])
    listed = Reference(Span(0, 1), ReferenceKind.BIBLIOGRAPHIC, "Salt", names=HOLM)
    other = Reference(Span(2, 3), ReferenceKind.BIBLIOGRAPHIC, "Salt", names=LUND)
    assert len(set(work_ids([listed, other], authority).values())) == 2
    assert work_ids([listed], authority)[listed] == work_ids([listed, other], authority)[listed]


def test_a_reference_that_tells_nothing_has_no_work() -> None:
    assert ids(entry(), entry("…")) == [None, None]


def test_titles_are_folded_without_case_accents_marks_and_article() -> None:
    assert fold("The “Café” – d’été & Co.") == "cafe dete and co"
    assert (main_title("Salt: A History"), main_title("?: !")) == ("salt", "")


titles = st.sampled_from(["Salt", "Salt: Ships", "Nets", "Introduction", None])


@given(st.lists(st.tuples(titles, st.sampled_from([(), HOLM, LUND]), st.sampled_from([None, ISBN])), max_size=12))
def test_equal_references_always_have_equal_ids(rows: list[tuple[str | None, tuple[Name, ...], str | None]]) -> None:
    described = [entry(title, names, isbn13=isbn) for title, names, isbn in rows]
    found = ids(*described, *described)
    assert all(
        (a is None) == (title is None and isbn is None)
        for a, (title, _, isbn) in zip(found[: len(rows)], rows, strict=True)
    )
    named = [at for at, (title, names, _) in enumerate(rows) if title and names]
    assert all(found[at] == found[at + len(rows)] for at in named)
