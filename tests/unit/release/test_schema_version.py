"""Which step of the schema's version a change of the contracts asks for."""

from dataclasses import replace

import pytest

from pipelines.contracts import (
    Constraints,
    Contracts,
    DatasetHeader,
    Field,
    ForeignKey,
    Group,
    KeyTarget,
    RowCount,
    Rule,
    SpanColumns,
    Table,
)
from pipelines.errors import ContractError
from pipelines.release.schema_version import Version, compare_contracts, needed_version, next_version, version_of

KIND = Field("kind", "string", "What.", constraints=Constraints(required=True, enum=("a", "b")))
NOTES = Table(
    "notes", "Notes", "For tests.",
    (
        Field("note_id", "string", "Key.", constraints=Constraints(required=True, unique=True, pattern="^n")),
        KIND,
        Field("size", "integer", "How big.", constraints=Constraints(minimum=1, maximum=9)),
        Field("words", "string", "What it says."),
    ),
    ("note_id",),
    (ForeignKey(("kind",), KeyTarget("kinds", ("kind",))),),
    (Rule("small", "size < 5", "Small."), Rule("odd", "size <> 2", "Odd.", "warning")),
    (SpanColumns("size", "size"),),
)  # fmt: skip


def contracts(*tables: Table) -> Contracts:
    group = Group("all", "All.", tuple(table.name for table in tables))
    header = DatasetHeader("d", "D", "For tests.", "0.1.0", None, (), (), (), (group,))
    return Contracts(header, {table.name: table for table in tables})


def fields(**changed: Field) -> Table:
    return replace(NOTES, fields=tuple(changed.get(item.name, item) for item in NOTES))


def limits(name: str, **changed: object) -> Table:
    field = next(item for item in NOTES if item.name == name)
    return fields(**{name: replace(field, constraints=replace(field.constraints, **changed))})


NEW = Field("added", "string", "New.")
CHANGES = [
    (replace(NOTES, fields=NOTES.fields[:-1]), "major: notes.words: gone"),
    (replace(NOTES, fields=(*NOTES.fields, NEW)), "minor: notes.added: new"),
    (replace(NOTES, fields=(NEW, *NOTES.fields)), "major: notes.added: new, but not at the end"),
    (replace(NOTES, fields=NOTES.fields[::-1]), "major: notes: the columns are in another order"),
    (fields(size=replace(NOTES.fields[2], type="number")), "major: notes.size: number instead of integer"),
    (limits("kind", required=False), "major: notes.kind: no longer required"),
    (limits("words", required=True), "minor: notes.words: now required"),
    (limits("note_id", unique=False), "major: notes.note_id: no longer unique"),
    (limits("kind", enum=("a", "b", "c")), "minor: notes.kind: may be 'c'"),
    (limits("kind", enum=("a",)), "major: notes.kind: no longer 'b'"),
    (limits("kind", enum=()), "major: notes.kind: no longer one of a list of values"),
    (limits("words", enum=("x",)), "minor: notes.words: one of a list of values, where any was allowed"),
    (limits("note_id", pattern="^m"), "major: notes.note_id: another pattern"),
    (limits("words", pattern="^m"), "minor: notes.words: a pattern where there was none"),
    (limits("size", minimum=0), "major: notes.size: minimum 0 instead of 1"),
    (limits("size", minimum=2), "minor: notes.size: minimum 2 instead of 1"),
    (limits("size", maximum=None), "major: notes.size: maximum none instead of 9"),
    (limits("size", maximum=8), "minor: notes.size: maximum 8 instead of 9"),
    (replace(NOTES, primaryKey=("note_id", "kind")), "major: notes: primary key note_id, kind instead of note_id"),
    (replace(NOTES, foreignKeys=()), "major: notes: foreign key kind in kinds: gone"),
    (replace(NOTES, rules=NOTES.rules[1:]), "major: notes: rule small: gone"),
    (
        replace(NOTES, rules=(Rule("small", "size < 9", "Small."), NOTES.rules[1])),
        "major: notes: rule small: another one of that name",
    ),
    (replace(NOTES, rules=NOTES.rules[:1]), "patch: notes: warnings, or descriptions of rules"),
    (replace(NOTES, spans=()), "major: notes: span size:size in text: gone"),
    (fields(words=replace(NOTES.fields[3], description="Says.")), "patch: notes.words: description or example"),
    (replace(NOTES, title="Other notes"), "patch: notes: title or description"),
]


@pytest.mark.parametrize(("after", "told"), CHANGES, ids=[told for _, told in CHANGES])
def test_each_change_has_its_level(after: Table, told: str) -> None:
    assert told in [str(change) for change in compare_contracts(contracts(NOTES), contracts(after))]


def test_contracts_that_say_the_same_need_no_step() -> None:
    before = contracts(NOTES)
    floors = replace(fields(words=replace(NOTES.fields[3], fill=0.5)), rows=RowCount(3))
    after = Contracts(replace(before.dataset, title="Another title"), {"notes": floors})
    assert compare_contracts(before, after) == ()
    assert needed_version(Version(1, 2, 3), ()) == Version(1, 2, 3)


def test_a_table_more_is_minor_and_a_table_less_is_major_and_stands_first() -> None:
    other = replace(NOTES, name="other")
    found = compare_contracts(contracts(NOTES), contracts(other))
    assert [str(change) for change in found] == ["major: notes: gone", "minor: other: new table"]
    assert needed_version(Version(1, 2, 3), found) == Version(2, 0, 0)


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [
        ("1.2.3", "patch", "1.2.4"), ("1.2.3", "minor", "1.3.0"), ("1.2.3", "major", "2.0.0"),
        ("0.2.3", "patch", "0.2.4"), ("0.2.3", "minor", "0.3.0"), ("0.2.3", "major", "0.3.0"),
    ],
)  # fmt: skip
def test_below_one_a_breaking_change_steps_the_second_number(before: str, level: str, after: str) -> None:
    assert str(next_version(version_of(before), level)) == after  # type: ignore[arg-type]


def test_versions_are_compared_as_numbers() -> None:
    assert version_of("0.10.0") > version_of("0.9.9")


@pytest.mark.parametrize("text", ["1", "1.2", "v1.2.3", "1.02.3", "1.2.3-rc", ""])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ContractError, match="is no version"):
        version_of(text)
