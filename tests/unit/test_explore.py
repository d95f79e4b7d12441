"""The local server of the explorer: what it answers, and what it refuses."""

import hashlib
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.errors import ReleaseError, UsageError
from pipelines.explore import server_for
from pipelines.readers import read

RAW = b"The mill closed in 1902. \xe2\x80\x9cWe kept the cafe open,\xe2\x80\x9d said Ida Lorne.\n"
DOCUMENT = "doc_aaaaaaaaaaaaaaaa"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw" / "gazette").mkdir(parents=True)
    (tmp_path / "raw" / "gazette" / "page.txt").write_bytes(RAW)
    return tmp_path / "raw"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    (folder / "site" / "data").mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    (folder / "site" / "index.html").write_text("<!doctype html>")
    (folder / "site" / "data" / "release.js").write_text('testimonia("release",{"name":"x"});\n')
    (folder / "claims.parquet").write_bytes(bytes(range(100)))
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    documents(RAW).write_parquet(folder / "documents.parquet")
    return folder


def documents(data: bytes) -> pl.DataFrame:
    text = read(data, "text/plain").text
    row: dict[str, Any] = {
        "document_id": DOCUMENT,
        "source_id": "gazette",
        "path": "gazette/page.txt",
        "raw_sha256": hashlib.sha256(data).hexdigest(),
        "raw_bytes": len(data),
        "media_type": "text/plain",
        "encoding": "utf-8",
        "characters": len(text),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "offset_map": "0:0",
        "text": None,
    }
    return pl.DataFrame([row], schema_overrides={"text": pl.String})


@contextmanager
def served(release: Path, raw: Path | None) -> Iterator[int]:
    with server_for(release, raw) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    result = answer.status, answer.read(), dict(answer.getheaders())
    connection.close()
    return result


def test_the_site_and_the_tables_are_served(release: Path, raw: Path) -> None:
    with served(release, raw) as port:
        assert ask(port, "/")[2]["Location"] == "/site/"
        status, body, headers = ask(port, "/site/")
        assert (status, body, headers["Content-Type"]) == (200, b"<!doctype html>", "text/html; charset=utf-8")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert ask(port, "/claims.parquet")[:2] == (200, bytes(range(100)))


@pytest.mark.parametrize(
    ("asked", "status", "first", "length"),
    [
        ("bytes=10-19", 206, 10, 10),
        ("bytes=90-", 206, 90, 10),
        ("bytes=-5", 206, 95, 5),
        ("bytes=95-400", 206, 95, 5),
        ("bytes=400-500", 200, 0, 100),
        ("bytes=0-1,4-5", 200, 0, 100),
        ("lines=1-2", 200, 0, 100),
    ],
)
def test_ranges_of_a_file(release: Path, asked: str, status: int, first: int, length: int) -> None:
    with served(release, None) as port:
        found, body, headers = ask(port, "/claims.parquet", Range=asked)
    assert (found, body[0], len(body)) == (status, first, length)
    if status == 206:
        assert headers["Content-Range"] == f"bytes {first}-{first + length - 1}/100"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/site/..%2f..%2fsecret.txt",
        "//etc/passwd",
        "/link.txt",
        "/%00",
        "/site/data",
    ],
)
def test_nothing_outside_of_the_release_is_served(release: Path, path: str) -> None:
    with served(release, None) as port:
        assert ask(port, path)[:2] == (404, b"")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1:1", "localhost", ""])
def test_who_asks_by_another_name_gets_nothing(release: Path, raw: Path, host: str) -> None:
    with served(release, raw) as port:
        assert ask(port, "/site/", Host=host)[:2] == (421, b"")
        assert ask(port, "/site/", Host=f"localhost:{port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_other_methods_are_refused(release: Path, method: str) -> None:
    with served(release, None) as port:
        assert ask(port, "/site/", method)[0] == 501


def test_the_full_text_comes_from_the_raw_file(release: Path, raw: Path) -> None:
    with served(release, raw) as port:
        assert json.loads(ask(port, f"/site/texts/{DOCUMENT}.json")[1]) == RAW.decode()
        assert ask(port, "/site/texts/doc_bbbbbbbbbbbbbbbb.json")[0] == 404
        assert ask(port, "/site/data/release.js")[1] == b'testimonia("release",{"texts":"texts/","name":"x"});\n'


def test_a_raw_file_with_other_bytes_is_not_shown(release: Path, raw: Path) -> None:
    (raw / "gazette" / "page.txt").write_bytes(RAW.replace(b"1902", b"1903"))
    with served(release, raw) as port:
        assert ask(port, f"/site/texts/{DOCUMENT}.json")[0] == 404


def test_without_raw_documents_the_page_is_told_of_no_texts(release: Path, tmp_path: Path) -> None:
    with served(release, tmp_path / "none") as port:
        assert b"texts" not in ask(port, "/site/data/release.js")[1]


def test_a_release_without_an_explorer_is_said_to_be_one(release: Path) -> None:
    (release / "site" / "index.html").unlink()
    with pytest.raises(ReleaseError, match="make explorer"):
        server_for(release, None)


def test_a_folder_that_is_no_release_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release"):
        server_for(tmp_path, None)


def test_a_port_that_is_taken_is_said_to_be(release: Path) -> None:
    with served(release, None) as port, pytest.raises(UsageError, match=f"port {port}"):
        server_for(release, None, port)
