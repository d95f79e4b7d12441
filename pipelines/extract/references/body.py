"""The words of a reference that are left when numbers and people are out: title, container, publisher, place."""

import re

from pipelines.extract.references.authors import is_person
from pipelines.extract.references.draft import Draft, tidy
from pipelines.extract.references.identifiers import CUT
from pipelines.extract.references.numbers import DATED, YEAR, year_of
from pipelines.extract.references.places import REGIONS, is_place, is_publisher

_QUOTED_TITLE = re.compile(
    r"^[\s,.:]*(?:“(?P<a>[^“”]{2,400}(?:“[^“”]{1,100}”[^“”]{0,200})?)”|\"(?P<b>[^\"]{2,400})\"|«"
    r"(?P<c>[^«»]{2,400})»|„(?P<d>[^“”]{2,400})[“”]|``(?P<e>[^'`]{2,400})'')"
)
_ABBREVIATIONS = frozenset(
    "vs v st dr mr mrs prof vol vols no nr ed eds trans gg jr sr ca cf fig al p pp bd op cit coll dept jan feb "
    "mar apr jun jul aug sep sept "
    "oct nov dec u.s inc ltd ser proc int conf phys chem bull brit mus natl nat acad sci appl rev lett soc med "
    "biol math comput eng ann assoc symp "
    "univ tech rep hist am mag philos psychol econ technol environ res".split()
)
_STOP = re.compile(
    rf"\.(?=\s+[\"“«\[(]|\s+[^\W_]|\s*{CUT}|\s*$)|[?!](?=\s+[^\W\d_])|{CUT}|\s[–—]\s(?=[A-Z][\w ]+:)|\s·\s"
)
_IMPRINT = re.compile(
    rf"\((?P<imprint>[^()]{{2,120}}?)[,:]?\s+(?P<date>{DATED})[,.]?\s*(?:p\.?\s?(?P<pages>[0-9]+))?\)"
)
_END_DATE = re.compile(rf"(?:^|[\s,.;(])[\[(]?(?P<date>{DATED})[\])]?(?: and {YEAR})?[.,;\s]*$")
_IN = re.compile(r"^[\s,.:;–—-]*\b[Ii]n:?\s+(?=[\"“«„]|[^\W\d_])")
_LATER_IN = re.compile(rf"(?:{CUT}|[.,])\s*[Ii]n:?\s+(?=[\"“«„]|[^\W\d_a-z])")
_BRACKETED = re.compile(r"\s*\[[^\[\]]{2,200}\]")
_NUMERAL = re.compile(r"[0-9]{1,3}|[IVXLC]{1,6}")
_GENRE = re.compile(
    r"\b(?:(?:Ph\.? ?D\.?|M\.?A\.?|M\.?Sc\.?|Master[’']?s|[Dd]octoral|[Uu]npublished|Diploma)\s+)+(?:[Tt]hesis|"
    r"[Dd]issertation)\b|\bTechnical [Rr]eport\b|"
    r"\bPreprint\b|\bManuscript\b|\bDissertation(?=,)|\[[A-Z][a-z]+(?: [a-z]+)?\]"
)
_COMMA_IN = re.compile(r",\s+in:?\s+(?=[\"“«„]|[^\W\d_a-z])")
_EMPTY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)|[\W\d_]*|in|In|"
    r"and|et al|ibid\.?|ibidem|op\. ?cit\.?",
    re.IGNORECASE,
)


def take_quoted_title(draft: Draft) -> bool:
    """Take a title in quotation marks off the front; tells whether there was one."""
    quoted = _QUOTED_TITLE.match(draft.text)
    if quoted is None:
        return False
    draft.put("title", next(group for group in quoted.groups() if group).rstrip(" ,.;"))
    draft.text = draft.text[quoted.end() :]
    return True


def take_imprint(draft: Draft) -> None:
    """Take `(Place: Publisher, Year)`."""
    match = _IMPRINT.search(draft.text)
    if match and not re.search(YEAR, match.group("imprint")) and re.search(r"[^\W\d_]{3}", match.group("imprint")):
        _place_and_publisher(draft, match.group("imprint"))
        draft.put("year", year_of(match.group("date")))
        draft.put("pages", match.group("pages"))
        draft.cut(match)


