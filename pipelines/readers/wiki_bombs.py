"""Wikitexts that no parser should be given: made, or broken, so that parsing them takes too long."""

import re
from typing import Final

from pipelines.errors import ReadError

_ALONE: Final = frozenset("br wbr hr meta link img li dt dd th td tr p ref references".split())
_PAIRS = re.compile(r"(\{\{)|(\}\})|(\[\[)|(\]\])|(\[https?:)|<(/?)([a-z]{1,16})\b[^<>/]*>", re.I)
_WORK: Final = 20_000_000
_DEEPEST: Final = 30


def refuse_bomb(text: str) -> None:
    """Raise `ReadError` with reason `too_complex` where parsing takes too long, or goes deeper than the parser does.

    The parser walks to the end of the text for each opening that is never closed: openings times characters bound its
    time.
    """
    open_now: dict[str, int] = {}
    deepest = 0
    for match in _PAIRS.finditer(text):
        kind, step = _opening(match)
        open_now[kind] = max(0, open_now.get(kind, 0) + step)
        deepest = max(deepest, open_now[kind] if kind == "{{" else 0)
    unclosed = sum(open_now.values())
    if unclosed * len(text) > _WORK:
        raise ReadError("too_complex", f"{unclosed} templates, links or tags are opened and never closed")
    if deepest - open_now.get("{{", 0) > _DEEPEST:
        raise ReadError("too_complex", f"templates nest {deepest} deep, more than {_DEEPEST}")


def _opening(match: re.Match[str]) -> tuple[str, int]:
    if match[1] or match[2]:
        return "{{", 1 if match[1] else -1
    if match[3] or match[4]:
        return "[[", 1 if match[3] else -1
    if match[5]:
        return "[", 1
    name = match[7].lower()
    return name, 0 if name in _ALONE - {"ref"} else -1 if match[6] else 1
