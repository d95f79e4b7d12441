# %% [markdown]
# # What they read
#
# Which works does each source point to, and which do several of them share? `references` has one row for each place
# that points to a work, `works` one row for each work.

# %%
import os

import duckdb
import polars as pl

RELEASE = os.environ.get("TESTIMONIA_RELEASE", "releases/latest")
names = ["references", "works", "work_creators"]
references, works, work_creators = (pl.read_parquet(f"{RELEASE}/{name}.parquet") for name in names)

references.group_by("source_id", "kind").len("references").sort("source_id", "kind")

# %% [markdown]
# ## The works, with who wrote them and who points to them

# %%
creators = (
    work_creators.sort("work_id", "ordinal")
    .group_by("work_id", maintain_order=True)
    .agg(pl.col("literal").str.join("; ").alias("creators"))
)
readers = references.group_by("work_id").agg(
    pl.len().alias("references"), pl.col("source_id").unique().sort().str.join(", ").alias("sources")
)
reading = (
    works.select("work_id", "title", "type", "year")
    .join(creators, on="work_id", how="left")
    .join(readers, on="work_id")
    .sort("references", "title", "work_id", descending=[True, False, False])
)
reading.drop("work_id")

# %% [markdown]
# The same in SQL:

# %%
same_reading = duckdb.sql(f"""
    WITH creators AS (
        SELECT work_id, string_agg(literal, '; ' ORDER BY ordinal) AS creators
        FROM '{RELEASE}/work_creators.parquet' GROUP BY work_id
    ), readers AS (
        SELECT work_id, count(*) AS "references", string_agg(DISTINCT source_id, ', ' ORDER BY source_id) AS sources
        FROM '{RELEASE}/references.parquet' GROUP BY work_id
    )
    SELECT work_id, title, type, year, creators, "references", sources
    FROM '{RELEASE}/works.parquet' LEFT JOIN creators USING (work_id) JOIN readers USING (work_id)
    ORDER BY "references" DESC, title, work_id
""").pl()
assert same_reading.rows() == reading.rows()

# %% [markdown]
# ## Works that more than one source points to

# %%
reading.filter(pl.col("sources").str.contains(",")).drop("work_id")

# %% [markdown]
# ## What kind of works

# %%
works.group_by("type").len("works").sort("works", "type", descending=[True, False], nulls_last=True)

# %% [markdown]
# `works.bib` and `works.csl.json` in the release hold the same works for Zotero, JabRef, pandoc and LaTeX.
