"""Works and references as BibTeX, the format of Patashnik's `BibTeXing` (1988), in UTF-8."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pipelines.extract.same_work import fold

Fields = Mapping[str, Any]
_TYPES: Final = {
    "book": "book", "chapter": "incollection", "entry-encyclopedia": "incollection", "thesis": "phdthesis",
    "report": "techreport", "paper-conference": "inproceedings", "manuscript": "unpublished", "pamphlet": "booklet",
}  # fmt: skip
_ARTICLES: Final = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review"})
_COLUMNS: Final = {
    "title": "title", "publisher": "publisher", "place": "address", "year": "year", "volume": "volume",
    "issue": "number", "pages": "pages", "edition": "edition", "isbn13": "isbn", "note": "note",
}  # fmt: skip
# In a value between braces each brace must have its fellow, an escaped one too.
_ESCAPES: Final = str.maketrans(
    {
        "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}", **{mark: "\\" + mark for mark in "&%$#_"},
    }
)  # fmt: skip
_VERBATIM: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def bibtex_entry(key: str, fields: Fields, names: Iterable[Fields]) -> str:
    """Give one entry under a citation key; `fields` and `names` are rows by the contracts' columns."""
    names = list(names)
    kind = _kind(fields)
    values = [(role, " and ".join(_people(names, role))) for role in ("author", "editor", "translator")]
    values += [(name, escape(fields[column])) for column, name in _COLUMNS.items() if fields.get(column)]
    if fields.get("container"):
        holder = {"article": "journal", "misc": "howpublished"}.get(kind, "booktitle")
        values.append((holder, escape(fields["container"])))
    values += [(name, _one_line(fields[name]).translate(_VERBATIM)) for name in ("doi", "url") if fields.get(name)]
    lines = (f"  {name} = {{{_ranges(value) if name == 'pages' else value}}},\n" for name, value in values if value)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def escape(value: str) -> str:
    """Give a value that TeX sets as it stands, on one line."""
    return _one_line(value).translate(_ESCAPES)


def citation_key(fields: Fields, names: Iterable[Fields]) -> str:
    """Give family name, year and first long word of the title, in plain letters and digits; not unique by itself.

    Without a name the word comes first, since not every program takes a key that begins with a digit.
    """
    first = next((name.get("family") or name["literal"] for name in names), "")
    year = re.search(r"[0-9]{4}", fields.get("year") or "")
    words = [word for word in fold(fields.get("title") or "").split() if len(word) > 3]
    name, year_part = fold(first).split()[-1:], [year.group()] if year else []
    parts = (name, year_part, words[:1]) if name else (words[:1], year_part)
    plain = re.sub(r"[^a-z0-9]", "", "".join(_latin(word) for part in parts for word in part))
    return plain or "anonymous"


def unique_keys(keys: Iterable[str]) -> Iterator[str]:
    """Give each key, with a letter or letters behind the second of its kind and on: `holm1931`, `holm1931b`, …"""
    seen: dict[str, int] = {}
    given: set[str] = set()
    for key in keys:
        fresh = key
        while fresh in given:
            seen[key] = seen.get(key, 0) + 1
            fresh = key + _letters(seen[key])
        given.add(fresh)
        yield fresh


def _letters(number: int) -> str:
    """Give `b` for 1, `z` for 25, `aa` for 26."""
    text = ""
    while number >= 0:
        number, place = divmod(number, 26)
        text = _LETTERS[place] + text
        number -= 1
    return text


def _kind(fields: Fields) -> str:
    """Give the entry type; without the journal or book that it needs, an article or chapter is miscellaneous."""
    written = fields.get("type")
    if written in _ARTICLES:
        return "article" if fields.get("container") else "misc"
    kind = _TYPES.get(written or "", "misc")
    return "misc" if kind in ("incollection", "inproceedings") and not fields.get("container") else kind


def _people(names: Iterable[Fields], role: str) -> Iterator[str]:
    for name in names:
        if name["role"] != role:
            continue
        family, given = name.get("family"), name.get("given")
        if family and given:
            yield ", ".join(_guarded(escape(part)) for part in (family, given))
        else:
            yield f"{{{escape(family or name['literal'])}}}"


def _guarded(part: str) -> str:
    """Keep a comma or an `and` within a name from parting it."""
    return f"{{{part}}}" if re.search(r",|\band\b", part, re.IGNORECASE) else part


def _ranges(pages: str) -> str:
    return re.sub(r"(?<=\w)\s*[–—-]+\s*(?=\w)", "--", pages)


def _one_line(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _latin(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii() and c.isalnum())
