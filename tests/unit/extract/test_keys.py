from pipelines.extract.authority import authority_of
from pipelines.extract.keys import works_of
from pipelines.extract.rows import Name, Reference, ReferenceKind, Span

AUTHORITY = authority_of([{"key": "flora", "kind": "work", "label": "Flora", "creator": "Agnes Hill"}])


def reference(start: int, **fields: object) -> Reference:
    return Reference(Span(start, start + 5), ReferenceKind.WORK_MENTION, **fields)  # type: ignore[arg-type]


def test_references_with_one_title_are_one_work_with_the_creator_that_any_names() -> None:
    bare = reference(0, work="Eleven Weeks")
    signed = reference(9, work="Eleven Weeks", names=(Name("author", "Karl Weiss", "Weiss", "Karl"),))
    listed = reference(20, work="Eleven weeks", names=(Name("author", "Weiss, Karl", "Weiss", "Karl"),))
    works = works_of([bare, signed, listed], authority_of([]))
    assert len(set(works.by_reference.values())) == 1
    assert works.find("Eleven Weeks") == works.by_reference[bare]


def test_one_title_by_two_creators_is_two_works() -> None:
    one = reference(0, work="Memoirs", names=(Name("author", "Weiss", "Weiss"),))
    other = reference(9, work="Memoirs", names=(Name("author", "Lund", "Lund"),))
    assert len(set(works_of([one, other], authority_of([])).by_reference.values())) == 2


def test_a_listed_work_is_found_unless_somebody_else_made_it() -> None:
    bare, same = (
        reference(0, work="Flora"),
        reference(9, work="Flora", names=(Name("author", "A. Hill", "Hill", "A."),)),
    )
    other = reference(20, work="Flora", names=(Name("author", "Lund", "Lund"),))
    ids = works_of([bare, same, other], AUTHORITY).by_reference
    assert ids[bare] == ids[same] != ids[other]


def test_a_reference_without_a_title_is_known_by_its_identifier() -> None:
    ids = works_of(
        [reference(0, doi="10.1000/1"), reference(9, doi="10.1000/1"), reference(20)], AUTHORITY
    ).by_reference
    assert len(ids) == 2 and len(set(ids.values())) == 1
