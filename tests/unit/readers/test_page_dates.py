"""Dates as pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.dates import find_date
from pipelines.readers.headlines import Headline, looks_like_title, read_byline, read_dateline


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jul 13, 2023", "2023-07-13"),
        ("13th of July 2023", "2023-07-13"),
        ("13. Juli 2023", "2023-07-13"),
        ("13 de julio de 2023", "2023-07-13"),
        ("2023-07-13T10:00:00Z", "2023-07-13"),
        ("13.07.2023", "2023-07-13"),
        ("7/13/2023", "2023-07-13"),
        ("13/7/2023", "2023-07-13"),
        ("7/8/2023", "2023"),
        ("July 2023", "2023-07"),
        ("31 February 2023", "2023-02"),
        ("in 2023", None),
    ],
)
def test_a_date_becomes_edtf(line: str, expected: str | None) -> None:
    found = find_date(line)
    assert (found[2] if found else None) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated: Mar 2, 2020", Headline(modified="2020-03-02")),
        ("This page was last modified on 4 May 2011, at 12:00.", Headline(modified="2011-05-04")),
        ("Published 3 March 2021 at 10:45 GMT · 5 min read", Headline(published="2021-03-03")),
        ("Sunday, January 20, 2008", Headline(published="2008-01-20", stated=False)),
        ("LONDON, 3 May 1926", Headline(published="1926-05-03", stated=False)),
        ("The mill closed on 3 May 1926", None),
        ("May 1926", None),
    ],
)
def test_a_dateline_tells_a_change_from_a_publication(line: str, expected: Headline | None) -> None:
    assert read_dateline(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Anna Kowalska and John Petrov, Staff Writers", Headline(byline="Anna Kowalska and John Petrov")),
        ("Von Max Muster", Headline(byline="Max Muster")),
        ("Written by Jane O’Roe", Headline(byline="Jane O’Roe")),
        ("*By Jane Roe* — 12 May 2019", Headline(byline="Jane Roe", published="2019-05-12")),
        ("Posted on May 3, 2016 by Max Muster", Headline(byline="Max Muster", published="2016-05-03")),
        ("August 3, 2018 | Jane Roe", Headline(byline="Jane Roe", published="2018-08-03")),
        ("From Examplepedia", Headline(site="Examplepedia")),
        ("From Examplepedia, the free encyclopedia", Headline(site="Examplepedia")),
        ("From the mill to the town", None),
        ("By the time he came the mill had closed.", None),
    ],
)
def test_a_byline_names_who_or_where_the_text_is_from(line: str, expected: Headline | None) -> None:
    assert read_byline(line) == expected


@given(st.text(max_size=200))
def test_any_line_can_be_asked(line: str) -> None:
    find_date(line)
    read_byline(line)
    read_dateline(line)
    looks_like_title(line)
