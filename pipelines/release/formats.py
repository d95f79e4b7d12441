"""The formats that commands write; a module of its own, since the command line names them before it loads anything."""

from enum import StrEnum


class Format(StrEnum):
    """What `testimonia parse` can write."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    CSV = "csv"


class DiffFormat(StrEnum):
    """What `testimonia diff` can write."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


class CiteFormat(StrEnum):
    """What `testimonia cite` can write."""

    TABLE = "table"
    JSONL = "jsonl"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"
