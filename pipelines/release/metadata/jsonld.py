"""JSON-LD as text: what the standards in this folder share."""

import base64
import json
from collections.abc import Mapping
from typing import Any


def as_text(document: Mapping[str, Any]) -> str:
    """Give a document as JSON, two spaces a level, with a line feed at its end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give `values` without what is None or an empty list: nothing is said where nothing is known."""
    return {key: value for key, value in values.items() if value is not None and value not in ([], "")}


def hash_iri(sha256: str) -> str:
    """Give the name that stands for the bytes with this SHA-256, wherever they lie (RFC 6920, `ni:///sha-256;…`)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
