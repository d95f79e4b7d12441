"""Small made-up releases, and the requests of a server as tests see them."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pipelines.release.bundle import checksums
from pipelines.release.publishers.local import Release, read_release

PACKAGE = {
    "title": "Testimonia: what is said",
    "description": "Claims & quotes <of documents>.",
    "keywords": ["history", "claims"],
    "licenses": [{"name": "CC-BY-4.0", "path": "LICENSE-DATA.txt"}, {"name": "Apache-2.0", "path": "LICENSE-CODE.txt"}],
    "contributors": [{"title": "The testimonia contributors", "role": "author"}],
}


def small_release(folder: Path, version: str = "2031.04.05", words: str = "a bay froze") -> Release:
    """Write a release of few and small files, one of them empty and one in a folder."""
    folder.mkdir(parents=True)
    table = {"file": "claims.parquet", "rows": 1, "bytes": 3000, "sha256": "0" * 64}
    manifest = {"name": "testimonia", "version": version, "schema_version": "1.0.0", "inputs_digest": "a" * 64}
    (folder / "manifest.json").write_text(json.dumps({**manifest, "tables": {"claims": table}}))
    (folder / "claims.parquet").write_bytes(random.Random(words).randbytes(3000))
    (folder / "README.md").write_text(f"# Testimonia {version}\n\n{words}\n")
    (folder / "datapackage.json").write_text(json.dumps({**PACKAGE, "version": version}))
    (folder / "empty.bib").write_bytes(b"")
    (folder / "schemas").mkdir()
    (folder / "schemas" / "claims.yaml").write_text("name: claims\n")
    (folder / "SHA256SUMS").write_text(checksums(folder))
    return read_release(folder)


class Answer(Exception):  # noqa: N818
    """What a stand-in answers in place of going on."""

    def __init__(self, status: int, body: object = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = headers or {}


@contextmanager
def served(answer: Callable[[str, str, dict[str, list[str]], bytes, Mapping[str, str]], object]) -> Iterator[str]:
    """Serve on loopback, and give the address; `answer` gets method, path, query, body and headers."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_one(self) -> None:
            url = urlsplit(self.path)
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                found = answer(self.command, unquote(url.path), parse_qs(url.query), body, headers)
                given = found if isinstance(found, Answer) else Answer(200, found)
            except Answer as refused:
                given = refused
            data = b"" if given.body is None else json.dumps(given.body).encode()
            self.send_response(given.status)
            for name, value in {"Content-Type": "application/json", **given.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_one  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
