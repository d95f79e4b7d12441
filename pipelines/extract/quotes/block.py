"""A quotation that stands without marks."""

from dataclasses import dataclass

from pipelines.extract.quotes.speaker import NOBODY, Speaker
from pipelines.extract.rows import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A passage or a part of one that is a quotation as it stands; parts of one utterance share its start."""

    span: Span
    speaker: Speaker = NOBODY
    cue: Span | None = None
    confidence: float = 0.7
    utterance: int | None = None
