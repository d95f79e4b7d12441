"""Works without a title that one text is unmistakably meant by: `a poster issued in 1920 by …`, `her diary`."""

import re
from collections.abc import Iterator

from pipelines.extract.annotation import Annotated
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.references import words
from pipelines.extract.references.names import split_name
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.patterns import Sieve
from pipelines.readers.document import PassageKind

_MAKING = frozenset(
    "issue publish release write direct print paint draw broadcast air record produce make post film photograph "
    "pen author "
    "feature show depict star circulate".split()
)
# Tokens of the longest description read.
_LONGEST_TAIL = 40
# Prepositions behind a participle of the present that say where the work was, not what it shows.
_LEAVING = frozenset({"from", "on", "to"})
# Nouns of works that only their owner's name tells apart.
_OWNED = (
    "testament|diary|diaries|memoirs?|autobiography|manifesto|notebooks|last letter|suicide note|will and testament"
)
_POSSESSED = Sieve(
    rf"(?P<owner>(?<!\w)(?:[^\W\d_][\w’'.-]{{0,40}}\s+){{0,3}}?[^\W\d_][\w.-]{{0,40}}[’']s?|\b(?:his|her|their|His|Her|Their))\s+"
    rf"(?P<words>(?:[a-z-]+\s+){{0,2}})(?P<noun>{_OWNED})\b"
)
_WRITING_IN = Sieve(
    r"\b(?:writ(?:es?|ing|ten)|wrote|argu(?:es?|ed|ing)|post(?:ed|ing)?|recall(?:s|ed|ing)?|stated?|claim(?:s|"
    r"ed|ing)?|said|says)\s+(?:\w+\s+)?in\s+"
    r"(?P<work>an?\s+(?:[\w-]+\s+){0,3}?(?P<noun>blog post|post|article|essay|op-ed|editorial|column|letter|"
    r"pamphlet|report|paper|memo|review))\b",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"(?:An? |The )?(?P<noun>Icon|Portrait|Painting|Poster|Engraving|Cartoon|Drawing|Mural|Caricature|"
    r"Lithograph|Fresco|Photograph) "
    r"(?:of|by) [^\n]{2,120}"
)
_ARCHIVED = Sieve(
    r"\b(?:Letters|Papers|Correspondence|Diaries|Notebooks|Manuscripts?) (?:to|of|from|by) [^\W\d_][^.,;()\n]{1,60}? "
    r"in the (?P<where>[^\W\d_][^.,;()\n]{1,50}? (?:[Aa]rchives?|[Cc]ollection|[Ll]ibrary))\b"
)
_OPENING = frozenset("In From To For By On At And But The A An As With Of According".split())
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")


def described_works(annotated: Annotated) -> list[Reference]:
    """Give the untitled works that the text describes so that one work is meant."""
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _made(annotated, part)
        found += _by_someone(annotated, part)
        found += _possessed(annotated, part)
        found += _written_in(part)
        found += _pictured(part)
        found += _archived(part)
    return found


def _made(annotated: Annotated, part: Parsed) -> Iterator[Reference]:
    """`an infamous poster issued in 1920 by the ministry`: a noun for works with a participle of making."""
    for token in part.doc:
        if words.type_of(token.text) is None or not _is_described(token):
            continue
        for child in token.rights:
            if (
                child.dep_ == "acl"
                and child.lemma_ in _MAKING
                and child.tag_ in ("VBN", "VBG")
                and list(child.children)
            ):
                yield _noun_phrase(annotated, part, token, child)
                break


def _by_someone(annotated: Annotated, part: Parsed) -> Iterator[Reference]:
    """`the post by an unknown author on a site`: a noun for works with its maker."""
    for token in part.doc:
        if words.type_of(token.text) is None or not _is_described(token):
            continue
        for child in token.rights:
            if child.lower_ == "by" and child.dep_ in ("prep", "agent") and child.i == token.i + 1:
                yield _noun_phrase(annotated, part, token, child)
                break


