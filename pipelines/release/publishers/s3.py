"""Publish to S3 and what speaks its protocol; nothing that is there is ever overwritten.

Each file goes with `If-None-Match: *` (S3 conditional writes), pointers with `If-Match`, and each with its SHA-256,
which Amazon holds against the bytes that it received.
"""

import base64
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.publishers import pointers
from pipelines.release.publishers.local import SHA256, Release, digest_of
from pipelines.release.publishers.plan import File, Stored
from pipelines.release.publishers.secrets import secret, told

ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
MOST = 5 * 1024**3
TYPES = {".parquet": "application/vnd.apache.parquet", ".md": "text/markdown", ".yaml": "application/yaml"}
_TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_ABSENT = frozenset({"NoSuchKey", "404"})
_FOREVER, _NEVER = "public, max-age=31536000, immutable", "no-cache"


@contextmanager
def opened(address: str, release: Release, environment: Mapping[str, str]) -> Iterator["Bucket"]:
    """Give the target for `bucket/prefix`; the keys, the region and the endpoint come from the environment."""
    bucket, _, prefix = address.strip("/").partition("/")
    if not bucket:
        raise UsageError("an S3 target is s3://bucket or s3://bucket/prefix")
    place = f"s3://{bucket}/{prefix}".rstrip("/")
    endpoint = next(filter(None, map(environment.get, ENDPOINTS)), None)
    with told((BotoCoreError, ClientError, OSError), place, environment):
        client = Session(
            aws_access_key_id=secret("AWS_ACCESS_KEY_ID", environment, place),
            aws_secret_access_key=secret("AWS_SECRET_ACCESS_KEY", environment, place),
            aws_session_token=environment.get("AWS_SESSION_TOKEN") or None,
            region_name=next(filter(None, map(environment.get, REGIONS)), "us-east-1"),
        ).client("s3", endpoint_url=endpoint, config=_config(endpoint))
        yield Bucket(client, bucket, f"{prefix}/" if prefix else "", release, attests=endpoint is None)


def _config(endpoint: str | None) -> Config:
    """Give how to ask: again where the store stumbles; buckets as paths where the store is not Amazon's."""
    style = {"addressing_style": "path"} if endpoint else {}
    return Config(retries={"mode": "standard", "max_attempts": 6}, s3=style)


@dataclass(frozen=True)
class Bucket:
    """A prefix with one folder a version. `SHA256SUMS` goes first: who puts it has claimed the version.

    `attests`: the SHA-256 that the store gives of an object is one that it computed itself. Amazon's is; others may
    repeat what they were told, so that their objects are read back.
    """

    client: Any
    bucket: str
    prefix: str
    release: Release
    attests: bool

    @property
    def place(self) -> str:
        """The address of the version."""
        return f"s3://{self.bucket}/{self._folder}"

    @property
    def files(self) -> Sequence[File]:
        """All files of the release."""
        return self.release.files

    @property
    def _folder(self) -> str:
        return f"{self.prefix}{self.release.version}/"

    def stored(self) -> list[Stored]:
        """Give the objects of the version, each with its SHA-256."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._folder)
        found = [item for page in pages for item in page.get("Contents", [])]
        return [
            Stored(item["Key"].removeprefix(self._folder), item["Size"], self._sha256(item["Key"])) for item in found
        ]

    def put(self, files: Sequence[File]) -> None:
        """Put files that are not there, in their order; raises `ReleaseError` where another release has the version."""
        for position, file in enumerate(files):
            if file.bytes > MOST:
                raise ReleaseError(f"{file.name} has {file.bytes} bytes; one request to S3 takes at most {MOST}")
            put = self._put_file(file)
            if position == 0:
                self._refuse_another(file)
                if put and self._put_file(file):
                    raise ReleaseError(
                        f"{self.place}: this store overwrites what is there, as it ignores If-None-Match; no more was "
                        "put; publish to a store with conditional writes, or to a folder"
                    )

    def _refuse_another(self, file: File) -> None:
        found, ours = self._sha256(f"{self._folder}{file.name}"), digest_of(file, SHA256)
        if found != ours:
            raise ReleaseError(f"{self.place}{file.name} was put by another publisher: {found}, here {ours}")

    def finish(self) -> list[str]:
        """Move the pointers: `index.json`, then `latest.json`."""
        return pointers.move(self, self.release)

    def read(self, name: str) -> tuple[bytes | None, str]:
        """Give a pointer, with its ETag."""
        try:
            found = self.client.get_object(Bucket=self.bucket, Key=f"{self.prefix}{name}")
        except ClientError as error:
            if _code(error) in _ABSENT:
                return None, ""
            raise
        return found["Body"].read(), found["ETag"]

    def swap(self, name: str, data: bytes, token: str) -> bool:
        """Write a pointer where its ETag is still the same, or where there is still none."""
        condition = {"IfMatch": token} if token else {"IfNoneMatch": "*"}
        return self._put(f"{self.prefix}{name}", data, hashlib.sha256(data).digest(), _NEVER, condition)

    def _put_file(self, file: File) -> bool:
        sha256 = bytes.fromhex(digest_of(file, SHA256).removeprefix(f"{SHA256}:"))
        with file.path.open("rb") as body:
            return self._put(f"{self._folder}{file.name}", body, sha256, _FOREVER, {"IfNoneMatch": "*"})

    def _put(self, key: str, body: Any, sha256: bytes, cache: str, condition: Mapping[str, str]) -> bool:
        """Put an object if the condition holds; give whether it did.

        A request that was answered by nobody is sent again, and may then meet what it put itself; the hashes tell.
        """
        try:
            self.client.put_object(
                Bucket=self.bucket,
                Key=key,
                Body=body,
                ContentType=_type(key),
                CacheControl=cache,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=base64.b64encode(sha256).decode(),
                **condition,
            )
        except ClientError as error:
            if _code(error) in _TAKEN | (_ABSENT if "IfMatch" in condition else frozenset()):
                return False
            raise
        return True

    def _sha256(self, key: str) -> str:
        if self.attests:
            head = self.client.head_object(Bucket=self.bucket, Key=key, ChecksumMode="ENABLED")
            attested = head.get("ChecksumSHA256", "")
            if attested and "-" not in attested:  # with a dash it is the hash of the hashes of parts
                return f"{SHA256}:{base64.b64decode(attested).hex()}"
        digest = hashlib.sha256()
        for piece in self.client.get_object(Bucket=self.bucket, Key=key)["Body"].iter_chunks(1 << 20):
            digest.update(piece)
        return f"{SHA256}:{digest.hexdigest()}"


def _code(error: ClientError) -> str:
    return str(error.response["Error"].get("Code", ""))


def _type(key: str) -> str:
    suffix = key[key.rfind(".") :] if "." in key.rpartition("/")[2] else ""
    return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream" if suffix else "text/plain")
