"""The choice of speakers for the turns of a page: the likeliest sequence, since each choice depends on those before.

A beam search over the log-linear model of `pipelines.extract.models.train_speakers`. The candidates and their traits
follow the literature on quotation attribution: He, Barbosa and Kondrak (2013), "Identification of speakers in novels";
Muzny et al. (2017), "A two-stage sieve approach for quote attribution".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from pipelines.extract.linear import Linear
from pipelines.extract.quotes.naming import name_of
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import NOBODY as NO_SPEAKER
from pipelines.extract.quotes.speaker import Speaker
from pipelines.extract.quotes.speakers.candidates import beside, candidates
from pipelines.extract.quotes.speakers.collected import MEMORY, NOBODY, Candidate, Collected, Said
from pipelines.extract.quotes.speakers.coreference import is_name
from pipelines.extract.quotes.speakers.scene import Scene, scene_of
from pipelines.extract.quotes.speakers.words import Words

_BEAM, _BRANCHES, _ALIKE = 4, 4, 3
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class _Path:
    """Choices for the turns so far: the log of their chance, the last of them, and a link to the path before."""

    chance: float
    said: tuple[Said, ...] = ()
    chosen: Candidate | None = None
    share: float = 1.0
    before: "_Path | None" = None


def choose_speakers(page: Page, turns: Sequence[Words]) -> list[tuple[Speaker, float]]:
    """Give the speaker of each turn and how likely that choice is; `turns` are sorted and none lies in another."""
    if not turns:
        return []
    scene = scene_of(page, turns)
    steps = best_path(scene, page.models.speakers)
    return [
        (turn.known, 1.0) if turn.known is not None else (_speaker(page, chosen), share)
        for turn, (chosen, share) in zip(turns, steps, strict=True)
    ]


def best_path(scene: Scene, model: Linear) -> list[tuple[Candidate, float]]:
    """Give the choice for each turn of a scene and its chance, given the choices before it."""
    paths = [_Path(0.0)]
    for index, turn in enumerate(scene.turns):
        known = beside(scene, index) if turn.known is None else None
        paths = _pruned([longer for path in paths for longer in _longer(scene, index, known, path, model)])
    steps: list[tuple[Candidate, float]] = []
    path: _Path | None = paths[0]
    while path is not None and path.chosen is not None:
        steps.append((path.chosen, path.share))
        path = path.before
    return steps[::-1]


def _longer(scene: Scene, index: int, known: Collected | None, path: _Path, model: Linear) -> list[_Path]:
    speaker = scene.turns[index].known
    if speaker is not None:
        return [_step(path, Candidate(speaker.name or NOBODY, speaker.span), 1.0)]
    found = candidates(scene, index, path.said, known)
    chances = model.chances([dict.fromkeys(candidate.traits) for candidate in found])
    best = sorted(range(len(found)), key=lambda number: -chances[number])[:_BRANCHES]
    return [_step(path, found[number], chances[number]) for number in best]


def _step(path: _Path, chosen: Candidate, share: float) -> _Path:
    said = (*path.said[-MEMORY - 1 :], Said(chosen.key, chosen.span, chosen.head))
    return _Path(path.chance + log(share + _LEAST), said, chosen, share, path)


def _pruned(paths: list[_Path]) -> list[_Path]:
    """Keep the likeliest paths, of those that end in the same speakers only one."""
    kept: dict[tuple[str, ...], _Path] = {}
    for path in sorted(paths, key=lambda path: -path.chance):
        kept.setdefault(tuple(one.key for one in path.said[-_ALIKE:]), path)
        if len(kept) == _BEAM:
            break
    return list(kept.values())


def _speaker(page: Page, chosen: Candidate) -> Speaker:
    if chosen.key == NOBODY:
        return NO_SPEAKER
    if chosen.head is None:
        return Speaker(chosen.key if is_name(chosen.key) else None, chosen.span)
    part, token = chosen.head
    if token.pos_ == "PRON" and is_name(chosen.key):
        named = page.annotated.cast.resolve(chosen.key)
        return Speaker(named.name if named is not None else chosen.key, chosen.span)
    return Speaker(name_of(page, part, token), chosen.span)
