"""Identifiers and retrieval notes of a reference: read first and masked, so that nothing else takes them."""

import re
from dataclasses import dataclass

from pipelines.extract.references.isbn import find_isbns
from pipelines.patterns import Sieve

# Stands where something was taken out; a boundary between segments that no text contains.
CUT = "\x1f"

URL = Sieve(r"(?:https?://|ftp://|www\.)[^\s<>\"“”«»]{3,500}", re.IGNORECASE)
_DOI = Sieve(r"(?:\bdoi\s*[:.]?\s*|https?://(?:dx\.)?doi\.org/)?\b(10\.[0-9]{4,9}/[^\s<>\"“”;]{1,200})", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATE = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+[0-9]{{4}}|{_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|"
    rf"th)?,?\s+[0-9]{{4}}"
    rf"|{_MONTH},?\s+[0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}[./][0-9]{{1,2}}[./][0-9]{{2,4}})"
)
_NOTES = (
    rf"\[?\(?\b(?:Retrieved|Accessed|Consulted|Last (?:accessed|viewed)|Viewed|Abgerufen am|Consulté le)\s*"
    rf"(?:on|am)?:?\s*{DATE}\]?\)?",
    rf"\bArchived(?: from the original)?(?: \([^()]{{1,30}}\))?(?: on)? {DATE}(?: at (?:the )?[A-Z][\w.]*"
    rf"(?: [A-Z]\w*)?)?",
    r"\b(?:OCLC|LCCN|JSTOR|PMID|PMC|S2CID|ASIN|Bibcode|ISSN|OL|SSRN|hdl|arXiv)\s*:?\s*[\w./\-]{3,40}",
    r"\((?:PDF|subscription required|registration required|help|in [A-Z][a-z]+(?:(?:,| and) [A-Z][a-z]+){0,3})\)",
    r"\[in [A-Z][a-z]+\]",
    r"\bMissing or empty \|?url=",
    r"\(?\b[0-9]{1,4} (?:pages|Seiten|S\.|pp?\.(?!\s?[0-9]))(?:\)|(?=[\s,;.]|$))",
    r"(?:[IVXLC]{1,6}[-–])[0-9]{1,4} p\.",
    r",?\s*\b[0-9]{1,3} vols?\b\.?",
    r"\((?:Director|Producer|Writer|Host|Executive Producer)s?\)\.?",
    r"[0-9]+[,.]?[0-9]* (?:euros?|Euro|€)",
)
_NOTE = re.compile("|".join(f"(?:{note})" for note in _NOTES))


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with `CUT` where an identifier or a note stood, and what was read."""

    text: str
    isbn13: str | None = None
    doi: str | None = None
    url: str | None = None


def mask(text: str) -> Masked:
    """Read ISBN, DOI and URL, and take them and the notes on retrieval out of `text`."""
    isbns = find_isbns(text)
    for start, end, _ in reversed(isbns):
        text = f"{text[:start]}{CUT}{text[end:]}"
    doi = _DOI.search(text)
    text = _DOI.sub(CUT, text)
    url = URL.search(text)
    text = _NOTE.sub(CUT, URL.sub(CUT, text))
    return Masked(
        text,
        isbn13=isbns[0][2] if isbns else None,
        doi=trim_address(doi.group(1)).lower() if doi else None,
        url=trim_address(url.group()) if url else None,
    )


def trim_address(address: str) -> str:
    """Take the sentence's punctuation off the end of a URL or DOI; a closing bracket stays if it was opened inside."""
    address = address.rstrip(".,;:!?'’*>")
    while address.endswith((")", "]")) and address.count("(") + address.count("[") < address.count(")") + address.count(
        "]"
    ):
        address = address[:-1].rstrip(".,;:!?'’")
    return address
