"""Which references of one document point to the same work, and the id of that work.

Two references are to one work where they share a DOI, the ISBN of a whole book, or title and first creator; the year
does not count, since editions are one work, and neither does a subtitle that only one of them has. The id is made of
the authority's key, else the DOI, else title and first creator, else the ISBN, the title alone, or the address. (An
ISBN names an edition: two documents that cite two editions mean one work, so title and creator come before it.)
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields

from pipelines.extract.authority import Authority, Entry
from pipelines.extract.rows import Reference, ReferenceKind
from pipelines.identifiers import content_id
from pipelines.patterns import Sieve

# An ISBN or a publisher of these is that of the book around them.
PARTS = frozenset(
    {"article", "article-journal", "article-magazine", "article-newspaper", "chapter", "entry-encyclopedia",
     "paper-conference", "review"}
)  # fmt: skip
# Titles that say what part of a book it is, and not which book.
_GENERIC = frozenset(
    "introduction preface foreword afterword conclusion conclusions editorial review reviews letter letters obituary "
    "epilogue prologue appendix notes index discussion comment einleitung vorwort nachwort préface avantpropos".split()
)
_SUBTITLE = re.compile(r"\s*(?::|;|\s[–—-]\s|\s*[–—](?=\s))\s*")
_MEDIUM = Sieve(r" \((?:TV series|film|book|pamphlet|picture|article|song)\)$")
_OWN_NAMES = frozenset({ReferenceKind.CROSS_REFERENCE, ReferenceKind.REPUBLICATION})


def fold(text: str) -> str:
    """Fold a title or name for comparison: letters and digits of its words, without case, accents and first article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"[^\W_]+", plain.replace("&", " and ").replace("'", "").replace("’", ""))
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def main_title(title: str) -> str:
    """Give a folded title without its subtitle; the whole of it where the part before the colon says nothing."""
    head = fold(_SUBTITLE.split(title, maxsplit=1)[0])
    return head if len(head) > 1 else fold(title)


def without_medium(label: str) -> str:
    """Give the title in a label such as `Salt (film)`."""
    return _MEDIUM.sub("", label)


def first_creator(reference: Reference) -> str | None:
    """Give the folded family name, or the whole name, of the first creator."""
    if not reference.names:
        return None
    name = reference.names[0]
    return fold(name.family or name.literal) or None


def listed_work_id(entry: Entry) -> str:
    """Give the id of a work of the authority file."""
    return content_id("wrk", "key", entry.key)


def work_ids(references: Sequence[Reference], authority: Authority) -> dict[Reference, str]:
    """Give each reference of a document, in order, the id of its work; those that tell no work are left out."""
    groups = _grouped(references)
    clashing = _clashing(groups)
    found: dict[Reference, str] = {}
    for group in groups:
        work = _id(group, authority, clashing)
        if work:
            found.update((reference, work) for reference in group)
    return found


def _grouped(references: Sequence[Reference]) -> list[list[Reference]]:
    """Give the references by work, in the order of the first of each."""
    sets = _Sets(len(references))
    _join_equal(sets, references, lambda r: r.doi)
    _join_equal(sets, references, lambda r: r.isbn13 if r.type not in PARTS else None)
    _join_titles(sets, references)
    _join_variants(sets, references)
    return [[references[index] for index in indices] for indices in sets.groups()]


def _join_equal(sets: "_Sets", references: Sequence[Reference], value: Callable[[Reference], str | None]) -> None:
    first: dict[str, int] = {}
    for index, reference in enumerate(references):
        key = value(reference)
        if key:
            sets.join(first.setdefault(key, index), index)


def _join_titles(sets: "_Sets", references: Sequence[Reference]) -> None:
    """Join what has one title and one creator; who names no creator means the one named last, else the next."""
    by_title: dict[Hashable, list[int]] = {}
    for index, reference in enumerate(references):
        key = _title_key(reference)
        if key:
            by_title.setdefault(key, []).append(index)
    for indices in by_title.values():
        creators = [first_creator(references[index]) for index in indices]
        last = next((name for name in creators if name), None)
        first: dict[str | None, int] = {}
        for index, name in zip(indices, creators, strict=True):
            last = name or last
            sets.join(first.setdefault(last, index), index)


