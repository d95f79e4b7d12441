"""A stand-in for the Hugging Face Hub: the calls of its API that publishing makes, with commits kept in memory.

It checks what the Hub checks: the token, the parent of a commit, the SHA-256 and size of large files, and that a
commit names only large files that were uploaded.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from publish_samples import Answer

TOKEN = "hf_dontprintthis0123456789"
LARGE = (".parquet",)
ATTRIBUTES = b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"
Tree = dict[str, tuple[str, bytes]]


@dataclass
class Hub:
    """Repositories by name; a tree holds for each path `lfs` or `regular`, and the bytes."""

    branches: dict[str, dict[str, str]] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    commits: dict[str, Tree] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda _: None
    refuse_after: int | None = None
    damage: bool = False
    address: str = ""
    lock: RLock = field(default_factory=RLock)

    def answer(self, method: str, path: str, query: Any, body: bytes, headers: Mapping[str, str]) -> object:
        self.before(f"{method} {path}")
        with self.lock:
            self.calls.append(f"{method} {path}")
            if self.refuse_after is not None and len(self.calls) > self.refuse_after:
                raise Answer(403, {"error": f"no more for {headers.get('authorization')}"})
            if path.startswith("/store/"):  # large files go to an address that is signed itself
                return self._store(path.removeprefix("/store/"), body)
            if headers.get("authorization") != f"Bearer {TOKEN}":
                raise Answer(401, {"error": "Invalid username or password."})
            for pattern, act in self.ACTS:
                match = re.fullmatch(pattern, f"{method} {path}")
                if match:
                    return act(self, *match.groups(), json_of(body))
            raise Answer(500, {"error": f"the stand-in does not know {method} {path}"})

    def create(self, sent: Any) -> object:
        name = f"{sent['organization']}/{sent['name']}"
        if sent["type"] != "dataset":
            raise Answer(400, {"error": "not a dataset"})
        if name in self.branches:
            url = f"{self.address}/datasets/{name}"
            raise Answer(409, {"error": "You already created this dataset repo", "url": url})
        self.branches[name] = {"main": self._keep({".gitattributes": ("regular", ATTRIBUTES)}, "")}
        self.tags[name] = {}
        return {"url": f"{self.address}/datasets/{name}"}

    def refs(self, name: str, _: Any) -> object:
        def listed(refs: dict[str, str], kind: str) -> list[dict[str, str]]:
            return [{"name": ref, "ref": f"refs/{kind}/{ref}", "targetCommit": oid} for ref, oid in refs.items()]

        self._known(name)
        return {
            "branches": listed(self.branches[name], "heads"),
            "tags": listed(self.tags[name], "tags"),
            "converts": [],
        }

    def branch(self, name: str, branch: str, sent: Any) -> object:
        if branch in self.branches[name]:
            raise Answer(409, {"error": "Reference already exists"})
        self.branches[name][branch] = self._commit_of(name, sent.get("startingPoint", "main"))
        return {}

    def drop_branch(self, name: str, branch: str, _: Any) -> object:
        if self.branches[name].pop(branch, None) is None:
            raise Answer(404, {"error": "no such branch"})
        return {}

    def tag(self, name: str, revision: str, sent: Any) -> object:
        if sent["tag"] in self.tags[name]:
            raise Answer(409, {"error": "Tag reference exists already"})
        self.tags[name][sent["tag"]] = self._commit_of(name, revision)
        return {}

    def tree(self, name: str, revision: str, _: Any) -> object:
        found = self.commits[self._commit_of(name, revision)]
        folders = {path.rpartition("/")[0] for path in found} - {""}
        listed = [{"type": "directory", "path": path, "oid": "0" * 40} for path in folders]
        return [*listed, *(described(path, mode, data) for path, (mode, data) in found.items())]

    def revision(self, name: str, revision: str, _: Any) -> object:
        return {"id": name, "sha": self._commit_of(name, revision)}

    def preupload(self, name: str, revision: str, sent: Any) -> object:
        there = self.commits[self._commit_of(name, revision)]

        def told(path: str) -> dict[str, Any]:
            mode = "lfs" if path.endswith(LARGE) else "regular"
            known = described(path, *there[path])["oid"] if path in there else None
            return {"path": path, "uploadMode": mode, "shouldIgnore": False, "oid": known}

        return {"files": [told(file["path"]) for file in sent["files"]]}

    def batch(self, _name: str, sent: Any) -> object:
        def told(item: dict[str, Any]) -> dict[str, Any]:
            if item["oid"] in self.blobs:
                return item
            href = f"{self.address}/store/{item['oid']}?X-Amz-Signature=dontprintthiseither"
            verify = {"href": f"{self.address}/verify"}
            return {**item, "actions": {"upload": {"href": href}, "verify": verify}}

        return {"transfer": "basic", "objects": [told(item) for item in sent["objects"]]}

    def verify(self, sent: Any) -> object:
        if len(self.blobs.get(sent["oid"], b"")) != sent["size"]:
            raise Answer(404, {"error": "no such object"})
        return {}

    def commit(self, name: str, branch: str, lines: Any) -> object:
        header, *operations = lines
        head = self._commit_of(name, branch)
        if header["value"].get("parentCommit") not in {None, head}:
            raise Answer(412, {"error": "A commit has happened since. Please refresh and try again."})
        tree = dict(self.commits[head])
        for operation in operations:
            self._apply(tree, operation["key"], operation["value"])
        self.branches[name][branch] = oid = self._keep(tree, head)
        return {"success": True, "commitOid": oid, "commitUrl": f"{self.address}/datasets/{name}/commit/{oid}"}

    def _apply(self, tree: Tree, key: str, value: Any) -> None:
        if key == "file":
            tree[value["path"]] = ("regular", base64.b64decode(value["content"]))
        elif key == "lfsFile":
            if value["oid"] not in self.blobs:
                raise Answer(400, {"error": f"LFS pointer to an object that is not there: {value['oid']}"})
            tree[value["path"]] = ("lfs", self.blobs[value["oid"]])
        elif key == "deletedFile":
            del tree[value["path"]]
        else:
            raise Answer(400, {"error": key})

    def _store(self, oid: str, body: bytes) -> object:
        if hashlib.sha256(body).hexdigest() != oid:
            raise Answer(400, {"error": "not the bytes of that hash"})
        self.blobs[oid] = body
        self.stored.append(oid)
        return Answer(200)

    def _keep(self, tree: Tree, parent: str) -> str:
        if self.damage and "README.md" in tree:
            tree = {**tree, "README.md": ("regular", b"damaged")}
        oid = hashlib.sha1(f"{parent} {len(self.commits)}".encode()).hexdigest()
        self.commits[oid] = tree
        return oid

    def _commit_of(self, name: str, revision: str) -> str:
        self._known(name)
        known = {**self.branches[name], **self.tags[name]}
        found = known.get(revision, revision)
        if found not in self.commits:
            raise Answer(404, {"error": "Invalid rev id"}, {"X-Error-Code": "RevisionNotFound"})
        return found

    def _known(self, name: str) -> None:
        if name not in self.branches:
            raise Answer(404, {"error": "Repository not found"}, {"X-Error-Code": "RepoNotFound"})

    ACTS = (
        ("POST /api/repos/create", create),
        ("POST /api/validate-yaml", lambda _, sent: {"warnings": [], "errors": []}),
        ("POST /verify", verify),
        (r"GET /api/datasets/([^/]+/[^/]+)/refs", refs),
        (r"POST /api/datasets/([^/]+/[^/]+)/branch/(.+)", branch),
        (r"DELETE /api/datasets/([^/]+/[^/]+)/branch/(.+)", drop_branch),
        (r"POST /api/datasets/([^/]+/[^/]+)/tag/(.+)", tag),
        (r"GET /api/datasets/([^/]+/[^/]+)/tree/(.+)", tree),
        (r"GET /api/datasets/([^/]+/[^/]+)/revision/(.+)", revision),
        (r"POST /api/datasets/([^/]+/[^/]+)/preupload/(.+)", preupload),
        (r"POST /datasets/([^/]+/[^/]+)\.git/info/lfs/objects/batch", batch),
        (r"POST /api/datasets/([^/]+/[^/]+)/commit/(.+)", commit),
    )


def described(path: str, mode: str, data: bytes) -> dict[str, Any]:
    """Give a file as the Hub lists it; the id of a large one is that of its pointer."""
    told = {"type": "file", "path": path, "size": len(data)}
    if mode == "regular":
        return {**told, "oid": hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()}
    sha256 = hashlib.sha256(data).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {len(data)}\n".encode()
    oid = hashlib.sha1(b"blob %d\0" % len(pointer) + pointer).hexdigest()
    return {**told, "oid": oid, "lfs": {"oid": sha256, "size": len(data), "pointerSize": len(pointer)}}


def json_of(body: bytes) -> Any:
    """Read JSON, or JSON lines, or nothing."""
    lines = [json.loads(line) for line in body.splitlines() if line.strip()]
    return lines if len(lines) > 1 else (lines or [{}])[0]