def take_title(draft: Draft, newspaper: bool) -> None:
    """Take a title without marks off the front; with `newspaper`, the words before a date name a newspaper."""
    if not draft.text.startswith("["):
        draft.text = _BRACKETED.sub(CUT, draft.text, count=1)
    head, rest = first_segment(draft.text)
    inside = _COMMA_IN.search(head)
    if inside and len(head[inside.end() :].split()) > 2 and draft.people.get("author"):
        head, rest = head[: inside.start()], f" In {head[inside.end() :]}. {rest}"
    following, later = first_segment(rest)
    if (
        following
        and _is_imprint(_undated(tidy(first_segment(later)[0])))
        and not _is_imprint(_undated(tidy(following)))
        and _continues(draft, following)
    ):
        head, rest = (
            f"{head.rstrip(' .')}{'' if head.rstrip().endswith(('?', '!')) else '.'} {following.strip()}",
            later,
        )
    head, tail = _split_tail(draft, head, bool(tidy(rest)), newspaper)
    if not _EMPTY.fullmatch(tidy(head)):
        draft.put("title", head)
    draft.text = f"{tail}{CUT}{rest}" if tail else rest


def _continues(draft: Draft, following: str) -> bool:
    """Tell whether a segment between title and imprint is a second part of the title, not a series or a journal."""
    return (
        not {"volume", "issue"} & draft.fields.keys()
        and not re.match(r"\s*(?:[Ii]n\b|[\"“«(])", following)
        and len(following.split()) > 1
    )


def _undated(segment: str) -> str:
    date = _END_DATE.search(segment)
    return segment[: date.start()] if date else segment


def first_segment(text: str) -> tuple[str, str]:
    """Give the text up to the first full stop that ends a segment, and what follows."""
    text = text.lstrip(f" ,.;:{CUT}")
    for stop in _STOP.finditer(text, 1):
        before = text[max(0, stop.start() - 40) : stop.start()].split()
        if not before:
            continue
        last = before[-1].casefold().strip("([“\"'")
        initial = len(last) == 1 and last.isalpha() and last != "i"
        if stop.group() == "." and (
            last in _ABBREVIATIONS or initial or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last)
        ):
            continue
        keep = stop.end() if stop.group() in "?!" else stop.start()
        return text[:keep], text[stop.end() :]
    return text, ""


def _split_tail(draft: Draft, head: str, more: bool, newspaper: bool) -> tuple[str, str]:
    """Divide `Title, Place, Publisher, Year` at the comma where the imprint begins; the date is taken."""
    date = None if more else _END_DATE.search(head)
    dated = bool(date and tidy(head[: date.start()]) and "year" not in draft.fields)
    if date and dated:
        draft.put("year", year_of(date.group("date")))
        head = head[: date.start() + 1]
    pieces = head.rstrip(" ,.;:").split(", ")
    person = next((index for index in range(1, len(pieces)) if is_person(pieces[index])), None)
    if person and not draft.people.get("author"):
        draft.credit("author", [pieces[person].strip()])
        del pieces[person]
    cut = len(pieces)
    while cut > 1 and _is_imprint(pieces[cut - 1]):
        cut -= 1
    first_place = next((index for index in range(1, len(pieces)) if is_place(_undated(pieces[index]))), cut)
    cut = min(cut, first_place) if len(pieces) - first_place <= 4 else cut
    plain = cut == len(pieces) > 1 and not more and not pieces[-1][:1].islower() and not _EMPTY.fullmatch(pieces[-1])
    if plain and newspaper and "publisher" not in draft.fields and len(pieces[-1].split()) <= 6:
        draft.put("container", pieces[-1])
        return ", ".join(pieces[:-1]), ""
    if plain and dated and "publisher" not in draft.fields:
        cut -= 1
    return ", ".join(pieces[:cut]), ", ".join(pieces[cut:])


