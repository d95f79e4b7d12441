"""The signature of `SHA256SUMS`: whether it holds, and whether one of the known signers made it."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.errors import ReleaseError
from pipelines.release.checks.verdict import Check, Problem
from pipelines.release.index import SUMS
from pipelines.release.signatures import SIGNATURE, Signature, holds, read_signature

_NAME = "signature"


def check_signature(release: Path, signers: Mapping[bytes, str] | None) -> Check:
    """Prove the signature in a release; `signers` holds the name of each known signer by public key.

    Without signers a signature must hold all the same, by the key that it brings itself, and none need be there.
    """
    if (release / SIGNATURE).is_symlink():
        return Check(_NAME, "nothing", (_problem("a plain file", "a link"),))
    try:
        signature = read_signature((release / SIGNATURE).read_text(encoding="utf-8"))
        data = (release / SUMS).read_bytes()
    except FileNotFoundError:
        return Check(
            _NAME, "no signature", () if signers is None else (_problem("the signature of a known signer", "none"),)
        )
    except (OSError, UnicodeDecodeError, ReleaseError) as error:
        return Check(_NAME, "nothing", (_problem("a signature of OpenSSH", str(error)),))
    if not holds(data, signature):
        return Check(_NAME, signature.fingerprint, (_problem(f"a signature of {SUMS}", "one of something else"),))
    return _by_whom(signature, signers)


def _by_whom(signature: Signature, signers: Mapping[bytes, str] | None) -> Check:
    if signers is None:
        return Check(
            _NAME, f"made by the key {signature.fingerprint}; whose it is was not checked, as no signers were given"
        )
    if signature.key not in signers:
        known = ", ".join(sorted(signers.values()))
        return Check(_NAME, signature.fingerprint, (_problem(f"one by {known}", f"one by {signature.fingerprint}"),))
    return Check(_NAME, f"made by {signers[signature.key]}, {signature.fingerprint}")


def _problem(expected: str, found: str) -> Problem:
    return Problem(SIGNATURE, expected, found)
