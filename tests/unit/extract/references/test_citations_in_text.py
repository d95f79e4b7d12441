"""Author and year in running text: a reference only where the document's own list has the work."""

import pytest

from pipelines.extract.references.citations import cited_works
from pipelines.extract.rows import Name, Reference, ReferenceKind, Span
from tests.unit.extract.references.conftest import Make

LIST = (
    ("Salt and Silver", "1931", ("Roe", "Ada")),
    ("The Winter Nets", "1944", ("Lund", "Per"), ("Odet", "Marcel")),
    ("Ropes", "1946", ("Lund", "Per")),
    ("Sails", "1946", ("Lund", "Per")),
    ("Tides", "1950", ("van Dam", "Ilse")),
)


def entry(at: int, title: str, year: str, *people: tuple[str, str]) -> Reference:
    names = tuple(Name("author", f"{family}, {given}", family, given) for family, given in people)
    span = Span(10_000 + 100 * at, 10_050 + 100 * at)
    return Reference(span, ReferenceKind.BIBLIOGRAPHIC, work=title, title=title, year=year, names=names)


def cited(made: Make, text: str) -> list[tuple[str, str | None]]:
    annotated = made(text)
    found = cited_works(annotated, [entry(at, *row) for at, row in enumerate(LIST)])
    return [(annotated.text(reference.span), reference.work) for reference in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt was cheap (Ada Roe 1931, p. 12).", [("Ada Roe 1931, p. 12", "Salt and Silver")]),
        ("Salt was cheap, as Roe (1931) shows.", [("Roe (1931)", "Salt and Silver")]),
        ("As Roe (1931, 12–14) shows, salt was cheap.", [("Roe (1931, 12–14)", "Salt and Silver")]),
        ("Nets were dear (see Lund & Odet, 1944: 9).", [("Lund & Odet, 1944: 9", "The Winter Nets")]),
        ("Nets were dear (Lund et al. 1944).", [("Lund et al. 1944", "The Winter Nets")]),
        (
            "Both rose (Roe 1931; Lund 1946a, p. 3).",
            [("Roe 1931", "Salt and Silver"), ("Lund 1946a, p. 3", "Ropes")],
        ),
        ("Both rose (Lund 1944, 1946b).", [("Lund 1944", "The Winter Nets"), ("1946b", "Sails")]),
        ("Tides rose [van Dam 1950].", [("van Dam 1950", "Tides")]),
        ("Tides rose, says Van Dam (1950).", [("Van Dam (1950)", "Tides")]),
    ],
)
def test_a_citation_is_the_work_of_the_list(made: Make, text: str, expected: list[tuple[str, str]]) -> None:
    assert cited(made, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She met Roe (1880–1940) in London.",
        "The treaty (Stockholm 1931) was signed.",
        "As Holm (1931) shows, salt was cheap.",
        "Lund (1946) left the ropes.",
        "In all (about 1931) they stayed.",
        "Roe left the harbour in 1931.",
    ],
)
def test_a_name_and_a_year_that_the_list_does_not_have_are_none(made: Make, text: str) -> None:
    assert cited(made, text) == []


def test_without_a_list_there_is_no_citation(made: Make) -> None:
    assert cited_works(made("Salt was cheap (Roe 1931, p. 12), as Lund (1944) shows."), []) == []
