import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.references.isbn import find_isbns, to_isbn13


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0-306-40615-2", "9780306406157"),
        ("978-0-306-40615-7", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("0-306-40615-3", None),
        ("978-0-306-40615-8", None),
        ("0-306-4o615-2", None),
        ("", None),
    ],
)
def test_an_isbn_is_brought_to_13_digits_only_if_its_check_digit_fits(written: str, expected: str | None) -> None:
    assert to_isbn13(written) == expected


def test_an_isbn_is_found_with_its_label_and_without_the_page_behind_it() -> None:
    text = "A Book. ISBN 0306406152 page 305. ISBN-13: 978-0-306-40615-7"
    assert [(text[start:end], isbn) for start, end, isbn in find_isbns(text)] == [
        ("ISBN 0306406152", "9780306406157"),
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
    ]


def test_thirteen_digits_that_are_no_isbn_are_left_alone() -> None:
    assert find_isbns("call 9781234567890 or 12345678901234") == []


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_every_isbn_10_has_one_isbn_13_that_reads_as_itself(stem: list[int]) -> None:
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), stem, strict=True)) % 11
    isbn = to_isbn13("".join(map(str, stem)) + ("X" if check == 10 else str(check)))
    assert isbn is not None
    assert to_isbn13(isbn) == isbn


@given(st.text())
def test_any_text_is_searched_without_failing(text: str) -> None:
    assert all(0 <= start < end <= len(text) and len(isbn) == 13 for start, end, isbn in find_isbns(text))