def _is_imprint(piece: str) -> bool:
    piece = piece.strip(" ,.;:")
    left, colon, _ = piece.partition(": ")
    if not piece:
        return False
    return (
        is_place(piece)
        or piece in REGIONS
        or is_publisher(piece)
        or bool(colon and is_place(left))
        or bool(_NUMERAL.fullmatch(piece))
    )


def take_rest(draft: Draft, quoted: bool) -> None:
    """Read what follows the title: container first where there is one, then the imprint."""
    inside = _IN.match(draft.text)
    later = _LATER_IN.search(draft.text)
    if inside is None and later and _EMPTY.fullmatch(tidy(draft.text[: later.start()])):
        inside = later
    if inside:
        draft.text = draft.text[inside.end() :]
    numbered = "issue" in draft.fields or {"volume", "pages"} <= draft.fields.keys()
    wants_container = bool(inside) or quoted or (numbered and "isbn13" not in draft.fields)
    rest = _GENRE.sub(CUT, draft.text)
    for _ in range(10):
        segment, rest = first_segment(rest)
        date = _END_DATE.search(segment)
        if date:
            draft.put("year", year_of(date.group("date")))
            segment = segment[: date.start()]
        segment = tidy(segment.strip(" –—-"))
        if segment and not _EMPTY.fullmatch(segment):
            _read_segment(draft, segment, wants_container)
        if not rest:
            break


def _read_segment(draft: Draft, segment: str, wants_container: bool) -> None:
    """Give one segment behind the title its field."""
    left, colon, _ = segment.partition(": ")
    imprint = is_place(segment) or is_place(segment.split(",", maxsplit=1)[0]) or bool(colon and is_place(left))
    if wants_container and "container" not in draft.fields and not imprint:
        head, tail = _split_container(segment)
        draft.put("container", head.strip('"“”«» '))
        if tail:
            _place_and_publisher(draft, tail)
    elif _NUMERAL.fullmatch(segment):
        draft.put("volume", segment)
    elif imprint or is_publisher(segment) or _is_name_like(segment):
        _place_and_publisher(draft, segment)


def _is_name_like(segment: str) -> bool:
    """Tell the name of a publisher from a remark: short, and most words start with a capital."""
    words = re.findall(r"[^\W\d_]+", segment)
    capitals = sum(word[0].isupper() for word in words)
    return 0 < len(words) <= 14 and capitals * 2 >= len(words) and not segment[0].islower()


def _split_container(segment: str) -> tuple[str, str]:
    """Divide `Container, 24, Place: Publisher` at the first comma behind which an imprint begins."""
    pieces = segment.split(", ")
    for index in range(1, len(pieces)):
        if _is_imprint(pieces[index]) or (pieces[index + 1 : index + 2] and pieces[index + 1] in REGIONS):
            return ", ".join(pieces[:index]), ", ".join(pieces[index:])
    return segment, ""


def _place_and_publisher(draft: Draft, text: str) -> None:
    """Read `Place: Publisher`, `Publisher, Place`, `Place, Publisher`, `Publisher: Place`, or one of them alone."""
    pieces = [piece.strip(" ;:") for piece in text.split(", ") if piece.strip(" ;:")]
    for name in ("volume", "issue"):
        numeral = next((piece for piece in pieces if _NUMERAL.fullmatch(piece)), None)
        if numeral and name not in draft.fields:
            draft.put(name, numeral)
            pieces.remove(numeral)
    text = ", ".join(piece for piece in pieces if not re.match(r"coll\b", piece))
    left, colon, right = text.partition(":")
    if colon and right.strip():
        if is_publisher(left) and (is_place(right) or not is_publisher(right)):
            left, right = right, left
        draft.put("publisher", right)
        draft.put("place", None if left.strip().isdigit() else left)
        return
    if is_place(text):
        draft.put("place", text)
        return
    pieces = text.split(", ")
    places = [piece for piece in pieces if is_place(piece) or piece in REGIONS]
    others = [piece for piece in pieces if piece not in places]
    if places and is_place(places[0]):
        draft.put("place", ", ".join(places))
        draft.put("publisher", ", ".join(others))
    else:
        draft.put("publisher", text)
