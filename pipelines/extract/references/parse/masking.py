"""Identifiers and notes of retrieval in a reference, found before anything else is read."""

import re
from typing import NamedTuple

from pipelines.extract.references.identifiers import DATE, URL, trim_address
from pipelines.extract.references.isbn import find_isbns
from pipelines.patterns import Sieve


class Masking(NamedTuple):
    """A stretch `[start, end)` that is read as one token: what it is, and the identifier in its normal form."""

    start: int
    end: int
    kind: str
    value: str


_DOI = Sieve(
    r"(?:\bdoi\s*[:.]?\s*|https?://(?:dx\.)?doi\.org/\s?)?(?<![\w.])(?P<value>10\.[0-9]{4,9}/[^\s<>\"“”;]{1,200})",
    re.IGNORECASE,
)
_ARXIV = Sieve(
    r"(?:\[\s?)?(?:\barxiv\s?:\s?(?:[a-z-]+/)?(?P<new>[0-9]{4}\s?\.\s?[0-9]{4,5}(?:v[0-9])?|[a-z][a-z.-]{1,20}/[0-9]{7}"
    r"(?:v[0-9])?|[0-9]{7})|\b(?P<old>(?:hep\s?-\s?(?:th|ph|ex|lat)|gr\s?-\s?qc|astro\s?-\s?ph|cond\s?-\s?mat|"
    r"quant\s?-\s?ph|nucl\s?-\s?(?:th|ex)|math(?:-ph|\.[A-Z]{2})?|cs\.[A-Z]{2}|physics|nlin)\s?/\s?[0-9]{7}(?:v[0-9])?)|"
    r"(?<=[,;\[(\]])\s?(?P<bare>(?:0[7-9]|1[0-9]|2[0-9])(?:0[1-9]|1[0-2])\s?\.\s?[0-9]{4,5}(?:v[0-9])?)(?![\w.-]*[0-9]))"
    r"(?:\s?\[[a-z-]{2,10}(?:\.[A-Za-z-]{2,6})?\])?\]?",
    re.IGNORECASE,
)
_BAD_ISBN = Sieve(r"\bISBN(?:[-\s]?1[03])?\s*[:#]?\s*(?P<value>[0-9A-Za-z][0-9A-Za-z \-‐‑–]{7,20}[0-9A-Za-z])")
_ISSN = re.compile(r"\b(?:e-?)?ISSN\s*:?\s*(?P<value>[0-9]{4}[-‐‑–]?[0-9]{3}[0-9Xx])\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?P<kind>OCLC|LCCN|JSTOR|PMID|PMC|S2CID|ASIN|Bibcode|OL|SSRN|hdl|MR|Zbl)\s*:\s?(?P<value>[\w./\-]{3,40})|"
    r"\b(?P<bare>OCLC|LCCN|JSTOR|PMID|PMC|S2CID|ASIN|SSRN)\s?(?P<number>[\w./\-]*[0-9][\w/\-]*)"
)
_ACCESSED = re.compile(
    rf"\[?\(?\b(?:(?:Date )?(?:Retrieved|Accessed|Consulted|Last (?:accessed|viewed|visited)|Viewed|Visited)|"
    rf"[Aa]bgerufen|[Cc]onsultée?|[Aa]cesso em|[Cc]onsultado)\s*(?:on|am|le|el|em)?:?\s*(?P<value>{DATE})"
    rf"(?:,? from)?\]?\)?",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    rf"\bArchived(?: (?:PDF|copy))?(?: from the original)?(?: \([^()]{{1,30}}\))?(?: on)? (?P<value>{DATE})"
    rf"(?: at (?:the )?[A-Z][\w.]*(?: [A-Z]\w*)?)?"
)
_REMARK = re.compile(
    r"\((?P<value>PDF|subscription required|registration required|help|in [A-Z][a-z]+(?:(?:,| and) [A-Z][a-z]+){0,3})\)"
    r"|\[in [A-Z][a-z]+\]|\bMissing or empty \|?url=",
)
_NUMBER_NAMES = ("OCLC", "LCCN", "JSTOR", "PM", "S2CID", "ASIN", "Bibcode", "OL", "SSRN", "hdl", "MR", "Zbl")
# Each kind of note, letters without which there is none, and its form.
_NOTES = (
    ("issn", ("issn",), _ISSN),
    ("accessed", ("etrieved", "ccessed", "onsult", "iewed", "isited", "abgerufen", "acesso"), _ACCESSED),
    ("archived", ("archived",), _ARCHIVED),
    ("remark", ("(", "[in ", "missing"), _REMARK),
)


def maskings_of(text: str) -> list[Masking]:
    """Give the identifiers, URLs, dates of access and remarks of `text`, sorted, none over another.

    Values: `isbn` has 13 digits; `isbn_invalid` is as written, because its check digit or its letters are wrong;
    `doi` is lower case; `url` has no punctuation of the sentence at its end.
    """
    low = text.casefold()
    found: list[Masking] = []
    if "isbn" in low or "97" in text:
        found += [Masking(start, end, "isbn", isbn) for start, end, isbn in find_isbns(text)]
    if "10." in text:
        for match in _DOI.finditer(text):
            value = trim_address(match.group("value"))
            found.append(Masking(match.start(), match.start("value") + len(value), "doi", value.lower()))
    if "http" in low or "www." in low or "ftp:" in low:
        for match in URL.finditer(text):
            value = trim_address(match.group())
            found.append(Masking(match.start(), match.start() + len(value), "url", value))
    for kind, hints, pattern in _NOTES:
        if any(hint in low for hint in hints):
            for match in pattern.finditer(text):
                found.append(Masking(match.start(), match.end(), kind, match.group("value") or match.group()))
    for match in _ARXIV.finditer(text):
        value = match.group("new") or match.group("old") or match.group("bare")
        found.append(Masking(match.start(), match.end(), "arxiv", re.sub(r"\s", "", value)))
    if any(hint in text for hint in _NUMBER_NAMES):
        for match in _NUMBERED.finditer(text):
            kind = (match.group("kind") or match.group("bare")).lower()
            value = match.group("value") or match.group("number")
            found.append(Masking(match.start(), match.end(), kind, value.rstrip(".,;")))
    if "ISBN" in text:
        found += _invalid_isbns(text)
    return _without_overlaps(found)


def _invalid_isbns(text: str) -> list[Masking]:
    found = []
    for match in _BAD_ISBN.finditer(text):
        value = re.split(r"[ ](?=[^\W\d_]{2}|[0-9]{1,3}$)", match.group("value"))[0]
        if sum(letter.isdigit() for letter in value) >= 5:
            found.append(Masking(match.start(), match.start("value") + len(value), "isbn_invalid", value))
    return found


def _without_overlaps(found: list[Masking]) -> list[Masking]:
    """Keep the first found of those that share text; a DOI in a URL is found before the URL."""
    taken: list[Masking] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return sorted(taken)
