"""Reference strings to fields: the way in to the learned reader."""

from collections.abc import Sequence

from pipelines.extract.references.parse.entry import Entry
from pipelines.extract.references.parse.model import default_labeller
from pipelines.extract.references.parse.reader import LONGEST_READ, entry_of, read, read_list
from pipelines.extract.references.parse.signals import entry_signals
from pipelines.extract.references.parse.start import stripped_start

__all__ = ["LONGEST_READ", "Entry", "entry_signals", "parse_entries", "parse_entry", "stripped_start"]


def parse_entry(text: str) -> Entry:
    """Read one reference string; never fails, and what is not recognised is left out."""
    return entry_of(read(text, default_labeller()))


def parse_entries(texts: Sequence[str]) -> list[Entry]:
    """Read the reference strings of one list, in order; where one is in doubt, the style of the others decides."""
    return [entry_of(reading) for reading in read_list(texts, default_labeller())]
