"""Titles in quotation marks, told from speech, scare quotes and nicknames by the words around them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import name_key
from pipelines.extract.parsed import Parsed
from pipelines.extract.references import words
from pipelines.extract.references.titles import SMALL, is_titled, word_count
from pipelines.extract.rows import Reference, ReferenceKind, Span

_QUOTED = re.compile(
    r"“([^“”\n]{1,200})”|«([^«»\n]{1,200})»|(?<!\w)\"([^\"\n]{1,200})\"(?!\w)|(?<!\w)‘([^‘’\n]{1,120})’(?!\w)"
)
_REACH = 90
_CUE_BEFORE = re.compile(
    rf"(?:^|[\s(‘“\"])(?P<noun>{words.NOUN})s?,?(?:\s+(?:{words.CALLED}))?[,:]?\s*$", re.IGNORECASE
)
_PLURAL_BEFORE = re.compile(
    rf"\b(?P<noun>{words.PLURAL})\s*(?:,?\s*(?:like|such as|including|called|titled|entitled|namely)|:)?\s*$",
    re.IGNORECASE,
)
_TITLED_BEFORE = re.compile(r"\b(?:entitled|titled)[,:]?\s*$", re.IGNORECASE)
_CUE_AFTER = re.compile(
    rf"^[,.]?\s*(?:\([^()]{{0,60}}\)\s*)?(?:,|:|–|—|is|was|,\s*which (?:is|was))?\s*(?:a|an|the|his|her|their|"
    rf"one of the)\s+"
    rf"(?:[\w’'-]+,?\s+){{0,5}}?(?P<noun>{words.NOUN})s?\b",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(rf"^\s+(?P<noun>{words.NOUN}|section|episode|page)\b", re.IGNORECASE)
_SAYING_BEFORE = re.compile(
    r"\b(?:said|says|saying|say|asked|asks|replied|replies|declared|declares|exclaimed|stated|states|shouted|"
    r"chant(?:ed|s)?|"
    r"slogan|motto|nicknamed|dubbed|title|rank|award|order|medal|prize|office|post|so-called|term|word|phrase|"
    r"called|calls|"
    r"named|name|as|being|was|is|were|are)(?:\s+(?:of|at first|the|a|an|him|her|it|them))*[,:]?\s*$", re.IGNORECASE
)  # fmt: skip
_SAYING_AFTER = re.compile(
    r"^\s*,?\s*(?:he|she|they|[A-Z]\w+)?\s*(?:said|says|asked|replied|declared|exclaimed|shouted|added)\b"
)
_POSSESSIVE_BEFORE = re.compile(r"(?:[’']s|s[’']|\b(?:his|her|their|its))\s*$", re.IGNORECASE)
_WROTE_BEFORE = re.compile(
    r"\b(?:wrote|writes|authored|composed|penned|published|directed|reads?|watch(?:ed)?|sang|sings?|sung|performed|recited|"
    r"recorded|staged|in|from|like|see|to)\s*$",
    re.IGNORECASE,
)
_ATTRIBUTION_BEFORE = re.compile(r"[.!?][\"”]?\s+[A-Z][^\".“”]{2,50},\s*$")
_GLOSS_BETWEEN = re.compile(r"\s*[,;]?\s*\((?:literally,?\s*|or,?\s*)?$")
_YEAR_AFTER = re.compile(r"^[,.]?\s*\((?:[A-Z][^()]{0,40},\s*)?(1[0-9]{3}|20[0-9]{2})\)")
_CREATIVE = re.compile(
    r"\b(?:stor(?:y|ies)|novels?|poems?|songs?|films?|plays?|books?|essays?|articles?|episodes?|paintings?|works?)\b"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch in quotation marks: its span with the marks, and the words inside without closing punctuation.

    `text` is the text of its passage.
    """

    span: Span
    title: str
    part: Parsed
    text: str


def quoted_stretches(part: Parsed) -> list[Quoted]:
    """Give what stands between quotation marks in a passage, in order."""
    found = []
    text = part.text
    for match in _QUOTED.finditer(text):
        inside = next(group for group in match.groups() if group is not None)
        title = inside.strip().rstrip(",.;:").strip()
        if title:
            span = Span(part.passage.start + match.start(), part.passage.start + match.end())
            found.append(Quoted(span, title, part, text))
    return found


def quoted_titles(annotated: Annotated) -> list[Reference]:
    """Give the works whose titles stand in quotation marks; what a cue tells once is a title wherever it is marked."""
    parts = [quoted_stretches(part) for part in annotated.parsed]
    known: dict[str, Reference] = {}
    for stretches in parts:
        for reference in _titles_among(annotated, stretches, {}):
            known.setdefault(name_key(reference.title or ""), reference)
    return [reference for stretches in parts for reference in _titles_among(annotated, stretches, known)]


def _titles_among(annotated: Annotated, stretches: Sequence[Quoted], known: Mapping[str, Reference]) -> list[Reference]:
    heads = _glosses(annotated, stretches)
    here: list[Reference] = []
    for stretch in stretches:
        again = known.get(name_key(stretch.title))
        reference = heads.get(stretch.span) or _judge(annotated, stretch)
        if reference is None and again is not None:
            reference = replace(again, span=stretch.span, year=None, confidence=0.75)
        reference = reference or _gloss(annotated, stretch, here)
        if reference is not None:
            here.append(reference)
    return here


