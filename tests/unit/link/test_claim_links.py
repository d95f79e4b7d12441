"""What always holds of `claim_links`, whatever the claims."""

import random
import time

import polars as pl
from claim_samples import CLAIMS, Said, claims_of, mentions_of, passages_of, row_of
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.link import claim_links
from pipelines.link.claims import claim_link_parts
from pipelines.link.claims.comparing import packed, unpacked
from pipelines.link.claims.lemmas import sense, stem
from pipelines.link.claims.propositions import proposition_of

NONE = (mentions_of([]).lazy(), passages_of([]).lazy())
PEOPLE = ["Greta Holm", "Otto Brandt", "The Union of Weavers", "the bridge", "It"]
DOINGS = ["founded", "was killed by", "hated", "was", "did not meet", "fell", "tried to sell"]
ENDS = ["Otto Brandt", "the mill", "in 1911", "in Bergen with an axe", "", "300 men", "a coward"]
STATEMENTS = st.one_of(
    st.tuples(*map(st.sampled_from, (PEOPLE, DOINGS, ENDS))).map(lambda parts: " ".join(parts).strip() + "."),
    st.text(max_size=40),
)
SAID = st.builds(
    Said, STATEMENTS, st.sampled_from(["author", "Greta Holm"]), st.sampled_from(["asserts", "denies", "questions"]),
    st.booleans(), st.booleans(), st.sampled_from(["d1", "d2", "d3"]),
)  # fmt: skip


@given(st.lists(SAID, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_links_are_ordered_pairs_in_order_whatever_the_order_of_rows(said: list[Said], chance: random.Random) -> None:
    claims = claims_of(said)
    found = claim_links(claims.lazy(), *NONE)
    pairs = found.select("claim_id", "other_claim_id").rows()
    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)
    shuffled = claims.sample(fraction=1, shuffle=True, seed=chance.randrange(1000)) if said else claims
    assert claim_links(shuffled.lazy(), *NONE).equals(found)


@given(SAID)
@settings(max_examples=100, deadline=None)
def test_what_a_claim_says_comes_back_from_the_disk_as_it_was(said: Said) -> None:
    claim = proposition_of(row_of("c", said), {"holm": "Greta Holm"})
    assert unpacked(packed(claim)) == claim


@given(st.lists(SAID, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_document_that_goes_takes_only_the_links_of_its_claims(said: list[Said]) -> None:
    claims = claims_of(said)
    kept = claims.filter(pl.col("document_id") != "d3")
    ids = kept["claim_id"].implode()
    within = pl.col("claim_id").is_in(ids) & pl.col("other_claim_id").is_in(ids)
    assert claim_links(kept.lazy(), *NONE).equals(claim_links(claims.lazy(), *NONE).filter(within))


@given(SAID, SAID)
@settings(max_examples=150, deadline=None)
def test_a_relation_is_the_same_from_both_sides(one: Said, other: Said) -> None:
    def relation(first: Said, second: Said) -> list[tuple[object, ...]]:
        frame = claim_links(claims_of([first, second]).lazy(), *NONE)
        return frame.select("relation", "differs", "confidence").rows()

    assert relation(one, other) == relation(other, one)


def test_empty_tables_give_an_empty_table() -> None:
    assert claim_links(claims_of([]).lazy(), *NONE).is_empty()
    assert claim_links(claims_of([Said("Greta Holm fell.")]).lazy(), *NONE).columns[:3] == [
        "claim_id", "other_claim_id", "relation",
    ]  # fmt: skip


def test_a_claim_whose_words_may_not_be_told_is_left_out() -> None:
    claims = claims_of([Said("Otto Brandt fled to Bergen.")] * 2)
    assert claim_links(claims.lazy().with_columns(statement=pl.lit(None, pl.String)), *NONE).is_empty()


@given(st.lists(SAID, max_size=12), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_links_are_the_same_whatever_is_in_memory_at_a_time(said: list[Said], chance: random.Random, most: int) -> None:
    claims = claims_of(said)
    denied = claims.filter(author_stance="denies").head(3)
    mentions = mentions_of([("d1", "Holm", "Greta Holm"), ("d2", "Brandt", "Otto Brandt"), ("d2", "Holm", "Nils Holm")])
    passages = passages_of([(document, "", 0, "In truth") for document in denied["document_id"].unique().sort()[:1]])
    whole = claim_links(claims.lazy(), mentions.lazy(), passages.lazy())
    shuffled = claims.sample(fraction=1, shuffle=True, seed=chance.randrange(1000)) if said else claims
    parts = list(claim_link_parts(shuffled.lazy(), mentions.lazy(), passages.lazy(), most))
    assert pl.concat(parts).equals(whole)
    # The last part may be any size.
    assert all(part.height >= most for part in parts[:-1])


def test_corrections_and_comparisons_come_in_one_order() -> None:
    text = "Holm was a coward. In truth, Holm was tall. Brandt sold looms."
    said = [
        Said("Greta Holm was a coward.", "The Loom", "denies", document="d", passage="p", start=0, end=18),
        Said("Greta Holm was tall.", document="d", passage="p", start=20, end=43),
        Said("Otto Brandt sold looms.", document="d", passage="p", start=44, end=62),
        Said("Otto Brandt sold looms.", document="e", passage="q"),
    ]  # fmt: skip
    passages = passages_of([("d", "p", 0, text)]).lazy()
    links = pl.concat(claim_link_parts(claims_of(said).lazy(), NONE[0], passages, 1))
    assert links.select("claim_id", "other_claim_id", "relation", "differs").rows() == [
        ("c00", "c01", "contradicts", "account"), ("c02", "c03", "same", None),
    ]  # fmt: skip
    assert links.select("document_id", "other_document_id", "raw_sha256").row(1) == ("d", "e", "bytes of d")


def test_many_claims_of_one_name_cost_no_square() -> None:
    def spent(count: int) -> float:
        rows = [
            row_of(f"c{at:06d}", Said(f"Otto Brandt sold {at} {'abcdefgh'[at % 8] * 4} looms.")) for at in range(count)
        ]
        start = time.process_time()
        claim_links(pl.LazyFrame(rows, schema=CLAIMS), *NONE)
        return time.process_time() - start

    spent(200)
    assert spent(2400) < 9 * max(spent(600), 0.05)


def test_hostile_statements_take_linear_time() -> None:
    rows = [
        Said("There is no " * 20_000),
        Said("Otto " * 20_000),
        Said("(or " * 20_000, negated=True),
        Said("’s" * 9000),
    ]
    start = time.process_time()
    claim_links(claims_of(rows).lazy(), *NONE)
    assert time.process_time() - start < 5


def test_forms_of_a_word_have_one_stem_and_words_of_one_meaning_one_sense() -> None:
    assert len({stem(word) for word in ("carry", "carried", "carries", "carrying")}) == 1
    assert len({sense(word) for word in ("founded", "established", "founder")}) == 1
    assert sense("found") != sense("founded")
