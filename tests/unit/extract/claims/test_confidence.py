"""How sure a claim is, and how its training tells right from wrong."""

import pytest

from pipelines.extract.claims.confidence import confidence_of, confidence_traits
from pipelines.extract.claims.units import UnitKind
from pipelines.extract.models.train_confidence import examples, matched, same_holder, unseen
from pipelines.extract.rows import Claim, Span, Stance


def test_traits_of_a_life_date() -> None:
    claim = Claim(Span(0, 20), "Ada Quill was born in 1870.", subject="Ada Quill", event_date="1870")
    told = confidence_traits(claim, "Ada Quill (born 1870", UnitKind.VITAL)
    assert told == ("bias", "kind=vital", "subject=name", "dated", "words>=5")


def test_a_pronoun_left_in_the_statement_makes_a_claim_less_sure() -> None:
    plain = Claim(Span(0, 20), "Ada Quill left the town.", subject="Ada Quill")
    vague = Claim(Span(0, 20), "It left the town behind.", subject="It")
    one, other = (confidence_of(confidence_traits(c, "left the town", UnitKind.MAIN)) for c in (plain, vague))
    assert 0 < other < one < 1


GOLD = [
    {"start": 0, "end": 10, "holder": "author", "author_stance": "asserts"},
    {"start": 20, "end": 40, "holder": "Ada Quill (poet)", "author_stance": "denies"},
]


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        (Claim(Span(0, 9), ""), True),
        (Claim(Span(0, 4), ""), False),
        (Claim(Span(0, 10), "", holder="Quill"), False),
        (Claim(Span(21, 40), "", holder="Quill", author_stance=Stance.DENIES), True),
        (Claim(Span(21, 40), "", holder="Quill", author_stance=Stance.REPORTS), False),
    ],
)
def test_a_claim_is_right_with_span_holder_and_stance(claim: Claim, right: bool) -> None:
    assert matched([claim], GOLD) == ({0} if right else set())


def test_a_gold_claim_is_found_once_by_the_span_nearest_to_it() -> None:
    assert matched([Claim(Span(0, 7), ""), Claim(Span(0, 10), "")], GOLD) == {1}


def test_the_author_is_nobody_else() -> None:
    assert same_holder("author", "author")
    assert not same_holder("author", "The Author of the Letter")
    assert same_holder("The Quill Society", "Quill")


def test_each_document_is_weighed_by_a_model_of_the_others() -> None:
    document = [(("bias", "good"), True), (("bias", "bad"), False)] * 5
    turned = [(("bias", "good"), False), (("bias", "bad"), True)] * 5
    scored = unseen([document, document, turned])
    assert len(examples([document, turned])) == 20
    chance, right = scored[20]
    assert chance > 0.5 and not right
