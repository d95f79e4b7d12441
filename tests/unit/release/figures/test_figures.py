"""What the figures show of the made-up dataset, of nothing, and in which colours."""

import json
from collections.abc import Mapping

import polars as pl
import pytest
from release_samples import Dataset

from pipelines.contracts import Contracts
from pipelines.release.figures import palette
from pipelines.release.figures.figure import Figure
from pipelines.release.figures.write import ABOUT, ROOMS, figures_of, page

Tables = dict[str, pl.LazyFrame]


@pytest.fixture
def figures(dataset: Dataset) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures_of(dataset.lazy)}


@pytest.fixture
def empty(contracts: Contracts) -> Tables:
    return {table.name: pl.DataFrame(contracts.schema(table.name).empty_table()).lazy() for table in contracts}


def test_sources_count_documents_and_claims(figures: Mapping[str, Figure]) -> None:
    assert figures["sources"].numbers.columns == [
        "source",
        "asserts",
        "reports",
        "questions",
        "denies",
        "all",
        "documents",
    ]
    assert figures["sources"].numbers.rows() == [
        ("amber-gazette", 1, 0, 0, 0, 1, 1),
        ("closed-archive", 1, 0, 0, 0, 1, 1),
        ("river-review", 1, 0, 0, 0, 1, 1),
    ]


def test_a_source_without_claims_is_there(dataset: Dataset) -> None:
    (figure,) = (
        f
        for f in figures_of({**dataset.lazy, "claims": dataset.tables["claims"].clear().lazy()})
        if f.name == "sources"
    )
    assert figure.numbers["all"].to_list() == [0, 0, 0] and figure.numbers["documents"].to_list() == [1, 1, 1]


def test_speakers_works_and_entities_are_counted(figures: Mapping[str, Figure]) -> None:
    assert figures["speakers"].numbers.row(0) == ("Ida Lorne", 3, 0, 0, 0, 0, 3)
    assert figures["works"].numbers.row(0) == ("The Keeper's Log", 0, 3, 0, 0, 0, 0, 3)
    assert figures["entities"].numbers.row(0) == ("Ida Lorne", 3, 0, 0, 0, 0, 3)
    assert "Ida Lorne 3 (direct 3)" in figures["speakers"].alt


def test_holders_leave_out_the_author(dataset: Dataset) -> None:
    claims = (
        dataset.tables["claims"]
        .with_row_index("row")
        .with_columns(
            holder=pl.when(pl.col("row") == 0).then(pl.lit("The Mill")).otherwise("holder"),
            author_stance=pl.when(pl.col("row") == 0).then(pl.lit("denies")).otherwise("author_stance"),
        )
    )
    (figure,) = (f for f in figures_of({**dataset.lazy, "claims": claims.drop("row").lazy()}) if f.name == "holders")
    assert figure.numbers.rows() == [("The Mill", 0, 0, 0, 1, 1)]


def test_claim_links_are_counted_by_pair_of_sources_whatever_their_order(dataset: Dataset, empty: Tables) -> None:
    first, second, _ = dataset.tables["documents"].sort("source_id")["document_id"]
    links = [(first, second, "conflicts"), (second, first, "same"), (first, first, "entails")]
    frame = pl.DataFrame(links, schema=["document_id", "other_document_id", "relation"], orient="row")
    (figure,) = (f for f in figures_of({**dataset.lazy, "claim_links": frame.lazy()}) if f.name == "claim-links")
    assert figure.numbers.rows() == [
        ("amber-gazette – closed-archive", 1, 0, 1, 0, 2),
        ("within amber-gazette", 0, 1, 0, 0, 1),
    ]


def test_each_figure_of_no_rows_says_that_there_is_nothing(empty: Tables) -> None:
    for figure in figures_of(empty):
        assert figure.numbers.is_empty()
        assert figure.alt in json.dumps(figure.spec) and figure.alt.endswith(".")


def test_each_figure_has_a_name_a_title_and_words_of_its_own(figures: Mapping[str, Figure]) -> None:
    assert (
        len(figures) == len(ROOMS) == len({f.title for f in figures.values()}) == len({f.alt for f in figures.values()})
    )


def test_the_page_shows_each_figure_with_its_words_and_numbers(figures: Mapping[str, Figure]) -> None:
    text = page(list(figures.values()))
    assert text.startswith(f"# Figures\n\n{ABOUT}\n\n## ") and text.endswith("|\n")
    for figure in figures.values():
        assert f"![{figure.alt}]({figure.name}.svg)" in text
    assert "| Ida Lorne | 3 | 0 | 0 | 0 | 0 | 3 |" in text


@pytest.mark.parametrize(
    ("colours", "table", "field"),
    [
        (palette.STANCES, "claims", "author_stance"),
        (palette.QUOTES, "quotes", "kind"),
        (palette.REFERENCES, "references", "kind"),
        (palette.ENTITIES, "entities", "kind"),
        (palette.RELATIONS, "claim_links", "relation"),
    ],
)
def test_each_value_of_a_contract_has_a_colour_that_stands_out_from_white(
    colours: Mapping[str, str], table: str, field: str, contracts: Contracts
) -> None:
    (contract,) = (item for item in contracts[table] if item.name == field)
    assert set(colours) == set(contract.constraints.enum or ())
    assert len(set(colours.values())) == len(colours)
    assert all(contrast_to_white(colour) >= 3 for colour in colours.values())


def contrast_to_white(colour: str) -> float:
    """WCAG 2.2, contrast ratio."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
