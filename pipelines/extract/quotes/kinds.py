"""What kind of quotation a region in marks is: a learned model tells speech from the rest, its form tells which."""

from pipelines.extract.linear import bucket
from pipelines.extract.parse import Token
from pipelines.extract.quotes.cues import Frame, is_verb_of
from pipelines.extract.quotes.forms import TITLE, Form, form_of, rule_kind
from pipelines.extract.quotes.lexicon import CALLING, SHOWING
from pipelines.extract.quotes.marks import Region
from pipelines.extract.quotes.page import Page
from pipelines.extract.rows import QuoteKind, Span

SPEECH = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED})
_LONG = 8


def kind_of(page: Page, region: Region, frame: Frame | None, *, nested: bool) -> tuple[QuoteKind, float] | None:
    """Give the kind of a region and how likely it is, or None for the title of a work.

    The likelihood is the model's for speech (direct, mixed) against the rest (scare, mention).
    """
    form = form_of(page, region, frame)
    rule = rule_kind(page, region, frame, form, nested=nested)
    if rule == TITLE:
        return None
    traits = speech_traits(page, region, frame, form, rule, nested=nested)
    chance = page.models.kinds.chance(traits)
    kind = QuoteKind(rule)
    if chance >= 0.5:
        return (kind if kind in SPEECH else _spoken(form)), round(chance, 2)
    return (kind if kind not in SPEECH else _unspoken(form)), round(1 - chance, 2)


def _spoken(form: Form) -> QuoteKind:
    """Tell a whole utterance from a fragment in the reporter's clause."""
    whole = form.capital and (form.stopped or form.closing)
    return QuoteKind.DIRECT if whole and not form.determiner else QuoteKind.MIXED


def _unspoken(form: Form) -> QuoteKind:
    return QuoteKind.MENTION if form.term or form.titled else QuoteKind.SCARE


def speech_traits(page: Page, region: Region, frame: Frame | None, form: Form, rule: str, *, nested: bool) -> list[str]:
    """Give what speaks for and against speech: the region's form, what leads in and follows, its cue, and the rule."""
    side = frame.side if frame else ""
    cue = _cue_class(frame.cue if frame else None)
    over = page.reference_over(region.outer)
    words = bucket(form.words, (1, 2, 3, 5, _LONG, 14, 25))
    lead = form.lead if not form.lead.isalnum() else "word" if form.lead.islower() else "Word"
    ending = page.text[region.inner.end - 1]
    behind = page.text[region.outer.end : region.outer.end + 2].strip()[:1] or "."
    return [
        "bias",
        f"rule={rule}",
        f"rule={rule},nested={nested}",
        f"rule={rule},cue={cue}",
        f"rule={rule},{form.stopped}",
        f"rule={rule},{form.capital}",
        f"words={words}",
        f"words={words},capital={form.capital}",
        f"cue={cue},{side}",
        f"cue={cue},words={words}",
        f"cue={cue},{side},stopped={form.stopped}",
        f"form={form.capital},{form.stopped},{form.finite}",
        f"titled={form.titled},{min(form.words, 4)}",
        f"opening={form.opening},closing={form.closing},{form.stopped}",
        f"determiner={form.determiner},long={form.words > _LONG}",
        f"attributive={form.attributive},{form.determiner}",
        f"term={form.term}",
        f"lead={lead}",
        f"ending={ending if not ending.isalnum() else 'word'},{form.finite}",
        f"behind={behind if not behind.isalnum() else 'word'},{form.stopped}",
        f"head={'letter' if page.text[region.inner.start].isalpha() else 'other'}",
        f"over={over.kind.value if over is not None else 'none'}",
        f"single={region.single},nested={nested}",
        f"closed={region.closed}",
        f"passage={_passage_kind(page, region)}",
        f"alone={form.opening and form.closing},{form.finite}",
    ]


def _cue_class(cue: Token | None) -> str:
    if cue is None:
        return "none"
    if is_verb_of(cue, CALLING):
        return "calling"
    return "showing" if is_verb_of(cue, SHOWING) else "according" if cue.lower_ == "according" else "saying"


def _passage_kind(page: Page, region: Region) -> str:
    found = page.tokens(Span(region.outer.start, region.outer.end))
    return found[0].passage.kind.value if found is not None else "none"
