"""Dates in brackets: of the clause around them, of the work before them, or of a citation."""

from collections.abc import Sequence

from pipelines.extract.claims.timeline import Time
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.parse import Doc, Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span

_PUBLISHING = frozenset(
    "publish release issue write compose paint print appear produce direct make film record premiere star".split()
)
_PERIODS = frozenset("period era age dynasty reign rule war wars epoch regime phase time".split())
_AT = frozenset({"in", "at", "near"})
_BRACKET = 150
_CITING = frozenset({"al", "al.", "eds", "eds."})
_BETWEEN = frozenset({"(", ",", ".", "c.", "ca.", "’s", "'s"})


def is_citation(text: str, doc: Doc, index: int, time: Time) -> bool:
    """Tell whether a year, the token at `index`, stands behind a name in brackets: "(Miller & Sons, 1984)"."""
    before = text[max(0, time.start - _BRACKET) : time.start]
    if time.bracketed or len(time.edtf) != len("1984") or before.rfind("(") <= before.rfind(")"):
        return False
    token = _word_before(doc, index)
    named = token.pos_ == "PROPN" and token.ent_type_ not in ("GPE", "LOC")
    return bool(named or token.lower_ in _CITING)


def dates_clause(part: Parsed, works: Sequence[Span], unit: Unit, index: int) -> bool:
    """Tell whether a date alone in brackets is the clause's and not that of a work or person before it.

    `works` are the spans of titles in the document, `index` is the date's first token.
    """
    before = _word_before(part.doc, index)
    titled_unit = unit.kind in (UnitKind.APPOSITIVE, UnitKind.NAMED)
    if before.lower_ in _PERIODS or unit.head.lemma_ in _PUBLISHING or titled_unit:
        return True
    offset = part.end_of(before)
    titled = any(abs(span.end - offset) <= 1 for span in works)
    placed = before.ent_type_ in ("GPE", "LOC") or (before.dep_ == "pobj" and before.head.lower_ in _AT)
    cited = before.ent_type_ in ("PERSON", "WORK_OF_ART") or (before.pos_ == "PROPN" and not placed)
    return not (titled or cited or before.is_quote)


def _word_before(doc: Doc, index: int) -> Token:
    """The word before a date, brackets and commas between left out."""
    index = max(0, index - 1)
    while index > 0 and doc[index].text in _BETWEEN:
        index -= 1
    return doc[index]
