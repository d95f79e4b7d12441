"""The media types that there is a reader for."""

from typing import Final

TEXT: Final = "text/plain"
HTML: Final = "text/html"
MARKDOWN: Final = "text/markdown"
WIKITEXT: Final = "text/x-wiki"
WIKI_PAGE: Final = "application/x-mediawiki-page+xml"
JATS: Final = "application/jats+xml"
TEI: Final = "application/tei+xml"
JSON: Final = "application/json"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EPUB: Final = "application/epub+zip"

ZIP: Final = "application/zip"
TAR: Final = "application/x-tar"
GZIP: Final = "application/gzip"
BZIP2: Final = "application/x-bzip2"
XZ: Final = "application/x-xz"
WARC: Final = "application/warc"
JSON_LINES: Final = "application/jsonl"
PARQUET: Final = "application/vnd.apache.parquet"
WIKI_DUMP: Final = "application/x-mediawiki-dump+xml"

DOCUMENTS: Final = frozenset({TEXT, HTML, MARKDOWN, WIKITEXT, WIKI_PAGE, JATS, TEI, JSON, PDF, DOCX, EPUB})
"""Media types of single documents: what `readers.read` takes."""
CONTAINERS: Final = frozenset({ZIP, TAR, GZIP, BZIP2, XZ, WARC, JSON_LINES, PARQUET, WIKI_DUMP})
"""Media types of files that hold documents: what `readers.containers.members` takes."""
