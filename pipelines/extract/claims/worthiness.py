"""Check-worthiness of a statement: of public interest, and decidable from sources without sharing the author's values.

A log-linear model over traits of the statement's words; `models/worthiness.json` holds its weights, and
`models/worthiness.md` says how it was trained and how well it does.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.linear import Linear, load_linear

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


_LISTED = {
    name: frozenset(words.split())
    for name, words in (
        ("events", _EVENTS),
        ("inner", _INNER),
        ("values", _VALUES),
        ("causes", _CAUSES),
        ("degrees", _DEGREES),
        ("hedges", _HEDGES),
        ("speakers", _SPEAKERS),
        ("negation", "not no never nor neither nothing nowhere none without"),
    )
}
_NUMBER = re.compile(r"\d+")
_COPULA = re.compile(r"\b(?:is|are|was|were) (?:a|an|the|[a-z]+ly )")
# A trait for each step that a count reaches, so that a weight can be learned for each.
_STEPS = {"names": (1, 2, 3, 5), "numbers": (1, 2), "length": (6, 9, 12, 16, 22), "abstract": (1, 2, 3)}
_LIST_STEPS = (1, 2)


def traits(statement: str) -> tuple[str, ...]:
    """Give the traits of a statement, `bias` first."""
    words = _WORD.findall(statement)
    lower = [word.lower().replace("’", "'") for word in words]
    counts = {name: sum(word in listed for word in lower) for name, listed in _LISTED.items()}
    counts["names"] = sum(word[0].isupper() for word in words[1:])
    counts["numbers"] = len(_NUMBER.findall(statement))
    counts["length"] = len(words)
    counts["abstract"] = sum(bool(_ABSTRACT.search(word)) for word in lower)
    reached = [f"{name}>={step}" for name, count in counts.items() for step in _steps(name) if count >= step]
    concrete = counts["events"] > 0 or counts["numbers"] > 0 or counts["names"] > 1
    soft = counts["inner"] > 0 or counts["values"] > 0
    copula = ["copula"] if _COPULA.search(statement) else []
    return ("bias", *reached, *copula, f"concrete={concrete}, soft={soft}")


def _steps(name: str) -> tuple[int, ...]:
    return _STEPS.get(name, _LIST_STEPS)


@dataclass(frozen=True, slots=True)
class Model:
    """The trained model."""

    linear: Linear

    def score(self, statement: str) -> float:
        """Give the probability, in [0, 1], that a statement is worth checking."""
        return self.linear.chance(traits(statement))


@cache
def load_model() -> Model:
    """Give the trained model, read once a process from the package."""
    return Model(load_linear("worthiness"))
