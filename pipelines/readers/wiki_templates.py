"""What templates of MediaWiki say, for the few whose words belong to the text of a page."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pipelines.readers.flow import Flow

Value = tuple[Any, int]
PLACE_OF_NOTES: Final = frozenset({"reflist", "references", "notelist", "refs", "notes", "reference list"})
"""Templates where MediaWiki shows the notes of a page."""


class Role(Enum):
    """What the words of a template are in the text."""

    NONE = auto()
    WORDS = auto()
    QUOTATION = auto()
    NOTE = auto()
    CITATION = auto()


_FIRST: Final = frozenset(
    "nowrap small big smaller larger sic abbr ill noflip nobold sc smallcaps em strong isbn oclc".split()
) | {"interlanguage link"}
_QUOTATIONS: Final = frozenset({"quote", "blockquote", "cquote", "quotation", "quote box", "rquote", "bquote", "zitat"})
_NOTES: Final = frozenset({"efn", "refn", "sfn", "sfnp", "notetag", "fußnote", "efn-ua"})
BEFORE: Final = {"p": ", p. ", "pp": ", pp. ", "loc": ", "}
"""What stands before a parameter of a short note such as `{{sfn|Roe|1954|p=3}}`; a space before any other."""
_INLINE: Final = frozenset({"harvnb", "harv", "harvtxt", "harvp"})
_CITING: Final = ("cite ", "citation", "literatur", "internetquelle", "ouvrage", "lien web", "cita ")


def role_of(name: str) -> tuple[Role, tuple[str, ...]]:
    """Give what a template's words are, and which of its parameters hold them, in order."""
    if name.startswith(_CITING) and not name.startswith("citation needed"):
        return Role.CITATION, ()
    if name in _QUOTATIONS:
        return Role.QUOTATION, ("text", "quote", "1")
    if name in _NOTES:
        return Role.NOTE, ("1", "2", "3", "p", "pp", "loc")
    if name in _INLINE:
        return Role.WORDS, ("1", "2", "3")
    if name in ("lang", "transliteration"):
        return Role.WORDS, ("2",)
    return (Role.WORDS, ("1",)) if name in _FIRST or name.startswith("lang-") else (Role.NONE, ())


# In the order of a reference: (before, the first of these names that is there, behind, mark).
_FIELDS: Final = (
    ("", ("last", "last1", "author", "author1", "authors", "surname", "autor", "vauthors", "nom"), "", ""),
    (", ", ("first", "first1", "given", "prénom"), "", ""),
    ("; ", ("last2", "author2"), "", ""),
    (", ", ("first2",), "", ""),
    ("; ", ("last3", "author3"), "", ""),
    (", ", ("first3",), "", ""),
    (" (", ("date", "year", "jahr", "datum", "année"), ")", ""),
    (". “", ("chapter", "contribution"), "”", ""),
    (". ", ("title", "titel", "titre", "título"), "", "cite"),
    (". ", ("journal", "magazine", "newspaper", "work", "website", "encyclopedia", "periodical"), "", "italic"),
    (", ", ("volume", "band"), "", ""),
    (" (", ("issue", "number"), ")", ""),
    (". ", ("location", "place", "ort"), "", ""),
    (": ", ("publisher", "verlag", "éditeur"), "", ""),
    (". p. ", ("page", "seite"), "", ""),
    (". pp. ", ("pages", "seiten"), "", ""),
    (". ISBN ", ("isbn",), "", ""),
    (". doi:", ("doi",), "", ""),
    (". ", ("url",), "", "link"),
)


_PLACES: Final = frozenset({"location", "place", "ort"})


def citation(values: Mapping[str, Value], flow: "Flow", read: Callable[[Any, int], None]) -> None:
    """Write the parameters of a citation in the order of a reference, each from its own place in the page."""
    last = None
    for before, names, behind, mark in _FIELDS:
        value = next((values[name] for name in names if name in values and str(values[name][0]).strip()), None)
        if value is None:
            continue
        code, start = value
        if last is not None:
            flow.unit(". " if before == ": " and not _PLACES & values.keys() else before, start, start)
        closing = behind if last is not None or behind != ")" else ""
        last = start + len(str(code))
        if mark:
            flow.open(mark, str(code).strip() if mark == "link" else None)
        read(code, start)
        flow.trim()
        if mark:
            flow.close(mark)
        flow.unit(closing, last, last)
    if last is not None:
        flow.unit(".", last, last)
