"""Which date and which place belong to which claim."""

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.annotation import annotate
from pipelines.extract.claims import find_claims
from pipelines.extract.periods import bounds

from .conftest import PEOPLE, document_of

WORDS = (
    "Quill Barlow was born died opened moved in on since until before aged 14 1902 May 7 the 1890s ( ) – - , . and "
    "where she he when who said that had two years later following year autumn period century 18th c. at Leeds"
).split()


def dates(find, *passages, **options):
    return [claim.event_date for claim in find(*passages, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quill opened the school in 1902.", ["1902"]),
        ("In 1902, Quill opened the school and closed the mill.", ["1902", "1902"]),
        ("Quill was born in Leeds in 1870 and died in Hull in 1931.", ["1870", "1931"]),
        ("In 1902 Quill left the city, taking the paintings with her.", ["1902", "1902"]),
        ("In 1893 Quill moved to a village where she opened a school.", ["1893", "1893"]),
        ("In 1801 Barlow was sent to the school, where he remained until July 1805.", ["1801", "1801/1805-07"]),
        ("Barlow, who had fought in 1870, became mayor in 1880.", ["1880", "1870"]),
        ("Barlow entered the college in October 1905, when he left the army.", ["1905-10", "1905-10"]),
        ("Quill has lived in Leeds since 1902.", ["1902/.."]),
        ("Barlow said that the mine was closed in 1911.", ["1911"]),
        ("In 1911 Barlow said that the mine was safe.", [None]),
        ("The stories from this period (1892 – 94) suffered from haste.", ["1892/1894", "1892/1894"]),
        ("After moving in 1972, Quill painted the bridge.", ["1972", None]),
        ("The mill burned in 1902. Two years later Quill opened a school.", ["1902", "1904"]),
        ("The mill burned in May 1902. That autumn Quill opened a school.", ["1902-05", "1902-23"]),
        ("The mill burned in 1902. Quill died later that year.", ["1902", "1902"]),
        ("The mill burned in 1902. On 7 May the school burned.", ["1902", "1902-05-07"]),
        ("In May it is warm.", []),
        ("Two towns were larger (Miller & Sons, 1984).", [None]),
        ("Quill met Barlow in Italy (1821).", ["1821"]),
        ("Barlow worked until 1890. The mill, which opened in 1902, belonged to Quill.", ["../1890", "1902", None]),
    ],
)
def test_dates_of_claims(find, text, expected):
    given = dates(find, text)
    assert sorted(map(str, given)) == sorted(map(str, expected)) or (not expected and set(given) <= {None})


def test_an_age_becomes_a_year_where_the_birth_is_known(find):
    claims = find(
        "Ada Quill (3 May 1870 – 12 June 1931) was a painter.", "Quill left the school at the age of fourteen."
    )
    assert claims[-1].event_date == "1884~"


def test_an_age_beside_a_date_tells_the_birth(find):
    assert dates(find, "In 1995, at age seventeen, Quill left the school.", "Quill joined the choir aged 14.") == [
        "1995",
        "1992~",
    ]


def test_death_at_an_age_is_dated_by_the_death(find):
    claims = find("Ada Quill (3 May 1870 – 12 June 1894) was a painter.", "Quill died at 24.")
    assert claims[-1].event_date == "1894"


def test_a_year_behind_a_title_is_the_work_s(find):
    text = "In 1880 Quill wrote The Long Tide. The Long Tide (1881) describes a mill."
    claims = find(text, works=(("The Long Tide", "The Long Tide (film)"),))
    assert [claim.event_date for claim in claims] == ["1880", None]


def test_a_weekday_in_the_news_is_the_last_one(find):
    assert dates(find, "The bank closed on Wednesday.", published="2008-01-20") == ["2008-01-16"]
    assert dates(find, "The bank closed on Wednesday.") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quill opened a school in Leeds.", "Leeds"),
        ("Quill moved to London in 1902.", "London"),
        ("Quill was expelled from France in 1902.", "France"),
        ("Quill left Paris in 1902.", "Paris"),
        ("Quill studied painting.", None),
        ("Quill met the mayor of London.", None),
        ("Quill described the road to Paris.", None),
    ],
)
def test_places(find, text, expected):
    [claim] = find(text)
    assert claim.place == expected


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=60)
def test_every_date_of_a_claim_is_valid_edtf(language, words):
    document = annotate(
        document_of(" ".join(words[:20]), " ".join(words[20:]), published="2008-01-20"), PEOPLE, language
    )
    for claim in find_claims(document, [], []):
        if claim.event_date is not None:
            parse_edtf(claim.event_date)
            first, last = bounds(claim.event_date)
            assert first is None or last is None or first <= last, claim
