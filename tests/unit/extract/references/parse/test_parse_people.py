from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.references.parse.people import split_people


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in split_people(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm, Vera", ["Holm, Vera"]),
        ("Holm, Vera; Ode, Ben", ["Holm, Vera", "Ode, Ben"]),
        ("Holm, V., Ode, B. and Ash, C. D.", ["Holm, V.", "Ode, B.", "Ash, C. D."]),
        ("Holm, Vera, and Ben Ode", ["Holm, Vera", "Ben Ode"]),
        ("Vera Holm, Ben Ode & Carl Ash", ["Vera Holm", "Ben Ode", "Carl Ash"]),
        ("V. Holm, B. Ode", ["V. Holm", "B. Ode"]),
        ("Holm V, Ode BK, Ash C", ["Holm V", "Ode BK", "Ash C"]),
        ("Holm V Ode BK Ash C", ["Holm V", "Ode BK", "Ash C"]),
        ("Holm, Vera, Jr.", ["Holm, Vera, Jr."]),
        ("van der Meer, Jan P.", ["van der Meer, Jan P."]),
        ("HOLM, Vera; ODE, Ben", ["HOLM, Vera", "ODE, Ben"]),
        ("Vera Holm et Ben Ode", ["Vera Holm", "Ben Ode"]),
        ("V. Holm - B. Ode", ["V. Holm", "B. Ode"]),
        ("Holm, V. et al.", ["Holm, V."]),
        ("Former Harbour Inspector", ["Former Harbour Inspector"]),
        ("Ministry of Salt, Snow and Fisheries", ["Ministry of Salt, Snow and Fisheries"]),
    ],
)
def test_a_list_of_people_is_divided_into_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@given(st.text(alphabet="AbCdE.,;& and-Jr", max_size=120))
def test_names_stand_in_the_order_of_the_text_and_apart(text: str) -> None:
    spans = split_people(text, 0, len(text))
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
