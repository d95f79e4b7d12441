"""A Rich progress bar that is driven by what the engines log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Driver(logging.Handler):
    """Moves the bar to the number of files that a record carries as `done`."""

    def __init__(self, bar: Progress, total: int | None) -> None:
        super().__init__(logging.INFO)
        self.bar = bar
        self.task = bar.add_task("files", total=total)

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record of the logger `testimonia`."""
        done = getattr(record, "done", None)
        if done is not None:
            self.bar.update(self.task, completed=done)


class _Rate(ProgressColumn):
    """Files a second, of late."""

    def render(self, task: Task) -> Text:
        """Give the rate of a task; nothing before there is one."""
        rate = task.finished_speed or task.speed
        return Text(f"{rate:.1f}/s" if rate else "")


@contextmanager
def progress(console: Console, total: int | None) -> Iterator[None]:
    """Show a bar of files on `console` while the body runs; nothing is drawn where the console is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    logger = logging.getLogger("testimonia")
    level = logger.level
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        driver = _Driver(bar, total)
        logger.addHandler(driver)
        logger.setLevel(logging.INFO)
        try:
            yield
        finally:
            logger.removeHandler(driver)
            logger.setLevel(level)
