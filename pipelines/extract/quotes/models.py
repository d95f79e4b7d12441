"""The learned models of this room."""

from dataclasses import dataclass
from functools import cache

from pipelines.extract.linear import Linear, load_linear


@dataclass(frozen=True, slots=True)
class QuoteModels:
    """What decides: words in marks are speech or not, a clause is a report or not, how far it reaches, who speaks."""

    kinds: Linear
    reports: Linear
    bounds: Linear
    speakers: Linear


@cache
def packaged_models() -> QuoteModels:
    """Give the models of the package, read once a process."""
    return QuoteModels(
        load_linear("kinds"), load_linear("reports"), load_linear("report_bounds"), load_linear("speakers")
    )
