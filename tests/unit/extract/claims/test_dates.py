"""Dates as written become EDTF that its own parser accepts."""

from time import process_time

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.claims.ages import find_ages
from pipelines.extract.claims.dates import find_dates
from pipelines.extract.claims.relative import Context, find_relatives
from pipelines.extract.periods import bounds

SOUP = "0123456789 –-/.,()?sctuJMary'’ADBCE[]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 May 1870 in Leeds", "1870-05-03"),
        ("on May 3, 1870", "1870-05-03"),
        ("on the 3rd of May 1870", "1870-05-03"),
        ("May the 3rd, 1870", "1870-05-03"),
        ("on Sept. 3, 1870", "1870-09-03"),
        ("DECEMBER 3 1870", "1870-12-03"),
        ("1870-05-03", "1870-05-03"),
        ("on 3.5.1870", "1870-05-03"),
        ("on 25/12/1998", "1998-12-25"),
        ("on 12/25/1998", "1998-12-25"),
        ("on 05/06/1998", "1998"),
        ("11 June [O.S. 31 May] 1812", "1812-06-11"),
        ("31 May (11 June) 1812", "1812-05-31"),
        ("30 September 420", "0420-09-30"),
        ("in February 1917", "1917-02"),
        ("in March of 384", "0384-03"),
        ("Oct. 1917", "1917-10"),
        ("since March 1805", "1805-03/.."),
        ("in 1902", "1902"),
        ("by the end of 1902", "1902"),
        ("In 1902 soldiers marched", "1902"),
        ("from 1914 to 1918", "1914/1918"),
        ("from about 1650 until 1700", "1650~/1700"),
        ("the war (1939–45)", "1939/1945"),
        ("1939-1945", "1939/1945"),
        ("the 1917/18 campaign", "1917/1918"),
        ("between 1880 and 1884", "1880/1884"),
        ("from May 1917 to June 1921", "1917-05/1921-06"),
        ("3–7 May 1917", "1917-05-03/1917-05-07"),
        ("May 5-8, 1917", "1917-05-05/1917-05-08"),
        ("3 May – 7 June 1917", "1917-05-03/1917-06-07"),
        ("May–June 1917", "1917-05/1917-06"),
        ("mayor 1917–present", "1917/.."),
        ("from 1917 onwards", "1917/.."),
        ("in the 1920s", "192X"),
        ("in the early 2000s", "200X"),
        ("in the early 1900s", "190X"),
        ("in the 1800s", "18XX"),
        ("the 1920s and 1930s", "192X/193X"),
        ("the 1890s to the 1910s", "189X/191X"),
        ("in the 18th century", "17XX"),
        ("a nineteenth-century mill", "18XX"),
        ("in the late 17th century", "16XX"),
        ("the 16th and 17th centuries", "15XX/16XX"),
        ("around 328", "0328~"),
        ("c. 1450", "1450~"),
        ("ca. 1450", "1450~"),
        ("c. 314 – 368", "0314~/0368"),
        ("1450(?)", "1450?"),
        ("in the summer of 1936", "1936-22"),
        ("in fall 2004", "2004-23"),
        ("the winter of 1917–18", "1917-24"),
        ("before 1917", "../1917"),
        ("until July 1805", "../1805-07"),
        ("after 1945", "1945/.."),
        ("prior to the 1904 World Fair", "1904"),
        ("in 1897 and 1899", "{1897,1899}"),
        ("between 1897 and 1899", "1897/1899"),
        ("44 BC", "-0043"),
        ("AD 79", "0079"),
        ("347 AD", "0347"),
        ("30 February 1900 was never", "1900-02"),
    ],
)  # fmt: skip
def test_dates(text, expected):
    assert [edtf for _, _, edtf in find_dates(text)] == [expected]
    parse_edtf(expected)


def test_years_that_are_apart_in_the_text_are_two_dates():
    assert [edtf for _, _, edtf in find_dates("born in 1870 and in 1890 sent away")] == ["1870", "1890"]
    assert [edtf for _, _, edtf in find_dates("in 1899 and 1897")] == ["1899", "1897"]