def _join_variants(sets: "_Sets", references: Sequence[Reference]) -> None:
    """Join a title without its subtitle, or a label with its medium, to the one work that it can stand for."""
    full: dict[str, dict[int, str | None]] = {}
    for index, reference in enumerate(references):
        title = reference.title or reference.work
        if title and reference.kind not in _OWN_NAMES and main_title(title) not in _GENERIC:
            roots = full.setdefault(main_title(title), {})
            root = sets.root(index)
            roots[root] = roots.get(root) or first_creator(reference)
    for roots in full.values():
        if len(roots) == 2:
            (one, creator), (other, another) = roots.items()
            if _is_variant(references[one], references[other], creator, another):
                sets.join(one, other)


def _is_variant(one: Reference, other: Reference, creator: str | None, another: str | None) -> bool:
    """Tell whether two works with one main title are one: no two subtitles, no two creators, no two media."""
    if creator and another and creator != another:
        return False
    titles = [fold(reference.title or reference.work or "") for reference in (one, other)]
    mains = [main_title(reference.title or reference.work or "") for reference in (one, other)]
    if titles[0] != titles[1] and all(title != main for title, main in zip(titles, mains, strict=True)):
        return False
    if one.type and other.type and one.type != other.type:
        return False
    media = any(_MEDIUM.search(reference.work or "") for reference in (one, other))
    known = creator is not None and creator == another
    return known or (media and one.type == other.type) or (" " in mains[0] and not (one.names and other.names))


def _title_key(reference: Reference) -> Hashable | None:
    if not reference.work:
        return None
    key = fold(reference.work)
    if not key:
        return None
    if reference.kind in _OWN_NAMES:
        return (reference.kind, key)
    return (key, fold(reference.container or "")) if key in _GENERIC else (key,)


def _id(group: Sequence[Reference], authority: Authority, clashing: frozenset[tuple[str, str]]) -> str | None:
    """Give the id of the work that all of `group` point to."""
    for reference in group:
        entry = authority.find_work(reference.work) if reference.work and reference.kind not in _OWN_NAMES else None
        if entry and _same_creator(entry, group):
            return listed_work_id(entry)
    doi = min((reference.doi for reference in group if reference.doi), default=None)
    if doi:
        return content_id("wrk", "doi", doi)
    work, creator = _description(group)
    fullest = _fullest(group)
    if work and fullest.kind in _OWN_NAMES:
        return content_id("wrk", fullest.kind, fold(fullest.container or ""), fold(work))
    if work and creator:
        main = main_title(work)
        if main in _GENERIC:
            return content_id("wrk", "title", fold(work), creator, fold(fullest.container or ""))
        return content_id("wrk", "title", fold(work) if (main, creator) in clashing else main, creator)
    isbn = min((reference.isbn13 for reference in group if reference.isbn13), default=None)
    url = min((reference.url for reference in group if reference.url), default=None)
    for kind, value in (("isbn", isbn), ("title", fold(work) if work else None), ("url", url)):
        if value:
            return content_id("wrk", kind, value)
    return None


def _clashing(groups: Iterable[Sequence[Reference]]) -> frozenset[tuple[str, str]]:
    """Give main title and creator of the works that only their subtitles tell apart."""
    seen: dict[tuple[str, str], int] = {}
    for group in groups:
        work, creator = _description(group)
        if work and creator:
            key = (main_title(work), creator)
            seen[key] = seen.get(key, 0) + 1
    return frozenset(key for key, count in seen.items() if count > 1)


def _description(group: Sequence[Reference]) -> tuple[str | None, str | None]:
    """Give the title of a work without the medium that a label has, and its first creator."""
    fullest = _fullest(group)
    creator = first_creator(fullest) or next((name for name in map(first_creator, group) if name), None)
    work = fullest.work or next((reference.work for reference in group if reference.work), None)
    if not work or not fold(work):
        return None, creator
    return (without_medium(work) if creator else work), creator


def _fullest(group: Sequence[Reference]) -> Reference:
    """Give the reference that tells most, the first of those that tell as much."""
    return max(group, key=lambda reference: sum(getattr(reference, item.name) not in (None, ()) for item in _FIELDS))


def _same_creator(entry: Entry, group: Sequence[Reference]) -> bool:
    named = [name for name in map(first_creator, group) if name]
    return not named or entry.creator is None or any(name in fold(entry.creator) for name in named)


class _Sets:
    """Disjoint sets of `0 … size - 1` (Tarjan 1975, with halved paths); a set's root is its least member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def groups(self) -> Iterable[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            found.setdefault(self.root(index), []).append(index)
        return found.values()


_FIELDS = fields(Reference)
