"""Which part of a page each block of a plain text is."""

import re
import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import ReadError
from pipelines.readers import read
from pipelines.readers.furniture import is_furniture
from pipelines.readers.passages import split

NEWS = """
    Menu
    Home | World | Politics | Sport

    MINISTER DENIES ARCHIVE WAS BURNED

    By Anna Kowalska and John Petrov, Staff Writers
    Published 3 March 2021 at 10:45 GMT · 5 min read

    The minister at a press conference on Tuesday. (Photo: Example Images)

    WARSAW, March 3 (EX) — The minister of culture denied on Tuesday that the archive had been burned on his orders.

    "I never signed that paper," he said.

    Share this article on Facebook, Twitter or by e-mail

    What happened in 1956?

    The archive was moved in the autumn of 1956, according to letters that historians found in a cellar of the town.

    He died in 1957.

    - the first box was empty
    - the second box held letters
      - of the minister
      - of his wife
    - the third is lost

    Related articles
    Comments (12)
    © 2021 The Daily Example. All rights reserved.
"""
NEWS_PARTS = """
    furniture Menu
    furniture Home | World
    title MINISTER DENIES
    byline By Anna
    dateline Published 3 March
    caption The minister at
    paragraph WARSAW, March 3
    paragraph "I never signed
    furniture Share this article
    heading What happened in 1956?
    paragraph The archive was moved
    paragraph He died in 1957.
    list_item the first box
    list_item the second box
    list_item of the minister
    list_item of his wife
    list_item the third
    furniture Related articles
    furniture Comments (12)
    furniture © 2021
"""
BOOK = """
                    THE HISTORY OF A TOWN

                      by Jane Doe

    CHAPTER I.

    The Beginning

        It was in the spring of the year 1843 that the first settlers came up
    the river in flat boats, and built upon its southern bank the cabins that
    were to be the beginning of the town. They were poor people, and had
    brought little with them.
        The winter was hard. Of the forty who had come only twenty-six lived to
    see the next spring, and of these several went back down the river, as one
    of them wrote,

            I have seen the snow stand higher than the door, and men go mad
            from the wind. I have seen the dead lie for weeks because the
            ground was too hard.

    and many felt the same. The children of those who stayed told of it as of
    a war, and in the town hall there hangs to this day a list of all.

    1. The first entry of the list is that of a child whose name nobody wrote
       down.
    2. The second is that of its mother.

    > This was written by somebody else, who had been there, and who still
    > remembered it well.

    Notes

    [1] Letters of the town, volume 3, page 12.
    ^ a b Smith, John (1901). The Flat Boats. Example Press.
"""
BOOK_PARTS = """
    title THE HISTORY
    byline by Jane Doe
    heading CHAPTER I.
    heading The Beginning
    paragraph It was in the spring
    paragraph The winter was hard.
    block_quote I have seen the snow
    paragraph and many felt
    list_item The first entry
    list_item The second
    block_quote This was written
    heading Notes
    list_item Letters of the town
    list_item Smith, John (1901).
"""
POEM = """
    The Road in Winter

    Snow lies upon the silent street,
    And nobody has come this way;
    I hear the clock, I hear my feet,
    And nothing else the livelong day.

    The lamps are lit, the doors are shut,
    The wind is going to and fro;
    A candle in a woodman's hut
    Is all the light upon the snow.
"""
POEM_PARTS = """
    title The Road in Winter
    paragraph Snow lies
    paragraph The lamps are lit
"""
INTERVIEW = """
    "History is never finished": a talk with the archivist

    Interviewer: How did you find the letters?

    Archivist: By chance. They lay in a box under the stairs.

    Interviewer: And what did you do?

    Archivist: I read them all night, and in the morning I called the museum and told them what I had found there.
"""
INTERVIEW_PARTS = """
    title "History is never
    paragraph Interviewer: How
    paragraph Archivist: By chance
    paragraph Interviewer: And
    paragraph Archivist: I read
"""
CAPITALS = """
    THE FALL OF THE CITY

    BY JOHN SMITH

    THE CITY FELL ON THE NINTH OF MAY. NOBODY HAD EXPECTED THAT IT WOULD FALL SO SOON, AND THE GENERAL WAS ASLEEP.

    THE AFTERMATH

    THE GENERAL WAS TRIED AND SHOT. HIS WIFE FLED TO THE COAST, WHERE SHE LIVED UNDER ANOTHER NAME UNTIL HER DEATH.
"""
CAPITALS_PARTS = """
    title THE FALL
    byline BY JOHN SMITH
    paragraph THE CITY FELL
    heading THE AFTERMATH
    paragraph THE GENERAL
"""
HEADINGS = """
    A Short History

    Early life

    Career

    See also
    References
"""
HEADINGS_PARTS = """
    title A Short History
    heading Early life
    heading Career
    heading See also
    heading References
"""
MARKED = """
    # The Long Strike

    *By Jane Roe* — 12 May 2019

    The strike began on **Monday** and lasted for eleven weeks. It was the longest in the history of the mill.

    ## Causes

    1. Low wages
    2. Long hours

    ### The wage question

    > We cannot live on this.

    ---

    ## References

    - Roe, J. (1999). *The Mill*. London: Press.
"""
MARKED_PARTS = """
    title The Long Strike
    byline *By Jane Roe*
    paragraph The strike began
    heading Causes
    list_item Low wages
    list_item Long hours
    heading The wage question
    block_quote We cannot
    furniture ---
    heading References
    list_item Roe, J.
"""
LIFE = """
    Jan Example

    From Examplepedia, the free encyclopedia

    Portrait of his wife, 1899

    Jan Example (1 January 1870 – 2 February 1940) was a painter and a leading member of the group called the Five.

    Life[edit]

    Example was born in Lublin to a family of millers. He studied in Cracow and later in Munich, where he met a friend.

    Max Muster, 2nd Earl of Nowhere

    The mill of the Example family in Lublin.

    In 1905 he moved to Paris. He stayed there for ten years and painted the works for which he is known today.

    7. November 1912 was the day on which he sold his first painting, to a dealer whom he had met on the train to Paris.

    This page was last edited on 4 July 2022, at 10:12 (UTC).
    Privacy policy
    About Examplepedia
    Disclaimers
"""
LIFE_PARTS = """
    title Jan Example
    byline From Examplepedia
    caption Portrait of his wife
    paragraph Jan Example (1 January
    heading Life
    furniture [edit]
    paragraph Example was born
    caption Max Muster, 2nd Earl
    caption The mill of the Example family
    paragraph In 1905
    paragraph 7. November 1912
    dateline This page was last edited
    furniture Privacy policy
    furniture About Examplepedia
    furniture Disclaimers
"""

