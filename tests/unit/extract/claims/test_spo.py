"""Subject, predicate and object of a claim."""

import pytest


@pytest.mark.parametrize(
    ("text", "triples"),
    [
        ("In 1899 the council sold the mill to a brewer.", [("the council", "sold", "the mill to a brewer In 1899")]),
        ("Tom Barlow tried to sell the mill.", [("Tom Barlow", "tried to sell", "the mill")]),
        ("The mill was never rebuilt by the council.", [("The mill", "was never rebuilt by", "the council")]),
        ("The fleet sailed for Cork at dawn.", [("The fleet", "sailed for", "Cork at dawn")]),
        (
            "The prize went to Ada Quill, who had led the team.",
            [("The prize", "went to", "Ada Quill"), ("Ada Quill", "had led", "the team")],
        ),
        (
            "Tom Barlow, a retired surgeon, moved to Cork.",
            [("Tom Barlow", "be", "a retired surgeon"), ("Tom Barlow", "moved to", "Cork")],
        ),
        ("Tom Barlow claimed that the mine was safe.", [("the mine", "was", "safe")]),
    ],
)
def test_triples(find, text, triples):
    assert [(claim.subject, claim.predicate, claim.object) for claim in find(text)] == triples


def test_what_stands_for_nothing_is_no_subject(find):
    [claim] = find("There were three mills in the valley.")
    assert (claim.subject, claim.predicate) == (None, "were")
