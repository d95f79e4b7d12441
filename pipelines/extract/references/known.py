"""The names of a document, indexed once, so that asking whether words are a name does not read the whole cast."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import name_key
from pipelines.extract.cast import Mention, Named


@dataclass(frozen=True)
class KnownNames:
    """Who and what a document names, by exact name and by the words of the name."""

    annotated: Annotated

    @cached_property
    def _mentions(self) -> dict[str, list[Mention]]:
        table: dict[str, list[Mention]] = {}
        for mention in self.annotated.cast.mentions:
            if mention.form == "name":
                table.setdefault(mention.named.name, []).append(mention)
        return table

    @cached_property
    def _by_key(self) -> dict[str, Named]:
        table: dict[str, Named] = {}
        for mentions in self._mentions.values():
            table.setdefault(name_key(mentions[0].named.name), mentions[0].named)
        return table

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[frozenset[str], Named]]]:
        table: dict[str, list[tuple[frozenset[str], Named]]] = {}
        for key, named in self._by_key.items():
            words = frozenset(key.split())
            for word in words:
                table.setdefault(word, []).append((words, named))
        return table

    def resolve(self, name: str) -> Named | None:
        """Give what `name` stands for: the exact name, else the first name that has all its words."""
        key = name_key(name)
        return self._by_key.get(key) or next(iter(self.bearers(key)), None)

    def bearers(self, key: str) -> list[Named]:
        """Give all whose names have every word of the folded name `key`."""
        words = frozenset(key.split())
        if not words:
            return []
        rows = min((self._by_word.get(word, []) for word in words), key=len)
        return [named for have, named in rows if words <= have]

    def is_name(self, name: str) -> bool:
        """Tell whether somebody or something in the document or the authority file is called so."""
        return self.annotated.authority.find(name) is not None or self.resolve(name) is not None

    def mentions_of(self, named: Named) -> list[Mention]:
        """Give the places where `named` is named."""
        return self._mentions.get(named.name, [])

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each name is given."""
        return Counter({name: len(mentions) for name, mentions in self._mentions.items()})
