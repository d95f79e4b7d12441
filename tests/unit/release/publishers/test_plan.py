from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.release.publishers.plan import File, Stored, plan_of, right_ones


def file(name: str) -> File:
    return File(name, Path(name), len(name))


def digest(item: File, algorithm: str) -> str:
    return f"{algorithm}:{item.name}"


def right(name: str, algorithm: str = "sha256") -> Stored:
    return Stored(name, len(name), f"{algorithm}:{name}")


def test_what_is_missing_is_put_and_what_is_right_stays() -> None:
    plan = plan_of([file("a"), file("b")], [right("a")], digest)
    assert (plan.put, plan.right, plan.refused) == ((file("b"),), (file("a"),), ())
    assert plan.bytes == 1 and not plan.done
    assert list(plan.lines()) == ["put    b (1 bytes)", "there  a"]


def test_each_file_is_compared_by_the_hash_that_the_target_gives() -> None:
    plan = plan_of([file("a"), file("b")], [right("a", "md5"), right("b", "git-sha1")], digest)
    assert plan.done


def test_other_bytes_and_a_file_that_the_release_does_not_have_are_refused() -> None:
    there = [Stored("a", 1, "sha256:x"), right("old")]
    plan = plan_of([file("a")], there, digest)
    assert plan.refused == (
        "old is there, and is no file of this release",
        "a is there with other bytes: sha256:x, here sha256:a",
    )
    assert not plan.put and not plan.done
    assert right_ones([file("a")], there, digest) == []


NAMES = st.sets(st.sampled_from("abcdefgh"))


@given(NAMES, NAMES, NAMES)
def test_each_file_is_put_or_right_or_refused(ours: set[str], theirs: set[str], changed: set[str]) -> None:
    there = [Stored(name, 1, "md5:x") if name in changed else right(name) for name in sorted(theirs)]
    plan = plan_of(map(file, sorted(ours)), there, digest)
    assert {item.name for item in plan.put} == ours - theirs
    assert {item.name for item in plan.right} == (ours & theirs) - changed
    assert len(plan.refused) == len(theirs - ours) + len(ours & theirs & changed)
    assert plan.done == (ours == theirs and not ours & changed)
