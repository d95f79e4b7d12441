from pathlib import Path

import pytest
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from pipelines import yamlfile
from pipelines.errors import SourceError


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Inner:
    name: str


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Outer:
    title: str
    parts: tuple[Inner, ...] = ()


def test_a_file_becomes_a_frozen_value() -> None:
    assert yamlfile.parse("title: a\nparts:\n  - name: b\n", "f", Outer, SourceError) == Outer("a", (Inner("b"),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: a\nparts:\n  - name: b\n  - nmae: c\n", "f:4: parts.1"),
        ("title: a\ncolour: red\n", "f:2: colour: Unexpected keyword argument (found 'red')"),
        ("title: a\ntitle: b\n", "f:2: not valid YAML: the key 'title' stands twice"),
        ("title: [a\n", "f:2: not valid YAML"),
        ("title: !!python/object:os.system x\n", "f:1: not valid YAML"),
        ("", "f:1: the file"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(text: str, message: str) -> None:
    with pytest.raises(SourceError) as error:
        yamlfile.parse(text, "f", Outer, SourceError)
    assert message in str(error.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"title: caf\xe9")
    with pytest.raises(SourceError, match="cannot be read as UTF-8"):
        yamlfile.load(tmp_path / "x.yaml", Outer, SourceError)


def test_a_date_stays_the_text_that_was_written() -> None:
    assert yamlfile.parse("title: 2018-02-05", "f", Outer, SourceError).title == "2018-02-05"
