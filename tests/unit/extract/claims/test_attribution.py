"""Who holds a claim, and how far the author commits to it."""

import pytest

from pipelines.extract.claims import find_claims
from pipelines.extract.rows import Quote, QuoteKind, Span, Stance

FILM = (("The Long Tide", "The Long Tide (film)"),)
OPENING = "The Long Tide ran for weeks. "


def held(claims, statement):
    return next((claim.holder, claim.author_stance) for claim in claims if claim.statement == statement)


@pytest.mark.parametrize(
    ("sentence", "statement", "holder", "stance"),
    [
        ("Tom Barlow claimed that the mine was safe.", "The mine was safe.", "Tom Barlow", Stance.REPORTS),
        ("Tom Barlow falsely claimed that the mine was safe.", "The mine was safe.", "Tom Barlow", Stance.DENIES),
        ("Tom Barlow pretended that the mine was safe.", "The mine was safe.", "Tom Barlow", Stance.DENIES),
        ("Tom Barlow admitted that the mine was unsafe.", "The mine was unsafe.", "Tom Barlow", Stance.ASSERTS),
        ("Tom Barlow believed that the mine was safe.", "The mine was safe.", "Tom Barlow", Stance.REPORTS),
        ("According to Ada Quill, the mine was closed.", "The mine was closed.", "Ada Quill", Stance.REPORTS),
        ("The mine was allegedly closed.", "The mine was allegedly closed.", "author", Stance.REPORTS),
        ("The mine was closed.", "The mine was closed.", "author", Stance.ASSERTS),
    ],
)
def test_frames_name_the_holder(find, sentence, statement, holder, stance):
    assert held(find(sentence), statement) == (holder, stance)


def test_what_a_work_shows_is_held_by_the_work_in_the_past_tense(find):
    claims = find(OPENING + "The film depicts Tom Barlow as a drunkard.", works=FILM)
    assert held(claims, "Tom Barlow was a drunkard.") == ("The Long Tide (film)", Stance.REPORTS)


def test_a_contrast_in_the_paragraph_denies_what_the_work_shows(find):
    text = OPENING + "The film was shot in Kent. Tom Barlow is portrayed as a drunkard. In truth, he was a sober man."
    claims = find(text, works=(*FILM, ("the film", "The Long Tide (film)")))
    assert held(claims, "Tom Barlow was a drunkard.") == ("The Long Tide (film)", Stance.DENIES)
    assert held(claims, "Tom Barlow was a sober man.") == ("author", Stance.ASSERTS)


def test_a_passive_depiction_with_no_work_in_sight_is_the_authors(find):
    [claim] = find("Tom Barlow is often portrayed as a drunkard.")
    assert (claim.holder, claim.author_stance) == ("author", Stance.ASSERTS)


def test_what_is_quoted_is_held_by_the_speaker(find):
    text = "“The town burned for three days,” said Ada Quill."
    claims = find(text, quotes=(("The town burned for three days,", "Ada Quill"),))
    assert [(text[c.span.start : c.span.end], c.holder, c.author_stance) for c in claims] == [
        ("The town burned for three days", "Ada Quill", Stance.REPORTS)
    ]


def test_maxims_and_commands_in_a_quotation_are_no_claims(find):
    text = "“Everything has its price. Let us go.”"
    assert find(text, quotes=((text[1:-1], "Ada Quill"),)) == []


def test_a_second_content_clause_keeps_the_holder(find):
    claims = find("Tom Barlow said that the mine was safe and that the owners had paid.")
    assert held(claims, "The owners had paid.") == ("Tom Barlow", Stance.REPORTS)


def test_an_apposition_inside_a_report_stays_the_authors(find):
    claims = find("Tom Barlow, a mining engineer, claimed that the pit was safe.")
    assert held(claims, "Tom Barlow was a mining engineer.") == ("author", Stance.ASSERTS)


@pytest.mark.parametrize(
    ("sentence", "statement", "holder", "stance"),
    [
        (
            "According to the mayor's office, the mine is closed.",
            "The mine is closed.",
            "mayor's office",
            Stance.REPORTS,
        ),
        ("According to Ada Quill's diary, the mine is closed.", "The mine is closed.", "Ada Quill", Stance.REPORTS),
        ("The truth is that the mine was flooded.", "The mine was flooded.", "author", Stance.ASSERTS),
        ("We argue that the mine was flooded.", "The mine was flooded.", "author", Stance.ASSERTS),
        (
            "Tom Barlow denied that the mine was flooded.",
            "Tom Barlow denied that the mine was flooded.",
            "author",
            Stance.ASSERTS,
        ),
        (
            "Tom Barlow has not said why the mine was flooded.",
            "Tom Barlow has not said why the mine was flooded.",
            "author",
            Stance.ASSERTS,
        ),
        ("The record shows that the mine was flooded.", "The mine was flooded.", "author", Stance.ASSERTS),
    ],
)
def test_sources_and_what_is_known(find, sentence, statement, holder, stance):
    assert held(find(sentence), statement) == (holder, stance)


def test_of_a_report_around_an_indirect_quotation_the_content_is_stated(find, annotated):
    text = "Tom Barlow had come to fear that the mine was unsafe."
    document = annotated(text)
    words = "the mine was unsafe"
    quote = Quote(Span(text.index(words), text.index(words) + len(words)), QuoteKind.INDIRECT, speaker="Tom Barlow")
    claims = find_claims(document, [], [quote])
    assert held(claims, "The mine was unsafe.") == ("Tom Barlow", Stance.REPORTS)
