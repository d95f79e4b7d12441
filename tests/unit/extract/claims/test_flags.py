"""Negation and hedging reach as far as the main predicate."""

import pytest


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("The ship never reached Bergen.", True, False),
        ("The crew failed to repair the mast.", True, False),
        ("The captain refused to leave the ship.", True, False),
        ("The crew did not fail to repair the mast.", False, False),
        ("There is no evidence of a fire.", True, False),
        ("Nobody saw the storm.", True, False),
        ("None of the sailors survived the storm.", True, False),
        ("The ship had no lights.", True, False),
        ("The ship was no longer in the harbour.", True, False),
        ("The captain was unable to save the ship.", True, False),
        ("Never again did the ship reach Bergen.", True, False),
        ("The ship in no way resembled a barge.", True, False),
        ("The captain hardly knew the harbour.", True, False),
        ("The not unusual storm sank the ship.", False, False),
        ("The captain, who had never seen ice, sank the ship.", False, False),
        ("The ship reached not only Bergen but Oslo.", False, False),
        ("The ship was not merely old but rotten.", False, False),
        ("The ship barely reached Bergen.", False, False),
        ("The ship may have reached Bergen.", False, True),
        ("The ship might have reached Bergen.", False, True),
        ("The ship may not have reached Bergen.", True, True),
        ("The ship could not reach Bergen.", True, False),
        ("The storm seems to have sunk the ship.", False, True),
        ("The ship is considered a wreck.", False, True),
        ("The ship has been seen as a symbol of the town.", False, True),
        ("The ship was seen by the guards.", False, False),
        ("The captain is said to have sunk the ship.", False, True),
        ("The ship probably sank.", False, True),
        ("The captain allegedly sank the ship.", False, True),
        ("The ship was perhaps the oldest in the harbour.", False, True),
        ("The ship sank.", False, False),
    ],
)
def test_flags(find, text, negated, hedged):
    claims = [claim for claim in find(text) if "seen ice" not in claim.statement]
    assert {(claim.negated, claim.hedged) for claim in claims} == {(negated, hedged)}


def test_joined_bare_verbs_share_a_negation(find):
    claims = find("The crew did not repair the mast or clean the deck.")
    assert {claim.negated for claim in claims} == {True}


def test_a_purpose_is_no_hedge(find):
    assert not any(claim.hedged for claim in find("The crew opened the hatch so that the deck might dry."))
