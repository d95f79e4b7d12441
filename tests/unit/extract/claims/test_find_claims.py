"""Which stretches of a text are claims, and how each is said so that it stands alone."""

import pytest
from spacy.tokens import Doc

from pipelines.extract.claims import find_claims
from pipelines.extract.claims.tree import Tree
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
        (
            "The writers seem to imply anti-clericalism was the mayor's tacit stance on the matter.",
            "Anti-clericalism was the mayor's tacit stance on the matter.",
        ),
        ("Quill would become the first woman on the board.", "Ada Quill became the first woman on the board."),
    ],
)
def test_statements_stand_alone(find, text, statement):
    assert statement in [claim.statement for claim in find(text)]


def test_a_claim_carries_its_triple_place_and_scores(find):
    [claim] = find("Ada Quill opened a school in Leeds in 1902.")
    assert (claim.subject, claim.predicate, claim.object) == ("Ada Quill", "opened", "a school in Leeds in 1902")
    assert (claim.event_date, claim.place) == ("1902", "Leeds")
    assert claim.checkworthy
    assert 0.5 <= claim.checkworthiness <= 1
    assert 0 < claim.confidence <= 1


def test_bibliography_entries_yield_nothing(annotated):
    text = "Quill, Ada (1902). The school was founded by nobody. Leeds Press."
    document = annotated(text, kind=PassageKind.LIST_ITEM)
    entry = Reference(Span(0, len(text)), ReferenceKind.BIBLIOGRAPHIC)
    assert find_claims(document, [entry], []) == []


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The mill is known for its cloth.", "The mill is known for its cloth."),
        (
            "The mill burned down. It was the largest mill in the county.",
            "The mill was the largest mill in the county.",
        ),
        ("The mill burned down. It was time to leave.", "It was time to leave."),
        ("The film was shot in Kent. It is said that nobody watched it.", "It is said that nobody watched the film."),
        ("Tom Barlow was asked to sign the paper and leave the town.", "Tom Barlow was asked to leave the town."),
        ("The firm hired two men, whose boat had sunk.", "Two men's boat had sunk."),
        ("They are the Quills, who came from Kent and who built the mill.", "The Quills built the mill."),
        ("According to the mayor's office, the mill is closed.", "The mill is closed."),
    ],
)
def test_pronouns_and_shared_words_are_restored_only_where_they_stand_alone(find, text, statement):
    assert statement in [claim.statement for claim in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She taught weaving, especially band weaving.", ["She taught weaving, especially band weaving"]),
        (
            "The firm lost its trade, but re-emerged under new owners.",
            ["The firm lost its trade", "re-emerged under new owners"],
        ),
        ("There were no tolls or gates on the road.", ["There were no tolls or gates on the road"]),
        ("Problems caused by frost delayed the work.", ["Problems caused by frost delayed the work"]),
        ("The wall was high, guards say.", ["The wall was high"]),
        ("Had it rained, the crop would have failed.", ["the crop would have failed"]),
    ],
)
def test_what_only_restricts_or_reports_is_not_split_off(find, text, expected):
    assert spans(text, find(text)) == expected


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Hilda (Old English: Hild; c. 614 – 680) was an abbess.",
            ["Hilda was born c. 614.", "Hilda died 680.", "Hilda was an abbess."],
        ),
        (
            "Ada Quill was born in Leeds, the daughter of a smith.",
            ["Ada Quill was born in Leeds.", "Ada Quill was the daughter of a smith."],
        ),
        ("His wife was English, a native of Kent.", ["His wife was English.", "His wife was a native of Kent."]),
        (
            "She saw the Red Bank, the Blue Bank, and the Old Bank.",
            ["She saw the Red Bank, the Blue Bank, and the Old Bank."],
        ),
    ],
)
def test_what_stands_behind_a_name_is_told_of_whom_it_describes(find, text, statements):
    assert [claim.statement for claim in find(text)] == statements


def test_a_credit_behind_a_caption_with_a_verb_stays_outside(find):
    text = "A view of the mill in spring. Image: Ada Quill."
    [claim] = find(text, kind=PassageKind.CAPTION)
    assert claim.statement == "A picture shows a view of the mill in spring."


def test_a_noun_that_the_opening_phrase_has_swallowed_is_the_subject(language):
    words = "In the last century ferry trade became rich .".split()
    heads = [6, 5, 5, 4, 5, 0, 6, 6, 6]
    labels = "prep det amod compound compound pobj ROOT acomp punct".split()
    tags = "IN DT JJ NN NN NN VBD JJ .".split()
    doc = Doc(language.vocab, words=words, heads=heads, deps=labels, tags=tags)
    subject = Tree(doc).subject(doc[6])
    assert subject is not None
    assert subject.text == "trade"


@pytest.mark.parametrize(("index", "start"), [(2, 1), (3, 1), (1, 1), (0, 0), (5, 5)])
def test_a_hyphened_word_starts_with_its_first_part_wherever_the_parse_cuts_it(language, index, start):
    words, spaces = ["imply", "anti", "-", "clericalism", "was", "old"], [True, False, False, True, True, False]
    assert Tree(Doc(language.vocab, words=words, spaces=spaces)).word_start(index) == start
