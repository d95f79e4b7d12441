"""ISBNs: found in text, checked, and brought to 13 digits (ISO 2108)."""

import re

from pipelines.patterns import Sieve

_LABELLED = Sieve(r"\bISBN(?:[-\s]?1[03])?\s*[:#]?\s*([0-9][0-9Xx \-‐‑–]{7,20}[0-9Xx])", re.IGNORECASE)
_BARE_13 = Sieve(r"(?<![\w-])97[89](?:[ -]?[0-9]){10}(?![\w-])")


def find_isbns(text: str) -> list[tuple[int, int, str]]:
    """Give `(start, end, isbn13)` for each ISBN with a valid check digit, label included in the span."""
    found = []
    for match in _LABELLED.finditer(text):
        isbn, length = _leading_isbn(match.group(1))
        if isbn is not None:
            found.append((match.start(), match.start(1) + length, isbn))
    for match in _BARE_13.finditer(text):
        isbn = to_isbn13(match.group())
        if isbn is not None and not any(start <= match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), isbn))
    return sorted(found)


def to_isbn13(written: str) -> str | None:
    """Give the 13 digits of an ISBN-10 or ISBN-13 however hyphenated, or None where the check digit does not fit."""
    digits = re.sub(r"[\s\-‐‑–]", "", written).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits) and _check_10(digits):
        stem = "978" + digits[:9]
        return stem + _check_digit_13(stem)
    if re.fullmatch(r"97[89][0-9]{10}", digits) and _check_digit_13(digits[:12]) == digits[12]:
        return digits
    return None


def _leading_isbn(written: str) -> tuple[str | None, int]:
    """Read the ISBN at the start of a run of digits, which may go on with a page or a second number."""
    for wanted in (13, 10):
        count = 0
        for position, letter in enumerate(written):
            count += letter.isdigit() or letter in "Xx"
            if count == wanted:
                isbn = to_isbn13(written[: position + 1])
                if isbn is not None:
                    return isbn, position + 1
                break
    return None, 0


def _check_10(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0


def _check_digit_13(stem: str) -> str:
    total = sum((1, 3)[index % 2] * int(digit) for index, digit in enumerate(stem))
    return str((10 - total % 10) % 10)
