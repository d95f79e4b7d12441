"""LinkedBooks' references: tags that join all pieces of a kind, found again in the string."""

import re
from collections.abc import Mapping, Sequence

from pipelines.extract.models.reference_spans import Labelled, Record
from pipelines.extract.references.parse.model import NOTE

SCOPE = ("author", "year", "title", "publisher", "place", "volume", "pages")
_TAGS = {
    "publicationplace": "place",
    "pagination": "pages",
    "numbered_ref": "volume",
    "publicationspecifications": NOTE,
    "series": NOTE,
    "ref": NOTE,
    "tomo": NOTE,
    "date": NOTE,
    "archive_lib": NOTE,
    "column": "pages",
}


def tagged(raw: str, record: Record) -> list[Labelled]:
    """Find the pieces of LinkedBooks, whose tags join the pieces of a kind; behind "in" stand container and editor."""
    tags = record["tags"]
    inside = _inside(raw, tags)
    taken = [False] * len(raw)
    found: list[Labelled] = []
    for tag, value in sorted(tags.items(), key=lambda item: -len(item[1])):
        if tag in ("conjunction", "abbreviation"):
            continue
        for start, end in _pieces(raw, value, taken):
            taken[start:end] = [True] * (end - start)
            found += _labels(raw, tag, start, end, inside)
    return found


def _inside(raw: str, tags: Mapping[str, str]) -> int:
    """Give where the host of an article begins: behind "in", or at the quotation marks of a periodical."""
    word = tags.get("conjunction", "")
    match = re.search(rf"[,.”»\"]\s*{re.escape(word)}(?=\s)", raw) if word else None
    if match:
        return match.end()
    quoted = re.search(r"[,.”»]\s*([«“])(?=[^«»“”]{4,90}[»”])", raw)
    return quoted.start(1) if quoted and "publisher" not in tags else len(raw)


def _labels(raw: str, tag: str, start: int, end: int, inside: int) -> list[Labelled]:
    label = _TAGS.get(tag, tag)
    if tag == "publicationnumber-year":
        numbers = re.match(r"\W*(?:[Nn]\.?\s*|vol\.?\s*)?([0-9]+|[IVXLC]+)", raw[start:end])
        year = re.search(r"1[4-9][0-9]{2}|20[0-2][0-9]", raw[start:end])
        found = [("volume", start + numbers.start(1), start + numbers.end(1))] if numbers else []
        return found + ([("date", start + year.start(), start + year.end())] if year else [])
    if label == "title" and start < inside < end:
        return [("title", start, inside), ("container", inside, end)]
    if label == "title" and start >= inside:
        return [("container", start, end)]
    if label == "author" and (start >= inside or re.match(r"(?:a cura di|ed\.|eds\.|a c\. di|h[rg]\. v)", raw[start:])):
        return [("editor", start, end)]
    if label == "volume" and re.match(r"[0-9]+ v", raw[start:end]):
        return [(NOTE, start, end)]
    return [(label, start, end)]


def _pieces(raw: str, value: str, taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Give where the text of a tag stands; it is cut in two where it stands in two places."""
    whole = _free(raw, value, taken)
    if whole is not None:
        return [whole]
    words = value.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        left = _free(raw, " ".join(words[:cut]), taken)
        right = _free(raw, " ".join(words[cut:]), taken, left[1]) if left else None
        if left and right:
            return [left, right]
    return []


def _free(raw: str, value: str, taken: Sequence[bool], since: int = 0) -> tuple[int, int] | None:
    start = raw.find(value, since)
    while start >= 0:
        if not any(taken[start : start + len(value)]):
            return start, start + len(value)
        start = raw.find(value, start + 1)
    return None


_CREDIT = re.compile(r"\(?\s?\b(?:a cu\s?-?\s?ra (?:di)?|a c\. di|edd?\.|h[rg]\. v\.|Hrsg\.)\s?\)?")


def fields(tags: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of LinkedBooks: titles of host and part are one field there, so are authors and editors."""
    names = {"publicationplace": "place", "pagination": "pages"}
    kept = ("author", "title", "year", "publisher", "volume", *names)
    found = {names.get(tag, tag): value for tag, value in tags.items() if tag in kept}
    if "author" in found:
        found["author"] = _CREDIT.sub(" ", found["author"])
    numbered = tags.get("publicationnumber-year", "")
    year = re.search(r"1[4-9][0-9]{2}|20[0-2][0-9]", numbered)
    volume = re.match(r"\W*(?:[Nn]\.?\s*|vol\.?\s*)?([0-9]+|[IVXLC]+)(?!\w)", numbered)
    if year and "year" not in found:
        found["year"] = year.group()
    if volume and "volume" not in found:
        found["volume"] = volume.group(1)
    return found
