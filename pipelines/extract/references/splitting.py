"""A note with several references: where each begins and ends.

Notes part references with semicolons and lead from one to the next with words such as "see also" and "quoted in".
"""

import re
from collections.abc import Iterator

from pipelines.extract.references.entries import entry_signals, stripped_start
from pipelines.extract.rows import Span

# No note is read further; what stands behind goes with the last reference.
LONGEST_NOTE = 20_000
_OPENING, _CLOSING = "([{“«„", ")]}”»"
_SIGNALS = (
    r"(?:but )?(?:see(?: also| especially| further| in particular)?(?:,? e\.\s?g\.,?)?|cf\.|compare|contrast|"
    r"(?:as )?(?:quoted|cited|reprinted|reproduced|translated) (?:in|by|from)|qtd\. in|reviewed in|"
    r"siehe(?: auch)?|vgl\.(?: auch)?|zit(?:iert)?\.? nach|voir(?: aussi)?|cité (?:dans|par)|vedi(?: anche)?|"
    r"véase(?: también)?|см\.(?: также)?|цит\. по)[:,]?"
)
_LEAD = re.compile(rf"(?:and |also )?(?:for [^.;:]{{3,80}}?, )?{_SIGNALS}\s+", re.IGNORECASE)
_PART = re.compile(
    rf";\s+|(?<=[.,)\]”\"0-9])\s+(?=(?:{_SIGNALS})\s+[\"“«A-ZÀ-ÖØ-ÞА-Я])|"
    r"(?<=[a-z.)”\"]),\s+(?=(?:quoted|cited|qtd\.) in\s)",
    re.IGNORECASE,
)
# What makes a stretch a reference, though it has no marks of an entry: a short form or a year behind a name.
_SHORT = re.compile(
    r"\b(?i:ibid|ibidem|op\. ?cit|loc\. ?cit|idem|ebd)\b|"
    r"^(?:(?:[^\W\d_a-zß-ÿ][\w.’'-]{0,40}|and|und|et|al\.?|&|von|van|de|der|di|la),? ){1,8}"
    r"\(?(?:1[4-9]|20)[0-9]{2}[a-z]?\b|"
    r"^[^\W\d_a-zß-ÿ][^.;]{3,100},\s*(?:pp?\.\s*)?[0-9]{1,4}(?:\s?[-–]\s?[0-9]{1,4})?\.?$"
)
_PROSE = re.compile(
    r"(?:He|She|It|They|We|I|This|That|These|Those|There|The|In|On|At|By|So|But|And|As|No|Not|All|Some|Most|Both|Many|"
    r"His|Her|Its|Their|Our|When|While|After|Before|Although|Though|However|According|For|If|What|One) [^\W\d_A-Z]"
)


def split_note(text: str) -> list[Span]:
    """Give the spans of the references in a note, in `text`'s own offsets; none where it has none.

    A note with one reference is it from end to end. In one with several, words that lead to a reference and stretches
    of prose belong to none.
    """
    pieces = list(_pieces(text))
    references = [span for span in pieces if _is_reference(text[span.start : span.end])]
    if len(pieces) < 2 or not references:
        return [Span(0, len(text))] if _is_reference(text) else []
    return references


def _pieces(text: str) -> Iterator[Span]:
    """Yield the stretches between the places that part references; what does not stand by itself joins the next."""
    start = 0
    for match in _part_places(text[:LONGEST_NOTE]):
        left, right = text[start : match.start()], text[match.end() : match.end() + 300]
        if _stands_alone(left) and _begins(right):
            yield from _trimmed(text, start, match.start())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _part_places(text: str) -> Iterator[re.Match[str]]:
    """Yield the places outside of brackets and quotation marks."""
    depth, at, quoted = 0, 0, False
    for match in _PART.finditer(text):
        for letter in text[at : match.start()]:
            if letter in _OPENING:
                depth += 1
            elif letter in _CLOSING:
                depth = max(0, depth - 1)
            elif letter == '"':
                quoted = not quoted
        at = match.start()
        if depth == 0 and not quoted:
            yield match


def _stands_alone(left: str) -> bool:
    """Tell whether what stands before a place is over: more than a list of names, or prose that leads on."""
    bare = left.strip()
    return bool(re.search(r"[0-9”\"»]|\b(?:ibid|idem|op\. ?cit)", bare[:2_000])) or bare.endswith(".") or len(bare) > 80


def _begins(right: str) -> bool:
    lead = _LEAD.match(right)
    rest = right[lead.end() :] if lead else right
    return bool(re.match(r"[\"“«„]?(?:[^\W\d_]|[0-9]{3})", rest)) and (lead is not None or _is_reference(rest))


def _is_reference(piece: str) -> bool:
    """Tell a reference; a sentence with no more than a year or a quotation in it is none."""
    signals = entry_signals(piece)
    return signals > (1 if _PROSE.match(piece) else 0) or _SHORT.search(piece[:400]) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretch without the word that leads to it and the space and semicolon around it."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    start += stripped_start(text[start : min(end, start + 400)])
    end = start + len(text[start:end].rstrip(" ,;\n\t"))
    if start < end:
        yield Span(start, end)
