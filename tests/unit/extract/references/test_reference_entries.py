import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.references.entries import LONGEST_READ, entry_signals, parse_entry, stripped_start

FIELDS = (
    "title",
    "year",
    "container",
    "publisher",
    "place",
    "volume",
    "issue",
    "pages",
    "edition",
    "isbn13",
    "doi",
    "url",
)


def fields(text: str) -> dict[str, object]:
    entry = parse_entry(text)
    found: dict[str, object] = {name: getattr(entry, name) for name in FIELDS if getattr(entry, name)}
    for role in ("author", "editor", "translator"):
        names = [name.literal for name in entry.names if name.role == role]
        if names:
            found[role] = names
    return found | ({"type": entry.type} if entry.type else {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Holm, Vera (2004). The Long Frost: A Memoir. Quarry Press of Eastfold University. ISBN 0306406152.",
            {
                "author": ["Holm, Vera"], "year": "2004", "title": "The Long Frost: A Memoir", "type": "book",
                "publisher": "Quarry Press of Eastfold University", "isbn13": "9780306406157",
            },
        ),
        (
            "Late Postal Inspector (1931). The Mail and the Mountain.",
            {"author": ["Late Postal Inspector"], "year": "1931", "title": "The Mail and the Mountain", "type": "book"},
        ),
        (
            "Holm, V (1976). Winter Notes, Volume 23. Vera Holm, Inc.",
            {
                "author": ["Holm, V"], "year": "1976", "title": "Winter Notes", "volume": "23",
                "publisher": "Vera Holm, Inc.", "type": "periodical",
            },
        ),
        (
            "Vera Holm, Ships of Salt (London: Quarry Press, 1999), pp. 12–17.",
            {
                "author": ["Vera Holm"], "title": "Ships of Salt", "place": "London", "publisher": "Quarry Press",
                "year": "1999", "pages": "12–17", "type": "book",
            },
        ),
        (
            "^ a b Holm, Vera; Ode, Ben (May 3, 2011). \"Salt and Snow\". Journal of Cold Things. 12 (3): 40–52. "
            "doi:10.1234/cold.7. Retrieved June 4, 2012.",
            {
                "author": ["Holm, Vera", "Ode, Ben"], "year": "2011", "title": "Salt and Snow", "volume": "12",
                "container": "Journal of Cold Things", "issue": "3", "pages": "40–52", "doi": "10.1234/cold.7",
                "type": "article-journal",
            },
        ),
        (
            "Ode, Ben (2001). \"Frost\". In Holm, Vera (ed.). Handbook of Weather. New York: Quarry Press. pp. 7–9.",
            {
                "author": ["Ode, Ben"], "year": "2001", "title": "Frost", "editor": ["Holm, Vera"], "pages": "7–9",
                "container": "Handbook of Weather", "place": "New York", "publisher": "Quarry Press", "type": "chapter",
            },
        ),
        (
            "\"Snow closes the pass\". The Eastfold Times. 14 July 1997.",
            {
                "title": "Snow closes the pass", "container": "The Eastfold Times", "year": "1997",
                "type": "article-newspaper",
            },
        ),
        (
            "Karl Holm, Salz und Schnee, übersetzt von Eva Ode, Berlin, Hanser, 1988, S. 20-24.",
            {
                "author": ["Karl Holm"], "title": "Salz und Schnee", "translator": ["Eva Ode"], "place": "Berlin",
                "publisher": "Hanser", "year": "1988", "pages": "20-24", "type": "book",
            },
        ),
        (
            "Le Sel des jours (1969) — France · réal. Marcel Odet",
            {"title": "Le Sel des jours", "year": "1969", "author": ["Marcel Odet"], "type": "motion_picture"},
        ),
        ("Holm 1967, p. 228.", {"author": ["Holm"], "year": "1967", "pages": "228"}),
        (
            "Holm, Vera. \"The Pass in Winter\". https://example.org/pass (accessed 3 May 2019).",
            {"author": ["Holm, Vera"], "title": "The Pass in Winter", "url": "https://example.org/pass"},
        ),
    ],
)  # fmt: skip
def test_an_entry_is_read_into_its_fields(text: str, expected: dict[str, object]) -> None:
    found = fields(text)
    assert {name: found.get(name) for name in expected} == expected


def test_names_of_people_are_split_and_pseudonyms_kept_whole() -> None:
    person = parse_entry("van der Meer, Jan P. (1999). Dikes. Quarry Press.").names[0]
    pseudonym = parse_entry("Late Postal Inspector (1931). The Mail and the Mountain.").names[0]
    body = parse_entry("Ministry of Weather (1931). Yearbook of Rain. Quarry Press.").names[0]
    assert (person.family, person.given) == ("van der Meer", "Jan P.")
    assert pseudonym.literal == "Late Postal Inspector"
    assert (body.literal, body.family) == ("Ministry of Weather", None)


def test_an_isbn_with_letters_in_it_is_left_out_and_the_rest_is_read() -> None:
    entry = parse_entry("Holm, Vera (2004). Ships of Salt. Quarry Press. ISBN 03O64O615Z.")
    assert (entry.isbn13, entry.title, entry.publisher) == (None, "Ships of Salt", "Quarry Press")


@pytest.mark.parametrize(
    ("text", "rest"),
    [("^ a b Holm", "Holm"), ("[12] Holm", "Holm"), ("3. Holm", "Holm"), ("1984 Revisited", "1984 Revisited")],
)
def test_markers_before_an_entry_are_stepped_over(text: str, rest: str) -> None:
    assert text[stripped_start(text) :] == rest


def test_prose_has_few_signals_of_an_entry() -> None:
    assert entry_signals("There was snow on the pass, and nobody came down.") == 0
    assert entry_signals("Holm, Vera (2004). Ships of Salt. Quarry Press. ISBN 0306406152.") >= 4


@given(st.text(max_size=400))
def test_any_text_is_parsed_without_failing(text: str) -> None:
    assert parse_entry(text) == parse_entry(text)
    assert entry_signals(text) >= 0


@given(st.text(alphabet='AZaz .,;:()[]"“”0129–-/&Vp\n\x00\x1f', max_size=200))
def test_text_of_punctuation_and_digits_is_parsed_without_failing(text: str) -> None:
    entry = parse_entry(text)
    assert all(value == value.strip() for value in (entry.title, entry.publisher, entry.container) if value)


@pytest.mark.parametrize(
    "piece", ["A", "1,", "A. ", "(", "Aa Bb, ", "1 (1) ", "2000 ", "pp. 1, ", "Aa and ", "[1] ", "ISBN 0-"]
)
def test_an_endless_reference_is_read_in_the_time_of_its_beginning(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    entry = parse_entry(text)
    assert time.perf_counter() - started < 2
    assert len(entry.title or "") <= LONGEST_READ
