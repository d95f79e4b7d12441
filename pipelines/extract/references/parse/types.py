"""The CSL type of an entry, from its words and from which fields it has."""

import re
from collections.abc import Mapping

from pipelines.patterns import Sieve

_WORDED = (
    ("motion_picture", r"\b(?:documentary|feature film|film by|\(film\)|[Dd]irected by|\[DVD\]|DVD\b|motion picture|"
                       r"réal\.|réalisé par|\[Film\]|\(Director\)|(?:^|[.,;] )Dir\. )"),
    ("broadcast", r"\b(?:TV series|television series|miniseries|podcast|radio programme|\[Television|Episode [0-9])"),
    ("thesis", r"\b(?:[Dd]issertation|[Tt]hesis|Diss\.|[Tt]esi di)"),
    ("pamphlet", r"\b(?:[Pp]amphlet|[Bb]ooklet|[Ll]eaflet|[Bb]rochure)\b"),
    ("legal_case", r"\b(?:vs?\.?|Ex parte) [A-Z].*(?:\b[0-9]+ U\.S\.|HCA|CLR|ECR|CMLR|WLR|F\.(?:2d|3d))"),
    ("report", r"\b(?:Working Paper|Technical Report|Background Report|White Paper)\b"),
    ("manuscript", r"\b(?:[Mm]anuscript|[Uu]npublished|typescript)\b"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _WORDED)
_ANY = Sieve("|".join(f"(?:{pattern})" for _, pattern in _WORDED))
_ENCYCLOPEDIA = re.compile(
    r"\b(?:Encyclop(?:a|æ|ae)?edia|Dictionary of|Britannica|Lexikon|Wikipedia|Metapedia|Enciclopedia|Encyclopédie)\b",
    re.IGNORECASE,
)
_NEWSPAPER = re.compile(
    r"\b(?:Times|Post|Guardian|Herald|Tribune|Telegraph|Independent|Chronicle|Gazette|Mail|Daily|News|Pravda|"
    r"Izvestia|Observer|Sun|Globe|Zeitung|Monde|Figaro|Reuters|BBC|CNN|Press|Bloomberg)\b"
)
_MAGAZINE = re.compile(
    r"\b(?:Magazine|Economist|Statesman|New Yorker|Atlantic|Spiegel|Newsweek|Time|Spectator|Nation|Weekly)\b"
)


def type_of_entry(fields: Mapping[str, str], edited: bool, text: str) -> str | None:
    """Give the type, or None where nothing tells it (a back-reference); `edited` tells whether there are editors."""
    if "title" not in fields:
        return None
    if _ANY.search(text):
        return next(name for name, pattern in _PATTERNS if pattern.search(text))
    container = fields.get("container", "")
    if container:
        return _type_in(container, fields, edited)
    if "isbn13" not in fields and "publisher" not in fields and "place" not in fields and "url" in fields:
        return "webpage"
    return "periodical" if _is_periodical_volume(fields) else "book"


def _type_in(container: str, fields: Mapping[str, str], edited: bool) -> str:
    if _ENCYCLOPEDIA.search(container):
        return "entry-encyclopedia"
    if edited or {"isbn13", "place", "publisher"} & fields.keys():
        return "chapter"
    if {"volume", "issue", "doi"} & fields.keys():
        return "article-journal"
    if _MAGAZINE.search(container):
        return "article-magazine"
    if _NEWSPAPER.search(container):
        return "article-newspaper"
    return "webpage" if "url" in fields or "pages" not in fields else "article-journal"


def _is_periodical_volume(fields: Mapping[str, str]) -> bool:
    """Tell the volume of a periodical from one of a book: sets of books seldom reach ten volumes."""
    volume = fields.get("volume", "")
    return volume.isdigit() and int(volume) >= 10 and "isbn13" not in fields and ":" not in fields["title"]
