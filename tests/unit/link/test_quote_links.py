"""Which quotes are linked, against all pairs compared one by one."""

import random
from collections import Counter
from difflib import SequenceMatcher

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.link.quotes import ALTERED_FROM, LINKS, MAX_SHARERS, quote_link_parts, quote_links

WORDS = st.lists(st.sampled_from("one two three four five six".split()), max_size=9).map(tuple)
QUOTES = st.lists(st.tuples(WORDS, st.sampled_from(["direct", "indirect"])), max_size=25)
ALTERED = st.sampled_from([tuple(f"one two three four five {end}".split()) for end in ("six", "seven", "six eight")])
REPEATED = st.lists(st.tuples(ALTERED, st.just("direct")), min_size=30, max_size=60)
SCHEMA = dict.fromkeys(("quote_id", "document_id", "kind", "text", "source_id", "raw_sha256"), pl.String)


def table(quotes: list[tuple[tuple[str, ...], str]]) -> pl.DataFrame:
    rows = [
        (f"q{at:03d}", f"d{at % 4}", kind, " ".join(words) + ".", "src", f"bytes of d{at % 4}")
        for at, (words, kind) in enumerate(quotes)
    ]
    return pl.DataFrame(rows, SCHEMA, orient="row")


def runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + 4] for at in range(len(words) - 3)}


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    ordered = sorted([one, other], key="\n".join)
    return round(SequenceMatcher(None, *ordered, autojunk=False).ratio(), 4)


def expected(quotes: list[tuple[tuple[str, ...], str]]) -> list[tuple[str, str, str, float]]:
    told = {f"q{at:03d}": words for at, (words, kind) in enumerate(quotes) if kind == "direct" and runs(words)}
    first = {words: min(of for of, found in told.items() if found == words) for words in told.values()}
    sharers = Counter(run for words in first for run in runs(words))
    rare = {run for run, count in sharers.items() if count <= MAX_SHARERS}
    found = []
    for one, words in told.items():
        alike = []
        for other, others in told.items():
            similarity = likeness(words, others)
            met = words == others or runs(words) & runs(others) & rare
            if other > one and met and similarity >= ALTERED_FROM:
                alike.append((-similarity, words != others, first[others], other))
        found += [(one, other, "altered" if less else "same", -far) for far, less, _, other in sorted(alike)[:LINKS]]
    return sorted(found)


@given(QUOTES | REPEATED, st.integers(1, 5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_links_are_those_of_all_pairs_whatever_the_order_and_what_is_in_memory(
    quotes: list[tuple[tuple[str, ...], str]], most: int, chance: random.Random
) -> None:
    rows = table(quotes)
    whole = quote_links(rows.lazy())
    assert whole.select("quote_id", "other_quote_id", "relation", "similarity").rows() == expected(quotes)
    shuffled = rows.sample(fraction=1, shuffle=True, seed=chance.randrange(1000)) if quotes else rows
    assert pl.concat(quote_link_parts(shuffled.lazy(), most)).equals(whole)


def test_words_that_all_repeat_link_each_quote_with_the_twenty_behind_it() -> None:
    count = 60
    found = quote_links(table([(("one", "two", "three", "four"), "direct")] * count).lazy())
    pairs = found.select("quote_id", "other_quote_id").rows()
    behind = [(one, other) for one in range(count) for other in range(one + 1, min(one + 1 + LINKS, count))]
    assert pairs == [(f"q{one:03d}", f"q{other:03d}") for one, other in behind]
    assert set(found["relation"]) == {"same"}


def test_an_altered_quote_is_linked_with_one_that_all_repeat() -> None:
    often, altered = ("one", "two", "three", "four", "five"), ("one", "two", "three", "four", "six")
    found = quote_links(table([(altered, "direct"), *[(often, "direct")] * 60]).lazy())
    assert found.filter(relation="altered")["quote_id"].to_list() == ["q000"] * LINKS


@pytest.mark.parametrize(("more", "links"), [(0, sum(min(LINKS, left) for left in range(MAX_SHARERS))), (1, 0)])
def test_a_run_of_words_that_stands_in_many_wordings_links_none_of_them(more: int, links: int) -> None:
    wordings = [("one", "two", "three", "four", f"five{at}") for at in range(MAX_SHARERS + more)]
    assert quote_links(table([(words, "direct") for words in wordings]).lazy()).height == links


def test_likeness_does_not_depend_on_which_quote_comes_first() -> None:
    alike = [(*"a b c d e f g h i j k l m n".split(), *letters) for letters in ("tide", "diet")]
    forth, back = (quote_links(table([(one, "direct") for one in order]).lazy()) for order in (alike, alike[::-1]))
    assert forth["similarity"].to_list() == back["similarity"].to_list() != []


def test_one_word_of_five_may_be_another() -> None:
    quotes = [(("one", "two", "three", "four", last), "direct") for last in ("five", "six")]
    assert quote_links(table(quotes).lazy())["similarity"].to_list() == [ALTERED_FROM]
