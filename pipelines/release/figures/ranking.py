"""The greatest of many, and what is left of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

MOST = 15
"""Rows that a figure shows; more are not read at a glance."""
WORDS = 48
"""Code points of a label, at most."""
UNSEEN = r"[\p{Cc}\x{202A}-\x{202E}\x{2066}-\x{2069}\x{FFFE}\x{FFFF}]"
"""Characters that an SVG may not hold, or that turn the letters behind them around."""
TOGETHER = 500_000
"""Counts that are ranked at a time."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Counts by label and part: those of the greatest labels, and the sum of the rest.

    `shown` has `label`, `part` and `count`, the greatest label first and the parts of a label in their order;
    `rest` is how many labels are not shown and `rest_count` what they count together.
    """

    shown: pl.DataFrame
    rest: int
    rest_count: int

    @property
    def labels(self) -> list[str]:
        """The labels that are shown, the greatest first."""
        return self.shown["label"].unique(maintain_order=True).to_list()

    def told(self) -> Iterator[str]:
        """Yield each label with its count and its parts in words: `Ada 3 (direct 2, mixed 1)`."""
        for (label,), rows in self.shown.group_by("label", maintain_order=True):
            parts = ", ".join(f"{part} {count}" for part, count in rows.select("part", "count").iter_rows() if count)
            yield f"{label} {rows['count'].sum()}" + (f" ({parts})" if parts else "")

    def numbers(self, head: str, parts: Sequence[str]) -> pl.DataFrame:
        """Give a row for each label and one for the rest, a column for each part and one for the sum."""
        columns = [pl.col("count").filter(pl.col("part") == part).sum().alias(part) for part in parts]
        rows = self.shown.group_by("label", maintain_order=True).agg(*columns, pl.col("count").sum().alias("all"))
        rest = pl.DataFrame(
            {"label": [f"{self.rest} others"], "all": [self.rest_count]}, schema_overrides={"all": pl.Int64}
        )
        return pl.concat([rows, rest.head(min(self.rest, 1))], how="diagonal").rename({"label": head})


def ranked(rows: pl.LazyFrame, parts: Sequence[str], limit: int = MOST, together: int = TOGETHER) -> Ranking:
    """Rank `rows` by their counts.

    `rows` has `key`, `label`, `part` and `count`; rows of one key are one label, and two keys with the same label are
    told apart by their keys. Ties go by label, so that the result does not hang on the order of the rows. They are
    ranked in as many parts as it takes for one to have about `together` rows, those of one label in one part.
    """
    counted = _with_short_labels(rows).collect(engine="streaming")
    some = [_greatest(part, limit) for part in _by_label(counted, -(-counted.height // together))]
    sums = _in_order(pl.concat([one.sums for one in some]))
    kept = sums.head(limit).with_row_index("place").select("place", "label")
    order = pl.DataFrame({"part": list(parts), "turn": range(len(parts))}, schema={"part": pl.String, "turn": pl.Int64})
    shown = (
        pl.concat([one.counts for one in some])
        .join(kept, on="label")
        .join(order, on="part")
        .sort("place", "turn")
        .select("label", "part", "count")
    )
    drawn = int(sums.head(limit)["count"].sum())
    return Ranking(shown, sum(one.labels for one in some) - kept.height, sum(one.count for one in some) - drawn)


@dataclass(frozen=True, slots=True)
class _Greatest:
    """Of a part: the sums of its greatest labels and their counts by part, and how many labels and counts it has."""

    sums: pl.DataFrame
    counts: pl.DataFrame
    labels: int
    count: int


def _by_label(counted: pl.DataFrame, number: int) -> Iterator[pl.DataFrame]:
    """Cut rows into `number` parts, or one where there are none, those with one label in one part."""
    if number <= 1:
        yield counted
        return
    for place in range(number):
        yield counted.filter(pl.col("label").hash() % number == place)


def _greatest(counted: pl.DataFrame, limit: int) -> _Greatest:
    named = _one_label_a_key(counted)
    sums = _in_order(named.group_by("label").agg(pl.col("count").sum()))
    first = sums.head(limit)
    counts = (
        named.join(first, on="label", how="semi").group_by("label", "part").agg(pl.col("count").sum().cast(pl.Int64))
    )
    return _Greatest(first, counts, sums.height, int(sums["count"].sum()))


def _in_order(sums: pl.DataFrame) -> pl.DataFrame:
    return sums.sort(["count", "label"], descending=[True, False])


def _with_short_labels(rows: pl.LazyFrame) -> pl.LazyFrame:
    plain = pl.col("label").str.replace_all(UNSEEN, " ").str.replace_all(r"\s+", " ").str.strip_chars()
    short = pl.when(plain.str.len_chars() > WORDS).then(plain.str.slice(0, WORDS - 1) + "…").otherwise(plain)
    return rows.with_columns(short.alias("label"))


def _one_label_a_key(named: pl.DataFrame) -> pl.DataFrame:
    shared = pl.col("key").n_unique().over("label") > 1
    return named.with_columns(
        pl.when(shared).then(pl.col("label") + " (" + pl.col("key") + ")").otherwise("label").alias("label")
    )
