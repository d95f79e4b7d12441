"""The explorer on this machine alone: a release's pages with the full text of its documents, read from `raw/`.

Looking at one's own files is no release, so here the terms of the sources do not hide what lies on the same disk. The
server listens on the loopback, answers GET alone, and answers only who asks for it by a name of the loopback, so that
no page of another site can read it under a name of its own (DNS rebinding).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO, ClassVar
from urllib.parse import unquote, urlsplit

import polars as pl

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.checks.files import inside
from pipelines.release.checks.texts import evidence
from pipelines.release.manifest import MANIFEST
from pipelines.release.site import SITE, START
from pipelines.tablefiles import scan

HOST = "127.0.0.1"
TEXTS = "texts"
_NAMES = frozenset({HOST, "localhost", "[::1]"})
_CHUNK = 1 << 20
_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The canonical texts of a release's documents, read again from the raw files when they are asked for."""

    documents: pl.LazyFrame
    raw: Path | None

    def of(self, document_id: str) -> str | None:
        """Give the text of a document; None where there is no such document or its raw file is not the one named."""
        found = self.documents.filter(pl.col("document_id") == document_id).collect()
        return evidence(found.row(0, named=True), self.raw).text if found.height else None


def texts_of(release: Path, raw: Path | None) -> Texts:
    """Give the texts of the documents of a release folder, with the raw files below `raw` where it is a folder."""
    return Texts(scan(release, "documents"), raw if raw is not None and raw.is_dir() else None)


def server_for(release: Path, raw: Path | None, port: int = 0) -> ThreadingHTTPServer:
    """Give a server of a release's explorer on the loopback, bound and not yet running; port 0 takes any free one.

    Raises `ReleaseError` where the folder is no release or has no explorer, `UsageError` where the port is taken.
    """
    if not (release / MANIFEST).is_file():
        raise ReleaseError(f"{release}: no release, since it has no {MANIFEST}; give the folder of a version")
    if not (release / SITE / START).is_file():
        raise ReleaseError(
            f"{release}: this release has no explorer ({SITE}/{START}); build its pages with `make explorer`, "
            "then release again"
        )
    handler = type("Handler", (_Handler,), {"release": release.resolve(), "texts": texts_of(release, raw)})
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except OSError as cause:
        raise UsageError(f"port {port} of {HOST} cannot be had ({cause.strerror}); give another --port") from cause


def serve(release: Path, raw: Path | None, port: int, announce: Callable[[str], None]) -> None:
    """Serve a release's explorer until the process is interrupted; `announce` is given the address first."""
    with server_for(release, raw, port) as server:
        announce(f"http://{HOST}:{server.server_address[1]}/{SITE}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


class _Handler(BaseHTTPRequestHandler):
    """Answers from one release folder; a request that is not for it gets a status and nothing else."""

    release: ClassVar[Path]
    texts: ClassVar[Texts]
    protocol_version = "HTTP/1.1"
    server_version = "testimonia"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a file of the release, a part of one, or the text of a document."""
        if not self._for_us():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        if path in ("", SITE):
            self._start(HTTPStatus.FOUND, {"Location": f"/{SITE}/", "Content-Length": "0"})
        elif text := re.fullmatch(rf"{SITE}/{TEXTS}/(doc_[a-z2-7]+)\.json", path):
            self._text(text[1])
        elif path == f"{SITE}/data/release.js":
            self._described()
        else:
            self._file(path + START if path.endswith("/") else path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that http.server gives it)
        """Say nothing: what a person looks at is their own affair."""

    def _for_us(self) -> bool:
        name, _, port = self.headers.get("Host", "").rpartition(":")
        return name in _NAMES and port == str(self.connection.getsockname()[1])

    def _text(self, document_id: str) -> None:
        text = self.texts.of(document_id)
        if text is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._bytes(json.dumps(text).encode("ascii"), "application/json")

    def _described(self) -> None:
        """Send what the release says of itself, with where the texts are."""
        written = (self.release / SITE / "data" / "release.js").read_text(encoding="ascii")
        start = 'testimonia("release",{'
        told = written.replace(start, f'{start}"texts":"{TEXTS}/",', 1) if self.texts.raw else written
        self._bytes(told.encode("ascii"), _TYPES[".js"])

    def _file(self, name: str) -> None:
        path = inside(self.release, name)
        if path is None or not path.is_file():
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        size = path.stat().st_size
        part = _range(self.headers.get("Range"), size)
        headers = {"Content-Type": _TYPES.get(path.suffix, "application/octet-stream"), "Accept-Ranges": "bytes"}
        if part is None:
            start, end, status = 0, size, HTTPStatus.OK
        else:
            (start, end), status = part, HTTPStatus.PARTIAL_CONTENT
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        self._start(status, {**headers, "Content-Length": str(end - start)})
        with path.open("rb") as file:
            _copy(file, self.wfile, start, end)

    def _bytes(self, data: bytes, media_type: str) -> None:
        self._start(HTTPStatus.OK, {"Content-Type": media_type, "Content-Length": str(len(data))})
        self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        self._start(status, {"Content-Length": "0"})

    def _start(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _range(header: str | None, size: int) -> tuple[int, int] | None:
    """Give the half-open range that a header asks for (RFC 9110, 14.2); None for all, or where it is not one range."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header or "")
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        return max(0, size - int(match[2])), size
    start = int(match[1])
    end = min(size, int(match[2]) + 1) if match[2] else size
    return (start, end) if start < end else None


def _copy(source: BinaryIO, target: BufferedIOBase, start: int, end: int) -> None:
    source.seek(start)
    left = end - start
    while left > 0 and (data := source.read(min(_CHUNK, left))):
        target.write(data)
        left -= len(data)
