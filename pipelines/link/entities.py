"""`entities` and `entity_aliases`: one row each, however often named."""

import polars as pl

from pipelines.extract.authority import Authority
from pipelines.extract.cast import named_of
from pipelines.extract.keys import entity_id
from pipelines.link.provenance import first_places, placed

NAMES = pl.col("form") != "pronoun"
_ALIAS = ["entity_id", "alias"]


def entities(mentions: pl.DataFrame, authority: Authority) -> pl.DataFrame:
    """Give one row an entity that is mentioned; its name is the authority's, else the one used most often."""
    listed = _listed(authority)
    counted = mentions.group_by("entity_id").agg(
        pl.col("kind").first(),
        pl.col("name").sort().mode(maintain_order=True).first(),
        mention_count=pl.len().cast(pl.Int64),
        document_count=pl.col("document_id").n_unique().cast(pl.Int64),
    )
    named = counted.join(listed, on="entity_id", how="left").with_columns(name=pl.coalesce("label", "name"))
    return placed(named.drop("label"), first_places(mentions, ["entity_id"]), ["entity_id"], "entities")


def entity_aliases(mentions: pl.DataFrame, entities: pl.DataFrame, authority: Authority) -> pl.DataFrame:
    """Give the names of each entity: those of the authority file, then those that documents use."""
    curated = pl.DataFrame(
        [
            {"entity_id": entity_id(named_of(entry)), "alias": name, "origin": "authority"}
            for entry in authority.entries
            if entry.kind != "work"
            for name in (*entry.names, *entry.epithets)
        ],
        schema={"entity_id": pl.String, "alias": pl.String, "origin": pl.String},
    )
    spelled = pl.col("text").str.replace_all("’", "'").str.replace_all(r"\s+", " ")
    written = mentions.filter(NAMES).with_columns(alias=spelled)
    used = written.select(_ALIAS).unique().with_columns(origin=pl.lit("document"))
    names = pl.concat([curated.join(entities.select("entity_id"), on="entity_id", how="semi"), used])
    once = names.unique(_ALIAS, keep="first", maintain_order=True)
    makers = {"authority": "authority", "document": "entities"}
    places = first_places(written, _ALIAS)
    return pl.concat(placed(once.filter(origin=origin), places, _ALIAS, maker) for origin, maker in makers.items())


def _listed(authority: Authority) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "entity_id": entity_id(named_of(entry)),
                "label": entry.label,
                "authority_key": entry.key,
                "wikidata_id": entry.wikidata_id,
            }
            for entry in authority.entries
            if entry.kind != "work"
        ],
        schema={"entity_id": pl.String, "label": pl.String, "authority_key": pl.String, "wikidata_id": pl.String},
    )
