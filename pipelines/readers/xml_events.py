"""XML read once, front to back: elements and words with their places, no entities of its own, no network.

`expat` and not a tree, because it says at which byte each event stands. A document that declares entities is refused
before any is expanded (CWE-776), external ones are never fetched (CWE-611).
"""

from collections.abc import Mapping
from typing import Final, NoReturn, Protocol
from xml.parsers import expat

from pipelines.errors import ReadError

_DEEPEST: Final = 256


class Handler(Protocol):
    """What takes the events; names are without prefix."""

    def start(self, name: str, attributes: Mapping[str, str], at: int, /) -> None:
        """Take a start tag."""

    def end(self, name: str, at: int, /) -> None:
        """Take an end tag."""

    def words(self, text: str, start: int, end: int, plain: bool, /) -> None:
        """Take characters at `[start, end)`; `plain` if they stand there as they are."""


def read_xml(page: str, handler: Handler) -> None:
    """Give the events of `page` to `handler`, with places in characters of `page`.

    Raises `ReadError` with reason `broken_file` (not well formed), `unsafe_xml` (entities), `too_complex` (too deep).
    """
    data = page.encode("utf-8", "surrogatepass")
    reader = _Reader(data, handler)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.started
    parser.EndElementHandler = reader.ended
    parser.CharacterDataHandler = reader.read
    parser.EntityDeclHandler = refuse_entity
    parser.SkippedEntityHandler = reader.skipped
    parser.CommentHandler = parser.ProcessingInstructionHandler = reader.between
    parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = reader.between
    reader.parser = parser
    try:
        parser.Parse(data, True)
    except expat.ExpatError as cause:
        message = expat.ErrorString(cause.code)
        raise ReadError("broken_file", f"not well-formed XML: {message}", f"line {cause.lineno}") from cause
    reader.flush(len(data))


def refuse_entity(name: str, *_: object) -> NoReturn:
    """Raise `ReadError` with reason `unsafe_xml`: what an entity stands for can be a bomb, or a file elsewhere."""
    raise ReadError("unsafe_xml", f"the XML declares the entity {name!r}; entities are not expanded")


class _Reader:
    """Turns bytes into characters on the way; words wait until the next event says where they end."""

    parser: expat.XMLParserType

    def __init__(self, data: bytes, handler: Handler) -> None:
        self._data, self._handler = data, handler
        self._byte = self._place = self._depth = 0
        self._waiting: tuple[str, int] | None = None

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        at = self._here()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReadError("too_complex", f"the XML nests deeper than {_DEEPEST} elements")
        self._handler.start(_local(name), {_local(key): value for key, value in attributes.items()}, at)

    def ended(self, name: str) -> None:
        """Take an end tag."""
        at = self._here()
        self._depth -= 1
        self._handler.end(_local(name), at)

    def read(self, text: str) -> None:
        """Take characters: those of one run, a line end, or one reference."""
        self._here()
        self._waiting = (text, self.parser.CurrentByteIndex)

    def skipped(self, name: str, _parameter: bool) -> None:
        """Take a reference to an entity that nobody declared: HTML's own are known, others are left as written."""
        from html import unescape  # noqa: PLC0415

        self._here()
        self._waiting = (unescape(f"&{name};"), self.parser.CurrentByteIndex)

    def between(self, *_: str) -> None:
        """Take what is no text: it ends the words before it."""
        self._here()

    def flush(self, end: int) -> None:
        """Give the words that wait, which end at byte `end` at the latest."""
        if self._waiting is None:
            return
        text, start = self._waiting
        self._waiting = None
        raw = text.encode("utf-8")
        plain = self._data.startswith(raw, start)
        last = start + len(raw) if plain else end
        first = self._at(start)
        self._handler.words(text, first, self._at(last), plain)

    def _here(self) -> int:
        byte = self.parser.CurrentByteIndex
        self.flush(byte)
        return self._at(byte)

    def _at(self, byte: int) -> int:
        """Give the character at a byte, counted on from the last one asked for."""
        if byte < self._byte:
            self._place -= len(self._data[byte : self._byte].decode("utf-8", "surrogatepass"))
        else:
            self._place += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._place


def _local(name: str) -> str:
    return name.rpartition(":")[2]
