"""The release of the three first documents, as a user meets it."""

import json
import re
from pathlib import Path
from shutil import copytree

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from frictionless import validate
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.contracts import Contracts
from pipelines.errors import TestimoniaError
from tests.integration.conftest import VERSION, Made


def test_the_folder_holds_tables_contracts_metadata_and_terms(made: Made, contracts: Contracts) -> None:
    names = {path.relative_to(made.release).as_posix() for path in made.release.rglob("*") if path.is_file()}
    tables = {f"{name}.parquet" for name in contracts.tables}
    schemas = {f"schemas/{name}.yaml" for name in (*contracts.tables, "dataset")}
    said = {"README.md", "CHANGELOG.md", "CITATION.cff", "data-dictionary.md", "datapackage.json", "manifest.json"}
    said |= {"croissant.json", "datacite.json", "dcat.jsonld", "prov.json", "ro-crate-metadata.json"}
    said |= {"schema-org.jsonld", "datasheet.md", "data-statement.md", "content-warnings.md"}
    said |= {"by-licence/views.sql", "by-licence/licences.json", "gates.json"}
    said |= {f"annotations/{name}{page}.jsonld" for name in ("claims", "quotes", "references") for page in ("", "-1")}
    proved = {"validation.json", "validation.html", "validation_failures.parquet"}
    terms = {"LICENSE-CODE.txt", "LICENSE-DATA.txt", "LICENSE-SOURCES.txt"}
    cited = {"works.csl.json", "works.bib", "SHA256SUMS"}
    shown = {name for name in names if name.startswith(("figures/", "site/"))}
    assert {"figures/README.md", "figures/sources.png", "figures/sources.svg", "site/index.html"} <= shown
    assert names - shown == tables | schemas | said | proved | terms | cited


def test_latest_points_to_it(made: Made) -> None:
    latest = made.root / "releases" / "latest"
    assert latest.is_symlink() and latest.readlink() == Path(VERSION)


def test_two_builds_give_the_same_bytes(made: Made, made_elsewhere: Made) -> None:
    paths = sorted(path.relative_to(made.release) for path in made.release.rglob("*") if path.is_file())
    assert paths == sorted(
        p.relative_to(made_elsewhere.release) for p in made_elsewhere.release.rglob("*") if p.is_file()
    )
    differing = [p for p in paths if (made.release / p).read_bytes() != (made_elsewhere.release / p).read_bytes()]
    assert differing == []


def test_no_connection_was_tried_beyond_loopback(made: Made, made_elsewhere: Made) -> None:
    assert made.connections + made_elsewhere.connections == ""


