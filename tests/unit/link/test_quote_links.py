"""Which quotes are linked, against all pairs compared one by one."""

import random
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.link.quotes import ALTERED_FROM, MAX_SHARERS, quote_link_parts, quote_links

WORDS = st.lists(st.sampled_from("one two three four five six".split()), max_size=9).map(tuple)
QUOTES = st.lists(st.tuples(WORDS, st.sampled_from(["direct", "indirect"])), max_size=25)
SCHEMA = dict.fromkeys(("quote_id", "document_id", "kind", "text", "source_id", "raw_sha256"), pl.String)


def table(quotes: list[tuple[tuple[str, ...], str]]) -> pl.DataFrame:
    rows = [
        (f"q{at:03d}", f"d{at % 4}", kind, " ".join(words) + ".", "src", f"bytes of d{at % 4}")
        for at, (words, kind) in enumerate(quotes)
    ]
    return pl.DataFrame(rows, SCHEMA, orient="row")


def runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + 4] for at in range(len(words) - 3)}


def expected(quotes: list[tuple[tuple[str, ...], str]]) -> list[tuple[str, str, str, float]]:
    told = {f"q{at:03d}": words for at, (words, kind) in enumerate(quotes) if kind == "direct"}
    sharers = Counter(run for words in told.values() for run in runs(words))
    rare = {run for run, count in sharers.items() if count <= MAX_SHARERS}
    found = []
    for one, other in combinations(sorted(told), 2):
        similarity = SequenceMatcher(None, told[one], told[other], autojunk=False).ratio()
        if runs(told[one]) & runs(told[other]) & rare and similarity >= ALTERED_FROM:
            found.append((one, other, "same" if told[one] == told[other] else "altered", round(similarity, 4)))
    return found


@given(QUOTES, st.integers(1, 5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_links_are_those_of_all_pairs_whatever_the_order_and_what_is_in_memory(
    quotes: list[tuple[tuple[str, ...], str]], most: int, chance: random.Random
) -> None:
    rows = table(quotes)
    whole = quote_links(rows.lazy())
    assert whole.select("quote_id", "other_quote_id", "relation", "similarity").rows() == expected(quotes)
    shuffled = rows.sample(fraction=1, shuffle=True, seed=chance.randrange(1000)) if quotes else rows
    assert pl.concat(quote_link_parts(shuffled.lazy(), most)).equals(whole)


@pytest.mark.parametrize(("more", "links"), [(0, MAX_SHARERS * (MAX_SHARERS - 1) // 2), (1, 0)])
def test_words_that_stand_everywhere_link_nothing(more: int, links: int) -> None:
    quotes = [(("one", "two", "three", "four"), "direct")] * (MAX_SHARERS + more)
    assert quote_links(table(quotes).lazy()).height == links


def test_one_word_of_five_may_be_another() -> None:
    quotes = [(("one", "two", "three", "four", last), "direct") for last in ("five", "six")]
    assert quote_links(table(quotes).lazy())["similarity"].to_list() == [ALTERED_FROM]
