"""From bytes to characters: which encoding a file is in."""

import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from pipelines.errors import ReadError
from pipelines.readers.detect import has_mark

WESTERN: Final = "cp1252"
_SAMPLE: Final = 1 << 20
_CANDIDATES: Final = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_7 iso8859_15 koi8_r "
    "koi8_u "
    "mac_roman mac_cyrillic cp437 cp850 cp866 gb18030 big5 euc_kr cp949 shift_jis cp932 euc_jp"
).split()
"""Encodings without shift states, so that each character has bytes of its own."""
_CLEARLY: Final = 0.02
"""By how much another encoding's letters must fit a language better before it goes before Windows-1252."""
_WESTERN_SHARE: Final = 0.4
_MIXED_SHARE: Final = 0.06
_WESTERN_SIGNS: Final = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýßšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŠŽ“”‘’„‚–—…•†‡‰€‹›«»°§©®™£¥·¿¡½¼¾ºª²³×´¨±¶\xa0\xad"
)
_ALPHABETS: Final = tuple(
    map(frozenset, ("àâæçéèêëîïôœùûü", "äöüßé", "áéíóúüñªº", "áâãàçéêíóôõúªº", "àèéìíòóù", "åäöæøéü", "áàéèëïíöóü"))
)
"""Letters beyond ASCII of French, German, Spanish, Portuguese, Italian, the Nordic languages, Dutch."""
_NEVER_ALONE = re.compile(r"(?<![^\W\d_])[âãäêëîïñõöûüýßçœÂÃÄÊËÎÏÑÕÖÛÜÝÇŒ](?![^\W\d_])")
_SPARSE: Final = 0.2
_FEW: Final = 8
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters, the codec that gives each its bytes, and the bytes of the byte order mark before them."""

    text: str
    encoding: str
    mark_length: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a whole file: by byte order mark, as UTF-8, as `declared` (a page's own header names it), else by a guess.

    Raises `ReadError` with reason `broken_encoding` and the byte where the characters stop making sense.
    """
    marked = has_mark(data)
    if marked:
        encoding, length = marked
        return Decoded(_strict(data, encoding, length), encoding, length)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        named = _as_declared(data, declared)
        return named or _without_utf8(data, error)


def _strict(data: bytes, encoding: str, skip: int = 0) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(encoding, skip + error.start, error.reason) from error


def _broken(encoding: str, offset: int, why: str) -> ReadError:
    return ReadError("broken_encoding", f"not valid {encoding} at byte {offset}: {why}", f"byte {offset}")


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    """Take the encoding that the page names, if it is one without shift states and gives every byte back."""
    name = (declared or "").lower().replace("-", "_").replace("iso_8859_", "iso8859_").replace("windows_", "cp")
    # Browsers read Latin-1 and ASCII as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
    name = WESTERN if name in ("iso8859_1", "latin1", "latin_1", "us_ascii", "ascii") else name
    name = "gb18030" if name in ("gb2312", "gbk") else name
    return _round_trip(data, name) if name in _CANDIDATES else None


def _round_trip(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
        return Decoded(text, encoding) if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _without_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if _is_damaged_utf8(data, error):
        raise _broken("utf-8", error.start, error.reason) from error
    for encoding in _ranked(data[:_SAMPLE]):
        decoded = _round_trip(data, encoding)
        if decoded:
            return _usual_name(data, decoded)
    raise _broken("utf-8", error.start, f"{error.reason}; no other encoding fits") from error


def _usual_name(data: bytes, decoded: Decoded) -> Decoded:
    """Call Western text by the usual name where several encodings read it the same."""
    western = _round_trip(data, WESTERN)
    return western if western and western.text == decoded.text else decoded


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell a UTF-8 file with bad bytes, or cut off at its end, from a file in another encoding.

    Text in another encoding hardly ever forms well-formed multi-byte sequences of UTF-8 by accident.
    """
    whole = _MULTIBYTE.findall(data)
    well_formed = sum(map(len, whole))
    high = len(_HIGH.findall(data))
    tail = len(data) - error.start
    cut_off = error.reason == "unexpected end of data" and tail in (2, 3) and high == tail
    return cut_off or well_formed > high - well_formed


def _ranked(sample: bytes) -> list[str]:
    """Rank the encodings that charset-normalizer finds possible; Windows-1252 first where it reads no worse.

    Where little is beyond ASCII, an encoding counts only if its letters fit a language: else any stray byte would fit
    some.
    """
    if _is_of_one_alphabet(sample):
        return [WESTERN]
    matches = list(from_bytes(sample, cp_isolation=list(_CANDIDATES)))
    sparse = len(_HIGH.findall(sample)) < max(_FEW, _SPARSE * len(sample))
    names = [match.encoding for match in matches if match.coherence > 0 or not sparse]
    # What reads the same in several encodings is one match that names them all.
    coherence = {name: match.coherence for match in matches for name in match.could_be_from_charset}
    best = max(coherence.values(), default=0.0)
    if _reads_western(sample, _MIXED_SHARE) and best <= coherence.get(WESTERN, 0.0) + _CLEARLY:
        return [WESTERN, *names]
    return names


def _is_of_one_alphabet(sample: bytes) -> bool:
    """Tell whether the letters beyond ASCII are, as Windows-1252, all of one Western language's alphabet."""
    letters = {letter for letter in sample.decode(WESTERN, "replace").lower() if letter > "\x7f" and letter.isalpha()}
    return _reads_western(sample, _WESTERN_SHARE) and any(letters <= alphabet for alphabet in _ALPHABETS)


def _reads_western(sample: bytes, share: float) -> bool:
    """Tell whether all that is beyond ASCII is, as Windows-1252, a sign or letter that Western European texts use.

    `share` is how many of all letters may be beyond ASCII.
    """
    text = sample.decode(WESTERN, "replace")
    high = {character for character in text if character > "\x7f"}
    letters = sum(map(str.isalpha, text))
    high_letters = sum(character > "\x7f" and character.isalpha() for character in text)
    return high <= _WESTERN_SIGNS and high_letters <= share * letters and not _NEVER_ALONE.search(text)
