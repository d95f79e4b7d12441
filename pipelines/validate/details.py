"""What a check says: what was expected, and what there was."""

from collections.abc import Sequence

from pipelines.validate.promises import Promise
from pipelines.validate.tally import Tally

_SHOWN = 5


def not_checked(item: Promise, reason: str) -> str:
    """Word a promise that could not be judged."""
    return f"{item.description} Not checked: {reason}."


def header_found(item: Promise, found: Sequence[str]) -> str:
    """Word the promise about the columns, against the header that there was."""
    expected = item.arguments["column_list"]
    if list(expected) == list(found):
        return f"{item.description} There are {len(found)}."
    lacking = [name for name in expected if name not in found]
    spare = [name for name in found if name not in expected]
    parts = [f"lacks {', '.join(lacking)}"] * bool(lacking) + [f"has {', '.join(spare)}"] * bool(spare)
    return f"{item.description} The table {' and '.join(parts) or 'has them in another order'}."


def rows_found(item: Promise, rows: int) -> str:
    """Word the promise about the number of rows."""
    return f"{item.description} There are {rows}."


def rows_broken(item: Promise, rows: int, found: Tally) -> str:
    """Word a promise about each row, with the first of the keys that break it."""
    holding = f"{item.description} Holds in {rows - found.failing - found.unchecked} of {rows} rows."
    more = f" and {found.failing - _SHOWN} more" if found.failing > _SHOWN else ""
    broken = f" Broken in {found.failing}: {'; '.join(found.keys.head(_SHOWN))}{more}." if found.failing else ""
    doubt = f" Not checked in {found.unchecked}: the text of their document is not at hand." if found.unchecked else ""
    return holding + broken + doubt