BLOG = """
    Nowhere: the forgotten war | Example History

    Nowhere: the forgotten war

    Jane Roe

    3 May 2016

    In the spring of 1900 two villages went to war over a pond. The war lasted for three days and cost four lives.

    The priest of Nowhere in the film of 1950

    [Photo credit: Nordfilm]

    The cause of it was a duck, as the priest wrote in a letter to his bishop that was found many years after the war.

    2 comments:

    Like Loading...

    The other pond

    1 May 2017
"""
BLOG_PARTS = """
    furniture Nowhere: the forgotten war | Example History
    title Nowhere
    byline Jane Roe
    dateline 3 May
    paragraph In the spring
    caption The priest of
    caption [Photo credit
    paragraph The cause of it
    furniture 2 comments:
    furniture Like Loading
    heading The other pond
    dateline 1 May
"""


def parts(text: str) -> list[tuple[str, str]]:
    return [(passage.kind.value, text[passage.start : passage.end]) for passage in split(text)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(NEWS, NEWS_PARTS, id="news"),
        pytest.param(BOOK, BOOK_PARTS, id="wrapped book"),
        pytest.param(POEM, POEM_PARTS, id="poem"),
        pytest.param(INTERVIEW, INTERVIEW_PARTS, id="interview"),
        pytest.param(CAPITALS, CAPITALS_PARTS, id="capitals"),
        pytest.param(HEADINGS, HEADINGS_PARTS, id="headings only"),
        pytest.param(MARKED, MARKED_PARTS, id="markdown"),
        pytest.param(LIFE, LIFE_PARTS, id="encyclopedia"),
        pytest.param(BLOG, BLOG_PARTS, id="blog"),
        pytest.param("The mill closed in 1911.", "paragraph The mill closed", id="one sentence"),
    ],
)
def test_a_page_falls_into_its_parts(source: str, expected: str) -> None:
    wanted = [tuple(line.split(" ", 1)) for line in dedent(expected).strip().splitlines()]
    found = parts(dedent(source).lstrip("\n"))
    assert [kind for kind, _ in found] == [kind for kind, _ in wanted]
    assert all(text.startswith(words) for (_, text), (_, words) in zip(found, wanted, strict=True))


