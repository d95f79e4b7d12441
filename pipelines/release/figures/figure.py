"""What a figure is before it is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and what stands for it where it cannot be seen.

    `name` is its file name without ending; `alt` says in words what the chart shows; `spec` is a Vega-Lite
    specification with its data inside; `numbers` are the numbers that it draws, those of the rest included.
    """

    name: str
    title: str
    alt: str
    spec: Mapping[str, Any]
    numbers: pl.DataFrame


def listed(items: Sequence[str], limit: int = 5) -> str:
    """Give the first items as words: `a; b; and 3 more`."""
    more = len(items) - limit
    return "; ".join([*items[:limit], *([f"and {more} more"] if more > 0 else [])])


def counted(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: `1 claim`, `2,500 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
