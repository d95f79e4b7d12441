"""From the labels of tokens to fields: runs of a label, trimmed to what belongs to the field, with their spans."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipelines.extract.references.parse.model import NOTE, OUTSIDE
from pipelines.extract.references.parse.tokens import Token

PEOPLE = ("author", "editor", "translator")
_EDGE = frozenset(' \t\n\r\f\v,;:.()[]{}“”"«»„‟‘`*/–—-−|·•=')
_ONE_PIECE = frozenset(("volume", "issue", "pages", "date", "edition"))
_STOPPED = frozenset((*PEOPLE, "edition", "publisher"))
_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}
_KEEPS_STOP = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Bros|Jr|Sr|ed|eds|edn|etc|gg|al|vols?|Mass|Conn|Calif|Ill|Aufl))\.$"
)
_YEAR = re.compile(
    r"(?<![0-9])(?:1[4-9][0-9]{2}|20[0-4][0-9])(?![0-9])(?:\s?[–—/-]\s?(?:(?:1[4-9]|20)[0-9]{2}|[0-9]{2})(?![0-9-]))?"
)
_NUMBER_LEADS = re.compile(
    r"(?:vols?|volumes?|bd|band|tom[eo]?|t|v|nos?|nr?|number|issue|heft|pages?|pp?|pgs?|pag|s|seiten?|в|с)\b\.?\s*|"
    r"[№#°º]\s*",
    re.IGNORECASE,
)

_CREDIT = re.compile(
    r"(?:in:?|by|ed(?:ited)?\.?(?: by)?|eds\.(?: by)?|trans\.|translated by|a cura di|a c\. di|"
    r"h(?:rs)?g\. v(?:on|\.))\s+",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """One field (or stretch of one) at `[start, end)` of the string, and how sure its labels are, 0 to 1.

    `others` holds the other fields that a doubted stretch may be, with their mean probability.
    """

    field: str
    start: int
    end: int
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


def runs(
    text: str, tokens: Sequence[Token], labels: Sequence[str], sure: Sequence[float],
    rivals: Mapping[int, Mapping[str, float]],
) -> list[Found]:  # fmt: skip
    """Give the stretches of each label in the order of the text; marks between two of the same label join them."""
    found: list[Found] = []
    index = 0
    while index < len(tokens):
        label = labels[index]
        if label in (OUTSIDE, NOTE):
            index += 1
            continue
        last = index
        for following in range(index + 1, len(tokens)):
            if labels[following] == label:
                last = following
            elif (
                labels[following] != OUTSIDE
                or label in _ONE_PIECE
                or following - last > 2
                or _is_word(tokens[following])
            ):
                break
        confidence = sum(sure[index : last + 1]) / (last + 1 - index)
        start, end = trimmed(text, label, tokens[index].start, tokens[last].end)
        if start < end:
            others = _others(rivals, index, last) if rivals else ()
            found.append(Found(label, start, end, confidence, others))
        index = last + 1
    return found


def _is_word(token: Token) -> bool:
    return token.text[0].isalnum() or token.text[0] == "<"


def _others(rivals: Mapping[int, Mapping[str, float]], first: int, last: int) -> tuple[tuple[str, float], ...]:
    """Give the fields that tokens `[first, last]` may be instead, with their mean probability over all of them."""
    sums: dict[str, float] = {}
    for index in range(first, last + 1):
        for label, chance in rivals.get(index, {}).items():
            sums[label] = sums.get(label, 0.0) + chance
    return tuple((label, total / (last + 1 - first)) for label, total in sorted(sums.items()))


def trimmed(text: str, label: str, start: int, end: int) -> tuple[int, int]:
    """Move the edges of a field inwards over marks; a stop stays behind an abbreviation, a bracket with its partner."""
    if label in PEOPLE:
        lead = _CREDIT.match(text, start, end)
        start = lead.end() if lead and lead.end() < end else start
    if label in ("volume", "issue", "pages"):
        lead = _NUMBER_LEADS.match(text, start, end)
        start = lead.end() if lead and lead.end() < end else start
    while start < end and text[start] in _EDGE and not _pair_inside(text, start, end):
        start += 1
    while start < end and text[end - 1] in _EDGE:
        if (
            text[end - 1] == "."
            and label not in ("volume", "issue", "pages", "date")
            and _stays(text, label, start, end)
        ):
            break
        opener = _PAIRS.get(text[end - 1])
        if opener and text.count(opener, start, end) >= text.count(text[end - 1], start, end):
            break
        if text[end - 1] == '"' and text.count('"', start, end) % 2 == 0:
            break
        end -= 1
    if label in _STOPPED and text.startswith(".", end) and _KEEPS_STOP.search(text, max(start, end - 12), end + 1):
        end += 1
    return start, end


def _pair_inside(text: str, start: int, end: int) -> bool:
    """Tell whether the bracket at `start` closes before the field ends, and more of the field follows."""
    closing = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}.get(text[start])
    if closing is None:
        return False
    close = text.find(closing, start + 1, end)
    return 0 < close < end - 2 and any(letter.isalnum() for letter in text[close + 1 : end])


def _stays(text: str, label: str, start: int, end: int) -> bool:
    return _KEEPS_STOP.search(text, max(start, end - 12), end) is not None and (
        label in PEOPLE or label in ("edition", "publisher", "place") or not _lone_letter(text, end)
    )


def _lone_letter(text: str, end: int) -> bool:
    return (
        not re.search(r"\.\s?[^\W\d_]\.$", text[max(0, end - 6) : end])
        and len(text[max(0, end - 12) : end].rsplit(maxsplit=1)[-1]) == 2
    )


def year_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give where the year of a date stands, a span of years whole; one in square brackets only where no other is."""
    matches = list(_YEAR.finditer(text, start, end))
    plain = [match for match in matches if text[match.start() - 1 : match.start()] != "["]
    for match in plain or matches:
        if re.match(r"-[0-9]{2}-[0-9]{2}", text[match.start() + 4 : end]):
            return match.start(), match.start() + 4
        return match.span()
    return None