def test_levels_count_from_the_highest_heading_and_the_outermost_item() -> None:
    text = "# T\n\n## A\n\n* one\n    * two\n* three\n\n### B\n\nThe mill closed in the year 1911.\n"
    assert [(text[each.start : each.end], each.level) for each in split(text)[1:-1]] == [
        ("A", 1),
        ("one", 1),
        ("two", 2),
        ("three", 1),
        ("B", 2),
    ]


def test_a_bullet_alone_in_its_line_marks_the_next() -> None:
    assert parts("•\nThe mill closed.\n•\nThe river froze.") == [
        ("list_item", "The mill closed."),
        ("list_item", "The river froze."),
    ]


def test_wrapped_lines_are_one_passage_across_their_breaks() -> None:
    text = """The mill stood on the river for more than two hundred years, until a
flood took it in the spring of 1911 and nobody built it up again in all
the time that followed."""
    assert parts(text + "\n") == [("paragraph", text)]


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook", "Skip to content", "Subscribe to our newsletter", "We use cookies to improve this site.",
        "Page 3 of 10", "Leave a comment", "Copyright © 2020 The Example", "Log in", "5 min read", "Advertisement",
        "Read more: the fall of the city", "Home » News » Mill", "Filed under: Mills", "Back to top", "Previous post",
        "Follow us on Twitter", "1,204 views",
    ],
)  # fmt: skip
def test_furniture_is_known_by_its_pattern(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The end",
        "Share prices fall",
        "Further reading",
        "History",
        "Copyright disputes followed.",
        "Print culture",
        "He liked us.",
        "1917",
    ],
)
def test_words_of_the_text_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n\n ", "no_text"),
        (b"12345\n\n---\n\n* * *\n", "no_sentence"),
        (b"Share with your friends\n", "no_sentence"),
    ],
)
def test_a_file_without_a_sentence_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.reason == reason


LINES = st.sampled_from(
    [
        *POEM.splitlines(),
        *NEWS.splitlines(),
        *BOOK.splitlines(),
        *MARKED.splitlines(),
        "•",
        "> ",
        "^",
        "\t",
        "\xa0x\xa0",
        "",
    ]
)
MARK = re.compile(r"[\W\d_a-z]*")


@given(st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=120))
def test_passages_are_sorted_apart_trimmed_and_cover_the_text(text: str) -> None:
    passages = split(text)
    at = 0
    for passage in passages:
        assert at <= passage.start < passage.end <= len(text)
        words = text[passage.start : passage.end]
        assert words == words.strip()
        # What no passage holds is space, a bullet, a list number or a mark of quotation.
        assert all(MARK.fullmatch(mark) for mark in text[at : passage.start].split())
        at = passage.end
    assert not text[at:].strip(" \t\n\xa0•>^-–*+·#") or not any(map(str.isalpha, text[at:]))


@pytest.mark.parametrize(
    "text", ["The mill closed. " * 60_000, "- " * 500_000, "e\u0301" * 300_000, "a,\n" * 20_000, " " * 1_000_000 + "x"]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.monotonic()
    split(text)
    assert time.monotonic() - began < 20
