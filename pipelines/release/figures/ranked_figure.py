"""Figures that rank: bars of the greatest, a line on the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.release.figures.charts import nothing, stacked_bars, titled
from pipelines.release.figures.figure import Figure, listed
from pipelines.release.figures.ranking import Ranking, ranked


@dataclass(frozen=True, slots=True)
class Words:
    """What a ranking says of itself: what has a bar, what is counted, and what the colours tell."""

    name: str
    title: str
    subtitle: str
    head: str
    unit: str
    legend: str
    nothing: str


def ranked_figure(rows: pl.LazyFrame, colours: Mapping[str, str], words: Words) -> Figure:
    """Give the figure of `rows` (`key`, `label`, `part`, `count`), ranked by their counts."""
    ranking = ranked(rows, list(colours))
    alt = alt_text(ranking, words)
    numbers = ranking.numbers(words.head, list(colours))
    if ranking.shown.is_empty():
        return Figure(words.name, words.title, words.nothing, nothing(words.title, words.nothing), numbers)
    bars = stacked_bars(ranking, colours, words.unit, words.legend)
    return Figure(
        words.name, words.title, alt, titled(bars, words.title, words.subtitle, *rest_of(ranking, words)), numbers
    )


def rest_of(ranking: Ranking, words: Words) -> list[str]:
    """Give the line that says what is not drawn; none where all is."""
    if not ranking.rest:
        return []
    drawn = len(ranking.labels)
    return [f"The first {drawn} of {drawn + ranking.rest:,}; the others have {ranking.rest_count:,} {words.unit}."]


def alt_text(ranking: Ranking, words: Words) -> str:
    """Give the figure in words: what it is, and its greatest bars."""
    told = listed(list(ranking.told()))
    rest = " ".join(rest_of(ranking, words))
    return f"Bar chart, {words.unit} by {words.head}, greatest first: {told}. {rest}".rstrip()


def counts(rows: pl.LazyFrame, key: str, label: str, part: str) -> pl.LazyFrame:
    """Count rows by key, label and part; rows without a key or a label are left out."""
    named = rows.select(
        pl.col(key).cast(pl.String).alias("key"), pl.col(label).alias("label"), pl.col(part).alias("part")
    ).drop_nulls(["key", "label"])
    return named.group_by("key", "label", "part").len("count").with_columns(pl.col("count").cast(pl.Int64))
