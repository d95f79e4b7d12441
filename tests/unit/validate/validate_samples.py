"""A small dataset that keeps every kind of promise, to break one at a time."""

from collections.abc import Mapping

import polars as pl

from pipelines.contracts import (
    Constraints,
    Contracts,
    DatasetHeader,
    Field,
    ForeignKey,
    KeyTarget,
    RowCount,
    Rule,
    SpanColumns,
    Table,
)
from pipelines.parquet import frame_of
from pipelines.validate.judge import validate_table
from pipelines.validate.report import CheckResult, TableReport

TEXTS = {"d1": "A bell rang. Nobody came.", "d2": "Žofie wrote: “No.”"}

PEOPLE = Table(
    name="people",
    title="People",
    description="Who wrote.",
    fields=(
        Field("person_id", "string", "Key.", constraints=Constraints(required=True, unique=True)),
        Field("house", "string", "House."),
    ),
    primaryKey=("person_id",),
)

NOTES = Table(
    name="notes",
    title="Notes",
    description="Spans with a bit of everything.",
    fields=(
        Field("note_id", "string", "Key.", constraints=Constraints(required=True, unique=True, pattern="n[0-9]")),
        Field("document_id", "string", "Document.", constraints=Constraints(required=True)),
        Field("start", "integer", "First code point."),
        Field("end", "integer", "Code point behind the last.", constraints=Constraints(minimum=1)),
        Field("text", "string", "Words."),
        Field("kind", "string", "Kind.", constraints=Constraints(enum=("event", "quote"))),
        Field("score", "number", "Score.", constraints=Constraints(minimum=0, maximum=1)),
        Field("loud", "boolean", "Loud?", constraints=Constraints(required=True)),
        Field("day", "date", "Day."),
        Field("person_id", "string", "Writer."),
        Field("house", "string", "House of the writer."),
        Field("reply_to", "string", "Another note."),
    ),
    primaryKey=("note_id",),
    foreignKeys=(
        ForeignKey(("person_id",), KeyTarget("people", ("person_id",))),
        ForeignKey(("person_id", "house"), KeyTarget("people", ("person_id", "house"))),
        ForeignKey(("reply_to",), KeyTarget("notes", ("note_id",))),
    ),
    rules=(
        Rule("no_reply_to_itself", '"reply_to" <> "note_id"', "A note answers another one."),
        Rule("quotes_have_writers", '"kind" <> \'quote\' OR "person_id" IS NOT NULL', "Said by someone.", "warning"),
    ),
    spans=(SpanColumns("start", "end", "text"),),
    rows=RowCount(min=2),
)

_ROWS = (
    {"note_id": "n1", "document_id": "d1", "start": 0, "end": 12, "text": "A bell rang.", "kind": "event", "score": 0.5,
     "loud": True, "person_id": "p1", "house": "red"},
    {"note_id": "n2", "document_id": "d1", "start": 13, "end": 25, "text": None, "kind": None, "score": None,
     "loud": False, "person_id": None, "house": "red", "reply_to": "n1"},
    {"note_id": "n3", "document_id": "d2", "start": 0, "end": 5, "text": "Žofie", "kind": "quote", "score": 1.0,
     "loud": False, "person_id": "p2", "house": None, "reply_to": "n2"},
    {"note_id": "n4", "document_id": "d2", "start": None, "end": None, "text": "implied", "kind": "event", "score": 0.0,
     "loud": False},
)  # fmt: skip

HEADER = DatasetHeader("tiny", "Tiny", "For tests.", "0.0.1", None, (), (), (), ())
CONTRACTS = Contracts(HEADER, {"people": PEOPLE, "notes": NOTES})


def people() -> pl.DataFrame:
    return frame_of([{"person_id": "p1", "house": "red"}, {"person_id": "p2", "house": "blue"}], PEOPLE)


def notes(changes: Mapping[str, Mapping[str, object]] | None = None) -> pl.DataFrame:
    """Four right rows, n1 to n4, with the values of some of them changed."""
    changes = changes or {}
    return frame_of([{**row, **changes.get(str(row["note_id"]), {})} for row in _ROWS], NOTES)


def documents(texts: Mapping[str, str]) -> pl.LazyFrame:
    schema = {"document_id": pl.String, "text": pl.String}
    return pl.LazyFrame({"document_id": list(texts), "text": list(texts.values())}, schema=schema)


def report_on(
    frame: pl.DataFrame, texts: Mapping[str, str] = TEXTS, row_floor: bool = True, most: int = 100
) -> TableReport:
    tables = {"notes": frame.lazy(), "people": people().lazy()}
    return validate_table(NOTES, tables, documents(texts), row_floor, most)


def check(report: TableReport, name: str) -> CheckResult:
    return next(item for item in report.checks if item.name == name)


def failed(report: TableReport) -> dict[str, list[str]]:
    """The names of the failed checks, each with the keys that break it."""
    keys = report.failures
    return {
        item.name: keys.filter(pl.col("check_name") == item.name)["key"].to_list()
        for item in report.checks
        if not item.passed
    }
