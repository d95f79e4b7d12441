"""Names in a document: those of the authority file first, then those that the entity recogniser finds."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipelines.extract.authority import Authority
from pipelines.extract.mention import Mention, Named, named_of
from pipelines.extract.parse import Token, TokenSpan
from pipelines.extract.parsed import Parsed, head_of
from pipelines.extract.personal import SUBJECTS, personal_words
from pipelines.extract.rows import Span
from pipelines.readers.document import Document

# The recogniser's labels (OntoNotes 5) in our kinds; the rest (dates, numbers, works of art) name no entity.
KIND_OF_LABEL = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
}
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess president chancellor general "
    "colonel captain comrade saint st pope rev reverend count baron tsar czar emperor empress".split()
)
MASCULINE_TITLES = frozenset("mr sir lord king prince tsar czar emperor pope count baron".split())
FEMININE_TITLES = frozenset("mrs ms miss lady dame queen princess empress".split())
LEADING_BARE_NAMES = 2
BYNAME = re.compile(r" (?:of|the) (?!The\b|A\b)[^\W\d_a-z][^\W\d_]+(?![\w-]| [^\W\d_a-z])")
LONGEST_BRACKET = 120
LANGUAGE_LABEL = re.compile(r"\b[A-Z][a-z]+(?: pronunciation)?:\s")
OFFICE = re.compile(r"([^\W\d_]+) (?:of|for) ")


def find_names(document: Document, parsed: Sequence[Parsed], authority: Authority) -> list[Mention]:
    """Give the names and epithets of a document, sorted by span, without overlaps."""
    listed = _listed_names(document, parsed, authority)
    recognised = _recognised_names(parsed, listed)
    names = _join_short_names(sorted([*listed, *recognised], key=lambda mention: mention.span))
    return _without_overlaps([*names, *_epithets(document, parsed, authority, names)])


def _listed_names(document: Document, parsed: Sequence[Parsed], authority: Authority) -> list[Mention]:
    table = {name: entry for entry in reversed(authority.entries) if entry.kind != "work" for name in entry.names}
    pattern = _any_of(table)
    if pattern is None:
        return []
    return [
        Mention(span, named_of(table[_plain(match.group())]), "name", _is_subject(part, span))
        for part in parsed
        for match in pattern.finditer(document.text, part.passage.start, part.passage.end)
        for span in [Span(*match.span())]
    ]


def _epithets(
    document: Document, parsed: Sequence[Parsed], authority: Authority, names: Sequence[Mention]
) -> list[Mention]:
    present = {mention.named.key for mention in names}
    table = {epithet: entry for entry in authority.entries if entry.key in present for epithet in entry.epithets}
    pattern = _any_of(table)
    if pattern is None:
        return []
    return [
        Mention(span, named_of(table[_plain(match.group())]), "epithet", _is_subject(part, span))
        for part in parsed
        for match in pattern.finditer(document.text, part.passage.start, part.passage.end)
        for span in [Span(*match.span())]
    ]


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Match any of the names as whole words, the longest first, with either kind of apostrophe."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name).replace("'", "['’]") for name in ordered) + r")(?!\w)")


def _plain(name: str) -> str:
    return name.replace("’", "'")


def _is_subject(part: Parsed, span: Span) -> bool:
    tokens = part.tokens(span)
    return tokens is not None and head_of(tokens).dep_ in SUBJECTS


def _recognised_names(parsed: Sequence[Parsed], listed: Sequence[Mention]) -> list[Mention]:
    taken = sorted(mention.span for mention in listed)
    people = personal_words(parsed)
    found = []
    for part in parsed:
        for run, kind in [*_personal_runs(part, people), *_entities(part, people)]:
            span = _trimmed(part, run)
            if span is None or _overlaps(span, taken) or _is_another_form(part, span):
                continue
            span = _with_byname(part, span) if kind == "person" else span
            text = part.text[span.start - part.passage.start : span.end - part.passage.start]
            found.append(Mention(span, _unlisted(text, kind), "name", _is_subject(part, span)))
    return found


def _entities(part: Parsed, people: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Give what the recogniser found, but for the words that stand for people."""
    for entity in part.doc.ents:
        kind = KIND_OF_LABEL.get(entity.label_)
        if kind is not None and entity[-1].text not in people:
            yield Span(part.passage.start + entity.start_char, part.passage.start + entity.end_char), kind


