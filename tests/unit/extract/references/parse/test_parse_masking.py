from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.references.parse.masking import maskings_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt. ISBN 0-306-40615-2.", [("isbn", "9780306406157")]),
        ("Salt. ISBN 03O64O615Z.", [("isbn_invalid", "03O64O615Z")]),
        ("Salt. ISBN 0-306-40615-3, cheap.", [("isbn_invalid", "0-306-40615-3")]),
        ("Cold Things. ISSN 0378-5955.", [("issn", "0378-5955")]),
        ("doi:10.1234/Cold.7.", [("doi", "10.1234/cold.7")]),
        ("https://doi.org/10.1234/cold(7)", [("doi", "10.1234/cold(7)")]),
        ("arXiv:2101.00001v2 [cs.CL]", [("arxiv", "2101.00001v2")]),
        ("Phys. Rev. A1, 2 (2012), hep- th/0101001", [("arxiv", "hep-th/0101001")]),
        ("PMID: 123456 OCLC 998877", [("pmid", "123456"), ("oclc", "998877")]),
        ("https://a.org/b. Retrieved 3 May 2019.", [("url", "https://a.org/b"), ("accessed", "3 May 2019")]),
        ("Archived from the original on 2 May 2011.", [("archived", "2 May 2011")]),
        ("Sel et neige (in French) (PDF).", [("remark", "in French"), ("remark", "PDF")]),
    ],
)  # fmt: skip
def test_identifiers_and_notes_are_found_with_their_normal_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(masking.kind, masking.value) for masking in maskings_of(text)] == expected


def test_a_masking_leaves_the_stop_of_the_sentence() -> None:
    text = "Salt. doi:10.1234/cold.7. More"
    (masking,) = maskings_of(text)
    assert text[masking.start : masking.end] == "doi:10.1234/cold.7"


@given(st.text(alphabet="ISBN0139-Xx: .doi/htps()[],\nPM", max_size=300))
def test_maskings_are_sorted_within_the_text_and_apart(text: str) -> None:
    found = maskings_of(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
