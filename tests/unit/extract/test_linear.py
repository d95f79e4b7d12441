"""Choosing by named traits, and learning the weights."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.linear import Linear, bucket, load_linear
from pipelines.extract.models.maxent import Example, fit, model_text, yes_or_no
from pipelines.extract.models.split import fold_of, held_back

TRAITS = st.lists(st.sampled_from("a b c d e unknown".split()), max_size=4)
MODEL = Linear({"a": 2.0, "b": -1.0, "c": 40.0, "d": -900.0, "e": 0.5})


@given(st.lists(TRAITS, min_size=1, max_size=5))
def test_chances_of_candidates_add_up_to_one(candidates: list[list[str]]) -> None:
    chances = MODEL.chances(candidates)
    assert all(0 <= chance <= 1 for chance in chances)
    assert sum(chances) == pytest.approx(1.0)


@given(TRAITS)
def test_a_chance_is_a_share_even_at_the_extremes(traits: list[str]) -> None:
    assert 0 < MODEL.chance(traits) < 1


def test_a_trait_that_was_never_seen_counts_nothing() -> None:
    assert MODEL.chance(["a", "unknown"]) == MODEL.chance(["a"])


@pytest.mark.parametrize(("value", "found"), [(0, 2), (2, 2), (3, 5), (6, 6), (99, 6)])
def test_bucket_gives_the_first_edge_not_passed(value: int, found: int) -> None:
    assert bucket(value, (2, 5)) == found


def test_fit_learns_what_goes_with_yes_and_forgets_what_is_rare() -> None:
    examples = [yes_or_no(["bias", "said"], True)] * 8 + [yes_or_no(["bias", "grew"], False)] * 8
    weights = fit([*examples, yes_or_no(["bias", "once"], True)], penalty=0.5, least=2)
    model = Linear(weights)
    assert model.chance(["bias", "said"]) > 0.8
    assert model.chance(["bias", "grew"]) < 0.2
    assert "once" not in weights


def test_fit_learns_from_examples_where_one_of_several_is_right() -> None:
    known = [Example((("red",), ("green",), ("blue",)), (0,))] * 10
    either = [Example((("red",), ("green",), ("blue",)), (1, 2))] * 2
    model = Linear(fit([*known, *either], penalty=0.1, least=1))
    red, green, blue = model.chances([["red"], ["green"], ["blue"]])
    assert red > 0.7
    assert green == pytest.approx(blue, abs=0.01)


def test_the_same_examples_give_the_same_bytes() -> None:
    examples = [yes_or_no([f"t{n % 7}", f"u{n % 5}"], n % 3 == 0) for n in range(200)]
    texts = {model_text(fit(examples, 1.0, 1), 1.0, 200) for _ in range(2)}
    assert len(texts) == 1


def test_a_document_keeps_its_fold() -> None:
    assert [fold_of(name) for name in ("one", "two", "three")] == [fold_of(name) for name in ("one", "two", "three")]
    assert {fold_of(str(number)) for number in range(100)} == {0, 1, 2, 3, 4}
    assert sum(held_back(str(number)) for number in range(1000)) == sum(fold_of(str(n)) == 0 for n in range(1000))
    assert fold_of("one", "quotes") != fold_of("one", "references") or fold_of("two") != fold_of("two", "references")


@pytest.mark.parametrize("name", ["kinds", "reports", "report_bounds", "speakers"])
def test_a_model_file_is_small_and_holds_no_stretch_of_text(name: str) -> None:
    text = files("pipelines.extract.models").joinpath(f"{name}.json").read_text(encoding="utf-8")
    assert len(text) < 1_000_000
    assert json.loads(text)["weights"] == load_linear(name).weights
    assert all(len(trait.split()) <= 3 and len(trait) <= 60 for trait in load_linear(name).weights)
