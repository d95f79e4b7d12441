"""A pattern that first looks for what a match must contain finds what the pattern alone finds."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipelines
from pipelines.patterns import Need, Rules, Sieve, has_digit, needs_of


@pytest.mark.parametrize(
    ("pattern", "flags", "needs"),
    [
        ("website|blog", 0, (Need(("website", "blog")),)),
        (r"(?:web)?site\b", 0, (Need(("site",)),)),
        (r"[Tt]he (?P<noun>film|novel)s?", 0, (Need(("film", "novel")), Need(("he ",)))),
        (r"\b\d{1,2} (?:May|June)\b", 0, (Need(("May", "June")), Need((), digit=True))),
        ("Blog", re.IGNORECASE, (Need(("blog",)),)),
        ("(?i:Blog) of", 0, (Need(("blog",)), Need((" of",)))),
        ("[(\\[]", 0, (Need(("(", "[")),)),
        ("(?:said )?that", 0, (Need(("that",)),)),
        ("(?:film|[a-z]+)", 0, ()),
        (r"\w+", 0, ()),
        ("", 0, ()),
    ],
)
def test_a_pattern_tells_what_its_matches_contain(pattern: str, flags: int, needs: tuple[Need, ...]) -> None:
    assert needs_of(pattern, flags) == needs


@pytest.mark.parametrize(
    "text", ["His BLOG is new.", "hiſ blog", "nothing here", "the Webſite", "A WEBSıTE", "A WEBSİTE", ""]
)
def test_letters_that_count_as_alike_are_looked_for_alike(text: str) -> None:
    sieve = Sieve("his blog|website", re.IGNORECASE)
    assert [match.span() for match in sieve.finditer(text)] == [m.span() for m in sieve.compiled.finditer(text)]
    assert (sieve.search(text) is None) == (sieve.compiled.search(text) is None)


def test_a_text_without_what_is_needed_is_not_searched() -> None:
    sieve = Sieve(r"\b(?P<day>\d+)(?:st|th) of May")
    assert not sieve.may_match("the first of May") and not sieve.may_match("the 1st of June")
    assert sieve.may_match("the 1st of May")


def test_a_stretch_of_a_text_is_searched_as_the_pattern_does() -> None:
    sieve, text = Sieve("blog"), "a blog and a blog"
    assert [match.start() for match in sieve.finditer(text, 3)] == [13]
    found = sieve.search(text, 0, 5)
    assert found is None and sieve.sub("x", text, count=1) == "a x and a blog"
    assert sieve.findall(text) == ["blog", "blog"] and sieve.match(text, 2) and not sieve.fullmatch(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 3 May the MAY fair", [("3 May", "day"), ("May", "fair"), ("MAY", "fair")]),
        ("may I", [("may", "fair")]),
        ("On 3 June, 4 May", [("4 May", "day"), ("May", "fair")]),
        ("in June", []),
    ],
)
def test_rules_give_the_matches_of_each_pattern_in_turn(text: str, found: list[tuple[str, str]]) -> None:
    rules = Rules([(r"\d May", "day"), ("(?i:may)", "fair"), ("never", "never")])
    assert [(match.group(), rule) for match, rule in rules.matches(text)] == found


def test_digits_of_any_script_are_digits() -> None:
    assert has_digit("in 1905") and has_digit("٣") and not has_digit("no figure, ½ or ²")


def sieves() -> Iterator[tuple[str, Sieve]]:
    """Give every sieve of the package, and those in its tuples of rules."""
    for module in pkgutil.walk_packages(pipelines.__path__, "pipelines."):
        if module.name.startswith(("pipelines.readers", "pipelines.extract")) and ".models." not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                for item in flat(value):
                    yield f"{module.name}.{name}", item


def flat(value: object) -> Iterator[Sieve]:
    if isinstance(value, Sieve):
        yield value
    elif isinstance(value, Rules):
        yield from value.sieves
    elif isinstance(value, tuple):
        for item in value:
            yield from flat(item)


ALL = {f"{name} {sieve.compiled.pattern[:40]}": sieve for name, sieve in sieves() if sieve.needs}


def test_the_package_has_many() -> None:
    assert len(ALL) > 60


@pytest.mark.parametrize("name", sorted(ALL))
@settings(max_examples=8, database=None)
@given(data=st.data())
def test_what_a_pattern_matches_holds_what_it_needs(name: str, data: st.DataObject) -> None:
    sieve = ALL[name]
    text = data.draw(st.from_regex(sieve.compiled))
    assert sieve.may_match(text) or sieve.compiled.search(text) is None
