"""The commands `schema` and `withdraw`, as a person gives them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.errors import TestimoniaError
from pipelines.release.tombstones import Tombstone
from pipelines.release.withdraw import Done, Takedown
from pipelines.release.withdrawn import Withdrawal, load_withdrawn

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def command(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, TestimoniaError):
        return result.exception.exit_code, f"{result.output}{result.exception}"
    return result.exit_code, result.output


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SCHEMAS, tmp_path / "schemas", ignore=shutil.ignore_patterns("history"))
    return tmp_path


def reword(root: Path) -> None:
    path = root / "schemas" / "rejects.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("description: Why.", "description: The reason."))


def test_a_version_is_kept_and_the_next_is_asked_for(root: Path) -> None:
    code, said = command("schema", "release", "--version", "1.0.0", "--root", str(root))
    assert code == 0 and "schema_version 1.0.0" in said
    assert command("schema", "check", "--root", str(root))[0] == 0
    # Settings read the contracts once a process, so the change is made in a project of its own.
    other = root / "other"
    shutil.copytree(root / "schemas", other / "schemas")
    reword(other)
    code, said = command("schema", "check", "--root", str(other))
    assert code == 1 and "patch: rejects.reason: description or example" in said and "needs 1.0.1" in said
    code, said = command("schema", "release", "--root", str(other))
    assert code == 0 and (other / "schemas" / "history" / "1.0.1" / "rejects.yaml").is_file()
    assert "schema_version: 1.0.1\n" in (other / "schemas" / "dataset.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("withdraw", "1", "--reason", "x"),
        ("withdraw", "1", "--reason", "x", "--whole", "--document", "doc_a"),
        ("withdraw", "1", "--whole"),
        ("withdraw", "1", "--whole", "--reason", " "),
        ("withdraw", "1", "--whole", "--reason", "x", "--date", "soon"),
    ],
)
def test_a_takedown_given_wrongly_exits_with_two(root: Path, words: tuple[str, ...]) -> None:
    assert command(*words, "--root", str(root))[0] == 2


def test_a_takedown_without_such_a_release_says_what_is_there(root: Path) -> None:
    (root / "releases").mkdir()
    code, said = command("withdraw", "1", "--whole", "--reason", "x", "--root", str(root))
    assert code == 1 and "there is no such release" in said
    assert not (root / "raw").exists()


def test_a_takedown_is_kept_for_later_releases_of_the_project(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, Takedown]] = []

    def instead(releases: Path, version: str, takedown: Takedown) -> Done:
        asked.append((releases, takedown))
        gone = (Withdrawal(takedown.reason, takedown.day.isoformat(), "doc_a", "a/b.txt", rows=takedown.rows),)
        return Done(Tombstone(version, "2031-04-06", "x", False, gone, "2", takedown.purge, {}), gone, ("0",))

    monkeypatch.setattr("pipelines.release.withdraw.withdraw", instead)
    (root / "raw").mkdir()
    words = ("--document", "doc_a", "--reason", "x", "--date", "2031-04-06", "--rows", "--root", str(root))
    code, said = command("withdraw", "1", *words)
    assert code == 0 and "2 takes its place" in said and "stands also in 0" in said
    assert load_withdrawn(root / "raw") == (Withdrawal("x", "2031-04-06", "doc_a", "a/b.txt", rows=True),)
    assert asked[0][0] == root / "releases"
    (root / "raw" / "withdrawn.yaml").unlink()
    code, _ = command("withdraw", "1", *words, "--releases", str(root / "elsewhere"))
    assert code == 0 and asked[1][0] == root / "elsewhere"
    assert not (root / "raw" / "withdrawn.yaml").exists()
