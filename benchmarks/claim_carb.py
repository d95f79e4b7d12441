"""CaRB's matching of open information extraction (Bhardwaj, Aggarwal and Mausam 2019), written anew after the paper.

A tuple is a relation and two arguments; further arguments of the standard count to the second. Two tuples match by the
words that their parts share, if their relations share one: precision is the share of the found words that the right
tuple has in the same part, recall the reverse. In each sentence the precision of the found tuples comes from pairs
taken one to one, the most precise first; a right tuple's recall is the best that any found tuple gives it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality import share

BEING = ("be", "is", "am", "are", "was", "were", "been", "being")
SAYING = ("said", "told", "added", "adds", "says")
Table = list[list[tuple[float, float]]]
Sums = tuple[float, float, float, float]


@dataclass(frozen=True)
class Tuple:
    """A relation with its arguments, words apart by spaces; the second argument may be missing in what was found."""

    relation: str
    arguments: tuple[str, ...]
    confidence: float = 1.0


def read_gold(path: Path) -> dict[str, list[Tuple]]:
    """Give the right tuples of each sentence."""
    found: dict[str, list[Tuple]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, relation, *arguments = (part.strip() for part in line.split("\t"))
        found[sentence].append(Tuple(relation, binary([one for one in arguments if one])))
    return dict(found)


def binary(arguments: Sequence[str]) -> tuple[str, ...]:
    """Give the first argument and all the others as one."""
    return (arguments[0], " ".join(arguments[1:])) if len(arguments) > 1 else tuple(arguments)


def match(right: Tuple, found: Tuple) -> tuple[float, float]:
    """Give precision and recall of the words of `found` against those of `right`."""
    straight = _match(right, found.relation, found.arguments)
    if not any(verb in right.relation for verb in SAYING) or len(found.arguments) < 2:
        return straight
    return max(straight, _match(right, found.relation, tuple(reversed(found.arguments))))


def _match(right: Tuple, relation: str, arguments: Sequence[str]) -> tuple[float, float]:
    wanted, given = right.relation.split(), relation.split()
    common = shared(wanted, given)
    if given.count("be") > wanted.count("be") and set(wanted) & set(BEING):
        common += 1
    if not common or len(arguments) < min(2, len(right.arguments)):
        return 0.0, 0.0
    total_wanted, total_given = len(wanted), len(given)
    for one, other in zip(right.arguments, arguments, strict=False):
        common += shared(one.split(), other.split())
        total_wanted += len(one.split())
        total_given += len(other.split())
    return share(common, total_given), share(common, total_wanted)


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    return sum((Counter(one) & Counter(other)).values())


def sums(table: Table, columns: Sequence[int]) -> Sums:
    """Give the sums of precision and of recall in one sentence, each with what it is to be divided by.

    `table` has a row for each right tuple and a column for each found one; `columns` are those that count.
    """
    recall = sum(max((row[column][1] for column in columns), default=0.0) for row in table)
    pairs = [(row[column][0], -number, -place) for number, row in enumerate(table)
             for place, column in enumerate(columns)]  # fmt: skip
    precision, rows, places = 0.0, set(), set()
    for value, row, place in sorted(pairs, reverse=True):
        if row not in rows and place not in places:
            rows.add(row)
            places.add(place)
            precision += value
    return precision, len(columns), recall, len(table)


@dataclass(frozen=True)
class Curve:
    """What each threshold of confidence gives: the sums of every sentence."""

    thresholds: tuple[float, ...]
    by_sentence: tuple[tuple[Sums, ...], ...]

    def best(self) -> tuple[float, float, float, tuple[Sums, ...]]:
        """Give precision, recall and F1 at the threshold with the best F1, and the sentences' sums there."""
        columns = list(zip(*self.by_sentence, strict=True))
        return max(((*figures(column), column) for column in columns), key=lambda one: one[2])


def figures(parts: Sequence[Sums]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the sums of some sentences."""
    right, found, met, wanted = (sum(column) for column in zip(*parts, strict=True))
    precision, recall = share(right, found), share(met, wanted)
    return precision, recall, share(2 * precision * recall, precision + recall)


def curve(gold: Mapping[str, Sequence[Tuple]], found: Mapping[str, Sequence[Tuple]]) -> Curve:
    """Match all sentences at every confidence that was given."""
    thresholds = tuple(sorted({one.confidence for tuples in found.values() for one in tuples})) or (0.0,)
    sentences = []
    for sentence, right in gold.items():
        given = found.get(sentence, ())
        table = [[match(one, other) for other in given] for one in right]
        sentences.append(
            tuple(
                sums(table, [place for place, one in enumerate(given) if one.confidence >= threshold])
                for threshold in thresholds
            )
        )
    return Curve(thresholds, tuple(sentences))
