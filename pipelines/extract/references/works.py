"""One canonical title a work, and the later places that name a known work by its bare title."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import name_key
from pipelines.extract.parsed import Parsed, head_of
from pipelines.extract.references import words
from pipelines.extract.references.known import KnownNames
from pipelines.extract.references.quoted import quoted_stretches
from pipelines.extract.references.titles import is_titled, word_count
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.readers.document import PassageKind

# More titles in one pattern would make it slow; no text of a page names as many.
_MOST_TITLES = 1_000
_LONGEST_TITLE = 200
_SHOWN_IN = re.compile(
    rf"\b(?:(?:{words.PARTS}|role|performance|starring|stars?|seen|depicted|portrayed|shown|featured|appears?)"
    rf"\s+in|(?:{words.PARTS_OF})\s+(?:of|from))\s+$"
)
_PART_AFTER = re.compile(rf"\s+(?:{words.PARTS})\b")
_NOUN_BEFORE = re.compile(rf"\b(?:{words.NOUN})\s+[\"“]?$", re.IGNORECASE)
_VIEWING = re.compile(
    r"\b(?:watch(?:ed|ing|es)?|stream(?:ed|ing)?|binge(?:d|-watched)?|air(?:ed|ing)|review(?:ed|ing)?)\s+$"
)
_CALLS_AFTER = re.compile(rf"\s+(?:an?|the)\s+[\"“]?(?:[\w’'-]+\s+){{0,4}}?(?:{words.NOUN})\b")
_CALLS_BEFORE = re.compile(r"\b(?:calls?|called|dubs|dubbed|labels?|bills|billed|describes?)\s+$")
_AS_SHOWN = re.compile(r"\bas\s+[^.]{2,80}\s+in\s+$|^[^.]{2,60}\s+in\s+$")


def with_works(known: KnownNames, references: Iterable[Reference]) -> list[Reference]:
    """Set `work` to one title for all references to the same work; a type that one of them tells is shared."""
    references = list(references)
    groups: dict[str, list[Reference]] = {}
    for reference in references:
        groups.setdefault(_key(reference), []).append(reference)
    taken = [reference.span for reference in references]
    labels = {key: _label(known, group, taken) for key, group in groups.items()}
    kinds = {key: _type(known, group) for key, group in groups.items()}
    settled = []
    for reference in references:
        key = _key(reference)
        shared = kinds[key] if reference.kind == ReferenceKind.WORK_MENTION else None
        settled.append(replace(reference, work=labels[key], type=reference.type or shared))
    return settled


def _key(reference: Reference) -> str:
    name = reference.work or reference.title or f"{reference.span.start}"
    return (
        name_key(name)
        if reference.kind in (ReferenceKind.WORK_MENTION, ReferenceKind.SCRIPTURE)
        else f"{reference.kind} {name_key(name)}"
    )


def _label(known: KnownNames, group: Sequence[Reference], taken: Sequence[Span]) -> str | None:
    title = group[0].work or group[0].title
    if title is None or group[0].kind != ReferenceKind.WORK_MENTION:
        return title
    title = title.replace("’", "'") if group[0].title is None else title
    medium = words.MEDIUM_OF_TYPE.get(_type(known, group) or "", "")
    if medium and _is_named_elsewhere(known, title, taken):
        return f"{title} ({medium})"
    entry = known.annotated.authority.find_work(title)
    return entry.label if entry else title


def _type(known: KnownNames, group: Sequence[Reference]) -> str | None:
    told = Counter(reference.type for reference in group if reference.type)
    if told:
        return max(told.items(), key=lambda item: item[1])[0]
    entry = known.annotated.authority.find_work(group[0].title or "")
    return entry.work_type if entry else None


def _is_named_elsewhere(known: KnownNames, title: str, taken: Sequence[Span]) -> bool:
    """Tell whether the title is a name in the authority file, or in the document outside of all references."""
    if known.annotated.authority.find(title) is not None:
        return True
    for named in known.bearers(name_key(title)):
        for mention in known.mentions_of(named):
            position = bisect_right(taken, mention.span.start, key=lambda span: span.start) - 1
            if position < 0 or taken[position].end <= mention.span.start:
                return True
    return False


def repetitions(annotated: Annotated, known: KnownNames, references: Sequence[Reference]) -> list[Reference]:
    """Give the later places that name a work of `references` or of the authority file by its title alone."""
    titles = _titles(annotated, references)
    if not titles:
        return []
    pattern = _any_of(list(titles)[:_MOST_TITLES], [part.text for part in annotated.parsed])
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _marked_again(part, titles)
        for match in pattern.finditer(part.text) if pattern else ():
            title = match.group().replace("’", "'")
            if _names_the_work(known, part, match):
                span = Span(part.passage.start + match.start(), part.passage.start + match.end())
                found.append(replace(titles[title], span=span, confidence=0.6))
    return found


def _any_of(titles: Sequence[str], texts: Sequence[str]) -> re.Pattern[str] | None:
    """Match those of `titles` that stand in one of `texts`, the longest first; None where there are none."""
    plain = [text.replace("’", "'") for text in texts]
    there = [title for title in titles if any(title.replace("’", "'") in text for text in plain)]
    if not there:
        return None
    ordered = sorted(there, key=lambda title: (-len(title), title))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(title).replace("'", "['’]") for title in ordered) + r")(?!\w)")


def _titles(annotated: Annotated, references: Sequence[Reference]) -> dict[str, Reference]:
    """Give a pattern reference for each title that may be repeated."""
    titles: dict[str, Reference] = {}
    for entry in annotated.authority.entries:
        if entry.kind == "work":
            for name in entry.names:
                if word_count(name) > 1 and "(" not in name:
                    titles[name] = Reference(
                        Span(0, 0), ReferenceKind.WORK_MENTION, work=entry.label, title=name, type=entry.work_type
                    )
    for reference in references:
        if reference.kind == ReferenceKind.WORK_MENTION and reference.title and len(reference.title) > 2:
            titles[reference.title.replace("’", "'")] = replace(reference, names=(), year=None)
    for reference in references:
        if reference.kind == ReferenceKind.BIBLIOGRAPHIC:
            for title in _short_and_full(reference.title or ""):
                titles.setdefault(title, _mention_of(reference, title))
    return titles


def _short_and_full(title: str) -> Iterator[str]:
    """Give the forms in which running text names an entry of a list; a word or two of no title would be common ones."""
    for form in dict.fromkeys((title, title.partition(":")[0].strip())):
        if word_count(form) > 1 and is_titled(form) and len(form) <= _LONGEST_TITLE:
            yield form.replace("’", "'")


def _mention_of(entry: Reference, title: str) -> Reference:
    return Reference(entry.span, ReferenceKind.WORK_MENTION, work=entry.work, title=title, type=entry.type)


def _marked_again(part: Parsed, titles: dict[str, Reference]) -> Iterator[Reference]:
    """A known title in quotation marks is the work again."""
    for stretch in quoted_stretches(part):
        known = titles.get(stretch.title.replace("’", "'"))
        if known is not None:
            yield replace(known, span=stretch.span, confidence=0.75)


def _names_the_work(known: KnownNames, part: Parsed, match: re.Match[str]) -> bool:
    """Tell whether a bare title names the work; one that is also a name needs words around that only fit a work."""
    title = match.group()
    if not known.is_name(title):
        return word_count(title) > 1 or _in_context(part, match) or not _common(part, match)
    # The recogniser takes many a title of three words and more for a name.
    unlisted = known.annotated.authority.find(title) is None
    return (unlisted and word_count(title) > 2) or _in_context(part, match)


def _common(part: Parsed, match: re.Match[str]) -> bool:
    """Tell whether a one-word title stands where it is an ordinary word: first in its sentence."""
    tokens = part.tokens(Span(part.passage.start + match.start(), part.passage.start + match.end()))
    return tokens is None or tokens[0].is_sent_start is True or tokens[0].pos_ not in ("PROPN", "NOUN", "X")


def _in_context(part: Parsed, match: re.Match[str]) -> bool:
    text = match.string
    before, after = text[max(0, match.start() - 90) : match.start()], text[match.end() : match.end() + 90]
    if re.match(r"['’]s?\b", after):
        return False
    if _SHOWN_IN.search(before) or _NOUN_BEFORE.search(before) or _VIEWING.search(before):
        return True
    if re.search(r"\b[Tt]he\s+$", before) and _PART_AFTER.match(after):
        return True
    if (
        part.passage.kind in (PassageKind.CAPTION, PassageKind.PARAGRAPH)
        and _AS_SHOWN.search(before)
        and len(text) < 250
    ):
        return True
    if _CALLS_BEFORE.search(before) and _CALLS_AFTER.match(after):
        return True
    return _shows(part, match)


def _shows(part: Parsed, match: re.Match[str]) -> bool:
    """Tell whether the title is the subject of a verb of showing."""
    tokens = part.tokens(Span(part.passage.start + match.start(), part.passage.start + match.end()))
    subject = head_of(tokens) if tokens is not None else None
    if subject is None or subject.dep_ != "nsubj":
        return False
    verb = subject.head
    if verb.lemma_.lower() in words.SHOWING:
        return True
    return verb.lemma_ == "do" and any(t.lemma_ in words.SHOWING for t in part.doc[verb.i + 1 : verb.i + 5])


def main_work(annotated: Annotated, references: Sequence[Reference]) -> Reference | None:
    """Give a reference to the work that the document is about: the one in its title, else the one that it names
    by far most often, or alone where no person is its subject."""
    mentions = [r for r in references if r.kind == ReferenceKind.WORK_MENTION and r.title and r.work]
    titles = [p for p in annotated.document.passages if p.kind == PassageKind.TITLE]
    for reference in mentions:
        if any(p.start <= reference.span.start and reference.span.end <= p.end for p in titles):
            return _fullest(mentions, reference.work)
    counts = Counter(reference.work for reference in mentions)
    if counts:
        work, count = counts.most_common(1)[0]
        alone = len(counts) == 1 and annotated.cast.subject is None
        if alone or (count > 2 and count > sum(counts.values()) / 3):
            return _fullest(mentions, work)
    return None


def _fullest(mentions: Sequence[Reference], work: str | None) -> Reference:
    """Give the reference to the work that tells most of it, the first of those that tell as much."""
    of_work = [reference for reference in mentions if reference.work == work]
    return max(of_work, key=lambda r: sum(map(bool, (r.type, r.publisher, r.names, r.year))))
