"""What a release and `testimonia cite` write for citing can be read by others, and says what the tables say."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from citation_reading import BIBTEX_TYPES, CSL_TYPES, CSL_VARIABLES, entries, people, rendered, unescaped
from hypothesis import given
from hypothesis import strategies as st
from release_samples import Dataset

from pipelines.contracts import Contracts
from pipelines.identifiers import content_id
from pipelines.release.bibtex import bibtex_entry, citation_key, escape, unique_keys
from pipelines.release.citations import write_works
from pipelines.release.csl import csl_item, issued

ROE = {"role": "author", "family": "Roe", "given": "Ada", "literal": "Roe, Ada"}
FLEET = {"role": "editor", "family": None, "given": None, "literal": "Ministry of Fleets and Salt"}
BOOK = {
    "type": "book", "title": "Salt & Silver: 100% {true}", "year": "1931", "publisher": "Quarry_Press", "place": "Łódź",
    "edition": "2nd", "isbn13": "9780306406157",
}  # fmt: skip
ARTICLE = {
    "type": "article-journal", "title": "On Nets", "container": "Harbour Review", "year": "1936", "volume": "12",
    "issue": "3", "pages": "45–67", "doi": "10.1000/1_2", "url": "https://salt.example/a_{b}",
}  # fmt: skip


def test_a_book_becomes_an_item_with_the_same_facts() -> None:
    assert csl_item("w1", "roe1931salt", BOOK, [ROE, FLEET]) == {
        "id": "w1", "type": "book", "citation-key": "roe1931salt", "author": [{"family": "Roe", "given": "Ada"}],
        "editor": [{"literal": "Ministry of Fleets and Salt"}], "title": BOOK["title"], "publisher": "Quarry_Press",
        "publisher-place": "Łódź", "edition": "2nd", "ISBN": "9780306406157", "issued": {"date-parts": [[1931]]},
    }  # fmt: skip


def test_pages_are_those_of_an_article_and_the_place_to_read_in_a_book() -> None:
    assert csl_item("w1", "k", ARTICLE, [])["page"] == "45-67"
    assert csl_item("w1", "k", {**BOOK, "pages": "45"}, [])["locator"] == "45"


@pytest.mark.parametrize(
    ("year", "date"),
    [
        ("1931", {"date-parts": [[1931]]}),
        ("1931–34", {"date-parts": [[1931], [1934]]}),
        ("1898/1902", {"date-parts": [[1898], [1902]]}),
        ("c. 1920", {"date-parts": [[1920]], "circa": True}),
        ("[1920]", {"date-parts": [[1920]]}),
        ("n.d.", {"literal": "n.d."}),
        ("1931 [1912]", {"literal": "1931 [1912]"}),
    ],
)
def test_a_year_as_written_becomes_a_date(year: str, date: dict[str, Any]) -> None:
    assert issued(year) == date


def test_bibtex_says_what_the_fields_say() -> None:
    ((kind, key, values),) = entries(bibtex_entry("roe1931salt", BOOK, [ROE, FLEET]))
    assert (kind, key) == ("book", "roe1931salt")
    assert {name: unescaped(value) for name, value in values.items() if name not in ("author", "editor")} == {
        "title": BOOK["title"], "publisher": "Quarry_Press", "address": "Łódź", "year": "1931", "edition": "2nd",
        "isbn": "9780306406157",
    }  # fmt: skip
    assert (people(values["author"]), people(values["editor"])) == (["Roe, Ada"], ["Ministry of Fleets and Salt"])


def test_pages_are_a_range_and_addresses_are_not_escaped_in_bibtex() -> None:
    ((kind, _, values),) = entries(bibtex_entry("k", ARTICLE, []))
    assert (kind, values["journal"], values["number"], values["pages"]) == ("article", "Harbour Review", "3", "45--67")
    assert (values["doi"], values["url"]) == ("10.1000/1_2", "https://salt.example/a_%7Bb%7D")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "chapter", "container": "Salt"}, "incollection"), ({"type": "chapter"}, "misc"),
        ({"type": "article-newspaper"}, "misc"), ({"type": "broadcast"}, "misc"), ({"type": None}, "misc"),
        ({"type": "pamphlet"}, "booklet"), ({"type": "thesis"}, "phdthesis"),
    ],
)  # fmt: skip
def test_a_work_without_the_book_or_journal_that_its_type_needs_is_miscellaneous(
    fields: dict[str, str | None], kind: str
) -> None:
    assert bibtex_entry("k", fields, []).startswith(f"@{kind}{{k,")


def test_keys_are_plain_and_told_apart() -> None:
    keys = [citation_key(fields, names) for fields, names in ((BOOK, [ROE]), (BOOK, [ROE]), ({}, []), ({}, []))]
    assert list(unique_keys([*keys, keys[0]])) == [
        "roe1931salt", "roe1931saltb", "anonymous", "anonymousb", "roe1931saltc",
    ]  # fmt: skip
    assert len(set(unique_keys(["a"] * 1000))) == 1000


@given(st.text(max_size=60))
def test_any_text_survives_bibtex(text: str) -> None:
    fields = {"type": "book", "title": "x" + text}
    ((_, _, values),) = entries(bibtex_entry("k", fields, [{"role": "author", "literal": "x" + text}]))
    shown = " ".join("".join(c if c.isprintable() else " " for c in "x" + text).split())
    assert (unescaped(values["title"]), people(values["author"])) == (shown, [shown])
    assert escape(text).isprintable()


def files(released: Path) -> tuple[list[dict[str, Any]], list[tuple[str, str, dict[str, str]]]]:
    return json.loads((released / "works.csl.json").read_text()), entries((released / "works.bib").read_text())


def test_a_release_carries_its_works_for_citing(released: Path) -> None:
    items, bibtex = files(released)
    works = pl.read_parquet(released / "works.parquet").sort("work_id")
    assert [item["id"] for item in items] == works["work_id"].to_list()
    assert [item["title"] for item in items] == works["title"].to_list() == [v["title"] for _, _, v in bibtex]
    assert [item["citation-key"] for item in items] == [key for _, key, _ in bibtex]
    sums = (released / "SHA256SUMS").read_text()
    assert "  works.csl.json\n" in sums and "  works.bib\n" in sums


def test_two_works_of_one_name_year_and_word_have_two_keys_that_stay(contracts: Contracts, tmp_path: Path) -> None:
    works, creators = (contracts.schema(name).empty_table() for name in ("works", "work_creators"))
    rows = [{"work_id": f"wrk_{letter * 16}", "title": "Salt", "year": "1931", "reference_count": 1} for letter in "ab"]
    frame = pl.concat([pl.from_arrow(works), pl.DataFrame(rows)], how="diagonal_relaxed")  # type: ignore[list-item]
    nobody = pl.DataFrame(creators).lazy()
    write_works(frame.lazy(), nobody, tmp_path)
    keys = [key for _, key, _ in entries((tmp_path / "works.bib").read_text())]
    assert keys == ["salt1931-aaaaaa", "salt1931-bbbbbb"]
    write_works(frame[1:].lazy(), nobody, tmp_path)
    assert [key for _, key, _ in entries((tmp_path / "works.bib").read_text())] == keys[1:]


def test_in_parts_the_files_are_the_same_bytes(contracts: Contracts, tmp_path: Path) -> None:
    works, creators = (pl.DataFrame(contracts.schema(name).empty_table()) for name in ("works", "work_creators"))
    ids = [content_id("wrk", number) for number in range(40)]
    rows = [{"work_id": one, "title": f"Salt {one[-1]}", "reference_count": 1} for one in ids]
    people = [{"work_id": one, "ordinal": at, **ROE, "given": f"{at}"} for one in ids[::3] for at in (2, 1)]
    tables = [
        pl.concat([empty, pl.DataFrame(found)], how="diagonal_relaxed").lazy()
        for empty, found in ((works, rows), (creators, people))
    ]
    for name, together in (("whole", 100), ("parts", 1)):
        (tmp_path / name).mkdir()
        write_works(tables[0], tables[1], tmp_path / name, together)
    for name in ("works.bib", "works.csl.json"):
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    written = json.loads((tmp_path / "parts" / "works.csl.json").read_text())
    assert [item["id"] for item in written] == sorted(ids)
    assert [name["given"] for name in written[sorted(ids).index(ids[0])]["author"]] == ["1", "2"]


def test_every_type_of_the_contract_is_one_of_csl_and_of_bibtex(contracts: Contracts) -> None:
    field = next(field for field in contracts["works"] if field.name == "type")
    assert set(field.constraints.enum) <= CSL_TYPES
    for written in field.constraints.enum:
        fields = {"type": written, "title": "Salt", "container": "Nets"}
        assert set(csl_item("w", "k", fields, [ROE])) <= CSL_VARIABLES
        ((kind, _, _),) = entries(bibtex_entry("k", fields, []))
        assert kind in BIBTEX_TYPES


def test_a_citation_processor_renders_the_works_of_a_release(released: Path) -> None:
    (entry,) = rendered(files(released)[0])
    assert "Lorne" in entry and "The Keeper's Log" in entry


def test_a_citation_processor_renders_what_the_fields_say() -> None:
    items = [csl_item("w1", "k1", BOOK, [ROE, FLEET]), csl_item("w2", "k2", ARTICLE, [ROE])]
    book, article = rendered([*items, csl_item("w3", "k3", {"title": "Bare", "year": "undated"}, [])])[:2]
    assert all(part in book for part in ("Roe, A.", "1931", "Salt", "2nd", "Quarry_Press"))
    assert all(part in article for part in ("Roe, A.", "1936", "On Nets", "Harbour Review", "12(3)", "45"))


def test_the_words_of_a_closed_source_are_in_neither_file(dataset: Dataset, tmp_path: Path) -> None:
    folder = dataset.release(tmp_path)
    closed = next(text for text in dataset.texts.values() if "froze" in text)
    written = (folder / "works.csl.json").read_text() + (folder / "works.bib").read_text()
    sentences = [part for line in closed.split("\n") for part in line.split(". ") if len(part) > 30]
    assert sentences and not any(sentence in written for sentence in sentences)


def test_no_works_are_an_empty_list_and_an_empty_bibliography(contracts: Contracts, tmp_path: Path) -> None:
    works, creators = (pl.DataFrame(contracts.schema(name).empty_table()) for name in ("works", "work_creators"))
    write_works(works.lazy(), creators.lazy(), tmp_path)
    assert json.loads((tmp_path / "works.csl.json").read_text()) == []
    assert (tmp_path / "works.bib").read_text() == ""