def _judge(annotated: Annotated, quoted: Quoted) -> Reference | None:
    """Weigh the cues of one stretch; None where it is no title."""
    before, after = _around(quoted)
    titled = is_titled(quoted.title)
    entry = annotated.authority.find_work(quoted.title)
    noun, sure = _cue(quoted, before, after, titled)
    if noun is None and not sure and entry is None and not _reads_as_title(quoted, before, after, titled):
        return None
    year = _YEAR_AFTER.match(after)
    confidence = 0.9 if noun or entry else 0.75 if sure else 0.6
    return Reference(
        quoted.span, ReferenceKind.WORK_MENTION, title=quoted.title, year=year.group(1) if year else None,
        type=words.type_of(noun) if noun else entry.work_type if entry else None, confidence=confidence,
    )  # fmt: skip


def _around(quoted: Quoted) -> tuple[str, str]:
    start = quoted.span.start - quoted.part.passage.start
    end = quoted.span.end - quoted.part.passage.start
    return quoted.text[max(0, start - _REACH) : start], quoted.text[end : end + _REACH]


def _cue(quoted: Quoted, before: str, after: str, titled: bool) -> tuple[str | None, bool]:
    """Give the noun that says what work it is, if any, and whether the words around leave no doubt."""
    if not quoted.title[0].isupper() and not quoted.title[0].isdigit():
        return None, bool(_TITLED_BEFORE.search(before)) and word_count(quoted.title) <= 12
    match = _CUE_BEFORE.search(before) or _PLURAL_BEFORE.search(before)
    if match and (titled or not before.rstrip().endswith((",", ":"))) and _closes_like_a_title(quoted):
        return match.group("noun"), True
    if titled:
        match = _CUE_AFTER.search(after) or _NOUN_AFTER.search(after)
        if match:
            return match.group("noun"), True
        return None, bool(_TITLED_BEFORE.search(before) or _YEAR_AFTER.match(after))
    return None, bool(_TITLED_BEFORE.search(before) or _is_attribution(quoted, before, after))


def _is_attribution(quoted: Quoted, before: str, after: str) -> bool:
    """Tell the title at the end of a pull quote: `… to come." Jane Doe, "The Years Ahead"`."""
    said = _SAYING_BEFORE.search(before) or re.search(r"\b(?:said|says|wrote|added|asked)\b", before[-30:])
    return (
        bool(_ATTRIBUTION_BEFORE.search(before)) and not said and not after.strip() and word_count(quoted.title) <= 12
    )


def _closes_like_a_title(quoted: Quoted) -> bool:
    """Tell a title from a sentence that is quoted: few words, and no sentence end within."""
    return word_count(quoted.title) <= 16 and not re.search(r"[.!?]\s+[A-Z]", quoted.title)


def _reads_as_title(quoted: Quoted, before: str, after: str, titled: bool) -> bool:
    """Tell a title without a cue noun: capitals throughout, in a place where titles stand."""
    size = word_count(quoted.title)
    if not titled or size < 2 or _names_an_office(quoted.title) or _SAYING_AFTER.match(after):
        return False
    if _SAYING_BEFORE.search(before) or _modifies(quoted):
        return False
    if _POSSESSIVE_BEFORE.search(before) or _WROTE_BEFORE.search(before):
        return True
    small = any(word in SMALL for word in quoted.title.split())
    return size >= 4 and small


def _names_an_office(title: str) -> bool:
    return any(word.strip(",.").casefold() in words.OFFICES for word in title.split())


def _modifies(quoted: Quoted) -> bool:
    """Tell whether the stretch stands before a noun that it describes, as in `the "Old Guard" policies`."""
    tokens = quoted.part.tokens(quoted.span)
    if tokens is None or tokens.end >= len(quoted.part.doc):
        return False
    following = quoted.part.doc[tokens.end]
    return following.pos_ in ("NOUN", "PROPN", "ADJ") and following.text[:1].islower()


def _gloss(annotated: Annotated, quoted: Quoted, here: Sequence[Reference]) -> Reference | None:
    """Take a title in brackets behind a title as the same work under another title."""
    if not here or not quoted.title[0].isupper() or not is_titled(quoted.title):
        return None
    between = annotated.document.text[here[-1].span.end : quoted.span.start]
    near = re.search(r"[(;][^()]{0,80}$", between) and "." not in between and len(between) < 120
    if _GLOSS_BETWEEN.fullmatch(between) or (
        near and re.search(r"translat|also (?:called|known|titled)|literally", between + _around(quoted)[1])
    ):
        return Reference(
            quoted.span,
            ReferenceKind.WORK_MENTION,
            work=here[-1].work or here[-1].title,
            title=quoted.title,
            type=here[-1].type,
            confidence=0.8,
        )
    return None


def _glosses(annotated: Annotated, stretches: Sequence[Quoted]) -> dict[Span, Reference]:
    """Give both titles of each `"Title" ("Its Translation")` where a cue or the passage tells of stories or films."""
    found: dict[Span, Reference] = {}
    for head, gloss in pairwise(stretches):
        between = annotated.document.text[head.span.end : gloss.span.start]
        if between.strip() != "(" or not (is_titled(head.title) and is_titled(gloss.title)):
            continue
        judged = _judge(annotated, head)
        if judged is None and not _CREATIVE.search(head.text):
            continue
        known = judged or Reference(head.span, ReferenceKind.WORK_MENTION, title=head.title, confidence=0.7)
        found[head.span] = known
        found[gloss.span] = replace(known, span=gloss.span, work=head.title, title=gloss.title)
    return found
