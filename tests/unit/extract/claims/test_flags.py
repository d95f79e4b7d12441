"""Negation and hedging reach as far as the main predicate."""

import pytest


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("The ship never reached Bergen.", True, False),
        ("The crew failed to repair the mast.", True, False),
        ("There is no evidence of a fire.", True, False),
        ("The not unusual storm sank the ship.", False, False),
        ("The ship reached not only Bergen but Oslo.", False, False),
        ("The ship may have reached Bergen.", False, True),
        ("The storm seems to have sunk the ship.", False, True),
        ("The ship is considered a wreck.", False, True),
        ("The ship probably sank.", False, True),
        ("The ship sank.", False, False),
    ],
)
def test_flags(find, text, negated, hedged):
    [claim] = find(text)
    assert (claim.negated, claim.hedged) == (negated, hedged)