def _is_described(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(
        child.dep_ == "det" and child.lower_ in ("a", "an", "the") for child in token.lefts
    )


def _noun_phrase(annotated: Annotated, part: Parsed, noun: Token, tail: Token) -> Reference:
    """Give the phrase from the article to the end of its tail, cut at the first comma behind the tail's head."""
    first = min(token.i for token in noun.lefts)
    last, edge = tail.i, min(tail.right_edge.i, tail.i + _LONGEST_TAIL)
    while last < edge and not part.doc[last + 1].is_punct:
        if tail.tag_ == "VBG" and part.doc[last + 1].lower_ in _LEAVING:
            break
        last += 1
    span = Span(part.at(part.doc[first]), part.end_of(part.doc[last]))
    text = annotated.text(span)
    year = _YEAR.search(text)
    maker = next(
        (m for m in annotated.cast.within(span) if " by " in annotated.document.text[span.start : m.span.start]), None
    )
    label = f"{maker.named.name} {noun.text}" if maker else re.sub(r"^(?:an?|the)\s+", "", text, flags=re.IGNORECASE)
    return Reference(
        span, ReferenceKind.WORK_MENTION, work=label, type=words.type_of(noun.text), confidence=0.6,
        year=year.group(1) if year else None,
        publisher=annotated.text(maker.span) if maker and maker.named.kind == "organisation" else None,
        names=(split_name("author", annotated.text(maker.span)),) if maker else (),
    )  # fmt: skip


def _possessed(annotated: Annotated, part: Parsed) -> Iterator[Reference]:
    """`X's final testament`, `her diary`: a document that its owner tells apart."""
    for match in _POSSESSED.finditer(part.text):
        start = part.passage.start + match.start("owner")
        owner = match.group("owner")
        pronoun = owner.lower() in ("his", "her", "their")
        where = Span(start, start + len(owner))
        inside = annotated.cast.within(where)
        name = re.search(r"(?:[^\W\d_][\w.-]* )*?[^\W\d_][\w.-]*(?=[’']s?$)", owner)
        if not inside and (pronoun or name is None or not _has_capital_name(owner)):
            continue
        begin = where.start if pronoun else inside[-1].span.start if inside else where.start + _name_start(owner)
        span = Span(begin, part.passage.start + match.end())
        phrase = f"{match.group('words')}{match.group('noun')}"
        named = inside[-1].named.name if pronoun else re.sub(r"[’']s?$", "", owner[begin - where.start :])
        yield Reference(
            span, ReferenceKind.WORK_MENTION, work=f"{named}'s {phrase}", confidence=0.65,
            type=words.type_of(match.group("noun")) or "manuscript", names=(split_name("author", named),),
        )  # fmt: skip


def _has_capital_name(owner: str) -> bool:
    return owner.rsplit(maxsplit=1)[-1][0].isupper()


def _name_start(owner: str) -> int:
    """Give where the capitalised words at the end of `owner` begin; the first word of a sentence is none of them."""
    start = len(owner)
    for word in reversed(list(re.finditer(r"\S+", owner))):
        if not word.group()[0].isupper() or (word.start() == 0 and start < len(owner) and word.group() in _OPENING):
            break
        start = word.start()
    return start


def _written_in(part: Parsed) -> Iterator[Reference]:
    """`writing in a blog post`: a text that what it says tells apart."""
    for match in _WRITING_IN.finditer(part.text):
        span = Span(part.passage.start + match.start("work"), part.passage.start + match.end("work"))
        noun = match.group("noun")
        kind = "post-weblog" if noun.endswith("post") else words.type_of(noun)
        yield Reference(span, ReferenceKind.WORK_MENTION, type=kind, confidence=0.5)


def _archived(part: Parsed) -> Iterator[Reference]:
    """`Letters to X in the Y archive`: papers that the place where they are kept tells apart."""
    for match in _ARCHIVED.finditer(part.text):
        span = Span(part.passage.start + match.start(), part.passage.start + match.end())
        where = match.group("where")
        yield Reference(
            span, ReferenceKind.WORK_MENTION, work=match.group(), type="manuscript", container=where, confidence=0.6
        )


def _pictured(part: Parsed) -> Iterator[Reference]:
    """`Icon of St. X`: a caption that names the picture."""
    short = part.passage.kind in (PassageKind.CAPTION, PassageKind.PARAGRAPH)
    match = _PICTURED.fullmatch(part.text.rstrip(". ")) if short else None
    if match:
        span = Span(part.passage.start, part.passage.start + len(match.group()))
        yield Reference(span, ReferenceKind.WORK_MENTION, work=match.group(), type="graphic", confidence=0.6)
