"""Pairs of claims that are links, and pairs that look like links and are none."""

from dataclasses import replace

import pytest
from claim_samples import Said, linked

SAME = [
    ("Greta Holm founded the Union of Weavers.", "The Union of Weavers was established by Greta Holm."),
    ("Greta Holm killed Otto Brandt in 1911.", "In 1911 Otto Brandt was slain by Greta Holm."),
    ("Greta Holm was the founder of the Union of Weavers.", "Greta Holm founded the Union of Weavers."),
    ("Otto Brandt was murdered with an ice pick.", "Otto Brandt was assassinated with an icepick."),
    ("Otto Brandt later fled to Bergen.", "Otto Brandt escaped to Bergen."),
    ("José Brandt hated Greta Holm.", "Jose Brandt loathed Greta Holm."),
    ("Otto Brandt was forced to leave Norway.", "Otto Brandt was expelled from Norway."),
    ("Three ministers served under Greta Holm.", "3 ministers served under Greta Holm."),
]
FULLER_FIRST = [
    ("Otto Brandt was murdered by Greta Holm in Bergen.", "Greta Holm killed Otto Brandt."),
    ("Otto Brandt hated Greta Holm because of her wit.", "Otto Brandt hated Greta Holm."),
    ("Greta Holm was a brave and learned officer.", "Greta Holm was an officer."),
    ("Greta Holm seized control and banished Otto Brandt.", "Otto Brandt was exiled."),
    ("Otto Brandt was born in Bergen in 1880.", "Otto Brandt was born in Bergen."),
    ("Otto Brandt and Greta Holm founded the Union of Weavers.", "Greta Holm founded the Union of Weavers."),
    ("Otto Brandt was murdered by Greta Holm.", "Greta Holm was the killer of Otto Brandt."),
]
CONFLICTS = [
    ("Otto Brandt was murdered with an axe.", "Greta Holm killed Otto Brandt with an ice pick.", "instrument"),
    ("Otto Brandt was killed by axe attack in Bergen.", "A hired man shot and killed Otto Brandt with a pistol.",
     "instrument"),
    ("Otto Brandt died in 1919.", "Otto Brandt died at Bergen in 1920.", "date"),
    ("Greta Holm founded the Union of Weavers in 1901.", "The Union of Weavers was founded in 1902.", "date"),
    ("Greta Holm invented the Holm Loom.", "The Holm Loom was invented by Otto Brandt.", "agent"),
    ("Otto Brandt was born in Bergen.", "Otto Brandt was born in Tromsø.", "place"),
    ("The strike of the Union of Weavers cost 300 jobs.", "The strike of the Union of Weavers cost 500 jobs.",
     "number"),
]  # fmt: skip
OPPOSITE = [
    ("Otto Brandt supported Greta Holm.", "Otto Brandt opposed Greta Holm."),
    ("Greta Holm was a coward.", "Greta Holm was brave."),
    ("Greta Holm was the elder sister of Otto Brandt.", "Greta Holm was the younger sister of Otto Brandt."),
]
UNRELATED = [
    # Who does it to whom is turned round.
    ("Otto Brandt hated Greta Holm.", "Greta Holm hated Otto Brandt."),
    ("Otto Brandt was murdered by Greta Holm.", "Greta Holm was murdered by Otto Brandt."),
    ("Greta Holm's sister married Otto Brandt.", "Greta Holm married Otto Brandt."),
    ("Greta Holm built the Bergen Mill's chimney.", "Greta Holm built the Bergen Mill."),
    # It was only tried, wanted, told or shown.
    ("Greta Holm tried to kill Otto Brandt.", "Greta Holm killed Otto Brandt."),
    ("Greta Holm said that Otto Brandt betrayed the Union of Weavers.", "Otto Brandt betrayed the Union of Weavers."),
    ("The film shows Greta Holm killing Otto Brandt.", "Greta Holm killed Otto Brandt."),
    ("Greta Holm might have met Otto Brandt in Bergen.", "Greta Holm met Otto Brandt."),
    ("Almost all members of the Union of Weavers left.", "All members of the Union of Weavers left."),
    ("Some workers feared Greta Holm.", "Workers feared Greta Holm."),
    # It can happen twice, or to another thing of the kind.
    ("Otto Brandt visited Bergen in 1919.", "Otto Brandt visited Bergen in 1920."),
    ("Greta Holm built a mill in 1901.", "Greta Holm built a mill in 1902."),
    ("Greta Holm began the 1901 season at Bergen.", "Greta Holm began the 1902 season at Bergen."),
    ("Otto Brandt attacked with an axe.", "Otto Brandt attacked with a pistol."),
    # Details of one event that go together.
    ("Otto Brandt died in Mexico in 1919.", "Otto Brandt died with a pistol in Mexico City."),
    ("Otto Brandt was born in 1880.", "Otto Brandt died in 1919."),
    ("More than 300 people followed Greta Holm.", "500 people followed Greta Holm."),
    ("Figure 1 shows the mill of Greta Holm.", "Figure 2 shows the mill of Greta Holm."),
    ("The school of Otto Brandt was built in 1901 by Greta Holm.", "Greta Holm built the mill of Otto Brandt in 1902."),
    ("The school of Otto Brandt was founded in 1901.", "Greta Holm founded the school of Emil Brandt in 1902."),
    # Other people of the same family, other things of the same kind.
    ("Otto Brandt founded the Union of Weavers.", "Emil Brandt left the Union of Weavers."),
    ("The bridge fell down in the storm.", "The bridge fell down in the storm."),
    ("It was banned by Greta Holm.", "It was banned by Greta Holm."),
    ("These plans pleased Greta Holm.", "These plans pleased Greta Holm."),
    ("Otto Brandt said.", "Otto Brandt said."),
    ("A picture shows Greta Holm.", "A picture shows Greta Holm with Otto Brandt."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_wordings_of_one_proposition_are_the_same(one: str, other: str) -> None:
    assert linked(Said(one), Said(other)) == [("c00", "c01", "same", None, None)]


@pytest.mark.parametrize(("fuller", "plain"), FULLER_FIRST)
def test_a_fuller_statement_entails_the_plain_one_and_is_told(fuller: str, plain: str) -> None:
    found = linked(Said(fuller), Said(plain))
    assert found in ([("c00", "c01", "entails", None, "c00")], [("c00", "c01", "same", None, None)])
    assert linked(Said(plain), Said(fuller))[0][2:] == (found[0][2], None, found[0][4] and "c01")


@pytest.mark.parametrize(("one", "other", "slot"), CONFLICTS)
def test_two_accounts_of_one_event_conflict_in_the_slot_that_differs(one: str, other: str, slot: str) -> None:
    assert linked(Said(one), Said(other)) == [("c00", "c01", "conflicts", slot, None)]


@pytest.mark.parametrize(("one", "other"), OPPOSITE)
def test_opposite_words_of_one_thing_contradict(one: str, other: str) -> None:
    assert linked(Said(one), Said(other)) == [("c00", "c01", "contradicts", "wording", None)]


@pytest.mark.parametrize(("one", "other"), UNRELATED)
def test_what_only_looks_alike_is_not_linked(one: str, other: str) -> None:
    assert linked(Said(one), Said(other)) == []


FLED = "Otto Brandt fled to Bergen."
FLED_THEN = "Otto Brandt fled to Bergen in 1919."


def test_a_negation_contradicts() -> None:
    never = Said("Otto Brandt never fled to Bergen.", negated=True)
    assert linked(Said(FLED), never) == [("c00", "c01", "contradicts", "negation", None)]
    assert linked(Said(FLED, "Greta Holm", "denies"), never) == [("c00", "c01", "contradicts", "negation", None)]


def test_no_evidence_that_it_was_so_contradicts_that_it_was() -> None:
    none = Said("There is no evidence that Greta Holm bankrolled Otto Brandt to any serious degree.", negated=True)
    sponsor = Said("Greta Holm was Otto Brandt's rich sponsor.", "The Loom (film)", "denies")
    assert linked(sponsor, none) == [("c00", "c01", "contradicts", "negation", None)]


def test_what_one_author_reports_and_another_denies_contradicts() -> None:
    assert linked(Said(FLED, "The Loom", "reports"), Said(FLED, "The Loom", "denies")) == [
        ("c00", "c01", "contradicts", "stance", None)
    ]


def test_what_two_authors_deny_is_the_same() -> None:
    denied = Said(FLED, "The Loom", "denies")
    assert linked(denied, denied) == [("c00", "c01", "same", None, None)]


def test_the_denial_of_the_plain_statement_contradicts_the_fuller_one_and_not_the_reverse() -> None:
    never = Said("Otto Brandt did not flee to Bergen.", negated=True)
    not_then = Said("Otto Brandt did not flee to Bergen in 1919.", negated=True)
    assert linked(Said(FLED_THEN), never) == [("c00", "c01", "contradicts", "negation", None)]
    assert linked(Said(FLED), not_then) == []
    assert linked(Said(FLED_THEN, "The Loom", "denies"), Said(FLED)) == []


def test_under_a_negation_the_plain_statement_is_the_stronger() -> None:
    never = Said("Otto Brandt did not flee to Bergen.", negated=True)
    not_then = Said("Otto Brandt did not flee to Bergen in 1919.", negated=True)
    assert linked(never, not_then) == [("c00", "c01", "entails", None, "c00")]


def test_a_hedged_statement_entails_no_plain_one() -> None:
    assert linked(Said(FLED_THEN, hedged=True), Said(FLED)) == []
    assert linked(Said(FLED_THEN), Said(FLED, hedged=True)) == [("c00", "c01", "entails", None, "c00")]


def test_names_of_a_document_stand_for_their_canonical_name() -> None:
    one, other = Said("Holm banished the Fox.", document="d1"), Said("Greta Holm exiled Otto Brandt.", document="d2")
    assert linked(one, other) == []
    named = [("d1", "the Fox", "Otto Brandt"), ("d1", "Holm", "Greta Holm")]
    assert linked(one, other, mentions=named) == [("c00", "c01", "same", None, None)]
    other_way = [("d2", text, name) for _, text, name in named]
    assert linked(replace(one, document="d2"), replace(other, document="d1"), mentions=other_way) == [
        ("c00", "c01", "same", None, None)
    ]


def test_the_subject_is_read_from_the_row_where_a_phrase_stands_before_it() -> None:
    long = "More generally, as a leader of men, Greta Holm founded the Union of Weavers."
    row = Said(long, subject="Greta Holm", predicate="founded")
    assert linked(row, Said("Greta Holm founded the Union of Weavers.")) == [("c00", "c01", "entails", None, "c00")]


def test_things_without_a_name_are_one_within_a_document_only() -> None:
    one, other = "The old bridge fell down.", "The old bridge fell down in a storm."
    assert linked(Said(one), Said(other)) == []
    assert [row[2] for row in linked(Said(one, document="d"), Said(other, document="d"))] == ["entails"]


STORY = "The film shows Holm as a coward. In truth, Holm was a brave officer. She wove. Holm was tall."


def corrected(text: str, *ends: tuple[int, int]) -> list[tuple[str, str, str, str | None, str | None]]:
    (a, b), (c, d) = ends
    denied = Said("Greta Holm was a weakling.", "The Loom", "denies", document="d", passage="p", start=a, end=b)
    truth = Said("Greta Holm was an upright officer.", document="d", passage="p", start=c, end=d)
    return linked(denied, truth, passages=[("d", "p", 0, text)])


def test_the_truth_set_against_a_denied_account_contradicts_it() -> None:
    assert corrected(STORY, (0, 31), (43, 67)) == [("c00", "c01", "contradicts", "account", None)]


def test_without_a_word_of_contrast_in_between_nothing_is_corrected() -> None:
    assert corrected(STORY.replace("In truth", "In Paris"), (0, 31), (43, 67)) == []


def test_what_goes_before_the_account_corrects_nothing() -> None:
    assert corrected(STORY, (43, 67), (0, 31)) == []
