"""Which blocks of an HTML page are its main content, as trafilatura judges."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.etree import LxmlError
from trafilatura import bare_extraction
from trafilatura.settings import Document as Found

from pipelines.readers.dates import find_date
from pipelines.readers.scan import Scanned

_QUIET: Final = logging.NullHandler()
_GRAM: Final = 16
_SAMPLES: Final = 8
_COVERED: Final = 0.6
_ENOUGH: Final = 0.5
_LATEST: Final = "2100-01-01"
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What trafilatura finds: the words of the main content by element, and metadata."""

    parts: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    site: str | None = None
    date: str | None = None


def extract(page: str) -> Extracted:
    """Run trafilatura on a decoded page, offline and without a clock; where it gives up, give nothing."""
    # That it gives up is no warning to the user: the page is read all the same.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(_QUIET)
    try:
        found = bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            # The latest date is fixed, else what is read today would not be what is read tomorrow.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _LATEST},
        )
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError):
        return Extracted()
    if not isinstance(found, Found) or found.body is None:
        return Extracted()
    parts = tuple(key(str(text)) for text in found.body.itertext() if key(str(text)))
    date = find_date(found.date) if found.date else None
    return Extracted(parts, found.title, found.author, found.sitename, date[2] if date else None)


def key(text: str) -> str:
    """Give the letters and digits of a text alone, by which two forms of it are compared."""
    return _NOT_WORD.sub("", text)


def main_blocks(blocks: Sequence[Scanned], extracted: Extracted) -> set[int]:
    """Give the indices of the blocks that hold the main content; none if too little of it is found among them.

    A block counts by the samples of its letters that occur in trafilatura's text; one too short for that counts where
    it is equal to an element there and stands within reach of longer ones.
    """
    keys = [key(block.text) for block in blocks]
    text = "".join(extracted.parts)
    seen = _seen(text, {gram for each in keys for gram in _samples(each)})
    chosen = {index for index, each in enumerate(keys) if _is_covered(each, seen)}
    known = set(extracted.parts)
    if chosen:
        first, last = min(chosen), max(chosen)
        near = range(max(0, first - 3), min(len(keys), last + 4))
        chosen |= {index for index in near if keys[index] and len(keys[index]) < _GRAM and keys[index] in known}
    else:
        chosen = {index for index, each in enumerate(keys) if each in known}
    found = sum(len(keys[index]) for index in chosen)
    return chosen if found >= _ENOUGH * len(text) else set()


def _samples(letters: str) -> list[str]:
    last = len(letters) - _GRAM
    if last < 0:
        return []
    return [letters[last * step // (_SAMPLES - 1) :][:_GRAM] for step in range(_SAMPLES)]


def _seen(text: str, wanted: set[str]) -> set[str]:
    return {gram for gram in _grams(text) if gram in wanted}


def _grams(text: str) -> Iterable[str]:
    return (text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1))


def _is_covered(letters: str, seen: set[str]) -> bool:
    samples = _samples(letters)
    return bool(samples) and sum(sample in seen for sample in samples) >= _COVERED * len(samples)
