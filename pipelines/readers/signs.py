"""Signs by which a text shows that it is marked up, and how: XML by its root, Markdown, wikitext, JSON."""

import json
import re
from typing import Final

_MARKDOWN: Final = (
    re.compile(r"^#{1,6}[ \t]+\S", re.M),
    re.compile(r"\S\n(?:={3,}|-{3,})[ \t]*$", re.M),
    re.compile(r"(?<!\[)\[[^\[\]\n]{1,200}\]\((?:https?://|/|#|\.|mailto:|[\w-]+\.)[^()\s]*(?: \"[^\"\n]*\")?\)"),
    re.compile(r"(?<![*\w])\*\*(?=\S)[^*\n]{1,200}\S?\*\*(?!\w)"),
    re.compile(r"(?<![_\w])__(?=[^\s_])[^_\n]{1,200}__(?!\w)"),
    re.compile(r"^ {0,3}\[\^?[^\[\]\n]{1,80}\]: +\S", re.M),
    re.compile(r"\[\^[\w-]{1,40}\](?!:)"),
    re.compile(r"^(?:```|~~~)", re.M),
    re.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n|[ \t-].*\n)+(?:---|\.\.\.)[ \t]*$", re.M),
    re.compile(r"^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*(?::?-{3,}:?)?[ \t]*$", re.M),
)
_WIKITEXT: Final = (
    re.compile(r"^={2,5}[^=\n]{1,200}={2,5}[ \t]*$", re.M),
    re.compile(r"\[\[[^\[\]\n|]{1,200}(?:\|[^\[\]\n]{0,200})?\]\]"),
    re.compile(r"\{\{[A-Za-z][^{}]{0,400}(?:\}\}|\{\{)"),
    re.compile(r"'''[^'\n]{1,200}'''"),
    re.compile(r"<ref[ >/]"),
    re.compile(r"^\{\|", re.M),
    re.compile(r"\[https?://\S+ [^\]\n]{1,200}\]"),
)
_ROOT = re.compile(
    r"(?:\s++|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<([A-Za-z_][\w.-]*:)?([\w.-]+)", re.S
)
_JATS = re.compile(
    r"<!DOCTYPE\s+article\s+PUBLIC\s+\"-//(?:NLM|NISO)|<article\b[^>]*\b(?:dtd-version|article-type)\s*=|"
    r"<article\b[^>]*>\s*(?:<!--.*?-->\s*)*<(?:front|processing-meta)\b",
    re.S | re.I,
)


def is_markdown(head: str, claimed: bool) -> bool:
    """Tell whether a text has two kinds of marks that only Markdown has, or one where its source says what it is."""
    head = head.replace("\r\n", "\n")
    return sum(bool(sign.search(head)) for sign in _MARKDOWN) >= (1 if claimed else 2)


def is_wikitext(head: str, claimed: bool) -> bool:
    """Tell whether a text has two kinds of marks that only wikitext has, or one where its source says what it is."""
    head = head.replace("\r\n", "\n")
    return sum(bool(sign.search(head)) for sign in _WIKITEXT) >= (1 if claimed else 2)


def xml_root(head: str) -> str | None:
    """Give the name of the root element, without prefix, of what begins like XML."""
    match = _ROOT.match(head)
    return match[2] if match else None


def is_jats(head: str) -> bool:
    """Tell a journal article in JATS or the older NLM format from HTML's element of the same name."""
    return bool(_JATS.search(head))


def json_object(line: str) -> dict[str, object] | None:
    """Give the JSON object that a line is, or None."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def has_text(found: dict[str, object] | None) -> bool:
    """Tell whether a JSON object has its words in `text`."""
    return found is not None and isinstance(found.get("text"), str)
