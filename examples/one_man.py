# %% [markdown]
# # What three sources say of one man
#
# Which claims does each source make about the same person, how far does it commit to them, and where do the sources
# agree or differ? The claims are the sources', not the dataset's; one of the three sources is an extremist
# encyclopedia, and its words stand here as evidence.
#
# Everything comes from a release folder. The pages themselves are not in it, only the spans of claims.

# %%
import os

import altair as alt
import duckdb
import polars as pl

RELEASE = os.environ.get("TESTIMONIA_RELEASE", "releases/latest")
names = ["sources", "entities", "mentions", "claims", "claim_links"]
sources, entities, mentions, claims, claim_links = (pl.read_parquet(f"{RELEASE}/{name}.parquet") for name in names)

sources.select("source_id", "kind", "text_release", "content_warning").sort("source_id")

# %% [markdown]
# ## The man
#
# The person that most mentions stand for, by name, epithet or pronoun.

# %%
person = entities.filter(pl.col("kind") == "person").sort("mention_count", "name", descending=[True, False]).head(1)
person.select("name", "wikidata_id", "mention_count", "document_count")

# %% [markdown]
# ## Claims about him
#
# A claim is about him if he is its subject, or if a mention of him lies in its span. Both tables count in code points
# of the same text, so the second is a comparison of numbers: no text is needed.

# %%
his = mentions.join(person.select("entity_id"), on="entity_id").select("document_id", "start", "end")
naming = claims.join(his, on="document_id", suffix="_mention").filter(
    pl.col("start") <= pl.col("start_mention"), pl.col("end_mention") <= pl.col("end")
)
is_subject = pl.col("subject").is_in(person["name"].implode()).fill_null(False)
about = claims.filter(is_subject | pl.col("claim_id").is_in(naming["claim_id"].implode()))
stances = about.group_by("source_id", "author_stance").len("claims").sort("source_id", "author_stance")
stances

# %% [markdown]
# The same in SQL:

# %%
same_stances = duckdb.sql(f"""
    SELECT source_id, author_stance, count(DISTINCT claim_id) AS claims
    FROM '{RELEASE}/claims.parquet' AS c
    WHERE c.subject IN (SELECT name FROM person) OR EXISTS (
        SELECT 1
        FROM '{RELEASE}/mentions.parquet' AS m JOIN person USING (entity_id)
        WHERE m.document_id = c.document_id AND c.start <= m.start AND m."end" <= c."end"
    )
    GROUP BY ALL ORDER BY ALL
""").pl()
assert same_stances.rows() == stances.rows()

# %%
colours = {"asserts": "#0072B2", "reports": "#8A8A8A", "questions": "#B8569A", "denies": "#D55E00"}
alt.Chart(stances, title="Claims about him, by source and stance").mark_bar().encode(
    x=alt.X("claims:Q"),
    y=alt.Y("source_id:N", title=None),
    color=alt.Color("author_stance:N", title="the author").scale(domain=list(colours), range=list(colours.values())),
)

# %% [markdown]
# ## The same events, seen by two sources
#
# `claim_links` pairs claims on the same thing. `entails`: one says all that the other says. `conflicts`: the same
# event, and one detail differs. `contradicts`: one is the denial of the other. Here are the pairs across sources.

# %%
said = claims.select("claim_id", "source_id", "author_stance", "statement")
pairs = (
    claim_links.select("claim_id", "other_claim_id", "relation", "differs")
    .join(said, on="claim_id")
    .join(said, left_on="other_claim_id", right_on="claim_id", suffix="_other")
    .filter(pl.col("source_id") != pl.col("source_id_other"))
    .sort("relation", "claim_id", "other_claim_id")
)
pairs.select(
    "relation",
    "differs",
    one=pl.format("{} {}: {}", "source_id", "author_stance", pl.col("statement").fill_null("(not released)")),
    other=pl.format(
        "{} {}: {}", "source_id_other", "author_stance_other", pl.col("statement_other").fill_null("(not released)")
    ),
)

# %% [markdown]
# The same in SQL:

# %%
same_pairs = duckdb.sql(f"""
    SELECT l.claim_id, l.other_claim_id, l.relation, l.differs
    FROM '{RELEASE}/claim_links.parquet' AS l
    JOIN '{RELEASE}/claims.parquet' AS a USING (claim_id)
    JOIN '{RELEASE}/claims.parquet' AS b ON b.claim_id = l.other_claim_id
    WHERE a.source_id <> b.source_id
    ORDER BY relation, claim_id, other_claim_id
""").pl()
assert same_pairs.rows() == pairs.select(same_pairs.columns).rows()

# %% [markdown]
# Not each pair that a reader would find is there: the page on [accuracy](../accuracy.md) says how many are.
#
# ## Who speaks of which year

# %%
years = (
    about.filter(pl.col("event_start").is_not_null())
    .group_by(pl.col("event_start").dt.year().alias("year"))
    .agg(pl.col("source_id").unique().sort().str.join(", ").alias("sources"), pl.len().alias("claims"))
    .sort("year")
)
years
