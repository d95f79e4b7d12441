"""Train the reader of references: `python -m pipelines.extract.models.train_references GOLD_FOLDER`.

Writes `references.crfsuite` beside this script, the same bytes from the same gold: a linear-chain conditional random
field (Lafferty, McCallum and Pereira 2001), trained with L-BFGS by CRFsuite. Held-back references and their exact
repetitions stay out.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import pycrfsuite

from pipelines.extract.models.reference_gold import GoldReference, read_gold, token_labels
from pipelines.extract.models.reference_spans import Labelled
from pipelines.extract.models.reference_styles import restyled
from pipelines.extract.references.parse.features import features_of
from pipelines.extract.references.parse.masking import maskings_of
from pipelines.extract.references.parse.model import MODEL
from pipelines.extract.references.parse.start import read_from
from pipelines.extract.references.parse.tokens import tokens_of

# A rarer feature has no weight.
MINIMUM_COUNT = 5
# A word that fewer references have, however often they are repeated or written anew, is no feature: neither rare words
# nor stretches of text get into the model.
MINIMUM_REFERENCES = 2
ITERATIONS = 60
PARAMETERS = {"c1": 0.1, "c2": 0.5, "max_iterations": ITERATIONS, "feature.minfreq": MINIMUM_COUNT,
              "feature.possible_transitions": False}  # fmt: skip
# The small sets count more than once and one in so many of the large ones, so that scholarly articles do not outweigh
# what web pages write.
REPEATS = {"domain_dev": 5, "anystyle_core": 2, "linkedbooks_valid": 2}
ONE_IN = {"grobid_citation_train": 5, "ore_jats_train": 2}
Example = tuple[str, str, Sequence[Labelled]]


def training_part(gold: Sequence[GoldReference]) -> list[GoldReference]:
    """Give the references that may train the shipped model."""
    held = {reference.raw for reference in gold if reference.held_back}
    free = [reference for reference in gold if not reference.held_back and reference.raw not in held]
    return [reference for reference in free if crc32(reference.id.encode()) % ONE_IN.get(reference.gold_set, 1) == 0]


def strings(references: Sequence[GoldReference]) -> Iterator[Example]:
    """Give the labelled strings to train on: each reference, repeated by its set, and its synthetic renderings."""
    for reference in references:
        written = [(reference.raw, reference.spans)] * REPEATS.get(reference.gold_set, 1)
        for raw, spans in (*written, *restyled([reference])):
            yield reference.id, raw, spans


def common_words(examples: Sequence[Example]) -> frozenset[str]:
    """Give the words, as features write them, that enough different references have."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for key, raw, _ in examples:
        for word in set(re.findall(r"[^\W\d_]+", raw.casefold())):
            seen[word].add(key)
    return frozenset(word for word, keys in seen.items() if len(keys) >= MINIMUM_REFERENCES)


def train(references: Sequence[GoldReference], path: Path) -> None:
    """Train on references and write the model to `path`."""
    examples = list(strings(references))
    common = common_words(examples)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    for _, raw, spans in examples:
        tokens = tokens_of(raw, read_from(raw), maskings_of(raw))
        if tokens:
            items = [[f for f in item if _is_common(f, common)] for item in features_of(raw, tokens)]
            trainer.append(items, token_labels(tokens, spans))
    trainer.train(str(path))


def _is_common(feature: str, common: frozenset[str]) -> bool:
    """Tell whether a feature may be learned; those of single words only where all parts of the word are common."""
    name, _, word = feature.partition("w=")
    if name not in ("", "-", "+") or not word or not word[0].isalpha():
        return True
    return all(part in common for part in re.findall(r"[^\W\d_]+", word))


def main(arguments: Sequence[str]) -> int:
    """Train on the gold folder that the one argument names."""
    if len(arguments) != 1:
        sys.stderr.write("usage: train_references.py GOLD_FOLDER\n")
        return 2
    train(training_part(read_gold(Path(arguments[0]))), MODEL)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
