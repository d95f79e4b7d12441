"""All that the rows of a document depend on besides its bytes, as one line that two runs can compare."""

from collections.abc import Iterable, Mapping

from pipelines.contracts import Contracts
from pipelines.engines.parses import parser_version
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES
from pipelines.extract.versions import TABLES as MAKERS
from pipelines.identifiers import content_id
from pipelines.release.extractors import extractor_rows


def made_with(authority: Authority, contracts: Contracts) -> str:
    """Give what rows are made with now, as words `name:digest`: extractors, the parser, the authority file, shapes."""
    parts = {
        "parser": parser_version(),
        "authority": repr(authority.entries),
        "contracts": repr([(name, item.name, item.type) for name in TABLES for item in contracts[name]]),
    }
    makers = set(MAKERS.values())
    parts |= {row["extractor"]: repr(sorted(row.items())) for row in extractor_rows() if row["extractor"] in makers}
    return _line({name: content_id("mad", text).removeprefix("mad_") for name, text in parts.items()})


def changed(before: str, now: str) -> list[str]:
    """Give the names of what differs between two such lines, sorted."""
    one, other = _parts(before), _parts(now)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _line(parts: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{parts[name]}" for name in sorted(parts))


def _parts(line: str) -> dict[str, str]:
    words: Iterable[list[str]] = (word.split(":", 1) for word in line.split())
    return {word[0]: word[-1] for word in words}