@pytest.mark.parametrize(
    "text",
    [
        "about 1500 soldiers died", "killed 1500 soldiers", "paid $1900 for it", "room 12", "room 1408", "later",
        "the first victory since 1958", "posts 542 and 543", "about 100 - 200 people", "the 7th century BC",
        "555-1234", "at 10.15", "he may march", "page 1850", "over 1900 people", "1,500 and 1.850", "1380-2075 crowns",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("on 7 November the mill", "1917-10", "1917-11-07"),
        ("On November 7, the mill", "1917", "1917-11-07"),
        ("In October the mill", "1917", "1917-10"),
        ("in May, the mill", "1917-06", None),
        ("later that year", "0348", "0348"),
        ("that same year", "1917-05-03", "1917"),
        ("in the same month", "1917-05-03", "1917-05"),
        ("the next day", "1917-02-28", "1917-03-01"),
        ("the following year", "1917-02-28", "1918"),
        ("the previous year", "1917", "1916"),
        ("the year before", "1917", "1916"),
        ("the following autumn", "1805-03", "1805-23"),
        ("the following autumn", "1805-10", "1806-23"),
        ("the following spring", "1805-12", "1806-21"),
        ("the following autumn", "1805", None),
        ("the following May", "1917-06", "1918-05"),
        ("two years later", "1917", "1919"),
        ("about ten years later", "1917", "1927~"),
        ("twenty-five years earlier", "1917", "1892"),
        ("three months later", "1917-11", "1918-02"),
        ("three months later", "1917", None),
        ("ten days later", "1917-02-25", "1917-03-07"),
        ("two years later", None, None),
        ("two years later", "192X", None),
        ("a few years later", "1917", None),
    ],
)
def test_relative_dates_follow_from_the_date_before(text, anchor, expected):
    [relative] = find_relatives(text) or [None]
    assert (relative.to_date(Context(anchor)) if relative else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Wednesday", "2008-01-16"),
        ("as of Sunday", "2008-01-20"),
        ("yesterday", "2008-01-19"),
        ("last month", "2007-12"),
        ("this year", "2008"),
        ("three years ago", "2005"),
        ("nearly a decade ago", "1998~"),
        ("on December 29", "2007-12-29"),
        ("in March", "2008-03"),
    ],
)
def test_news_counts_from_the_day_it_was_written(text, expected):
    [relative] = find_relatives(text)
    assert relative.to_date(Context(written="2008-01-20")) == expected
    assert relative.to_date(Context()) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("at the age of fourteen he", [14]),
        ("at age seventeen, she", [17]),
        ("aged 14.", [14]),
        ("when she was six they", []),
        ("when she was six, they", [6]),
        ("when Ada Quill was only nineteen and", [19]),
        ("died at 24", [24]),
        ("at twenty-four.", [24]),
        ("children aged 8–10", []),
        ("when he was one of the", []),
        ("at 10 Downing Street", []),
    ],
)
def test_ages(text, years):
    assert [age.years for age in find_ages(text)] == years


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1917", "1917-01-01", "1917-12-31"),
        ("1917-02", "1917-02-01", "1917-02-28"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("1917-02-03", "1917-02-03", "1917-02-03"),
        ("192X", "1920-01-01", "1929-12-31"),
        ("17XX", "1700-01-01", "1799-12-31"),
        ("0314~/0368", "0314-01-01", "0368-12-31"),
        ("1805-07/..", "1805-07-01", None),
        ("../1805-07", None, "1805-07-31"),
        ("1936-22", "1936-06-01", "1936-08-31"),
        ("1936-24", "1936-12-01", "1937-02-28"),
        ("1936-23~", "1936-09-01", "1936-11-30"),
        ("192X/193X", "1920-01-01", "1939-12-31"),
        ("1917-02-30", None, None),
        ("-0043", None, None),
        ("[1667,1668]", "1667-01-01", "1668-12-31"),
        ("{1897,1899}", "1897-01-01", "1899-12-31"),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_bounds(edtf, first, last):
    assert tuple(day.isoformat() if day else None for day in bounds(edtf)) == (first, last)


@given(st.text(alphabet=SOUP, max_size=60))
def test_whatever_is_found_is_valid_edtf_with_ordered_bounds(text):
    last = 0
    for start, end, value in find_dates(text):
        assert last <= start < end <= len(text)
        last = end
        parse_edtf(value)
        first_day, last_day = bounds(value)
        assert first_day is None or last_day is None or first_day <= last_day


_PIECES = st.sampled_from(
    "two years later|the following autumn|the next day|that year|in May|on 7 November|the previous month|last year|"
    "yesterday|on Friday|ten days earlier|the following March|in the same month|three decades ago|at once|"
    "this period".split("|")
)  # fmt: skip
_ANCHORS = st.sampled_from(
    ["0001", "9999", "9999-12-31", "1917", "1917-02-28", "1917-12", "1805-24", "0314~", "192X", "../1917", None]
)


@given(_PIECES, _ANCHORS, _ANCHORS)
def test_whatever_is_reckoned_is_valid_edtf(text, anchor, written):
    for relative in find_relatives(text):
        value = relative.to_date(Context(anchor, "1892/1894", written, near=True))
        if value is not None:
            parse_edtf(value)
            first, last = bounds(value)
            assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    "unit",
    ["1917 ", "from 1917 to ", "c. ", "(", "3 May ", "between 1917 and ", "1917-", "16th and ", "at the age of "],
)
def test_long_text_costs_in_proportion(unit):
    def cost(times):
        text = unit * times
        start = process_time()
        find_dates(text)
        find_relatives(text)
        find_ages(text)
        return process_time() - start

    cost(10)
    assert cost(4000) < 12 * max(cost(1000), 0.02)
