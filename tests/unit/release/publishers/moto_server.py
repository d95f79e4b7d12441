"""moto's S3 server on loopback, with a place to look in: what was asked, and what to do at a request."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock, Thread
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

SECRET = "dontprintthis/secret+key0123456789="


def nothing(_count: int, _request: str, _stage: str) -> None: ...


class Store:
    """The server. `at_request` is called before and after each request, with its number since `count` was set to 0."""

    def __init__(self) -> None:
        self.at_request: Callable[[int, str, str], None] = nothing
        self.ignore_conditions = False
        self.count = 0
        self.address = ""
        self._lock = Lock()
        self._app = DomainDispatcherApplication(create_backend_app)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["Store"]:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        store = cls()
        server = make_server("127.0.0.1", 0, store, True, request_handler=MotoRequestHandler)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        store.address = f"http://127.0.0.1:{server.server_port}"
        yield store
        server.shutdown()
        thread.join()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self._lock:
            self.count += 1
            count = self.count
        asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if self.ignore_conditions:
            environ.pop("HTTP_IF_NONE_MATCH", None)
        self.at_request(count, asked, "before")
        answered = list(self._app(environ, start_response))
        self.at_request(count, asked, "after")
        return answered

    @property
    def environment(self) -> dict[str, str]:
        keys = {"AWS_ACCESS_KEY_ID": "AKIADONTPRINTTHIS", "AWS_SECRET_ACCESS_KEY": SECRET}
        return {**keys, "AWS_ENDPOINT_URL": self.address}

    @cached_property
    def client(self) -> Any:
        return boto3.session.Session(
            aws_access_key_id="AKIADONTPRINTTHIS", aws_secret_access_key=SECRET, region_name="us-east-1"
        ).client("s3", endpoint_url=self.address)

    def bucket(self, name: str) -> str:
        self.client.create_bucket(Bucket=name)
        return name

    def objects(self, bucket: str) -> dict[str, bytes]:
        client = self.client
        listed = client.list_objects_v2(Bucket=bucket).get("Contents", [])
        return {item["Key"]: client.get_object(Bucket=bucket, Key=item["Key"])["Body"].read() for item in listed}
