import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.identifiers import content_id, sha256_hex


def test_an_id_is_its_prefix_and_sixteen_letters() -> None:
    assert content_id("clm", "doc_a", 3, 9) == content_id("clm", "doc_a", 3, 9)
    assert re.fullmatch("clm_[a-z2-7]{16}", content_id("clm", "doc_a", 3, 9))


def test_the_same_parts_under_another_prefix_give_another_id() -> None:
    assert content_id("clm", "x")[4:] != content_id("quo", "x")[4:]


@given(st.lists(st.text()), st.lists(st.text()))
def test_parts_are_not_run_together(left: list[str], right: list[str]) -> None:
    separable = [part.replace("\x1f", "") for part in left], [part.replace("\x1f", "") for part in right]
    same = content_id("x", len(left), *separable[0]) == content_id("x", len(right), *separable[1])
    assert same == ((len(left), separable[0]) == (len(right), separable[1]))


def test_sha256_of_nothing_is_the_published_value() -> None:
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
