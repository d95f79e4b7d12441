import polars as pl

from pipelines.extract.authority import authority_of
from pipelines.extract.cast import named_of
from pipelines.extract.keys import entity_id
from pipelines.extract.versions import EXTRACTORS
from pipelines.link import entities, entity_aliases, quote_links, work_creators, works

AUTHORITY = authority_of(
    [
        {"key": "ada", "kind": "person", "label": "Ada Lovelace", "aliases": "Ada Byron", "wikidata_id": "Q7259"},
        {"key": "notes", "kind": "work", "label": "Notes", "work_type": "article", "creator": "Ada Lovelace"},
    ]
)
PARIS = "ent_paris"
ISBN = "9780306406157"


def mentions(*rows: tuple[str, str, str, str, str]) -> pl.DataFrame:
    columns = ["entity_id", "document_id", "name", "kind", "text"]
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    form = pl.when(pl.col("text") == "she").then(pl.lit("pronoun")).otherwise(pl.lit("name"))
    return with_places(frame.with_columns(form=form))


def with_places(frame: pl.DataFrame) -> pl.DataFrame:
    """Give each row the source and the digest that its document has here."""
    named = pl.col("document_id").cast(pl.String)
    return frame.with_columns(source_id="source of " + named, raw_sha256="bytes of " + named)


def place(document: str, extractor: str) -> dict[str, str]:
    return {
        "document_id": document, "source_id": f"source of {document}", "raw_sha256": f"bytes of {document}",
        "extractor": extractor, "extractor_version": EXTRACTORS[extractor].version,
    }  # fmt: skip


def ada_id() -> str:
    return entity_id(named_of(AUTHORITY.entries[0]))


def test_an_entity_is_one_row_with_the_name_of_the_authority() -> None:
    frame = mentions(
        (ada_id(), "d1", "Ada Lovelace", "person", "Ada"),
        (ada_id(), "d2", "Ada Lovelace", "person", "she"),
        (PARIS, "d1", "Paris", "place", "Paris"),
    )
    rows = entities(frame, AUTHORITY).sort("mention_count", descending=True).to_dicts()
    assert rows == [
        {"entity_id": ada_id(), "kind": "person", "name": "Ada Lovelace", "mention_count": 2, "document_count": 2,
         "authority_key": "ada", "wikidata_id": "Q7259", **place("d1", "entities")},
        {"entity_id": PARIS, "kind": "place", "name": "Paris", "mention_count": 1, "document_count": 1,
         "authority_key": None, "wikidata_id": None, **place("d1", "entities")},
    ]  # fmt: skip


def test_aliases_are_those_of_the_authority_and_those_used_but_no_pronouns() -> None:
    frame = mentions(
        (ada_id(), "d1", "Ada Lovelace", "person", "Ada Byron"),
        (ada_id(), "d1", "Ada Lovelace", "person", "Ada"),
        (ada_id(), "d1", "Ada Lovelace", "person", "she"),
    )
    rows = entity_aliases(frame, entities(frame, AUTHORITY), AUTHORITY).sort("alias")
    assert rows.select("alias", "origin").rows() == [
        ("Ada", "document"), ("Ada Byron", "authority"), ("Ada Lovelace", "authority"),
    ]  # fmt: skip


def test_what_stands_in_several_documents_names_the_first_by_id() -> None:
    ada = (ada_id(), "Ada Lovelace", "person")
    frame = mentions(*((ada[0], at, *ada[1:], words) for at, words in (("d3", "Ada"), ("d2", "Ada"), ("d1", "she"))))
    named = entities(frame, AUTHORITY)
    assert named["document_id"].to_list() == ["d1"]
    aliases = {row["alias"]: row for row in entity_aliases(frame, named, AUTHORITY).to_dicts()}
    assert aliases["Ada"].items() >= place("d2", "entities").items()
    listed = aliases["Ada Byron"]
    assert (listed["document_id"], listed["raw_sha256"], listed["extractor"]) == (None, None, "authority")


def test_works_and_their_creators_name_the_documents_they_are_taken_from() -> None:
    work = {"work_id": "w1", "text": "a", "work": "Flora"}
    frame = references(
        {**work, "reference_id": "r1", "document_id": "d2"}, {**work, "reference_id": "r2", "document_id": "d1"}
    )
    made = works(frame, AUTHORITY)
    assert made.to_dicts()[0].items() >= place("d1", "works").items()
    name = {"reference_id": "r1", "ordinal": 1, "role": "author", "family": "Hill", "given": None, "literal": "Hill"}
    (creator,) = work_creators(frame, pl.DataFrame([name]), made).to_dicts()
    assert creator.items() >= place("d2", "works").items()


def references(*rows: dict[str, str | None]) -> pl.DataFrame:
    names = "reference_id work_id text work title type year container publisher place volume issue pages edition"
    columns = [*names.split(), "isbn13", "doi", "url", "document_id"]
    made = [{name: row.get(name) for name in columns} for row in rows]
    return with_places(pl.DataFrame(made, schema=dict.fromkeys(columns, pl.String)))


