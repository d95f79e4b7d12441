"""Entries of one list are written in one style: what the sure ones do decides about the unsure ones.

A style is how often a field follows another across the marks between them. A run of labels that the model doubts takes
the label that is likeliest by the model's marginal probability times the share in the style, smoothed.
"""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.extract.references.parse.fields import Found

_DOUBTED = 0.9
_SMOOTHING = 0.5
_FEWEST = 4
_LABELS = 12
_Step = tuple[str, str, str]


def voted(texts: Sequence[str], readings: Sequence[Sequence[Found]]) -> list[tuple[Found, ...]]:
    """Give the runs of each entry of a list with the doubted labels decided by the style of all."""
    if len(readings) < _FEWEST:
        return [tuple(found) for found in readings]
    steps: Counter[_Step] = Counter()
    for text, found in zip(texts, readings, strict=True):
        steps.update(_steps(text, found))
    from_here: Counter[tuple[str, str]] = Counter()
    for (before, marks, _), count in steps.items():
        from_here[before, marks] += count
    return [_decided(text, found, steps, from_here) for text, found in zip(texts, readings, strict=True)]


def _steps(text: str, found: Sequence[Found]) -> list[_Step]:
    """Give the steps between fields of an entry that both are sure."""
    steps = []
    for number, one in enumerate(found):
        before = found[number - 1] if number else None
        if one.confidence >= _DOUBTED and (before is None or before.confidence >= _DOUBTED):
            steps.append((before.field if before else "", _marks(text, before, one), one.field))
    return steps


def _marks(text: str, before: Found | None, one: Found) -> str:
    """Give the marks between two fields, letters as one `a` and digits as one `9`."""
    between = text[before.end : one.start] if before else ""
    return re.sub(r"[0-9]+", "9", re.sub(r"[^\W\d_]+", "a", re.sub(r"\s+", " ", between)))[:8]


def _decided(
    text: str, found: Sequence[Found], steps: Counter[_Step], from_here: Counter[tuple[str, str]]
) -> tuple[Found, ...]:  # fmt: skip
    decided: list[Found] = []
    for run in found:
        one = run
        if run.confidence < _DOUBTED and run.others:
            before = decided[-1] if decided else None
            key = (before.field if before else "", _marks(text, before, run))
            total = from_here[key] + _SMOOTHING * _LABELS
            options = ((run.field, run.confidence), *run.others)
            label, chance = max(options, key=lambda option: option[1] * (steps[*key, option[0]] + _SMOOTHING) / total)
            one = run._replace(field=label, confidence=chance)
        decided.append(one)
    return tuple(decided)
