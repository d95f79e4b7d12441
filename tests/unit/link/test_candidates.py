"""Which claims are chosen to be compared, against a choice made by hand, pair by pair."""

import random
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from claim_samples import Said, row_of
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.link.claims import candidates
from pipelines.link.claims.anchors import Vectors, anchor
from pipelines.link.claims.candidates import BLOCK, CANDIDATES, FOUND, nearest
from pipelines.link.claims.lemmas import broader
from pipelines.link.claims.propositions import Proposition, proposition_of
from pipelines.link.claims.relations import relate
from pipelines.link.claims.sketch import SKETCH, related_at_most, root, sketch_of
from pipelines.link.spill import Sharers, pairs_of

WORDS = [f"{letter}{digit}" for letter in "abcd" for digit in range(3)] + ["holm+found", "mill++found"]


def vectors_of(claims: list[list[str]]) -> Vectors:
    vectors = Vectors(len(claims))
    # In two goes, and the later ones first.
    for rows in np.array_split(np.arange(len(claims), dtype=np.uint32)[::-1], 2):
        vectors.add(rows, [[anchor(term) for term in claims[row]] for row in rows])
    return vectors


def claims_by(chance: random.Random, count: int) -> list[list[str]]:
    return [chance.sample(WORDS, chance.randint(0, 5)) for _ in range(count)]


def chosen(claims: list[list[str]], most: int, found_at_once: int = FOUND) -> set[tuple[int, int]]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "FOUND", found_at_once)
        sharers = Sharers(Path(folder) / "anchors", sum(map(len, claims)), most)
        for row in reversed(range(len(claims))):
            sharers.add([anchor(term).key for term in claims[row]], np.full(len(claims[row]), row))
        found = [pairs_of(some) for some in nearest(sharers, vectors_of(claims)).pairs(most)]
    return {pair for one, other in found for pair in zip(one.tolist(), other.tolist(), strict=True)}


def expected(claims: list[list[str]]) -> set[tuple[int, int]]:
    """The nearest of all that share a word, ties by number."""
    vectors = vectors_of(claims).of(np.arange(len(claims), dtype=np.uint32))
    sharing = [(a, b) for a, b in combinations(range(len(claims)), 2) if set(claims[a]) & set(claims[b])]
    found = set()
    for one in range(len(claims)):
        others = [a + b - one for a, b in sharing if one in (a, b)]
        ranked = sorted(others, key=lambda other: (-float(vectors[one] @ vectors[other]), other))
        found |= {(min(one, other), max(one, other)) for other in ranked[:CANDIDATES]}
    return found


@given(st.randoms(use_true_random=False), st.integers(0, 90), st.integers(1, 40), st.sampled_from([0, 100, FOUND]))
@settings(max_examples=60, deadline=None)
def test_each_claim_is_compared_with_the_nearest_that_share_a_word(
    chance: random.Random, count: int, most: int, found_at_once: int
) -> None:
    claims = claims_by(chance, count)
    assert chosen(claims, most, found_at_once) == expected(claims)


def test_each_claim_chooses_a_bounded_number_of_partners_however_alike_they_are() -> None:
    claims = [["otto", "brandt", "sell", str(at)] for at in range(4 * BLOCK)]
    pairs = chosen(claims, 1000)
    assert 0 < len(pairs) <= CANDIDATES * len(claims)
    assert pairs == chosen(claims, 100_000)
    # Alike to the last bit, they are cut in order.
    same = chosen([["otto"]] * (BLOCK + 2), 1000)
    assert max(one for one, _ in same) == BLOCK
    assert (BLOCK, BLOCK + 1) in same and (0, BLOCK) not in same


def test_a_vector_is_as_long_as_it_should_be_and_the_signed_sum_of_its_anchors() -> None:
    (vector,) = vectors_of([["a0"]]).of(np.zeros(1, dtype=np.uint32))
    assert sorted(np.abs(vector))[-2:] == [0, 120]
    assert vector[anchor("a0").place] == 120 * anchor("a0").weight
    assert not vectors_of([[]]).of(np.zeros(1, dtype=np.uint32)).any()


SUBJECTS = ["Greta Holm", "Holm", "Otto Brandt", "The old bridge", "Brandt's mill", "The Union of Weavers", "It"]
DOINGS = ["killed", "murdered", "founded", "was murdered by", "supported", "opposed", "was born in", "sold", "was"]
ENDS = ["Otto Brandt", "Brandt with an axe", "the Bergen Mill in 1901", "in 1902", "300 looms", "500 looms", "a hero"]
STATED = st.tuples(*map(st.sampled_from, (SUBJECTS, DOINGS, ENDS))).map(" ".join)
ROWS = st.builds(Said, STATED, st.just("author"), st.sampled_from(["asserts", "denies"]), st.booleans(), st.booleans())


@given(st.lists(ROWS, min_size=2, max_size=12), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_pair_that_is_related_is_ruled_out_by_its_sketch(said: list[Said], one_document: bool) -> None:
    told: list[Proposition] = [proposition_of(row_of("c", one), {}) for one in said]
    sketches = np.array([sketch_of(claim) for claim in told], dtype=SKETCH)
    for a, b in combinations(range(len(told)), 2):
        if relate(told[a], told[b], one_document):
            assert related_at_most(sketches[[a]], sketches[[b]], np.array([one_document]))[0]


def test_what_a_narrower_word_implies_has_the_same_root() -> None:
    assert broader() and all(root(narrow) == root(wide) for narrow, wide in broader().items())
    assert root("anna weber") == root("weber")


def test_a_sketch_rules_out_what_has_too_little_in_common() -> None:
    said = ["Greta Holm sold the mill.", "Greta Holm built the school.", "Otto Brandt sold the mill.", "It fell."]
    told = [proposition_of(row_of("c", Said(one)), {}) for one in said]
    sketches = np.array([sketch_of(claim) for claim in told], dtype=SKETCH)
    pairs = np.array(list(combinations(range(4), 2)))
    assert not related_at_most(sketches[pairs[:, 0]], sketches[pairs[:, 1]], np.zeros(6, dtype=bool)).any()
    assert related_at_most(sketches[[0]], sketches[[0]], np.array([False]))[0]
