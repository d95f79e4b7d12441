import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.references.entries import parse_entries, parse_entry
from pipelines.extract.references.parse.fields import Found
from pipelines.extract.references.parse.style import voted

HOLM = "^ Holm, Vera; Ode, Ben (2004). Ships of Salt: A History. London: Quarry Press. pp. 12–17. ISBN 0-306-40615-2."


def test_every_field_and_name_has_its_span() -> None:
    entry = parse_entry(HOLM)
    assert {(field, ordinal): HOLM[start:end] for field, ordinal, start, end in entry.spans} == {
        ("author", 0): "Holm, Vera",
        ("author", 1): "Ode, Ben",
        ("year", 0): "2004",
        ("title", 0): "Ships of Salt: A History",
        ("place", 0): "London",
        ("publisher", 0): "Quarry Press",
        ("pages", 0): "12–17",
        ("isbn13", 0): "ISBN 0-306-40615-2",
    }


def test_white_space_and_control_characters_do_not_move_spans() -> None:
    text = "Holm,  Vera\t(2004).\nShips of\x00 Salt. London: Quarry Press."
    entry = parse_entry(text)
    assert (entry.title, entry.names[0].literal) == ("Ships of Salt", "Holm, Vera")
    start, end = next((start, end) for field, _, start, end in entry.spans if field == "title")
    assert text[start:end] == "Ships of\x00 Salt"


def test_an_invalid_isbn_is_kept_as_written_and_flagged() -> None:
    entry = parse_entry("Holm, Vera (2004). Ships of Salt. Quarry Press. ISBN 03O64O615Z.")
    assert entry.isbn13 is None
    assert ("isbn_invalid", "03O64O615Z") in entry.identifiers


def test_a_sure_reading_has_more_confidence_than_a_heap_of_words() -> None:
    assert parse_entry(HOLM).confidence > 0.9 > parse_entry("salt 7 of the, snow: frost / 12 wind").confidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm v. Ode, 35 U.S. 29 (1957)", {"title": "Holm v. Ode", "container": "U.S.", "year": "1957"}),
        ("^ a b Holm 1967, p. 228.", {"title": None, "year": "1967", "pages": "228"}),
        ("Ships of Salt (1999). Directed by Vera Holm.", {"title": "Ships of Salt", "year": "1999"}),
        ("Holm, Vera. Ships of Salt. [1914] London: Quarry Press, 1999.", {"year": "1999"}),
        (
            "HOLM, Vera. Navios de sal. Revista de Frio, v. 22, n. 1, p. 186–209, 2007.",
            {"container": "Revista de Frio", "volume": "22", "issue": "1", "pages": "186–209"},
        ),
        ("Vera Holm (Hg.): Salz und Licht. Hanser, München 1999.", {"title": "Salz und Licht", "place": "München"}),
        ("A Lady of Quality (1811). Letters from the North. London.", {"title": "Letters from the North"}),
        ("Ode, Ben (2000) [1985]. Frost. Quarry Press.", {"title": "Frost", "year": "2000"}),
        ("Vera Holm: Schiffe aus Salz. Quarry Verlag, Wien 2011.", {"title": "Schiffe aus Salz", "place": "Wien"}),
        ("Vera Holm, Bateaux de sel, Paris, Gallimard, 1988, p. 20-24.", {"place": "Paris", "publisher": "Gallimard"}),
        ("Kholm, V. I. Solianye korabli. Moskva: Nauka, 1988.", {"title": "Solianye korabli", "place": "Moskva"}),
    ],
)  # fmt: skip
def test_special_forms_and_other_languages_are_read(text: str, expected: dict[str, str | None]) -> None:
    entry = parse_entry(text)
    assert {name: getattr(entry, name) for name in expected} == expected


def test_people_have_the_role_that_a_word_beside_them_tells() -> None:
    for text, expected in (
        ("Holm, Vera, and Ben Ode, eds. Ships of Salt: Essays. Quarry, 1987.", ["editor", "editor"]),
        ('Ode, Ben. "Frost". In Vera Holm (ed.), Handbook of Weather. Oxford: Quarry, 2011.', ["author", "editor"]),
        ("Karl Holm, Salz, ed. and trans. Eva Ode (London: Quarry, 1971).", ["author", "editor", "translator"]),
    ):
        assert [name.role for name in parse_entry(text).names] == expected


def test_a_doubted_field_takes_the_place_that_its_list_gives_it() -> None:
    texts = ["Salt. Quarry."] * 5
    sure = [Found("title", 0, 4, 0.99), Found("publisher", 6, 12, 0.99)]
    unsure = [Found("title", 0, 4, 0.99), Found("container", 6, 12, 0.5, (("publisher", 0.45),))]
    assert [found[1].field for found in voted(texts, [sure, sure, sure, sure, unsure])] == ["publisher"] * 5
    assert voted(texts[:2], [sure, unsure])[1][1].field == "container"


def test_a_list_gives_one_entry_a_string() -> None:
    assert [entry.year for entry in parse_entries([HOLM, "", "Ode, Ben (1999). Frost. Quarry Press."])] == [
        "2004",
        None,
        "1999",
    ]


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_spans_lie_in_the_text_and_hold_the_values(text: str) -> None:
    entry = parse_entry(text)
    for field, _, start, end in entry.spans:
        assert 0 <= start < end <= len(text)
        if field in ("title", "publisher", "container", "place"):
            assert "".join(getattr(entry, field).split()) == "".join(
                character
                for character in text[start:end]
                if character > " " and character != "\x7f" and not character.isspace()
            )
    assert 0 <= entry.confidence <= 1


@pytest.mark.parametrize(
    "piece", ["A", "1,", "A. ", "(", "Aa Bb, ", "1 (1) ", "2000 ", "pp. 1, ", "Aa and ", "[1] ", "ISBN 0-", "“"]
)  # fmt: skip
def test_a_reference_of_a_million_letters_is_read_in_the_time_of_its_beginning(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    parse_entry(text)
    assert time.perf_counter() - started < 2
