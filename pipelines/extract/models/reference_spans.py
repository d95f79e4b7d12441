"""The fields of a gold record as labelled spans of its string, however the set tells them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.extract.references.parse.masking import maskings_of
from pipelines.extract.references.parse.model import FIELDS, NOTE, OUTSIDE

Labelled = tuple[str, int, int]
Record = Mapping[str, Any]
_LABELS = {"year": "date", "num": OUTSIDE, "genre": NOTE, "series": NOTE, "note": NOTE, "other": NOTE, "org": NOTE}
_LEADS = {
    "container": r"(?:in|en|dans)\s*:?\s+",
    "editor": r"(?:in\s*:?\s+)?(?:(?:edited by|eds?\.(?: by)?|a cura di|a c\. di|hrsg\. v(?:on|\.)|h[rg]\. v\.)\s+)?",
    "translator": r"(?:translated by|trans\.|transl\.|trad\.)\s+",
    "volume": r"(?:vols?|volume|bd|band|tome|t|v)\b\.?\s*",
    "issue": r"(?:nos?|nr?|number|issue|heft)\b\.?\s*|n°\s*",
    "pages": r"(?:pages?|pp?|pgs?|s|seiten?)\b\.?\s*",
    "place": r"(?:at|in)\s+",
}
_TAILS = {
    "editor": r"[\s,]*[(\[]?(?:eds?|editors?|hrsg|hg|dirs?|coords?|orgs?|a cura di)\b\.?[)\]]?",
    "author": r"[\s,]*(?:et al|and others)\b\.?|[\s,]*\((?:trans|eds?)\.?\)",
    "translator": r"[\s,]*\(?(?:trans|transl)\b\.?\)?",
}
_EDGE = " \t\n,;:.()[]“”\"«»„‟'‘’*/–—-"
_KEEPS_STOP = re.compile(r"(?:\b[^\W\d_]|\b(?:Jr|Sr|ed|edn|Inc|Ltd|Co|gg|al))\.$")


def trimmed(raw: str, spans: Sequence[Labelled]) -> Iterator[Labelled]:
    """Take words and marks off the edges that belong to no field, and bring labels to the model's."""
    for given_label, given_start, given_end in spans:
        label = _LABELS.get(given_label, given_label)
        if label in FIELDS or label == NOTE:
            start, end = _inner(raw, label, *_edges(raw, given_start, given_end, label))
            start, end = _edges(raw, start, end, label)
            if start < end:
                yield (label, start, end)


def _inner(raw: str, label: str, start: int, end: int) -> tuple[int, int]:
    lead = re.match(_LEADS[label], raw[start:end], re.IGNORECASE) if label in _LEADS else None
    if lead and lead.end() < end - start:
        start += lead.end()
    tail = re.search(rf"(?:{_TAILS[label]})$", raw[start:end], re.IGNORECASE) if label in _TAILS else None
    return start, start + tail.start() if tail and tail.start() > 0 else end


def _edges(raw: str, start: int, end: int, label: str) -> tuple[int, int]:
    while start < end and raw[start] in _EDGE:
        start += 1
    while start < end and raw[end - 1] in _EDGE:
        if raw[end - 1] == "." and label in ("author", "editor", "translator", "edition") and _KEEPS_STOP.search(
            raw[start:end]
        ):  # fmt: skip
            break
        if raw[end - 1] == ")" and "(" in raw[start : end - 1]:
            break
        if raw[end - 1] == "]" and "[" in raw[start : end - 1]:
            break
        end -= 1
    return start, end


def given(_: str, record: Record) -> list[Labelled]:
    """Give the spans of a set that has offsets."""
    return [(label, start, end) for label, start, end in record["segs"]]


def in_order(raw: str, record: Record) -> list[Labelled]:
    """Find the segments of a set that gives them as strings in the order of the text; `6(1)` is volume and issue."""
    found: list[Labelled] = []
    position = 0
    for label, text in record["segs"]:
        start = raw.find(text, position)
        if start < 0:
            continue
        position = start + len(text)
        issue = record["fields"].get("issue") if label == "volume" else None
        both = re.search(rf"(?<=[\s(,.]){re.escape(issue)}(?!\w)", text) if issue else None
        if both:
            found += [("volume", start, start + both.start()), ("issue", start + both.start(), start + both.end())]
        else:
            found.append((label, start, position))
    return found


_ORDER = ("title", "container", "edition", "author", "editor", "translator", "publisher", "place", "pages", "issue",
          "volume", "year")  # fmt: skip
_BEFORE = {"pages": r"(?:\bp|\bpp|\b[Pp]ages?|\bS)\.?\s*$|[:,]\s*$", "volume": r"(?:[Vv]ol(?:ume)?|tomo|v)\.?\s*$",
           "issue": r"(?:no|nr|n)\.?\s*$|\(\s*$|/\s*$"}  # fmt: skip


def located(raw: str, record: Record) -> list[Labelled]:
    """Find values that come without offsets: the longest fields first, numbers by the word before them."""
    taken = [False] * len(raw)
    for masking in maskings_of(raw):
        taken[masking.start : masking.end] = [True] * (masking.end - masking.start)
    found: list[Labelled] = []
    for field in _ORDER:
        values = record["fields"].get(field)
        if not values:
            continue
        spans = [_best(raw, field, value, taken) for value in ([values] if isinstance(values, str) else values)]
        for start, end in (span for span in spans if span is not None):
            taken[start:end] = [True] * (end - start)
            found.append((field, *(_whole_date(raw, start, end) if field == "year" else (start, end))))
    return _joined(raw, found)


def _joined(raw: str, spans: list[Labelled]) -> list[Labelled]:
    """Make one span of the people of a list, with the marks and words between them."""
    joined: list[Labelled] = []
    for label, start, end in sorted(spans, key=lambda span: span[1]):
        if joined and joined[-1][0] == label and label in ("author", "editor", "translator"):
            between = raw[joined[-1][2] : start]
            if re.fullmatch(r"[\s,;&·/–-]*(?:(?:and|et|e|und|y)\s+)?", between):
                joined[-1] = (label, joined[-1][1], end)
                continue
        joined.append((label, start, end))
    return joined


def _best(raw: str, field: str, value: str, taken: Sequence[bool]) -> tuple[int, int] | None:
    places = [match.span() for match in re.finditer(re.escape(value), raw) if not any(taken[slice(*match.span())])]
    if field in _BEFORE:
        marked = [span for span in places if re.search(_BEFORE[field], raw[: span[0]])]
        places = marked or places
    if field in ("pages", "volume", "issue"):
        whole = [s for s in places if not re.match(r"\d", raw[s[1] : s[1] + 1]) and not raw[: s[0]][-1:].isdigit()]
        places = whole or places
    return places[0] if places else None


def _whole_date(raw: str, start: int, end: int) -> tuple[int, int]:
    """Widen a year to the date it stands in."""
    month = r"[A-Z][a-z]{2,8}\.?"
    before = re.search(rf"(?:{month} [0-9]{{1,2}},? |[0-9]{{1,2}} {month},? |(?<=[(]){month} )$", raw[:start])
    return (before.start() if before else start), end
