"""`works` and `work_creators`: one row a work, with the fullest description that any reference gives."""

import polars as pl

from pipelines.extract.authority import Authority, Entry
from pipelines.extract.keys import listed_work_id

DESCRIPTION = ("type", "year", "container", "publisher", "isbn13", "doi", "url")
_LISTED = {
    "work_id": pl.String, "label": pl.String, "authority_key": pl.String, "wikidata_id": pl.String,
    "listed_type": pl.String, "listed_year": pl.String, "listed_publisher": pl.String,
}  # fmt: skip


def works(references: pl.DataFrame, authority: Authority) -> pl.DataFrame:
    """Give one row a work; a field is the value that most references give, the first on a tie, else the authority's."""
    pointed = references.filter(pl.col("work_id").is_not_null())
    most_given = [pl.col(name).drop_nulls().sort().mode(maintain_order=True).first() for name in DESCRIPTION]
    named = pl.coalesce("work", "title", "url", "text")
    described = pointed.group_by("work_id").agg(
        named.drop_nulls().sort().mode(maintain_order=True).first().alias("title"),
        *most_given,
        reference_count=pl.len().cast(pl.Int64),
    )
    listed = pl.DataFrame([_listed(entry) for entry in authority.entries if entry.kind == "work"], schema=_LISTED)
    return described.join(listed, on="work_id", how="left").with_columns(
        title=pl.coalesce("label", "title"),
        type=pl.coalesce("type", "listed_type"),
        year=pl.coalesce("year", "listed_year"),
        publisher=pl.coalesce("publisher", "listed_publisher"),
    ).drop("label", "listed_type", "listed_year", "listed_publisher")  # fmt: skip


def work_creators(references: pl.DataFrame, reference_names: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """Give each work the names of the reference that names most of them, the first by id on a tie."""
    pointing = references.select("reference_id", "work_id").join(works, on="work_id", how="semi")
    named = reference_names.join(pointing, on="reference_id")
    fullest = (
        named.group_by("work_id", "reference_id")
        .len()
        .sort("work_id", "len", "reference_id", descending=[False, True, False])
        .unique("work_id", keep="first", maintain_order=True)
    )
    return named.join(fullest.select("work_id", "reference_id"), on=["work_id", "reference_id"]).select(
        "work_id", "ordinal", "role", "family", "given", "literal"
    )


def _listed(entry: Entry) -> dict[str, str | None]:
    return {
        "work_id": listed_work_id(entry),
        "label": entry.label,
        "authority_key": entry.key,
        "wikidata_id": entry.wikidata_id,
        "listed_type": entry.work_type,
        "listed_year": entry.year,
        "listed_publisher": entry.publisher,
    }
