"""mlcroissant finds croissant.json valid, and gives every record of every record set."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import mlcroissant
import pyarrow.parquet as pq
import pytest
from rows import Row, files_of, place_of, plain_rows

FILE = "croissant.json"


@pytest.fixture(scope="module")
def croissant(release: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(release / FILE)


def records(dataset: mlcroissant.Dataset, record_set: str) -> list[Row]:
    """The records with the names of the columns, which mlcroissant gives with the record set before them."""
    return [
        {name.split("/")[1]: value for name, value in row.items()} for row in plain_rows(dataset.records(record_set))
    ]


def validate(release: Path) -> tuple[int, str]:
    """The exit code of the command, and all that it says."""
    command = [Path(sys.executable).with_name("mlcroissant"), "validate", "--jsonld", FILE]
    done = subprocess.run(command, cwd=release, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def change(release: Path, edit: tuple[str, str]) -> None:
    path = release / FILE
    text = path.read_text(encoding="utf-8")
    assert edit[0] in text
    path.write_text(text.replace(*edit), encoding="utf-8")


def test_it_is_valid_and_of_nothing_but_the_form_of_the_version_is_warned(release: Path) -> None:
    code, said = validate(release)
    assert code == 0, said
    assert "Done." in said
    warnings = [line for line in said.splitlines() if line.startswith("  -  ") or "WARNING" in line]
    # A calendar version such as 2026.01.05 is no semantic one, since that has no leading zeros.
    assert [line for line in warnings if "MAJOR.MINOR.PATCH" not in line] == []


def test_it_conforms_to_croissant_1_1(croissant: mlcroissant.Dataset) -> None:
    assert croissant.metadata.ctx.is_v1_1()


def test_each_record_set_has_the_rows_of_its_table(
    table: str, croissant: mlcroissant.Dataset, release: Path, manifest: dict[str, Any]
) -> None:
    found = records(croissant, table)
    assert len(found) == manifest["tables"][table]["rows"]
    assert found == pq.read_table(place_of(release, manifest, table)).to_pylist()


def test_values_with_a_closed_list_are_all_in_its_enumeration(
    table: str, croissant: mlcroissant.Dataset, release: Path, manifest: dict[str, Any]
) -> None:
    written = json.loads((release / FILE).read_text(encoding="utf-8"))
    fields = next(item["field"] for item in written["recordSet"] if item["@id"] == table)
    for field in fields:
        if "field" in (target := field.get("references", {})):
            enumeration = target["field"]["@id"].split("/")[0]
            values = {row["name"] for row in records(croissant, enumeration)}
            column = pq.read_table(place_of(release, manifest, table), columns=[field["name"]])[field["name"]]
            assert set(column.drop_null().to_pylist()) <= values


def test_a_file_that_is_not_the_one_described_does_not_load(damaged: Path, manifest: dict[str, Any]) -> None:
    if "shards" in manifest["tables"]["claims"]:
        pytest.skip("mlcroissant looks at no hash of a file that it finds in a set")
    (path,) = files_of(damaged, manifest, "claims")
    path.write_bytes(path.read_bytes() + b"\0")
    assert validate(damaged)[0] == 0  # it opens no data, so the release needs the loading above
    with pytest.raises(Exception) as caught:
        records(mlcroissant.Dataset(damaged / FILE), "claims")
    assert "is not identical with the reference" in str(caught.value.__cause__)


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (('"sha256"', '"sha1"'), "sha256"),
        (('"encodingFormat"', '"fileFormat"'), "encodingFormat"),
        (('"@id": "sources.parquet"\n', '"@id": "papers.parquet"\n'), "this node doesn't exist"),
        (('"dataType": "sc:Date"', '"dataType": "sc:Day"'), "does not specify a valid"),
        (('"@type": "sc:Dataset"', '"@type": "sc:Thing"'), "doesn't extend https://schema.org/Dataset"),
    ],
    ids=["no hash", "no format", "a file that is nowhere", "no type", "no dataset"],
)
def test_what_is_wrong_is_found(edit: tuple[str, str], complaint: str, damaged: Path) -> None:
    change(damaged, edit)
    code, said = validate(damaged)
    assert code != 0
    assert complaint in said