def _personal_runs(part: Parsed, people: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Give each run of proper nouns that ends in a word that stands for a person."""
    first = 0
    for token in part.doc:
        if token.pos_ != "PROPN":
            first = token.i + 1
        elif token.text in people and not _goes_on(token):
            yield part.span(TokenSpan(part.doc, first, token.i + 1)), "person"


def _goes_on(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.pos_ == "PROPN"


def _trimmed(part: Parsed, span: Span) -> Span | None:
    """Take articles, possessive s, marks and space off the edges; None where no capital letter is left."""
    text = part.text[span.start - part.passage.start : span.end - part.passage.start]
    match = re.fullmatch(r"(?s)[\W_]*(?:(?:the|The|a|A|an|An)\s+)?(.*?)(?:['’]s?)?[^\w.]*", text)
    if match is None or not any(letter.isupper() for letter in match.group(1)) or "\n" in match.group(1):
        return None
    return Span(span.start + match.start(1), span.start + match.end(1))


def _is_another_form(part: Parsed, span: Span) -> bool:
    """The name stands in a bracket behind the label of a language: what it names has a name already."""
    start = span.start - part.passage.start
    opening = part.text.rfind("(", max(0, start - LONGEST_BRACKET), start)
    before = part.text[opening + 1 : start] if opening >= 0 else ""
    return ")" not in before and LANGUAGE_LABEL.search(before) is not None


def _with_byname(part: Parsed, span: Span) -> Span:
    """Give a person's only name with the byname behind it ("Hilda of Whitby", "Alfred the Great")."""
    start, end = span.start - part.passage.start, span.end - part.passage.start
    if not part.text[start:end].isalpha():
        return span
    byname = BYNAME.match(part.text, end)
    if any(entity.label_ == "ORG" and entity.start_char == start for entity in part.doc.ents):
        return span
    return Span(span.start, part.passage.start + byname.end()) if byname else span


def _unlisted(text: str, kind: str) -> Named:
    words = text.split()
    titles = [word.rstrip(".").casefold() for word in words]
    gender = None
    if kind == "person":
        gender = "m" if MASCULINE_TITLES & set(titles) else "f" if FEMININE_TITLES & set(titles) else None
        while len(words) > 1 and words[0].rstrip(".").casefold() in HONORIFICS and words[1] not in ("of", "the"):
            words = words[1:]
    return Named(" ".join(words), kind, None, gender)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    position = bisect_left(taken, span)
    before = position > 0 and taken[position - 1].end > span.start
    return before or (position < len(taken) and taken[position].start < span.end)


def _join_short_names(mentions: Sequence[Mention]) -> list[Mention]:
    """Let a surname alone stand for the full name that the document gives most often, listed names first.

    Where the bare name comes first, and more than once, it is the person's name, and the longer one has a title in it.
    """
    full: Counter[Named] = Counter(m.named for m in mentions if m.named.kind == "person" and " " in m.named.name)
    bare = Counter[str]()
    led: set[str] = set()
    met: set[str] = set()
    for mention in mentions:
        if " " not in mention.named.name:
            bare[mention.named.name] += 1
            continue
        surname = mention.named.name.split()[-1]
        if surname not in met and bare[surname] >= LEADING_BARE_NAMES:
            led.add(surname)
        met.add(surname)
    by_surname = _by_body(mentions)
    for named, _ in sorted(full.items(), key=lambda item: (item[0].key is None, -item[1], item[0].name)):
        first, *rest = named.name.split()
        by_surname.setdefault(first if rest[0] in ("of", "the") else rest[-1], named)
    return [
        Mention(m.span, by_surname[m.named.name], m.form, m.is_subject)
        if m.named.key is None and m.named.name in by_surname and m.named.name not in led
        else m
        for m in mentions
    ]


def _by_body(mentions: Sequence[Mention]) -> dict[str, Named]:
    """Give the one body of a document whose name begins with a word and "of": "the Ministry" is that ministry."""
    bodies: dict[str, set[Named]] = {}
    for mention in mentions:
        office = OFFICE.match(mention.named.name) if mention.named.kind == "organisation" else None
        if office is not None:
            bodies.setdefault(office.group(1), set()).add(mention.named)
    return {word: min(named, key=lambda one: one.name) for word, named in bodies.items() if len(named) == 1}


def _without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
