"""How well chances hold: ranking, squared error and calibration of scores of things that are so or not."""

from collections.abc import Sequence
from itertools import pairwise

Scored = tuple[float, bool]
_BINS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.01)


def auc(scored: Sequence[Scored]) -> float:
    """Give the area under the ROC curve: how often what is so outranks what is not, ties counting half."""
    yes = [score for score, so in scored if so]
    no = [score for score, so in scored if not so]
    wins = sum((one > other) + (one == other) / 2 for one in yes for other in no)
    return wins / (len(yes) * len(no)) if yes and no else float("nan")


def brier(scored: Sequence[Scored]) -> float:
    """Give the mean squared distance of scores from what is so (Brier 1950)."""
    return sum((score - so) ** 2 for score, so in scored) / len(scored)


def by_bins(scored: Sequence[Scored]) -> list[tuple[int, float, float]]:
    """Give, by bins of the score from low to high, how many fall in, their mean score and the share that is so."""
    rows = []
    for low, high in pairwise(_BINS):
        inside = [(score, so) for score, so in scored if low <= score < high]
        if inside:
            count = len(inside)
            rows.append((count, sum(score for score, _ in inside) / count, sum(so for _, so in inside) / count))
    return rows


def calibration_error(scored: Sequence[Scored]) -> float:
    """Give the mean distance, over bins, of the mean score from the share that is so (Naeini et al. 2015)."""
    return sum(count * abs(mean - share) for count, mean, share in by_bins(scored)) / len(scored)


def figures(scored: Sequence[Scored]) -> list[str]:
    """Give the figures of a model card as lines."""
    right = sum((score >= 0.5) == so for score, so in scored) / len(scored)
    return [
        f"AUC {auc(scored):.3f}, accuracy {right:.3f}, Brier score {brier(scored):.4f}, "
        f"expected calibration error {calibration_error(scored):.3f}",
        *(f"{count} rows: mean score {mean:.2f}, right {share:.2f}" for count, mean, share in by_bins(scored)),
    ]
