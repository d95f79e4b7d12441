"""How many documents and claims each source has, and how far its authors commit to the claims."""

import altair as alt
import polars as pl

from pipelines.release.figures.charts import STEP, Chart, nothing, stacked_bars, titled, top_of, values, whole_numbers
from pipelines.release.figures.figure import Figure, counted, listed
from pipelines.release.figures.palette import BLACK, STANCES
from pipelines.release.figures.ranked_figure import Words, counts, rest_of
from pipelines.release.figures.ranking import Ranking, ranked
from pipelines.tablefiles import Tables

WORDS = Words(
    name="sources",
    title="Documents and claims by source and stance",
    subtitle="Each claim once, by how far the author of the document commits to it.",
    head="source",
    unit="claims",
    legend="the author",
    nothing="There are no sources in this release.",
)


def figure(tables: Tables) -> Figure:
    """Give the figure of the tables `sources`, `documents` and `claims`."""
    stances = counts(tables["claims"], "source_id", "source_id", "author_stance")
    none = tables["sources"].select(
        pl.col("source_id").alias("key"),
        pl.col("source_id").alias("label"),
        pl.lit("asserts").alias("part"),
        pl.lit(0).cast(pl.Int64).alias("count"),
    )
    ranking = ranked(pl.concat([stances, none]), list(STANCES))
    documents = _documents(tables["documents"], ranking)
    numbers = ranking.numbers(WORDS.head, list(STANCES)).join(
        documents.rename({"label": "source", "count": "documents"}), on="source", how="left", maintain_order="left"
    )
    if ranking.shown.is_empty():
        return Figure(WORDS.name, WORDS.title, WORDS.nothing, nothing(WORDS.title, WORDS.nothing), numbers)
    sides = alt.hconcat(
        _bars(documents, ranking), stacked_bars(ranking, STANCES, WORDS.unit, WORDS.legend, labels=False), spacing=24
    ).resolve_legend(color="independent")
    spec = titled(sides, WORDS.title, WORDS.subtitle, *rest_of(ranking, WORDS))
    return Figure(WORDS.name, WORDS.title, _alt(ranking, documents), spec, numbers)


def _documents(documents: pl.LazyFrame, ranking: Ranking) -> pl.DataFrame:
    """Count the documents of the sources that are shown, in the order of the ranking."""
    counted_documents = documents.group_by(pl.col("source_id").alias("label")).len("count").collect(engine="streaming")
    shown = pl.DataFrame({"label": ranking.labels}, schema={"label": pl.String})
    return shown.join(counted_documents, on="label", how="left", maintain_order="left").with_columns(
        pl.col("count").fill_null(0).cast(pl.Int64)
    )


def _bars(documents: pl.DataFrame, ranking: Ranking) -> Chart:
    names = alt.Axis(title=None, ticks=False, domain=False, labelPadding=8)
    top = max(documents["count"].to_list(), default=0)
    base = alt.Chart(values(documents), width=130, height=alt.Step(STEP)).encode(
        y=alt.Y("label:N", sort=ranking.labels, scale=alt.Scale(domain=ranking.labels), axis=names),
        x=alt.X("count:Q", title="documents", axis=whole_numbers(min(top, 3))),
    )
    ends = base.mark_text(align="left", dx=5, fontSize=13).encode(text=alt.Text("count:Q", format=","))
    return alt.layer(base.mark_bar(color=BLACK), ends)


def _alt(ranking: Ranking, documents: pl.DataFrame) -> str:
    of = dict(documents.iter_rows())
    told = [
        f"{counted(of[label], 'document')}, claims of {row}"
        for label, row in zip(ranking.labels, ranking.told(), strict=True)
    ]
    greatest = f"up to {top_of(ranking)} claims a source" if told else ""
    rest = " ".join(rest_of(ranking, WORDS))
    return f"Two bar charts, documents and claims by source, {greatest}: {listed(told)}. {rest}".rstrip()
