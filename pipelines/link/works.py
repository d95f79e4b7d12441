"""`works` and `work_creators`: one row a work, with the fullest description that any reference gives."""

import polars as pl

from pipelines.extract.authority import Authority, Entry
from pipelines.extract.same_work import PARTS, listed_work_id
from pipelines.link.provenance import PLACE, first_places, placed

DESCRIPTION = (
    "type", "year", "container", "publisher", "place", "volume", "issue", "pages", "edition", "isbn13", "doi", "url",
)  # fmt: skip
_LISTED = {
    "work_id": pl.String, "label": pl.String, "authority_key": pl.String, "wikidata_id": pl.String,
    "listed_type": pl.String, "listed_year": pl.String, "listed_publisher": pl.String,
}  # fmt: skip
# A dash in the place of a name says: the same as before.
_SAME = r"^[\s—–―_-]+\.?$|^(?i:idem|id\.|eadem|ders\.|dies\.)$"


def works(references: pl.DataFrame, authority: Authority) -> pl.DataFrame:
    """Give one row a work, described as its fullest reference does, the first by id of those that tell as much.

    What that one leaves open comes from the next fullest that names no other year, so that editions are not mixed, and
    then from the authority file. The type is the one that most references give.
    """
    pointed = references.filter(pl.col("work_id").is_not_null()).with_columns(
        told=pl.sum_horizontal(pl.col(name).is_not_null() for name in (*DESCRIPTION, "title")),
        # The pages of a book are those that its reader means, of an article those that it stands on.
        pages=pl.when(pl.col("type").is_in(PARTS)).then("pages"),
    )
    ranked = pointed.sort("work_id", "told", "reference_id", descending=[False, True, False])
    same_edition = pl.col("year").is_null() | pl.col("year").eq_missing(pl.col("year").drop_nulls().first())
    described = ranked.group_by("work_id", maintain_order=True).agg(
        pl.coalesce("work", "title", "url", "doi", "isbn13").drop_nulls().first().alias("title"),
        *(pl.col(name).filter(same_edition).drop_nulls().first() for name in DESCRIPTION if name != "type"),
        pl.col("type").drop_nulls().sort().mode(maintain_order=True).first(),
        reference_count=pl.len().cast(pl.Int64),
    )
    listed = pl.DataFrame([_listed(entry) for entry in authority.entries if entry.kind == "work"], schema=_LISTED)
    whole = described.join(listed, on="work_id", how="left").with_columns(
        title=pl.coalesce("label", "title"),
        type=pl.coalesce("type", "listed_type"),
        year=pl.coalesce("year", "listed_year"),
        publisher=pl.coalesce("publisher", "listed_publisher"),
    ).drop("label", "listed_type", "listed_year", "listed_publisher")  # fmt: skip
    return placed(whole, first_places(pointed, ["work_id"]), ["work_id"], "works")


def work_creators(references: pl.DataFrame, reference_names: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """Give each work the names of the reference that names most of them, the first by id on a tie.

    Where a dash stands for the name before it, the name is put together from its parts.
    """
    pointing = references.select("reference_id", "work_id").join(works, on="work_id", how="semi")
    named = reference_names.join(pointing, on="reference_id")
    fullest = (
        named.group_by("work_id", "reference_id")
        .len()
        .sort("work_id", "len", "reference_id", descending=[False, True, False])
        .unique("work_id", keep="first", maintain_order=True)
    )
    whole = pl.concat_str("family", "given", separator=", ", ignore_nulls=True)
    by_dash = pl.col("literal").str.contains(_SAME) & pl.col("family").is_not_null()
    creators = (
        named.join(fullest.select("work_id", "reference_id"), on=["work_id", "reference_id"])
        .with_columns(literal=pl.when(by_dash).then(whole).otherwise("literal"))
        .select("work_id", "ordinal", "role", "family", "given", "literal")
    )
    places = fullest.select("work_id", "reference_id").join(
        references.select("reference_id", *PLACE), on="reference_id"
    )
    return placed(creators, places.drop("reference_id"), ["work_id"], "works")


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
