"""Unseen forms of titles in running text, scripture, periodicals, letters and sites; and what only looks like them."""

import pytest

from pipelines.extract.references.find import find_references
from tests.unit.extract.references.conftest import Make


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Her films include Salt Road (1962), The Long Quay (1965) and Nets (1970).",
            ["Salt Road", "The Long Quay", "Nets"],
        ),
        ("She starred in Salt Road (1962) and The Long Quay (1965).", ["Salt Road", "The Long Quay"]),
        ("He read books like The Harbour and The Mill, and nothing else.", ["The Harbour", "The Mill"]),
        ("The article “Nets and Ropes” in Harbour Review caused a stir.", ["“Nets and Ropes”", "Harbour Review"]),
        ("Her essay in The Amber Gazette was praised.", ["The Amber Gazette"]),
        ("The pamphlet Salt for All was burned in the square.", ["Salt for All"]),
        ("Copies of the booklet Know Your Harbour lay about.", ["Know Your Harbour"]),
        ("In his letter to Per Lund of 3 May 1921 he resigned.", ["his letter to Per Lund of 3 May 1921"]),
        ("The series, now available on Netflix, is a slow one.", ["Netflix"]),
        ("The talk can be watched on YouTube.", ["YouTube"]),
        ("The novels Salt Road and The Long Quay sold well.", ["Salt Road", "The Long Quay"]),
        (
            "They translated the plays The Frozen Mole, Winter Nets and Tides of Glass.",
            ["The Frozen Mole", "Winter Nets", "Tides of Glass"],
        ),
        ("The opera Ondina, first heard in 1881, is lost.", ["Ondina"]),
        ("Directed by Ilse Berg, The Long Quay (1965) won no prize.", ["The Long Quay"]),
        ("In his memoir, The Cold Years, he tells of the strike.", ["The Cold Years"]),
        ("In her 1931 book Salt and Silver, Roe tells of the strike.", ["Salt and Silver"]),
        ("His autobiography Without a Harbour appeared in 1950.", ["Without a Harbour"]),
        ("The documentary “The Last Mole” was shown at noon.", ["“The Last Mole”"]),
        ("A film called The Last Mole was shown at noon.", ["The Last Mole"]),
        ("The poster “Keep the Harbour Clean” hung there for years.", ["“Keep the Harbour Clean”"]),
        ("It first ran in the magazine Northern Lights in 1955.", ["Northern Lights"]),
        ("She told the Harbour Times that the mole would stand.", ["Harbour Times"]),
        ("As the Amber Herald reported, the mole fell.", ["Amber Herald"]),
        ("He published The Tide Tables (1902), a dry work.", ["The Tide Tables"]),
        ("Lund’s The Long Frost (1944) is still read.", ["The Long Frost"]),
        ("His play, “Winter at Sea,” closed after a week.", ["“Winter at Sea,”"]),
        ("“Winter at Sea” (1951) closed after a week.", ["“Winter at Sea”"]),
        ("The stories were collected in “Nets and Other Tales” in 1960.", ["“Nets and Other Tales”"]),
        ("See the report “Harbours in Need”, published last year.", ["“Harbours in Need”"]),
        ("He quoted Psalm 23:4 and then 1 Corinthians 13:1–3.", ["Psalm 23:4", "1 Corinthians 13:1–3"]),
        ("She read Romans 8:28 at the grave.", ["Romans 8:28"]),
        ("The verse (Matt. 5:3) was cut in stone.", ["Matt. 5:3"]),
        ("He cites Isa 40:31, too.", ["Isa 40:31"]),
        ("He read the Gospel of Mark aloud.", ["Gospel of Mark"]),
        ("The manifesto, Salt and Bread, was read aloud.", ["Salt and Bread"]),
        ("They sang “The Salt Song” until midnight.", ["“The Salt Song”"]),
        ("A review of Salt Road appeared in Harbour Quarterly.", ["Salt Road", "Harbour Quarterly"]),
        ("The first season of Harbour Lights aired in 2011.", ["Harbour Lights"]),
        ("Her column for the Northern Courier ended in 1960.", ["Northern Courier"]),
        ("It was reprinted in the Journal of Salt Studies.", ["Journal of Salt Studies"]),
    ],
)
def test_each_work_that_the_words_tell_is_found(made: Make, text: str, expected: list[str]) -> None:
    annotated = made(text)
    assert [annotated.text(reference.span) for reference in find_references(annotated)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He met Mark at 4:30 p.m. on the pier.",
        "We saw Mark 4:30 p.m. at the pier.",
        "John 3:16 pm bus left.",
        "Job 2:30 in the afternoon was done.",
        "She directed the Harbour Office (1950) for years.",
        "He was born in Stockholm (1902).",
        "“Never again,” said the mayor of Amber Bay.",
        "He works at the Amber Bay Museum.",
        "The book is cold. The Harbour Master sold it.",
        "She joined the Salt Workers Union in 1921.",
        "The film was shot in Amber Bay and Port Holm.",
        "Numbers 10:30 to 11:45 were called.",
        "The novel Holm wrote was lost.",
        "Acts 1 and 2 were cut.",
        "The map, adapted from Palm and Gade (1995), is old.",
        "He was a member of the first season.",
    ],
)
def test_what_only_looks_like_a_work_is_none(made: Make, text: str) -> None:
    annotated = made(text)
    assert [annotated.text(reference.span) for reference in find_references(annotated)] == []


@pytest.mark.parametrize(
    ("text", "verse", "work"),
    [
        ("He quoted II Kings 3:4–6 there.", "2 Kings 3:4-6", "Book of 2 Kings"),
        ("The verse (Matt. 5:3) was cut in stone.", "Matthew 5:3", "Gospel of Matthew"),
        ("First Corinthians 9:25 was read.", "1 Corinthians 9:25", "Book of 1 Corinthians"),
        (
            "The Book of Proverbs says: “Trust in the Lord with all thy heart, and lean not upon thine own insight.”",
            "Proverbs 3:5",
            "Book of Proverbs",
        ),
        ("The Book of Proverbs says: “The salt of the harbour is bitter to all who sail.”", None, "Book of Proverbs"),
    ],
)
def test_a_verse_is_told_by_its_number_or_its_words(made: Make, text: str, verse: str | None, work: str) -> None:
    (reference,) = (r for r in find_references(made(text)) if r.kind == "scripture")
    assert (reference.verse, reference.work) == (verse, work)


def test_a_verse_that_its_book_does_not_have_is_none(made: Make) -> None:
    assert find_references(made("They left Job 2:30 and came back at Titus 9:1.")) == []
