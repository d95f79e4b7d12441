"""Dates as written become EDTF that its own parser accepts."""

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.claims.dates import event_date, find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 May 1870 in Leeds", "1870-05-03"),
        ("on May 3, 1870", "1870-05-03"),
        ("on the 3rd of May 1870", "1870-05-03"),
        ("in February 1917", "1917-02"),
        ("since March 1805", "1805-03/.."),
        ("in 1902", "1902"),
        ("from 1914 to 1918", "1914/1918"),
        ("the war (1939–45)", "1939/1945"),
        ("between 1880 and 1884", "1880/1884"),
        ("in the 1920s", "192X"),
        ("in the 18th century", "17XX"),
        ("a nineteenth-century mill", "18XX"),
        ("around 328", "0328~"),
        ("c. 1450", "1450~"),
        ("in the summer of 1936", "1936-22"),
        ("in fall 2004", "2004-23"),
        ("30 February 1900 was never", "1900-02"),
        ("about 1500 soldiers died", "1500~"),
        ("paid $1900 for it", None),
        ("room 12", None),
        ("later", None),
    ],
)
def test_dates(text, expected):
    assert event_date(text) == expected


def test_a_weekday_is_the_last_one_before_the_text_was_written():
    assert event_date("the bank closed on Wednesday", "2008-01-20") == "2008-01-16"
    assert event_date("the bank closed on Wednesday") is None


@given(st.text(alphabet="0123456789 –-/.,()abcdehistuJMary", max_size=40))
def test_whatever_is_found_is_valid_edtf(text):
    for start, end, value in find_dates(text):
        assert 0 <= start < end <= len(text)
        parse_edtf(value)
