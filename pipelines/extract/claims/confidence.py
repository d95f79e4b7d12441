"""How sure a claim is: the chance that its span, holder and stance are all as the guideline wants them.

The shares by kind of unit were counted on seven annotated documents, drawn towards the mean of 0.8 where few were seen;
quotations and attributions lower them by what was counted there.
"""

from pipelines.extract.claims.attribution import AUTHOR, Attributed
from pipelines.extract.claims.units import Unit, UnitKind

_BY_KIND = {
    UnitKind.MAIN: 0.86, UnitKind.CONJUNCT: 0.9, UnitKind.ADVERBIAL: 0.83, UnitKind.CAUSE: 0.8, UnitKind.CONTENT: 0.75,
    UnitKind.PARTICIPLE: 0.77, UnitKind.MEANS: 0.78, UnitKind.RELATIVE: 0.74, UnitKind.APPOSITIVE: 0.75,
    UnitKind.NAMED: 0.7, UnitKind.NOMINAL: 0.85, UnitKind.VITAL: 0.92, UnitKind.CAPTION: 0.8,
}  # fmt: skip
_QUOTED = 0.8
_ATTRIBUTED = 0.92
_LONG = 0.75
_LONG_TOKENS = 45


def confidence_of(kind: UnitKind, unit: Unit | None = None, attributed: Attributed | None = None) -> float:
    """Give the confidence of a claim, in [0, 1], rounded to two places."""
    confidence = _BY_KIND[kind]
    if unit is not None and unit.last - unit.first > _LONG_TOKENS:
        confidence *= _LONG
    if attributed is not None and attributed.quote is not None:
        confidence *= _QUOTED
    elif attributed is not None and attributed.holder != AUTHOR:
        confidence *= _ATTRIBUTED
    return round(confidence, 2)