def test_a_work_has_the_fullest_description_that_its_references_give() -> None:
    frame = references(
        {"reference_id": "r1", "work_id": "w1", "text": "“Flora”", "work": "Flora", "title": "Flora"},
        {
            "reference_id": "r2",
            "work_id": "w1",
            "text": "Hill, A. Flora. 1801.",
            "work": "Flora",
            "year": "1801",
            "type": "book",
        },
        {"reference_id": "r3", "work_id": None, "text": "here"},
    )
    (row,) = works(frame, AUTHORITY).to_dicts()
    assert (row["title"], row["type"], row["year"], row["reference_count"]) == ("Flora", "book", "1801", 2)


def test_the_description_is_of_one_edition_and_gaps_are_filled_from_references_that_name_no_other_year() -> None:
    book = {"work_id": "w1", "type": "book", "work": "Flora"}
    frame = references(
        {**book, "reference_id": "r1", "title": "Flora", "year": "1801", "place": "Turku"},
        {**book, "reference_id": "r2", "title": "Flora", "year": "1955", "publisher": "Quarry", "isbn13": ISBN},
        {**book, "reference_id": "r3", "edition": "2nd", "pages": "45"},
    )
    (row,) = works(frame, AUTHORITY).to_dicts()
    told = {name: row[name] for name in ("year", "publisher", "place", "edition", "isbn13", "pages")}
    assert told == {
        "year": "1955", "publisher": "Quarry", "place": None, "edition": "2nd", "isbn13": ISBN, "pages": None,
    }  # fmt: skip


def test_the_words_of_an_entry_that_was_not_read_are_never_a_title() -> None:
    frame = references({"reference_id": "r1", "work_id": "w1", "text": "Words of a source", "isbn13": ISBN})
    assert works(frame, AUTHORITY)["title"].to_list() == [ISBN]


def test_a_dash_for_the_author_before_is_written_out_as_the_creator() -> None:
    frame = references({"reference_id": "r1", "work_id": "w1", "work": "Flora"})
    dash = {"reference_id": "r1", "ordinal": 1, "role": "author", "family": "Hill", "given": "Ada", "literal": "———."}
    made = work_creators(frame, pl.DataFrame([dash]), pl.DataFrame({"work_id": ["w1"]}))
    assert made["literal"].to_list() == ["Hill, Ada"]


def test_creators_come_from_the_reference_that_names_most() -> None:
    frame = references(
        {"reference_id": "r1", "work_id": "w1", "text": "a"}, {"reference_id": "r2", "work_id": "w1", "text": "b"}
    )
    names = pl.DataFrame(
        [
            {"reference_id": "r1", "ordinal": 1, "role": "author", "family": "Hill", "given": None, "literal": "Hill"},
            {
                "reference_id": "r2",
                "ordinal": 1,
                "role": "author",
                "family": "Hill",
                "given": "A.",
                "literal": "Hill, A.",
            },
            {
                "reference_id": "r2",
                "ordinal": 2,
                "role": "author",
                "family": "Moor",
                "given": "B.",
                "literal": "Moor, B.",
            },
        ]
    )
    made = work_creators(frame, names, pl.DataFrame({"work_id": ["w1"]}))
    assert made.sort("ordinal")["literal"].to_list() == ["Hill, A.", "Moor, B."]


def test_quotes_with_the_same_words_are_linked_and_short_ones_are_not() -> None:
    quotes = pl.DataFrame(
        {
            "quote_id": ["q1", "q2", "q3", "q4", "q5"],
            "document_id": ["d1", "d2", "d1", "d1", "d2"],
            "kind": ["direct", "direct", "mixed", "scare", "scare"],
            "text": [
                "Nothing ventured, nothing gained by anyone.", "nothing ventured nothing gained by anyone",
                "nothing ventured nothing gained by us", "so be it", "so be it",
            ],
        }
    )  # fmt: skip
    links = quote_links(with_places(quotes).lazy())
    assert links.drop("source_id", "raw_sha256", "extractor", "extractor_version").rows() == [
        ("q1", "q2", "same", 1.0, "d2", "d1"),
        ("q1", "q3", "altered", 0.8333, "d1", "d1"),
        ("q2", "q3", "altered", 0.8333, "d1", "d2"),
    ]
    assert links.to_dicts()[2].items() >= place("d2", "quote_links").items()


def test_empty_tables_give_empty_tables() -> None:
    empty = dict.fromkeys(["quote_id", "document_id", "kind", "text"], pl.String)
    assert quote_links(with_places(pl.DataFrame(schema=empty)).lazy()).is_empty()
    assert entities(mentions().cast({"entity_id": pl.String}), AUTHORITY).is_empty()
