# %% [markdown]
# # Who is quoted, by whom
#
# A quote has a speaker, where the text tells one, and stands in a document of a source. That is a network: sources on
# one side, speakers on the other.

# %%
import os

import altair as alt
import duckdb
import polars as pl

RELEASE = os.environ.get("TESTIMONIA_RELEASE", "releases/latest")
quotes = pl.read_parquet(f"{RELEASE}/quotes.parquet")
quotes.group_by("kind").len("quotes").sort("quotes", "kind", descending=[True, False])

# %% [markdown]
# `scare` and `mention` are marks around a wording, not speech; most of them have no speaker. What is left are words
# that somebody said or wrote.
#
# ## The edges of the network

# %%
SPEECH = ["direct", "mixed", "indirect"]
speech = quotes.filter(pl.col("kind").is_in(SPEECH), pl.col("speaker").is_not_null())
edges = (
    speech.group_by("source_id", "speaker")
    .agg(
        pl.len().alias("quotes"),
        pl.col("kind").filter(pl.col("kind") == "indirect").len().alias("indirect"),
        (pl.col("end") - pl.col("start")).sum().alias("code_points"),
    )
    .sort("quotes", "code_points", "source_id", "speaker", descending=[True, True, False, False])
)
edges

# %% [markdown]
# The same in SQL:

# %%
same_edges = duckdb.sql(f"""
    SELECT source_id, speaker, count(*) AS quotes, count(*) FILTER (kind = 'indirect') AS indirect,
           sum("end" - start)::BIGINT AS code_points
    FROM '{RELEASE}/quotes.parquet'
    WHERE kind IN ('direct', 'mixed', 'indirect') AND speaker IS NOT NULL
    GROUP BY source_id, speaker
    ORDER BY quotes DESC, code_points DESC, source_id, speaker
""").pl()
assert same_edges.rows() == edges.rows()

# %% [markdown]
# ## The network as a picture
#
# The wider a line, the more quotes. `edges.write_csv("edges.csv")` gives a file that Gephi or Cytoscape opens.


# %%
def places(column: str, side: str) -> pl.DataFrame:
    """Give the nodes of one side, from the most quotes down, spread from 0 to 1."""
    nodes = edges.group_by(column).agg(pl.col("quotes").sum()).sort("quotes", column, descending=[True, False])
    spread = (pl.int_range(pl.len()) + 0.5) / max(nodes.height, 1)
    return nodes.select(pl.col(column).alias("name"), spread.alias("y"), pl.lit(side).alias("side"))


left, right = places("source_id", "source"), places("speaker", "speaker")
lines = edges.join(left.select("name", y1="y"), left_on="source_id", right_on="name").join(
    right.select("name", y2="y"), left_on="speaker", right_on="name"
)
sides = alt.X("side:N", axis=None).scale(domain=["source", "speaker"], padding=0.1)
height = alt.Y("y:Q", axis=None).scale(domain=[0, 1], reverse=True)
rules = (
    alt.Chart(lines.with_columns(a=pl.lit("source"), b=pl.lit("speaker")), width=360, height=320)
    .transform_fold(["a", "b"], as_=["end", "side"])
    .transform_calculate(y="datum.end == 'a' ? datum.y1 : datum.y2", edge="datum.source_id + '/' + datum.speaker")
    .mark_line(color="#0072B2", opacity=0.6)
    .encode(
        x=sides,
        y=height,
        detail="edge:N",
        strokeWidth=alt.StrokeWidth(
            "quotes:Q", title="quotes", legend=alt.Legend(orient="bottom", tickMinStep=1)
        ).scale(range=[1, 8]),
    )
)
names = alt.Chart(pl.concat([left, right])).encode(x=sides, y=height, text="name:N")
ends = names.mark_text(align="right", dx=-8).transform_filter("datum.side == 'source'") + names.mark_text(
    align="left", dx=8
).transform_filter("datum.side == 'speaker'")
(rules + ends).properties(title="Sources and whom they quote").configure_view(stroke=None)

# %% [markdown]
# ## Who is quoted by more than one source

# %%
shared = (
    edges.group_by("speaker")
    .agg(pl.col("source_id").n_unique().alias("sources"), pl.col("quotes").sum())
    .filter(pl.col("sources") > 1)
    .sort("sources", "quotes", "speaker", descending=[True, True, False])
)
shared

# %% [markdown]
# ## How surely is the speaker found?

# %%
quality = pl.read_parquet(f"{RELEASE}/quality.parquet")
quality.filter(pl.col("table_name") == "quotes", pl.col("measure").str.starts_with("speaker")).sort(
    "gold_set", "measure"
).select("gold_set", "measure", "f1", "f1_low", "f1_high")
