"""A stand-in for Zenodo: the calls of its deposit API that publishing makes, with records kept in memory.

It checks what Zenodo checks: the token, that a published record's files and bucket stay as they are, one draft a
record, and the metadata without which nothing is published.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from publish_samples import Answer

TOKEN = "zenodo-dontprintthis-0123456789"
NEEDED = ("title", "upload_type", "description", "creators")


@dataclass
class Zenodo:
    """Records by number."""

    records: dict[int, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    refuse_after: int | None = None
    damage: bool = False
    address: str = ""
    lock: RLock = field(default_factory=RLock)

    def answer(self, method: str, path: str, query: Any, body: bytes, headers: Mapping[str, str]) -> object:
        with self.lock:
            self.calls.append(f"{method} {path}")
            if self.refuse_after is not None and len(self.calls) > self.refuse_after:
                raise Answer(403, {"message": f"no more for {headers.get('authorization')}"})
            if headers.get("authorization") != f"Bearer {TOKEN}" or "access_token" in query:
                raise Answer(401, {"message": "The server could not verify that you are authorized."})
            upload = re.fullmatch(r"/api/files/(\d+)/(.+)", path)
            if upload and method == "PUT":
                return self.upload(int(upload[1]), upload[2], body)
            return self._deposition(method, path.removeprefix("/api/deposit/depositions"), query, body)

    def _deposition(self, method: str, rest: str, query: Any, body: bytes) -> object:
        sent = json.loads(body) if body else {}
        match = re.fullmatch(r"(?:/(\d+)(?:/(.+))?)?", rest)
        if not match:
            raise Answer(404)
        number = int(match[1]) if match[1] else None
        if number is None:
            return self.create(sent) if method == "POST" else self.page(query)
        if number not in self.records:
            raise Answer(404, {"message": "PID does not exist."})
        what = f"{method} {match[2] or ''}".strip()
        if what == "GET":
            return self.shown(number)
        if what == "PUT":
            self.records[number]["metadata"] = sent["metadata"]
            return self.shown(number)
        if what == "POST actions/newversion":
            return Answer(201, self.new_version(number))
        if what == "POST actions/publish":
            return Answer(202, self.publish(number))
        if what.startswith("DELETE files/"):
            return self.remove(number, what.removeprefix("DELETE files/"))
        raise Answer(404)

    def page(self, query: Any) -> object:
        size, page = int(query["size"][0]), int(query["page"][0])
        return [self.shown(number) for number in sorted(self.records, reverse=True)][(page - 1) * size : page * size]

    def create(self, sent: Any, concept: int | None = None) -> object:
        number = 100 + 7 * (len(self.records) + 1)
        record = {"metadata": sent["metadata"], "files": {}, "submitted": False, "concept": concept or number - 1}
        self.records[number] = record
        return Answer(201, self.shown(number))

    def new_version(self, number: int) -> object:
        record = self.records[number]
        if not record["submitted"]:
            raise Answer(400, {"message": "not published"})
        if self._draft_of(record["concept"]) is None:
            self.create({"metadata": dict(record["metadata"])}, record["concept"])
            self.records[max(self.records)]["files"] = dict(record["files"])
        return self.shown(number)

    def publish(self, number: int) -> object:
        record = self.records[number]
        missing = [name for name in NEEDED if not record["metadata"].get(name)]
        if missing or not record["files"]:
            raise Answer(400, {"message": "Validation error.", "errors": missing})
        record["submitted"] = True
        return self.shown(number)

    def upload(self, number: int, name: str, body: bytes) -> object:
        self._refuse_published(number)
        self.records[number]["files"][name] = b"damaged" if self.damage and name == "README.md" else body
        return Answer(201, {"key": name, "checksum": f"md5:{hashlib.md5(body).hexdigest()}"})

    def remove(self, number: int, file: str) -> object:
        self._refuse_published(number)
        files = self.records[number]["files"]
        del files[next(name for name in files if file_id(name) == file)]
        return Answer(204)

    def shown(self, number: int) -> dict[str, Any]:
        record = self.records[number]
        api = f"{self.address}/api/deposit/depositions"
        draft = self._draft_of(record["concept"])
        links = {"bucket": f"{self.address}/api/files/{number}"}
        if draft is not None:
            links["latest_draft"] = f"{api}/{draft}"
        files = [
            {"id": file_id(name), "filename": name, "filesize": len(data), "checksum": hashlib.md5(data).hexdigest()}
            for name, data in record["files"].items()
        ]
        told = {"id": number, "conceptrecid": str(record["concept"]), "metadata": record["metadata"]}
        doi = {"doi": f"10.5072/zenodo.{number}"} if record["submitted"] else {}
        return {**told, **doi, "submitted": record["submitted"], "files": files, "links": links}

    def _draft_of(self, concept: int) -> int | None:
        drafts = (n for n, item in self.records.items() if item["concept"] == concept and not item["submitted"])
        return next(drafts, None)

    def _refuse_published(self, number: int) -> None:
        if self.records[number]["submitted"]:
            raise Answer(403, {"message": "Bucket is locked for modifications."})


def file_id(name: str) -> str:
    return hashlib.md5(name.encode()).hexdigest()
