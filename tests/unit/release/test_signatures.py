import subprocess
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from release_samples import told

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.checks.verdict import Check
from pipelines.release.signatures import fingerprint, holds, read_key, read_signature, read_signers, sign
from pipelines.release.signing import sign_release
from pipelines.release.verify import verify

# Made by ssh-keygen 9.2 with a key of its own: ssh-keygen -Y sign -n testimonia -f KEY SHA256SUMS
SUMS = b"abc  README.md\n"
MADE = """\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg2MYptAWancizh+KEb+kRLaO/nu
dPQ2dNOsjCO2THBigAAAAKdGVzdGltb25pYQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gt
ZWQyNTUxOQAAAECdW0tQnqG57SPVpCqbXzwQDb85kC1TdrPxXkEzCG6xaCIa8+Hx+cNYNG
JentmRQabMd/NCMq2iOrodh2GRTogA
-----END SSH SIGNATURE-----
"""
PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINjGKbQFmp3Is4fihG/pES2jv57nT0NnTTrIwjtkxwYo release@testimonia.example"
FINGERPRINT = "SHA256:bHAfRQ3/L/VVmiLDDqAh0r3kUuh6K7hv98LO0Umyu8g"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


@pytest.fixture(autouse=True)
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the judging of rules, which takes seconds and has a test of its own (test_verify_rules.py)."""
    monkeypatch.setattr("pipelines.release.verify.check_rules", lambda *_: Check("keys and rules", "left out"))


def private(folder: Path, key: Ed25519PrivateKey, name: str = "key") -> Path:
    path = folder / name
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def signers(folder: Path, text: str) -> Path:
    path = folder / "signers"
    path.write_text(text)
    return path


def test_a_signature_of_ssh_keygen_holds_for_its_bytes_only(tmp_path: Path) -> None:
    signature = read_signature(MADE)
    assert holds(SUMS, signature) and not holds(SUMS + b"\n", signature)
    assert signature.fingerprint == FINGERPRINT
    assert read_signers(signers(tmp_path, PUBLIC)) == {signature.key: "release@testimonia.example"}


@pytest.mark.skipif(which("ssh-keygen") is None, reason="no ssh-keygen here; its signature above is held against ours")
def test_ssh_keygen_takes_ours_and_makes_the_same_bytes(tmp_path: Path) -> None:
    path, data = private(tmp_path, KEY), tmp_path / "SHA256SUMS"
    data.write_bytes(SUMS)
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "testimonia", "-f", path, data], check=True, timeout=30)
    theirs = (tmp_path / "SHA256SUMS.sig").read_text()
    assert sign(SUMS, KEY) == theirs
    known = signers(tmp_path, f'me@example.org namespaces="testimonia" {public(KEY)}\n')
    command = ["ssh-keygen", "-Y", "verify", "-f", known, "-I", "me@example.org", "-n", "testimonia"]
    done = subprocess.run([*command, "-s", tmp_path / "SHA256SUMS.sig"], input=SUMS, check=False, timeout=30)
    assert done.returncode == 0


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_signature_holds_for_what_was_signed_and_for_nothing_else(data: bytes, other: bytes) -> None:
    signature = read_signature(sign(data, KEY))
    assert holds(data, signature)
    assert holds(other, signature) == (other == data)


@given(st.integers(0, 10_000), st.sampled_from("AaBbZz09+/=\n -"))
def test_a_changed_signature_is_refused_or_does_not_hold(at: int, letter: str) -> None:
    text = sign(SUMS, KEY)
    at %= len(text)
    changed = text[:at] + letter + text[at + 1 :]
    try:
        signature = read_signature(changed)
    except ReleaseError:
        return
    assert signature == read_signature(text) or not holds(SUMS, signature)


def test_a_signature_for_another_purpose_does_not_hold() -> None:
    text = sign(SUMS, KEY)
    elsewhere = read_signature(text)
    assert not holds(SUMS, type(elsewhere)(elsewhere.key, "git", elsewhere.hash_name, elsewhere.signed))


def test_a_signed_release_holds_and_says_whose_signature_it_is(release: Path, tmp_path: Path) -> None:
    path = sign_release(release, private(tmp_path, KEY))
    assert path == release / "SHA256SUMS.sig" and path.read_text() == sign((release / "SHA256SUMS").read_bytes(), KEY)
    assert sign_release(release, private(tmp_path, KEY)) == path  # again, nothing changes
    unknown, known = verify(release), verify(release, signers={raw(KEY): "me"})
    assert unknown.passed and known.passed
    assert f"made by the key {fingerprint(raw(KEY))}; whose it is was not checked" in "\n".join(unknown.lines())
    assert f"made by me, {fingerprint(raw(KEY))}" in "\n".join(known.lines())


def test_no_signature_and_one_by_a_stranger_are_found_when_signers_are_given(release: Path, tmp_path: Path) -> None:
    assert told(verify(release, signers={raw(KEY): "me"})) == {
        "signature": ["SHA256SUMS.sig: expected the signature of a known signer, found none"]
    }
    sign_release(release, private(tmp_path, OTHER))
    assert told(verify(release, signers={raw(KEY): "me"})) == {
        "signature": [f"SHA256SUMS.sig: expected one by me, found one by {fingerprint(raw(OTHER))}"]
    }


def test_sums_written_anew_are_found_by_the_signature_alone(release: Path, tmp_path: Path) -> None:
    sign_release(release, private(tmp_path, KEY))
    (release / "CITATION.cff").unlink()
    sums = release / "SHA256SUMS"
    sums.write_text("".join(line for line in sums.read_text().splitlines(True) if not line.endswith("CITATION.cff\n")))
    assert told(verify(release))["signature"] == [
        "SHA256SUMS.sig: expected a signature of SHA256SUMS, found one of something else"
    ]


@pytest.mark.parametrize(
    "text", ["", "hello", "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", "é"]
)
def test_what_is_no_signature_is_told_and_not_raised(release: Path, text: str) -> None:
    (release / "SHA256SUMS.sig").write_bytes(text.encode("latin-1"))
    assert told(verify(release))["signature"][0].startswith("SHA256SUMS.sig: expected a signature of OpenSSH, found")


def test_a_link_in_its_place_and_any_other_extra_file_are_found(release: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(sign((release / "SHA256SUMS").read_bytes(), KEY))
    (release / "SHA256SUMS.sig").symlink_to(elsewhere)
    (release / "SHA256SUMS.sig2").write_text("extra")
    found = told(verify(release))
    assert found["signature"] == ["SHA256SUMS.sig: expected a plain file, found a link"]
    assert found["files"] == ["SHA256SUMS.sig2: expected no such file, as SHA256SUMS does not list it, found a file"]


def test_a_release_that_is_not_what_it_says_is_not_signed(release: Path, tmp_path: Path) -> None:
    (release / "README.md").write_text("changed")
    with pytest.raises(ReleaseError, match=r"was not signed.*README\.md"):
        sign_release(release, private(tmp_path, KEY))
    assert not (release / "SHA256SUMS.sig").exists()


def test_a_signature_by_another_key_is_never_overwritten(release: Path, tmp_path: Path) -> None:
    first = sign_release(release, private(tmp_path, KEY)).read_text()
    with pytest.raises(ReleaseError, match="never overwritten"):
        sign_release(release, private(tmp_path, OTHER, "other"))
    assert (release / "SHA256SUMS.sig").read_text() == first


def test_a_key_that_cannot_sign_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_key(tmp_path / "nowhere")
    (tmp_path / "key").write_text("no key")
    with pytest.raises(UsageError, match=r"ssh-keygen -t ed25519.*ssh-keygen -Y sign -n testimonia"):
        read_key(tmp_path / "key")
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    (tmp_path / "key").write_bytes(other)
    with pytest.raises(UsageError, match="another kind than Ed25519"):
        read_key(tmp_path / "key")


def test_signers_are_read_from_a_file_of_allowed_signers(tmp_path: Path) -> None:
    text = f'# who\n\nme@example.org namespaces="git,testimonia" {public(KEY)} a comment\nyou {public(OTHER)}\n'
    assert read_signers(signers(tmp_path, text)) == {raw(KEY): "me@example.org", raw(OTHER): "you"}


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("", "no signer stands in it"),
        ("me ssh-rsa AAAA", "signers:1: expected a name and a public key of the kind ssh-ed25519"),
        ("me ssh-ed25519 AAAA", "the public key cannot be read"),
        ('me namespaces="git" ssh-ed25519 AAAA', "is not known here"),
        ('me valid-before="20300101" ssh-ed25519 AAAA', "is not known here"),
        ("me cert-authority ssh-ed25519 AAAA", "is not known here"),
    ],
)
def test_a_line_of_signers_that_is_not_understood_is_refused(tmp_path: Path, text: str, told_so: str) -> None:
    with pytest.raises(UsageError, match=told_so):
        read_signers(signers(tmp_path, text))
