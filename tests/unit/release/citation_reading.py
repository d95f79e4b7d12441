"""Readers for what is written for citing: a small reader of BibTeX, and citeproc-py with the style it carries."""

import re
import warnings
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = "harvard-cite-them-right"
# CSL 1.0.2, appendix III, and the variables of appendix IV that are used here.
CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
CSL_VARIABLES = frozenset(
    "id type citation-key title container-title publisher publisher-place volume issue edition ISBN DOI URL page "
    "locator issued author editor translator note".split()
)
BIBTEX_TYPES = frozenset(
    "article book booklet incollection inproceedings misc phdthesis techreport unpublished".split()
)
_UNESCAPED = {
    r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}", r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^", **{"\\" + mark: mark for mark in "&%$#_"},
}  # fmt: skip


def rendered(items: list[dict[str, Any]]) -> list[str]:
    """Give each item's entry in a bibliography."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the style names variables that this processor does not know
        style = CitationStylesStyle(STYLE, validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        return [str(entry) for entry in bibliography.bibliography()]


def entries(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Give kind, key and values of each entry, the values as written between their braces."""
    found, at = [], 0
    for match in re.finditer(r"@(\w+)\{([^,\s{}]+),\n", text):
        assert match.start() >= at, "an entry within an entry"
        values, at = {}, match.end()
        while text[at] != "}":
            name = re.compile(r"\s*(\w+) = \{").match(text, at)
            assert name is not None, text[at : at + 40]
            end = _closing(text, name.end())
            values[name[1]] = text[name.end() : end]
            at = end + len("},\n")
        found.append((match[1], match[2], values))
    assert len(found) == text.count("\n@") + text.startswith("@")
    return found


def unescaped(value: str) -> str:
    """Give the characters that TeX would set."""
    return re.sub("|".join(map(re.escape, _UNESCAPED)), lambda match: _UNESCAPED[match[0]], value)


def people(value: str) -> list[str]:
    """Part a list of names at each `and` outside of braces, and take the guards off."""
    names, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]| and ", value):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == " and " and depth == 0:
            names.append(value[start : match.start()])
            start = match.end()
    return [unescaped(re.sub(r"^\{(.*)\}$", r"\1", name)) for name in [*names, value[start:]] if name]


def _closing(text: str, at: int) -> int:
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    raise AssertionError("a brace is never closed")
