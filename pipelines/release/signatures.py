"""Signatures of `SHA256SUMS` in OpenSSH's format, by Ed25519 keys; `ssh-keygen -Y verify` takes them.

The format: PROTOCOL.sshsig of OpenSSH; the file of allowed signers: ssh-keygen(1). One Ed25519 key and the same sums
give the same bytes (RFC 8032), so that a signed release is as reproducible as one that is not.
"""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_private_key

from pipelines.errors import ReleaseError, UsageError

SIGNATURE = "SHA256SUMS.sig"
NAMESPACE = "testimonia"
KIND = b"ssh-ed25519"
HOW = "make a key with: ssh-keygen -t ed25519"
BY_HAND = f"sign in the folder of the release with: ssh-keygen -Y sign -n {NAMESPACE} -f KEY SHA256SUMS"
_MAGIC, _VERSION, _HASH = b"SSHSIG", 1, "sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as its file holds it; `key` is the public key, 32 bytes."""

    key: bytes
    namespace: str
    hash_name: str
    signed: bytes

    @property
    def fingerprint(self) -> str:
        """The key as `ssh-keygen -l` names it."""
        return fingerprint(self.key)


def fingerprint(key: bytes) -> str:
    """Give the fingerprint of a public key of 32 bytes: `SHA256:` and base64 without padding."""
    digest = hashlib.sha256(_key_blob(key)).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def sign(data: bytes, key: Ed25519PrivateKey) -> str:
    """Give the signature of `data`, as the text of a file."""
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    signed = _string(KIND) + _string(key.sign(_message(data, NAMESPACE, _HASH)))
    parts = (_key_blob(public), NAMESPACE.encode(), b"", _HASH.encode(), signed)
    blob = _MAGIC + struct.pack(">I", _VERSION) + b"".join(map(_string, parts))
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END]) + "\n"


def read_signature(text: str) -> Signature:
    """Read the file of a signature; raises `ReleaseError` where it is none, or not by an Ed25519 key."""
    body = text.strip()
    if not (body.startswith(_BEGIN) and body.endswith(_END)):
        raise ReleaseError("not a signature of OpenSSH: its first or last line is missing")
    try:
        blob = base64.b64decode("".join(body[len(_BEGIN) : -len(_END)].split()), validate=True)
        key, namespace, _, hash_name, signed = _strings(_behind(blob, _MAGIC + struct.pack(">I", _VERSION)), 5)
        kind, public = _strings(key, 2)
        signed_kind, raw = _strings(signed, 2)
        names = namespace.decode(), hash_name.decode()
    except (binascii.Error, ValueError) as cause:
        raise ReleaseError(f"not a signature of OpenSSH: {cause}") from cause
    if kind != KIND or signed_kind != KIND or len(public) != 32:
        raise ReleaseError(f"a signature by a key of the kind {kind!r}; only ssh-ed25519 is known here")
    return Signature(public, *names, raw)


def holds(data: bytes, signature: Signature) -> bool:
    """Give whether a signature is one of `data`, made for this dataset by the key that it names."""
    if signature.namespace != NAMESPACE or signature.hash_name not in {"sha256", "sha512"}:
        return False
    message = _message(data, signature.namespace, signature.hash_name)
    try:
        Ed25519PublicKey.from_public_bytes(signature.key).verify(signature.signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_key(path: Path) -> Ed25519PrivateKey:
    """Read a private key as ssh-keygen writes it; raises `UsageError` where it is none, or has a passphrase."""
    try:
        key = load_ssh_private_key(path.read_bytes(), None)
    except OSError as cause:
        raise UsageError(f"{path}: the key cannot be read ({cause.strerror})") from cause
    except (TypeError, ValueError, UnsupportedAlgorithm):
        message = f"{path}: not a private key of OpenSSH without a passphrase; {HOW}, or {BY_HAND}"
    else:
        if isinstance(key, Ed25519PrivateKey):
            return key
        message = f"{path}: a key of another kind than Ed25519; {HOW}"
    raise UsageError(message)


def read_signers(path: Path) -> dict[bytes, str]:
    """Read who may sign: name by public key, from a file of allowed signers or a public key as ssh-keygen writes it.

    Raises `UsageError` where there is no Ed25519 key in it, and at each line that says something not known here.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        raise UsageError(f"{path}: the signers cannot be read ({cause})") from cause
    signers: dict[bytes, str] = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        if words and not words[0].startswith("#"):
            key, name = _signer(words, f"{path}:{number}")
            signers[key] = name
    if not signers:
        raise UsageError(f"{path}: no signer stands in it")
    return signers


def _signer(words: list[str], where: str) -> tuple[bytes, str]:
    """Read `[names [options]] ssh-ed25519 KEY [comment]`."""
    kind = KIND.decode()
    if kind not in words[:3] or words.index(kind) + 1 == len(words):
        raise UsageError(f"{where}: expected a name and a public key of the kind {kind}")
    at = words.index(kind)
    options = words[1] if at == 2 else ""
    name, _, namespaces = options.replace('"', "").partition("=")
    if options and (name.lower() != "namespaces" or NAMESPACE not in namespaces.split(",")):
        raise UsageError(f"{where}: {options} is not known here; the one option is namespaces={NAMESPACE}")
    try:
        found, public = _strings(base64.b64decode(words[at + 1], validate=True), 2)
    except (binascii.Error, ValueError) as cause:
        raise UsageError(f"{where}: the public key cannot be read: {cause}") from cause
    if found != KIND or len(public) != 32:
        raise UsageError(f"{where}: the public key is not of the kind {kind}")
    comment = " ".join(words[at + 2 :])
    return public, words[0] if at else comment or fingerprint(public)


def _message(data: bytes, namespace: str, hash_name: str) -> bytes:
    """Give the bytes that are signed."""
    parts = (namespace.encode(), b"", hash_name.encode(), hashlib.new(hash_name, data).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _key_blob(key: bytes) -> bytes:
    return _string(KIND) + _string(key)


def _string(value: bytes) -> bytes:
    """Give a string of SSH: its length in four bytes, then itself (RFC 4251)."""
    return struct.pack(">I", len(value)) + value


def _strings(blob: bytes, count: int) -> list[bytes]:
    """Read so many strings of SSH, and nothing behind them; raises `ValueError`."""
    found = []
    for _ in range(count):
        length = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + length:
            raise ValueError("it ends too early")
        found.append(blob[4 : 4 + length])
        blob = blob[4 + length :]
    if blob:
        raise ValueError("something stands behind its end")
    return found


def _behind(blob: bytes, start: bytes) -> bytes:
    if not blob.startswith(start):
        raise ValueError("it begins as no signature of version 1 does")
    return blob[len(start) :]
