"""Secrets come from the environment, and never stand in what is printed, logged or raised."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote

from pipelines.errors import ReleaseError, UsageError

NAMES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "HF_TOKEN",
    "ZENODO_TOKEN",
    "ZENODO_SANDBOX_TOKEN",
)
# What follows `?` in an address may be a signature that opens it; what stands before `@` may be a password.
_QUERY = re.compile(r"(https?://[^\s?'\"]+)\?[^\s'\")>]+")
_USER = re.compile(r"(https?://)[^\s/@'\"]+@")


def secret(name: str, environment: Mapping[str, str], purpose: str) -> str:
    """Give the secret of that name; raises `UsageError` where the environment does not hold it."""
    value = environment.get(name, "").strip()
    if not value:
        raise UsageError(f"{purpose} needs the environment variable {name}, which is not set")
    return value


def redacted(text: str, environment: Mapping[str, str]) -> str:
    """Give text without the value of any secret, and without the queries and passwords of addresses."""
    found = {environment.get(name, "").strip(): name for name in NAMES}
    for value in sorted(filter(None, found), key=len, reverse=True):
        for form in {value, quote(value, safe=""), repr(value)[1:-1]}:
            text = text.replace(form, f"[{found[value]}]")
    return _USER.sub(r"\1[…]@", _QUERY.sub(r"\1?[…]", text))


@contextmanager
def told(kinds: tuple[type[Exception], ...], place: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Turn what a target's library raises into a `ReleaseError` with the place, without secrets, and without its cause.

    The cause is left out since its text, and what it holds of a request, is not ours to clean.
    """
    try:
        yield
    except kinds as cause:
        said = redacted(f"{type(cause).__name__}: {' '.join(str(cause).split())}", environment)
        message = (
            f"{redacted(place, environment)}: publishing stopped: {said}; "
            "run the same command again, it goes on with what is missing"
        )
    else:
        return
    raise ReleaseError(message) from None
