"""The Spark session of a run: the one that there is, or one of its own."""

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pyspark.sql import SparkSession

from pipelines.errors import UsageError

ATTEMPTS = 4
"""How often a task is tried, as on a cluster; a local session tries once unless it is told."""
_SUBMITTED = "PYSPARK_GATEWAY_PORT"
"""What `spark-submit` leaves in the environment of the program that it starts."""
_LOCAL = re.compile(r"local(?:\[([^],]+)(,[^]]+)?\])?")
_NAME: Mapping[str, str] = {"spark.app.name": "testimonia"}
# A session on one machine speaks to that machine alone.
_ALONE = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
# What it does is short, so that Java's slower compiler costs more than it brings.
_SHORT = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
_QUIET = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}


@contextmanager
def session(master: str = "") -> Iterator[SparkSession]:
    """Give the session that is active, or else one on `master`, which ends with the body.

    Without `master` it is the one that `spark-submit` was given, or else all cores of this machine.
    Raises `UsageError` where there is no Java.
    """
    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    _check_java()
    # It warns of pandas 3, and nothing here goes through pandas.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    own = SparkSession.builder.config(map=_settings(master)).getOrCreate()
    try:
        yield own
    finally:
        own.stop()


def on_this_machine(master: str) -> bool:
    """Tell whether a master is a process of this machine."""
    return _LOCAL.fullmatch(master) is not None


def trying_again(master: str) -> str:
    """Give a master that tries a task again when its process dies: `local[2]` as `local[2,4]`, others as they are."""
    found = _LOCAL.fullmatch(master)
    return f"local[{found[1] or '1'},{ATTEMPTS}]" if found and not found[2] else master


def _settings(master: str) -> dict[str, bool | float | int | str | None]:
    """Give the settings of a session of one's own; what `spark-submit` was told stays as it is."""
    if not master and _SUBMITTED in os.environ:
        return {**_NAME}
    wanted = trying_again(master or "local[*]")
    if not on_this_machine(wanted):
        return {**_NAME, "spark.master": wanted}
    # The workers of a local session are to have the packages of this one.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return {**_NAME, **_ALONE, **_SHORT, **_QUIET, "spark.master": wanted}


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if home is None and shutil.which("java") is None:
        raise UsageError("Spark needs Java 17 or later, and there is no `java`; install it, or set JAVA_HOME")
