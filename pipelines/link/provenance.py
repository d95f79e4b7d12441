"""Where the rows that stand on several documents come from: the first document by id, and what put them together."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.extract.versions import made_by
from pipelines.link.spill import Numbers, pairs_of

PLACE = ("document_id", "source_id", "raw_sha256")
"""The columns that name the document, its source and the digest of its bytes."""


def first_places(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Give, for each value of the columns `key` in `rows`, the columns of `PLACE` of the first document by id."""
    return rows.select(*key, *PLACE).unique().sort(*key, "document_id").unique(key, keep="first", maintain_order=True)


def placed(frame: pl.DataFrame, places: pl.DataFrame, key: Sequence[str], extractor: str) -> pl.DataFrame:
    """Give `frame` with the columns of `PLACE` that `places` has for `key`, and with those that name `extractor`.

    A row that `places` does not know has nulls there.
    """
    return made(frame.join(places, on=list(key), how="left", maintain_order="left"), extractor)


class Numbered:
    """The ids of a table's rows in order, so that a number stands for each, and the document of each."""

    def __init__(self, rows: pl.LazyFrame, key: str) -> None:
        self._key = key
        self.ids = rows.select(key).collect(engine="streaming").to_series().sort()
        grouped = rows.group_by("document_id").agg(pl.col(*PLACE[1:]).min(), pl.len().alias("rows"))
        self._documents = grouped.collect(engine="streaming").sort("document_id")
        self.document = np.zeros(len(self.ids), dtype=np.int32)
        """The place of each row's document in the order of documents; known once the row was numbered."""

    def spans(self, most: int) -> Iterator[tuple[str, str]]:
        """Give the first and last documents of parts of the table, each of `most` rows or one document."""
        return spans(self._documents, most)

    def number(self, rows: pl.DataFrame) -> npt.NDArray[np.uint32]:
        """Give the number of each of `rows`, and note its document."""
        numbers = self.ids.search_sorted(rows[self._key]).to_numpy()
        self.document[numbers] = self._documents["document_id"].search_sorted(rows["document_id"]).to_numpy()
        return numbers.astype(np.uint32)

    def paired(self, pairs: Numbers, columns: pl.DataFrame, extractor: str) -> pl.DataFrame:
        """Give pairs of numbered rows as ids (`<key>`, `other_<key>`), with `columns`, the other's document, and the
        place of the first."""
        one, other = pairs_of(pairs)
        links = columns.select(
            self.ids.gather(one).alias(self._key),
            self.ids.gather(other).alias(f"other_{self._key}"),
            *columns.get_columns(),
            self._documents["document_id"].gather(self.document[other]).alias("other_document_id"),
        )
        return made(links.hstack(self._documents.select(PLACE)[self.document[one]]), extractor)


def spans(documents: pl.DataFrame, most: int) -> Iterator[tuple[str, str]]:
    """Cut documents, in order, with their numbers of `rows`, in parts of `most` rows or of one document."""
    part = (pl.col("rows").cast(pl.Int64).cum_sum() - pl.col("rows")) // most
    ends = documents.group_by(part.alias("part"), maintain_order=True).agg(
        pl.col("document_id").first().alias("first"), pl.col("document_id").last().alias("last")
    )
    return ends.select("first", "last").iter_rows()


def made(frame: pl.DataFrame, extractor: str) -> pl.DataFrame:
    """Give `frame` with the columns that name `extractor` and its version."""
    return frame.with_columns(pl.lit(value).alias(name) for name, value in made_by(extractor).items())
