"""Check-worthiness of a statement: of public interest, and decidable from sources without sharing the author's values.

A logistic regression over countable traits of the statement's words; `models/worthiness.json` holds its weights, and
`models/worthiness.md` says how it was trained and how well it does.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EVENTS = (
    "born died married founded built wrote published released elected appointed killed murdered assassinated "
    "expelled exiled joined moved met won lost led invaded signed opened closed sent arrested executed sentenced "
    "issued launched attacked became named served studied graduated entered left returned arrived used made "
    "created discovered invented produced removed posted stated banned located known called based bought sold "
    "directed played composed painted visited divorced"
)
_INNER = (
    "hate hated hatred love loved loves want wanted wants wish wished feel felt fear feared contempt desire hope "
    "hoped trust trusted mind thought realize know knew eager compelled determination faith passion passions "
    "sensitive lacked lack discipline determined destiny intended aim purpose motive motives attempt respect "
    "disdain envy jealous ashamed proud sensed attracted influenced influence intellectual spiritual emotional "
    "ambition unaware believed dislike disliked anger"
)
_VALUES = (
    "good bad great weak strong brave coward cowardly villain hero heroic evil cynical brilliant brilliance "
    "genius true real best worst better worse important beautiful ugly cruel noble patriotic patriot fanatic "
    "fraud nefarious infamous loathsome poor rich extreme excessive distinguished undistinguished unskilled "
    "skilled talented clear grim special violent savage ruthless tremendous small difficult easy easily simply "
    "mere merely heartless aloof thin popular failed unclear appealing"
)
_CAUSES = "because cause caused reason due therefore hence led result resulted order so driven owing thus"
_DEGREES = (
    "very relatively too completely always never somewhat simply quite rather really truly totally fully more most "
    "less far even soon"
)
_HEDGES = "may might could would can perhaps probably possibly seems seemed seem appears apparently likely"
_SPEAKERS = "i me my we us our you your"
_ABSTRACT = re.compile(r"(?:ness|ity|ance|ence|ship|hood|dom|ism|ment|tion|sion)$")


def _count(words: str) -> Callable[[list[str]], float]:
    listed = frozenset(words.split())
    return lambda tokens: min(3.0, float(sum(token in listed for token in tokens)))


_LISTED: tuple[tuple[str, Callable[[list[str]], float]], ...] = (
    ("events", _count(_EVENTS)),
    ("inner", _count(_INNER)),
    ("values", _count(_VALUES)),
    ("causes", _count(_CAUSES)),
    ("degrees", _count(_DEGREES)),
    ("hedges", _count(_HEDGES)),
    ("speakers", _count(_SPEAKERS)),
    ("negation", _count("not no never nor neither nothing nowhere none without")),
)
FEATURES = ("bias", *(name for name, _ in _LISTED), "names", "numbers", "length", "abstract", "copula")


def features(statement: str) -> list[float]:
    """Give the traits of a statement in the order of `FEATURES`."""
    words = _WORD.findall(statement)
    lower = [word.lower().replace("’", "'") for word in words]
    names = sum(word[0].isupper() for word in words[1:])
    return [
        1.0,
        *(count(lower) for _, count in _LISTED),
        math.log1p(names),
        min(2.0, float(len(re.findall(r"\d+", statement)))),
        math.log1p(len(words)),
        min(3.0, float(sum(bool(_ABSTRACT.search(word)) for word in lower))),
        float(bool(re.search(r"\b(?:is|are|was|were) (?:a|an|the|[a-z]+ly )", statement))),
    ]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of a logistic regression, by feature."""

    weights: Mapping[str, float]

    def score(self, statement: str) -> float:
        """Give the probability, in [0, 1], that a statement is worth checking."""
        total = sum(self.weights[name] * value for name, value in zip(FEATURES, features(statement), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_model() -> Model:
    """Give the trained model, read once a process from the package."""
    text = files("pipelines.extract.models").joinpath("worthiness.json").read_text(encoding="utf-8")
    return Model(json.loads(text)["weights"])
