"""Publish to Zenodo through its deposit REST API (https://developers.zenodo.org), with a DOI a version.

Zenodo keeps no folders and few files, so a record holds the release as one zip file, and beside it what people look at
first. A draft is filled and checked, then published in one step, which nobody can take back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.index import SUMS
from pipelines.release.publishers.archive import write_archive
from pipelines.release.publishers.local import Release, digest_of, file_of
from pipelines.release.publishers.plan import File, Stored, right_ones
from pipelines.release.publishers.secrets import secret, told
from pipelines.release.publishers.zenodo_metadata import record_metadata
from pipelines.release.signatures import SIGNATURE

HOSTS = {"zenodo": "https://zenodo.org", "zenodo-sandbox": "https://sandbox.zenodo.org"}
TOKENS = {"zenodo": "ZENODO_TOKEN", "zenodo-sandbox": "ZENODO_SANDBOX_TOKEN"}
ENDPOINT = "ZENODO_ENDPOINT_URL"
BESIDE = ("README.md", SUMS, SIGNATURE)
_SECONDS = (30, 600)
_PAGE = 100
_AGAIN = Retry(
    total=5,
    connect=2,
    backoff_factor=1,
    status_forcelist=(429, 502, 503, 504),
    allowed_methods={"GET", "PUT", "DELETE"},
)
Record = Mapping[str, Any]


@contextmanager
def opened(kind: str, address: str, release: Release, environment: Mapping[str, str]) -> Iterator["Deposition"]:
    """Give the target for a record's number, or for a new record; the token is `ZENODO_TOKEN`, or the sandbox's."""
    number = address.strip("/")
    if number and not number.isdecimal():
        raise UsageError(f"a target on Zenodo is {kind}: or {kind}:NUMBER of a record, not {kind}:{address}")
    place = f"{kind}:{number}"
    with (
        told((requests.RequestException, OSError), place, environment),
        TemporaryDirectory(prefix="testimonia-") as work,
        requests.Session() as session,
    ):
        session.headers["Authorization"] = f"Bearer {secret(TOKENS[kind], environment, place)}"
        session.mount("https://", HTTPAdapter(max_retries=_AGAIN))
        session.mount("http://", HTTPAdapter(max_retries=_AGAIN))
        host = (environment.get(ENDPOINT) or HOSTS[kind]).rstrip("/")
        yield Deposition(Api(session, f"{host}/api/deposit/depositions"), place, number, release, Path(work))


class Api:
    """The requests that publishing makes; each raises `requests.RequestException` where it is refused."""

    def __init__(self, session: requests.Session, depositions: str) -> None:
        self._session = session
        self._depositions = depositions

    def get(self, number: object) -> dict[str, Any]:
        """Give one of our depositions."""
        return self._json("GET", f"{self._depositions}/{number}")

    def at(self, address: str) -> dict[str, Any]:
        """Give what an address within the API, as the API gave it, holds."""
        return self._json("GET", address)

    def all(self) -> Iterator[dict[str, Any]]:
        """Yield all our depositions, drafts included."""
        page = 1
        while found := self._any("GET", self._depositions, params={"size": _PAGE, "page": page}):
            yield from found
            if len(found) < _PAGE:
                return
            page += 1

    def create(self, metadata: Mapping[str, object]) -> dict[str, Any]:
        """Make a draft of a new record."""
        return self._json("POST", self._depositions, json={"metadata": metadata})

    def new_version(self, number: object) -> str:
        """Make a draft of the next version of a record, or find the one there is; give its address."""
        return str(self._json("POST", f"{self._depositions}/{number}/actions/newversion")["links"]["latest_draft"])

    def describe(self, number: object, metadata: Mapping[str, object]) -> None:
        """Set the metadata of a draft."""
        self._json("PUT", f"{self._depositions}/{number}", json={"metadata": metadata})

    def publish(self, number: object) -> dict[str, Any]:
        """Publish a draft, for ever."""
        return self._json("POST", f"{self._depositions}/{number}/actions/publish")

    def upload(self, bucket: str, file: File) -> None:
        """Put a file into the bucket of a draft."""
        with file.path.open("rb") as body:
            # An empty file sent as an open one would go in chunks, which the store does not take.
            self._any("PUT", f"{bucket}/{file.name}", data=body if file.bytes else b"")

    def remove(self, number: object, file: Mapping[str, Any]) -> None:
        """Take a file out of a draft."""
        self._send("DELETE", f"{self._depositions}/{number}/files/{file['id']}")

    def _json(self, method: str, url: str, **sent: Any) -> dict[str, Any]:
        found = self._any(method, url, **sent)
        if not isinstance(found, dict):
            raise requests.RequestException(f"{method} {url}: the answer is no object of JSON")
        return found

    def _any(self, method: str, url: str, **sent: Any) -> Any:
        return self._send(method, url, **sent).json()

    def _send(self, method: str, url: str, **sent: Any) -> requests.Response:
        answer = self._session.request(method, url, timeout=_SECONDS, **sent)
        if not answer.ok:
            raise requests.RequestException(f"{method} {url}: {answer.status_code} {answer.text[:500]}")
        return answer


class Deposition:
    """A version of a record: a draft until it is published."""

    def __init__(self, api: Api, place: str, number: str, release: Release, work: Path) -> None:
        self._api = api
        self._place = place
        self._number = number
        self._release = release
        self._metadata = record_metadata(release.folder, release.version)
        beside = [file for file in release.files if file.name in BESIDE]
        archive = write_archive(release, work)
        self._files = (*beside, file_of(archive, archive.name))
        self._filled = False

    @property
    def place(self) -> str:
        """The record and the version."""
        return f"{self._place} version {self._release.version}"

    @property
    def files(self) -> Sequence[File]:
        """The zip file, and what lies beside it."""
        return self._files

    def stored(self) -> list[Stored]:
        """Give the files of the version where it is published, or of a draft those that are right."""
        found = self._found()
        files = [_stored(file) for file in found.get("files", [])] if found else []
        if found and (found["submitted"] or self._filled):
            return files
        return right_ones(self.files, files, digest_of)

    def put(self, files: Sequence[File]) -> None:
        """Fill a draft, made where there is none: what differs is taken out, what is missing put."""
        draft = self._found() or self._draft()
        if draft["submitted"]:
            raise ReleaseError(f"{self.place} is published and lacks files; a published version never changes")
        self._api.describe(draft["id"], self._metadata)
        right = {item.name for item in right_ones(self.files, map(_stored, draft.get("files", [])), digest_of)}
        for file in draft.get("files", []):
            if file["filename"] not in right:
                self._api.remove(draft["id"], file)
        for file in files:
            self._api.upload(draft["links"]["bucket"], file)
        self._filled = True

    def finish(self) -> list[str]:
        """Publish the draft; what is published stays as it is."""
        found = self._found()
        if found is None:
            raise ReleaseError(f"{self.place}: the draft is gone; run the same command again")
        if found["submitted"]:
            return []
        self._api.describe(found["id"], self._metadata)
        published = self._api.publish(found["id"])
        return [f"published as {published.get('doi') or published['id']}"]

    def _draft(self) -> dict[str, Any]:
        return self._api.at(self._api.new_version(self._number)) if self._number else self._api.create(self._metadata)

    def _found(self) -> dict[str, Any] | None:
        """Give this version, published or as a draft, or None where there is neither."""
        return self._of_record() if self._number else self._of_all()

    def _of_record(self) -> dict[str, Any] | None:
        record = self._api.get(self._number)
        if not record["submitted"] or self._is_it(record):
            return record
        latest = record["links"].get("latest_draft")
        draft = self._api.at(latest) if latest else record
        if not draft["submitted"]:
            return draft
        return next((item for item in self._alike() if self._is_it(item) and _same_work(item, record)), None)

    def _of_all(self) -> dict[str, Any] | None:
        alike = list(self._alike())
        ours = [item for item in alike if self._is_it(item)]
        if ours:
            return self._api.get(min(ours, key=lambda item: (not item["submitted"], item["id"]))["id"])
        published = [item["id"] for item in alike if item["submitted"]]
        if published:
            raise UsageError(
                f"record {max(published)} holds another version of this dataset; "
                f"publish to {self._place}{max(published)} to make this its next version"
            )
        return None

    def _alike(self) -> Iterator[dict[str, Any]]:
        return (item for item in self._api.all() if item.get("metadata", {}).get("title") == self._metadata["title"])

    def _is_it(self, record: Record) -> bool:
        return bool(record.get("metadata", {}).get("version") == self._release.version)


def _same_work(one: Record, other: Record) -> bool:
    return bool(one.get("conceptrecid") == other.get("conceptrecid"))


def _stored(file: Mapping[str, Any]) -> Stored:
    """Give a file as Zenodo attests it: by MD5, with or without the name of the algorithm before it."""
    return Stored(file["filename"], int(file["filesize"]), f"md5:{str(file['checksum']).removeprefix('md5:')}")
