"""What a short block of plain text looks like, feature by feature, from its words alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.patterns import Sieve
from pipelines.readers import lexicon
from pipelines.readers.dates import find_date

SHORT = 320
"""Code points up to which a block is looked at closely; what is longer is running text."""

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_BRACKETS = Sieve(r"\([^()]*\)|\[[^\[\]]*\]")
_SUBORDINATE = Sieve(rf",?\s*\b(?:{'|'.join(lexicon.SUBORDINATORS)})\b.*", re.I | re.S)
_REGULAR_PAST = Sieve(
    r"(?<![,;(])\s([a-zé]{2,}ed)\b(?!\s+(?:by|in|at|on|with|from|for|as|near|during|outside|behind|around|to)\b)"
)
_CREDIT = Sieve(
    rf"\(\s*(?:[^()]*\b)?(?:{lexicon.CREDITED})\s*\)|(?:^|[.\s])(?:photo|image|picture|credit|source|courtesy)(?: by|"
    rf" of|:)[^.]{{2,60}}\.?$",
    re.I,
)
_POSITION = Sieve(
    r"\((?:[^()]{0,20}\b)?(?:cent(?:er|re)|left|right|top|bottom|above|below|middle|pictured|seated|standing|"
    r"foreground|background|front|back|far|[lrc])\b[^()]{0,20}\)"
    r"|\b(?:from|clockwise from) (?:the )?(?:top )?(?:left|right)\b|^(?:above|below|left|right|top|bottom|pictured|"
    r"inset)\s?:",
    re.I,
)
_PICTURE = re.compile(
    rf"(?:an?|the|this)?\s*(?:[\w-]+\s){{0,2}}?(?:{lexicon.PICTURES})\s+(?:of|from|by|showing|depicting|at|in|for|"
    rf"with|shows|made|taken)\b|(?:fig(?:ure|\.)|plate|table)\s*\d",
    re.I,
)
_LABEL = re.compile(r"[\w'’.-]+(?: [\w'’.-]+){0,4}:\s+\S")
_CHAPTER = re.compile(
    r"(?:chapter|part|book|section|act|scene|volume|appendix|kapitel|chapitre)\s+(?:\d{1,3}|[ivxlc]{1,7}|[a-z]|one|"
    r"two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:[.:—–-].{0,80}|\s*)$",
    re.I,
)
_NAME_START = re.compile(r"[A-ZÀ-Þ][\w'’-]*\.?\s+(?:(?:de|von|van|al|bin|del|della|du|la|le|of)\s+)?[A-ZÀ-Þ][\w'’-]*")
_APPOSITION = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]*, (?:\d+(?:st|nd|rd|th) |[a-z])")


@dataclass(frozen=True, slots=True)
class Shape:
    """Features of a block; `words` counts its words, and for a long block is all that is filled in."""

    words: int
    text: str = ""
    end: str = ""
    has_verb: bool = False
    names: float = 0.0
    name_start: bool = False
    opens_sentence: bool = False
    credit: bool = False
    picture: bool = False
    label: bool = False
    apposition: bool = False
    section: bool = False
    date: str | None = None

    @property
    def long(self) -> bool:
        """Whether the block is running text, whatever stands around it."""
        return not self.text or self.words > 40


def shape(text: str, start: int, end: int) -> Shape:
    """Look at `text[start:end]`, closely only where it is short."""
    if end - start > SHORT:
        return Shape(words=(end - start) // 6)
    block = text[start:end]
    words = _WORD.findall(block)
    lower = [word.lower() for word in words]
    found = find_date(block)
    return Shape(
        words=len(block.split()),
        text=block,
        end=block.rstrip("\"”’'»)]")[-1:] or block[-1:],
        has_verb=_has_main_verb(block),
        names=_capitalised(words[1:]),
        name_start=bool(_NAME_START.match(block)),
        opens_sentence=bool(lower) and lower[0].replace("’", "'").partition("'")[0] in lexicon.PRONOUNS,
        credit=_has_credit(block),
        picture=bool(_POSITION.search(block)) or bool(_PICTURE.match(block)),
        label=bool(_LABEL.match(block)),
        apposition=bool(_APPOSITION.match(block)),
        section=block.lower().rstrip(": ") in lexicon.SECTIONS or bool(_CHAPTER.match(block)),
        date=found[2] if found else None,
    )


def _has_credit(block: str) -> bool:
    """Tell whether the credit of a picture ends the block, or follows a phrase without a main verb."""
    match = _CREDIT.search(block)
    return match is not None and (not block[match.end() :].strip(" .") or not _has_main_verb(block[: match.start()]))


def _capitalised(words: Sequence[str]) -> float:
    """Give the share of capitalised words among those that are no little function words."""
    counted = [word for word in words if word not in lexicon.LITTLE]
    return sum(word[0].isupper() for word in counted) / len(counted) if counted else 0.0


def _has_main_verb(block: str) -> bool:
    """Tell whether a finite verb stands outside brackets and subordinate clauses."""
    main = _SUBORDINATE.sub("", _BRACKETS.sub(" ", block), count=1)
    words = (word.lower().replace("’", "'") for word in _WORD.findall(main))
    return any(word in lexicon.FINITE_VERBS for word in words) or bool(_REGULAR_PAST.search(main))


def is_heading_text(seen: Shape) -> bool:
    """Tell whether the words of a block can be a heading: few, no sentence's end, and no sentence within."""
    if not seen.text or seen.words > 12 or seen.end in ".!?;,…":
        return False
    if seen.end == ":" and (seen.has_verb or seen.words > 5):
        return False
    first = seen.text.lstrip("\"“‘'«([¿¡")[:1]
    return (first.isupper() or first.isdigit() or not first.isascii()) and not (seen.opens_sentence and seen.has_verb)


def is_caption(seen: Shape, in_head: bool) -> bool:
    """Tell whether the words of a block say what a picture shows; `in_head` if no running text goes before.

    A credit, or a place in the picture, is proof. Else several weak signs have to come together: no main verb, names, a
    full stop after a mere phrase.
    """
    if not seen.text or seen.credit or seen.end in "?!:":
        return seen.credit
    if (seen.picture and not seen.has_verb) or (seen.apposition and not seen.has_verb):
        return True
    if seen.has_verb or seen.opens_sentence or seen.end != "." or not 2 <= seen.words <= 25 or seen.label:
        return False
    return seen.names + 0.15 * seen.name_start + 0.15 * in_head >= 0.4
