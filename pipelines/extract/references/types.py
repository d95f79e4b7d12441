"""The CSL type of an entry, from its words and from which fields it has."""

import re

from pipelines.extract.references.draft import Draft

_WORDED = (
    ("motion_picture", r"\b(?:documentary|feature film|film by|\(film\)|Directed by|\[DVD\]|motion picture)"),
    ("broadcast", r"\b(?:TV series|television series|miniseries|podcast|radio programme|\[Television|Episode [0-9])"),
    ("thesis", r"\b(?:[Dd]issertation|[Tt]hesis|Diss\.)"),
    ("pamphlet", r"\b(?:[Pp]amphlet|[Bb]ooklet|[Ll]eaflet|[Bb]rochure)\b"),
    ("legal_case", r"\b(?:v\.|Ex parte) [A-Z].*(?:\b[0-9]+ U\.S\.|HCA|CLR|ECR|CMLR|F\.(?:2d|3d))"),
    ("report", r"\b(?:Working Paper|Technical Report|Background Report|White Paper)\b"),
    ("manuscript", r"\b(?:[Mm]anuscript|[Uu]npublished|typescript)\b"),
)
_ENCYCLOPEDIA = re.compile(
    r"\b(?:Encyclop(?:a|æ|ae)?edia|Dictionary of|Britannica|Lexikon|Wikipedia|Metapedia)\b", re.IGNORECASE
)
_NEWSPAPER = re.compile(
    r"\b(?:Times|Post|Guardian|Herald|Tribune|Telegraph|Independent|Chronicle|Gazette|Mail|Daily|News|Pravda|"
    r"Izvestia|Observer|Sun|Globe|"
    r"Zeitung|Monde|Figaro|Reuters|BBC|CNN|Press|Bloomberg|Jurnalul)\b"
)
_MAGAZINE = re.compile(
    r"\b(?:Magazine|Economist|Statesman|New Yorker|Atlantic|Spiegel|Newsweek|Time|Spectator|Nation|Weekly|Le Point)\b"
)


def type_of_entry(draft: Draft, text: str) -> str | None:
    """Give the type, or None where nothing tells it (a back-reference)."""
    fields = draft.fields
    if "type" in fields:
        return fields["type"]
    if "title" not in fields:
        return None
    for name, pattern in _WORDED:
        if re.search(pattern, text):
            return name
    container = fields.get("container", "")
    if container:
        return _type_in(container, draft)
    if "isbn13" in fields or "publisher" in fields or "place" in fields:
        return "periodical" if _is_periodical_volume(fields) else "book"
    if "url" in fields:
        return "webpage"
    return "periodical" if _is_periodical_volume(fields) else "book"


def _type_in(container: str, draft: Draft) -> str:
    fields = draft.fields
    if _ENCYCLOPEDIA.search(container):
        return "entry-encyclopedia"
    if draft.people.get("editor") or {"isbn13", "place", "publisher"} & fields.keys():
        return "chapter"
    if {"volume", "issue", "doi"} & fields.keys():
        return "article-journal"
    if _MAGAZINE.search(container):
        return "article-magazine"
    if _NEWSPAPER.search(container):
        return "article-newspaper"
    return "webpage" if "url" in fields or "pages" not in fields else "article-journal"


def _is_periodical_volume(fields: dict[str, str]) -> bool:
    """Tell the volume of a periodical from one of a book: sets of books seldom reach ten volumes."""
    volume = fields.get("volume", "")
    return volume.isdigit() and int(volume) >= 10 and "isbn13" not in fields and ":" not in fields["title"]