def test_each_reader_opens_each_table_with_all_rows(made: Made, contracts: Contracts) -> None:
    manifest = json.loads((made.release / "manifest.json").read_text())
    for table in contracts:
        path = made.release / f"{table.name}.parquet"
        rows = manifest["tables"][table.name]["rows"]
        counted = duckdb.sql(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()
        assert counted == [(rows,)]
        assert list(pd.read_parquet(path).columns) == list(table.columns)
        assert pl.read_parquet(path).shape == (rows, len(table.columns))
        assert pq.read_schema(path).names == list(table.columns)


def test_the_data_package_is_valid(made: Made) -> None:
    report = validate(str(made.release / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_no_words_ship_beyond_the_terms_and_the_warning_reaches_the_release(made: Made) -> None:
    assert pl.read_parquet(made.release / "documents.parquet")["text"].is_null().all()
    assert pl.read_parquet(made.release / "passages.parquet")["text"].is_null().all()
    assert pl.read_parquet(made.release / "claims.parquet")["text"].is_not_null().all()
    assert "antisemitic framing" in (made.release / "README.md").read_text(encoding="utf-8")


def test_the_validation_page_asks_no_other_host(made: Made) -> None:
    page = (made.release / "validation.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "") and "<script" not in page


def test_the_list_of_readings_comes_out_field_by_field(made: Made) -> None:
    references = pl.read_parquet(made.release / "references.parquet")
    names = pl.read_parquet(made.release / "reference_names.parquet")
    listed = references.filter(kind="bibliographic").join(names, on="reference_id").sort("start")
    fields = ["family", "given", "literal", "year", "title", "volume", "publisher", "isbn13"]
    harvard = "Belknap Press of Harvard University Press"
    assert listed.select(fields).rows() == [
        (None, None, "Former Russian Commissar", "1937", "Trotsky and the Jews Behind the Russian Revolution",
         None, None, None),
        ("Service", "Robert", "Service, Robert", "2009", "Trotsky: A Biography", None, harvard, "9780674036154"),
        ("Thatcher", "Ian D", "Thatcher, Ian D", "2003", "Trotsky", None, "Routledge", "9780415232500"),
        ("Sutton", "Anthony C", "Sutton, Anthony C", "1974", "Wall Street and the Bolshevik Revolution", None,
         "Arlington House", "9780870002762"),
        ("Welch", "R", "Welch, R", "1976", "American Opinion", "19", "Robert Welch, Inc.", None),
    ]  # fmt: skip


def test_the_claims_that_the_readme_shows_are_in_the_release(made: Made, project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| ([^|]+\.) \| ([^|]+) \| (asserts|denies|reports) \|$", readme, re.M)
    claims = pl.read_parquet(made.release / "claims.parquet").select("statement", "holder", "author_stance").rows()
    assert len(shown) == 3 and set(shown) <= set(claims)


def command(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, TestimoniaError):
        return result.exception.exit_code, f"{result.output}{result.exception}"
    return result.exit_code, result.output


def test_a_second_run_with_nothing_changed_says_so_and_writes_nothing(made: Made) -> None:
    before = sorted((made.root / "releases").iterdir())
    code, said = command("release", "--root", str(made.root))
    assert code == 0 and f"Nothing has changed since {VERSION}" in said
    assert sorted((made.root / "releases").iterdir()) == before


def test_a_released_version_is_never_overwritten(made: Made, tmp_path: Path) -> None:
    root = tmp_path / "project"
    copytree(made.root, root, symlinks=True)
    (root / "benchmarks" / "quality.csv").unlink()
    code, said = command("release", "--version", VERSION, "--root", str(root))
    assert code == 1 and "is never overwritten; give another --version" in said


def test_a_broken_promise_blocks_and_the_last_release_stays(made: Made, tmp_path: Path) -> None:
    root = tmp_path / "project"
    copytree(made.root, root, symlinks=True)
    terms = root / "raw" / "metapedia" / "source.yaml"
    terms.write_text(
        terms.read_text(encoding="utf-8").replace("kind: encyclopedia", "kind: pamphlet"), encoding="utf-8"
    )
    code, said = command("release", "--root", str(root))
    assert code == 1 and "kind is one of encyclopedia" in said and "Broken in 1: metapedia" in said
    failing = pl.read_parquet(root / "build" / "failures" / "sources.contract.parquet")
    assert failing.rows() == [("sources", "enum: kind", "metapedia")]
    assert sorted(path.name for path in (root / "releases").iterdir()) == [VERSION, "index.json", "latest"]
    assert (root / "releases" / "latest").readlink() == Path(VERSION)


def test_a_version_that_names_no_folder_is_refused(made: Made) -> None:
    code, said = command("release", "--version", "../1.0", "--root", str(made.root))
    assert code == 1 and "cannot be a version" in said


def test_the_release_proves_itself_against_the_raw_documents(made: Made) -> None:
    code, said = command("verify", str(made.release), "--root", str(made.root))
    assert code == 0 and "The release is what it says." in said
    assert "3 read again from the raw bytes" in said


def test_a_raw_document_that_changed_is_found(made: Made, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    copytree(made.root / "raw", raw)
    page = next((raw / "metapedia").glob("*.txt"))
    page.write_bytes(page.read_bytes().replace(b"1879", b"1878"))
    code, said = command("verify", str(made.release), "--raw", str(raw))
    assert code == 1 and page.name in said


@pytest.mark.parametrize("words", [("verify", "no/such/folder"), ("release", "--colour"), ("parse", "x.txt")])
def test_a_command_given_wrongly_exits_with_two(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, list(words))
    code = getattr(result.exception, "exit_code", result.exit_code)
    assert code == 2
