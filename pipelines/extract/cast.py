"""Who and what a document names: names first, then epithets, then what its pronouns stand for."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
        first = bisect_left(self._starts, span.start)
        found = []
        for mention in self.mentions[first:]:
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end:
                found.append(mention)
        return tuple(found)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _by_name(self) -> Mapping[str, Named]:
        return {name_key(mention.named.name): mention.named for mention in reversed(self.mentions)}

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[Named, ...]]:
        table: dict[str, tuple[Named, ...]] = {}
        for key, named in sorted(self._by_name.items()):
            for word in sorted(set(key.split())):
                table[word] = (*table.get(word, ()), named)
        return table

    def resolve(self, name: str) -> Named | None:
        """Give whom `name` stands for in this document: who bears the whole name, else whose name has all its words."""
        key = name_key(name)
        if key in self._by_name:
            return self._by_name[key]
        words = set(key.split())
        bearers = self._by_word.get(min(words), ()) if words else ()
        return next((named for named in bearers if words <= set(name_key(named.name).split())), None)


def cast_of(document: Document, parsed: Sequence[Parsed], authority: Authority) -> Cast:
    """Find the named entities of a document and settle what its pronouns and short names stand for."""
    mentions = find_names(document, parsed, authority)
    subject = page_subject(document, mentions)
    pronouns = find_pronouns(parsed, mentions, subject)
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
