"""The suite: what it records of a contract, and what its library may not do."""

import subprocess
import sys
import textwrap
from pathlib import Path

import polars as pl
import pytest
from validate_samples import NOTES

from pipelines.validate.promises import Promise, promises_of
from pipelines.validate.suite import build_suite, judge_rows


def test_a_suite_has_one_expectation_for_each_promise_with_its_severity() -> None:
    promises = promises_of(NOTES)

    suite = build_suite("notes", promises)

    found = [(item.meta["check"], item.meta["severity"], item.severity) for item in suite.expectations]
    severity = {"error": "critical", "warning": "warning"}
    assert found == [(item.name, item.severity, severity[item.severity]) for item in promises]


def test_names_of_promises_are_unique() -> None:
    names = [item.name for item in promises_of(NOTES)]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("frame", [pl.DataFrame(), pl.DataFrame({"here": []}), pl.DataFrame({"here": [1]})])
def test_an_expectation_on_a_lacking_column_fails_and_says_why(frame: pl.DataFrame) -> None:
    lost = Promise(
        "lost", "rule", "error", "", "expect_column_values_to_be_in_set", {"column": "x", "value_set": [True]}
    )

    verdict = judge_rows([lost], frame)["lost"]

    assert not verdict.passed
    assert verdict.problem is not None
    assert '"x"' in verdict.problem


def test_an_expectation_that_breaks_inside_the_library_fails() -> None:
    wrong = Promise(
        "wrong", "constraint", "error", "", "expect_column_values_to_be_between", {"column": "x", "min_value": 1}
    )

    verdict = judge_rows([wrong], pl.DataFrame({"x": ["one"]}))["wrong"]

    assert not verdict.passed
    assert verdict.problem


def _run(code: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """Run code in a Python of its own, with a home folder of its own."""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[3])]
    program = f"import sys\nsys.path[:0] = {paths!r}\n" + textwrap.dedent(code)
    environment = {"HOME": str(home), "PATH": "", "TMPDIR": str(home / "tmp")}
    (home / "tmp").mkdir()
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment,
        cwd=home,
        check=False,
        timeout=120,
    )


def test_the_library_is_not_imported_with_the_room(tmp_path: Path) -> None:
    done = _run(
        """
        import pipelines.validate.judge, pipelines.validate.page, pipelines.validate.rules, pipelines.validate.suite
        print(sorted({"great_expectations", "pandas"} & set(sys.modules)))
        """,
        tmp_path,
    )

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_validation_opens_no_socket_says_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    done = _run(
        """
        import socket

        LOOPBACK = {"127.0.0.1", "::1", "localhost"}  # urllib3 binds there to learn whether there is IPv6

        def refuse(event, arguments):
            if event in {"socket.connect", "socket.sendto", "socket.bind"} and arguments[1][0] not in LOOPBACK:
                raise SystemExit(f"{event} {arguments}")
            if event in {"socket.getaddrinfo", "socket.gethostbyname"} and arguments[0] not in LOOPBACK:
                raise SystemExit(f"{event} {arguments}")

        sys.addaudithook(refuse)
        from validate_samples import failed, notes, report_on
        from pipelines.validate.suite import _context

        broken = report_on(notes({"n1": {"kind": "rumour", "person_id": "p9"}}).drop("score"))
        print(*failed(broken), _context().config.analytics_enabled, sep="; ")
        try:
            socket.create_connection(("192.0.2.1", 9), timeout=0.01)
        except SystemExit:
            print("the guard stands")
        """,
        tmp_path,
    )

    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines == [
        "columns; enum: kind; range: score; foreign key: person_id in people; "
        "foreign key: person_id, house in people; False",
        "the guard stands",
    ]
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == ["tmp"]
