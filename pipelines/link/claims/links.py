"""`claim_links`: claims that say the same, of which one says more, denies the other, or differs from it in a detail."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from pipelines.link.claims.anchors import ANCHORS, Vectors, anchor, anchors_of
from pipelines.link.claims.candidates import CANDIDATES, nearest
from pipelines.link.claims.comparing import Told
from pipelines.link.claims.reading import Read, read_claims
from pipelines.link.provenance import Numbered
from pipelines.link.spill import MOST, Numbers, Pairs, Records, Sharers, distinct, gathered, paired_rows


def claim_links(claims: pl.LazyFrame, mentions: pl.LazyFrame, passages: pl.LazyFrame, most: int = MOST) -> pl.DataFrame:
    """Give pairs of claims, within and across documents, that are linked.

    See `claim_link_parts`, of which these are all rows.
    """
    return pl.concat(claim_link_parts(claims, mentions, passages, most))


def claim_link_parts(
    claims: pl.LazyFrame, mentions: pl.LazyFrame, passages: pl.LazyFrame, most: int = MOST
) -> Iterator[pl.DataFrame]:
    """Give `claim_links` in order, in parts of about `most` rows; one at least.

    Whether two claims are linked, and how, depends on the two alone, on the names in their documents (`mentions`) and,
    for corrections, on the paragraph they share (`passages`); the other claims only decide which pairs are compared,
    where more than twenty are alike. The order of rows is of no account. Of each claim about 250 bytes are in memory,
    and what about `most` claims say; the rest lies in a temporary folder.
    """
    numbered = Numbered(claims.filter(pl.col("statement").is_not_null()), "claim_id")
    count = len(numbered.ids)
    with TemporaryDirectory(prefix="testimonia-") as name, Records(Path(name) / "told", count) as records:
        told = Told(records, numbered.document)
        pairs = Pairs(Path(name) / "pairs", count, CANDIDATES * count, CANDIDATES * most)
        corrected = _choose(read_claims(claims, mentions, passages, numbered, most), told, pairs, Path(name), most)
        for links in gathered(told.links(pairs, corrected), most):
            yield _linked(links, numbered)


def _choose(claims: Iterable[Read], told: Told, pairs: Pairs, folder: Path, most: int) -> Numbers:
    """Tell `told` what claims say, and `pairs` which to compare; give the pairs of an account and its correction."""
    count, corrected = told.count, [np.zeros(0, dtype=np.uint64)]
    vectors, sharers = Vectors(count), Sharers(folder / "anchors", ANCHORS * count, ANCHORS * most)
    for read in claims:
        told.add(read.rows, read.told)
        anchors = [[anchor(term) for term in anchors_of(claim)] for claim in read.told]
        vectors.add(read.rows, anchors)
        rows = np.repeat(read.rows, [len(found) for found in anchors])
        sharers.add([one.key for found in anchors for one in found], rows)
        corrected.append(paired_rows(*np.array(read.corrected, dtype=np.uint32).reshape(-1, 2).T))
    for some in nearest(sharers, vectors).pairs(most):
        pairs.add(some)
    return distinct(np.concatenate(corrected))


def _linked(links: pl.DataFrame, numbered: Numbered) -> pl.DataFrame:
    found = numbered.paired(links["pair"].to_numpy(), links.drop("pair"), "claim_links")
    stronger = pl.when(stronger="one").then("claim_id").when(stronger="other").then("other_claim_id")
    return found.with_columns(stronger.alias("stronger")).rename({"stronger": "stronger_claim_id"})
