"""Which stretches of a text are claims, and how each is said so that it stands alone."""

import pytest

from pipelines.extract.claims import find_claims
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.readers.document import PassageKind


def spans(text, claims):
    return [text[claim.span.start : claim.span.end] for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Quill opened a school in Leeds and later sold the building.",
            ["Ada Quill opened a school in Leeds", "later sold the building"],
        ),
        (
            "Tom Barlow, a retired surgeon, moved to Cork in 1911.",
            ["Tom Barlow, a retired surgeon", "Tom Barlow, a retired surgeon, moved to Cork in 1911"],
        ),
        (
            "The committee elected Tom Barlow, who had written the report.",
            ["The committee elected Tom Barlow", "who had written the report"],
        ),
        (
            "The fleet left the harbour at dawn, leaving the wounded behind.",
            ["The fleet left the harbour at dawn", "leaving the wounded behind"],
        ),
        (
            "After the bridge had collapsed, the army turned back.",
            ["the bridge had collapsed", "the army turned back"],
        ),
        (
            "The firm won the contract because of its low price.",
            ["The firm won the contract", "The firm won the contract because of its low price"],
        ),
        ("She grew apples, pears and plums.", ["She grew apples, pears and plums"]),
        ("The villages that the river flooded were rebuilt.", ["The villages that the river flooded were rebuilt"]),
    ],
)
def test_clauses_become_claims_of_their_own(find, text, expected):
    assert spans(text, find(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Where did the money go?",
        "The council should build more houses.",
        "You must see this exhibition.",
        "Click here.",
        "The book is a piece of rubbish.",
        "",
        "   ",
        "—",
    ],
)
def test_questions_prescriptions_abuse_and_fragments_yield_nothing(find, text):
    assert find(text) == []


@pytest.mark.parametrize("kind", [PassageKind.TITLE, PassageKind.HEADING, PassageKind.BYLINE, PassageKind.FURNITURE])
def test_only_prose_and_captions_make_claims(find, kind):
    assert find("Ada Quill opened a school in Leeds.", kind=kind) == []


def test_a_verbless_caption_is_one_claim_without_its_credit(find):
    [claim] = find("Ada Quill with her pupils in Leeds (Photo: City Archive)", kind=PassageKind.CAPTION)
    assert claim.span == (0, len("Ada Quill with her pupils in Leeds"))
    assert claim.statement == "A picture shows Ada Quill with her pupils in Leeds."


def test_dates_of_birth_and_death_in_brackets_are_claims(find):
    text = "Ada Quill (3 May 1870 – 12 June 1931) was a painter."
    born, died, painter = find(text)
    assert (born.statement, born.event_date) == ("Ada Quill was born 3 May 1870.", "1870-05-03")
    assert (died.statement, died.event_date) == ("Ada Quill died 12 June 1931.", "1931-06-12")
    assert text[painter.span.start : painter.span.end] == "was a painter"
    assert painter.statement == "Ada Quill was a painter."


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ada Quill founded the paper and edited it for years.", "Ada Quill edited it for years."),
        ("Tom Barlow, a retired surgeon, moved to Cork.", "Tom Barlow was a retired surgeon."),
        ("The prize went to Ada Quill, who had led the team.", "Ada Quill had led the team."),
        ("Tom Barlow left the party, breaking with his friends.", "Tom Barlow broke with his friends."),
        ("Ada Quill left early. Later, she wrote to the mayor.", "Later, Ada Quill wrote to the mayor."),
        ("Quill would become the first woman on the board.", "Ada Quill became the first woman on the board."),
    ],
)
def test_statements_stand_alone(find, text, statement):
    assert statement in [claim.statement for claim in find(text)]


def test_a_claim_carries_its_triple_place_and_scores(find):
    [claim] = find("Ada Quill opened a school in Leeds in 1902.")
    assert (claim.subject, claim.predicate, claim.object) == ("Ada Quill", "opened", "a school in Leeds")
    assert (claim.event_date, claim.place) == ("1902", "Leeds")
    assert claim.checkworthy
    assert 0.5 <= claim.checkworthiness <= 1
    assert 0 < claim.confidence <= 1


def test_bibliography_entries_yield_nothing(annotated):
    text = "Quill, Ada (1902). The school was founded by nobody. Leeds Press."
    document = annotated(text, kind=PassageKind.LIST_ITEM)
    entry = Reference(Span(0, len(text)), ReferenceKind.BIBLIOGRAPHIC)
    assert find_claims(document, [entry], []) == []
