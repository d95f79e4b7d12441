"""Who and what a document names: names first, then epithets, then what its pronouns stand for."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.authority import Authority, name_key
from pipelines.extract.mention import Mention, Named, named_of
from pipelines.extract.names import find_names
from pipelines.extract.parsed import Parsed
from pipelines.extract.pronouns import find_pronouns
from pipelines.extract.rows import Span
from pipelines.readers.document import Document, PassageKind

__all__ = ["Cast", "Mention", "Named", "cast_of", "named_of", "page_subject"]


@dataclass(frozen=True)
class Cast:
    """All mentions of a document, sorted by span, names and epithets before pronouns are looked at."""

    mentions: tuple[Mention, ...]
    subject: Named | None = None

    def at(self, span: Span) -> Mention | None:
        """Give the first mention that lies wholly in `span`, or None."""
        return next(iter(self.within(span)), None)

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Give the mentions that lie wholly in `span`, in order."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start)
        found = []
        for mention in self.mentions[first:]:
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end:
                found.append(mention)
        return tuple(found)

    def resolve(self, name: str) -> Named | None:
        """Give whom `name` stands for in this document: the exact name first, then a surname or a part of it."""
        key = name_key(name)
        for mention in self.mentions:
            if name_key(mention.named.name) == key:
                return mention.named
        words = set(key.split())
        partial = [m.named for m in self.mentions if words and words <= set(name_key(m.named.name).split())]
        return partial[0] if partial else None


def cast_of(document: Document, parsed: Sequence[Parsed], authority: Authority) -> Cast:
    """Find the named entities of a document and settle what its pronouns and short names stand for."""
    mentions = find_names(document, parsed, authority)
    subject = page_subject(document, mentions)
    pronouns = [pronoun for part in parsed for pronoun in find_pronouns(part, mentions, subject)]
    return Cast(tuple(sorted([*mentions, *pronouns], key=lambda mention: mention.span)), subject)


def page_subject(document: Document, mentions: Sequence[Mention]) -> Named | None:
    """Give the person whom the page is about: the one its title is, else None."""
    titles = [passage for passage in document.passages if passage.kind == PassageKind.TITLE]
    for title in titles:
        for mention in mentions:
            covered = mention.span.end - mention.span.start
            inside = title.start <= mention.span.start and mention.span.end <= title.end
            if inside and mention.named.kind == "person" and covered * 2 > title.end - title.start:
                return mention.named
    return None
