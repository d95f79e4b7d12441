"""What runs the left half: the engine that the settings name."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

import polars as pl

from pipelines.engines.incremental import Found, Update
from pipelines.engines.local import Store
from pipelines.engines.places import place
from pipelines.errors import UsageError
from pipelines.settings import Settings
from pipelines.sources import Source

_ADDRESS = "://"


class Engine(Protocol):
    """Runs the left half, and keeps what it made for the next run; all engines give the same tables."""

    def bring(self, source: Source) -> Iterator[Found]:
        """Give the registered files of a source."""
        ...

    def update(self, found: Iterable[Found]) -> Update:
        """Extract what is new or changed among `found`, and keep it."""
        ...

    def parts(self, told: Update) -> Mapping[str, Iterator[pl.DataFrame]]:
        """Give the tables of the left half in parts, at least one each, read as they are asked for."""
        ...

    def tidy(self, told: Update) -> None:
        """Bring together what is kept; no other run may be under way, and no parts still to be read."""
        ...


@contextmanager
def engine(settings: Settings) -> Iterator[Engine]:
    """Give the engine of the settings; Spark's session lasts as long as the body.

    Raises `UsageError` where the engine is not installed, or cannot reach the folders.
    """
    if settings.engine == "spark":
        with _spark(settings) as store:
            yield store
        return
    if settings.documents or _ADDRESS in settings.kept:
        raise UsageError("the local engine reads and keeps documents in folders of the project; use --engine spark")
    yield Store(settings.kept_folder, settings.authority(), settings.contracts(), settings.workers)


@contextmanager
def _spark(settings: Settings) -> Iterator[Engine]:
    try:
        from pipelines.engines.spark.session import session  # noqa: PLC0415 (an extra)
        from pipelines.engines.spark.store import SparkStore  # noqa: PLC0415
    except ModuleNotFoundError as cause:
        if cause.name is None or cause.name.partition(".")[0] not in {"pyspark", "py4j"}:
            raise
        raise UsageError(
            'the engine spark needs pyspark: install it with `pip install "testimonia[spark]"`, or in a checkout with '
            "`make .venv-spark/.ready`; it runs on Java 17 or later"
        ) from cause
    kept = place(settings.kept if _ADDRESS in settings.kept else settings.kept_folder)
    documents = place(settings.documents if _ADDRESS in settings.documents else settings.documents_folder)
    with session(settings.master) as spark:
        yield SparkStore(spark, kept, documents, settings.authority(), settings.contracts())
