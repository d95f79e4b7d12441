# %% [markdown]
# # From claims to a fact-check list
#
# What should a fact-checker look at first? Claims that are worth checking, and among these the ones that another claim
# contradicts or differs from. The dataset says nothing of which one is true.

# %%
import os

import duckdb
import polars as pl

RELEASE = os.environ.get("TESTIMONIA_RELEASE", "releases/latest")
names = ["claims", "claim_links", "documents"]
claims, claim_links, documents = (pl.read_parquet(f"{RELEASE}/{name}.parquet") for name in names)

claims.group_by("source_id").agg(
    pl.len().alias("claims"),
    pl.col("checkworthy").sum().alias("worth checking"),
    (pl.col("checkworthy") & pl.col("author_stance").eq("denies")).sum().alias("of these denied by the author"),
).sort("source_id")

# %% [markdown]
# `checkworthy` is true where a claim is of public interest and can be decided from sources; `checkworthiness` is the
# score behind it, from 0 to 1. `confidence` is how sure the extractor is of the row.
#
# ## Which claims are disputed
#
# A claim is disputed if it stands in a pair that contradicts or conflicts. A pair is written once, so each is turned
# around, too.

# %%
pairs = claim_links.filter(pl.col("relation").is_in(["contradicts", "conflicts"])).select(
    "claim_id", "other_claim_id", "relation"
)
turned = pairs.select(claim_id="other_claim_id", other_claim_id="claim_id", relation="relation")
disputed = (
    pl.concat([pairs, turned])
    .group_by("claim_id")
    .agg(
        pl.col("relation").unique().sort().str.join(", ").alias("how"),
        pl.len().alias("disputes"),
        pl.col("other_claim_id").min().alias("other_claim_id"),
    )
)

# %% [markdown]
# ## The list
#
# Disputed claims first, then by score. `document` and the span say where each stands.

# %%
others = claims.select(other_claim_id="claim_id", against="statement")
todo = (
    claims.filter(pl.col("checkworthy"))
    .join(disputed, on="claim_id", how="left")
    .join(others, on="other_claim_id", how="left")
    .join(documents.select("document_id", document="path"), on="document_id")
    .with_columns(pl.col("disputes").fill_null(0))
    .sort("disputes", "checkworthiness", "confidence", "claim_id", descending=[True, True, True, False])
)
columns = [
    "claim_id",
    "statement",
    "holder",
    "author_stance",
    "checkworthiness",
    "how",
    "against",
    "document",
    "start",
    "end",
]
todo.select(columns).drop("claim_id").head(12)

# %% [markdown]
# The same in SQL:

# %%
same_todo = duckdb.sql(f"""
    WITH pairs AS (
        FROM '{RELEASE}/claim_links.parquet' SELECT claim_id, other_claim_id, relation
        WHERE relation IN ('contradicts', 'conflicts')
    ), both_ways AS (
        FROM pairs UNION ALL SELECT other_claim_id, claim_id, relation FROM pairs
    ), disputed AS (
        SELECT claim_id, string_agg(DISTINCT relation, ', ' ORDER BY relation) AS how, count(*) AS disputes,
               min(other_claim_id) AS other_claim_id
        FROM both_ways GROUP BY claim_id
    )
    SELECT c.claim_id, c.statement, c.holder, c.author_stance, c.checkworthiness, d.how, o.statement AS against,
           p.path AS document, c.start, c."end"
    FROM '{RELEASE}/claims.parquet' AS c
    JOIN '{RELEASE}/documents.parquet' AS p USING (document_id)
    LEFT JOIN disputed AS d USING (claim_id)
    LEFT JOIN '{RELEASE}/claims.parquet' AS o ON o.claim_id = d.other_claim_id
    WHERE c.checkworthy
    ORDER BY coalesce(d.disputes, 0) DESC, c.checkworthiness DESC, c.confidence DESC, c.claim_id
""").pl()
assert same_todo.rows() == todo.select(columns).rows()

# %% [markdown]
# `todo.select(columns).write_csv("fact-check.csv")` gives it to a spreadsheet, and
# `testimonia explain CLAIM_ID` shows a claim with the words around it.
#
# ## How far the list can be trusted

# %%
quality = pl.read_parquet(f"{RELEASE}/quality.parquet")
quality.filter(pl.col("table_name").is_in(["claims", "claim_links"])).sort("table_name", "gold_set", "measure").select(
    "table_name", "gold_set", "measure", "precision", "recall", "f1_low", "f1_high"
)
