import pytest

from pipelines.errors import SourceError
from pipelines.extract.authority import Authority, authority_of, name_key

ROWS = [
    {"key": "ada", "kind": "person", "label": "Ada Byron", "aliases": "Ada Lovelace|Countess Lovelace", "gender": "f"},
    {"key": "notes", "kind": "work", "label": "Notes by A. A. L.", "work_type": "article", "creator": "Ada Byron"},
]


def test_an_entry_is_found_by_label_and_alias_whatever_case_article_or_possessive() -> None:
    authority = authority_of(ROWS)
    for name in ("Ada Byron", "ada lovelace", "the Countess Lovelace", "Ada Byron’s", "“Ada Byron,”"):
        entry = authority.find(name)
        assert entry is not None and entry.key == "ada", name


def test_works_and_entities_are_kept_apart() -> None:
    authority = authority_of(ROWS)
    assert authority.find("Notes by A. A. L.") is None
    work = authority.find_work("Notes by A. A. L.")
    assert work is not None and work.work_type == "article"


def test_an_empty_authority_finds_nothing() -> None:
    assert Authority().find("Ada Byron") is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"key": "ada", "kind": "person", "label": "Ada King"}, "the key 'ada' stands twice"),
        ({"key": "ship", "kind": "boat", "label": "Beagle"}, "'ship': a row needs key, label and a kind of: person"),
        ({"key": "x", "kind": "person", "label": " "}, "'x': a row needs key, label and a kind"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(row: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        authority_of([*ROWS, row])


def test_the_key_of_a_name_ignores_what_writers_vary() -> None:
    assert name_key("The  Daily\u00a0Star’s") == name_key("daily star")
