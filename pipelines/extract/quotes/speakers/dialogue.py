"""Candidates from the dialogue: who spoke before, who speaks next, who is spoken to, and how turns alternate."""

import re
from collections.abc import Sequence

from pipelines.extract.linear import bucket
from pipelines.extract.quotes.speakers.collected import MEMORY, NOBODY, Collected, Place, Said

_OPENINGS = frozenset(
    "yes no oh ah well but and what why how who where when i you he she it we they that this then so do is are not "
    "now come my your there if ay aye indeed very certainly thank never nothing".split()
)
_LONGEST_CHAIN = 8


def add_earlier(place: Place, said: Sequence[Said], found: Collected) -> None:
    """Add the speakers of the turns before, the last one first."""
    recent = said[-MEMORY:]
    if not recent or place.last is None:
        return
    order: dict[str, Said] = {}
    for turn in reversed(recent):
        order.setdefault(turn.key, turn)
    gap, cue = place.gap, place.cue
    contexts = (gap, f"{gap}/{place.scene.gaps[place.index].line}", f"{gap}>{place.ahead}")
    asked = place.page.text[place.last.inner.end - 1] == "?"
    size = bucket(place.words.outer.end - place.words.outer.start, (60, 200, 600))
    for number, (key, turn) in enumerate(order.items()):
        if key == NOBODY:
            continue
        h = f"h{min(number, 3)}"
        traits = [h, f"{h}|cue={cue}", *(f"{h}|{context}|{cue}" for context in contexts)]
        traits += [f"{h}|{gap}|{place.last.side}|{cue}", f"{h}|{gap}|size={size}"]
        traits.append(f"{h}|{gap}|dense={place.scene.density}")
        found.add(key, [*traits, f"{h}|asked|{gap}"] if asked else traits, turn.span, turn.head, 60 + number)
    for back in (2, 3, 4):
        if len(recent) >= back:
            found.mark(recent[-back].key, f"t{back}|{gap}|{cue}")


def add_coming(place: Place, found: Collected) -> None:
    """Add whom the cues of the next two turns point to."""
    scene, gap = place.scene, place.ahead
    for step in (1, 2):
        at = place.index + step
        if at >= len(scene.turns):
            return
        if step == 2:
            gap = f"{gap}>{scene.gaps[at].kind}"
        source = scene.sources[at]
        if source is not None:
            traits = [f"n{step}|{gap}", f"n{step}|{gap}|{scene.turns[at].side}"]
            found.add(source.key, traits, source.span, source.head, 70 + step)


def add_chain(place: Place, said: Sequence[Said], found: Collected) -> None:
    """Count the turns to the nearest ones with a cue, as long as nothing stands between the words."""
    scene = place.scene
    steps = 0
    while steps < min(_LONGEST_CHAIN, len(said)) and scene.gaps[place.index - steps].kind == "turn":
        steps += 1
        if scene.sources[place.index - steps] is not None:
            found.mark(said[-steps].key, f"back|{'odd' if steps % 2 else 'even'}", f"back|{min(steps, 6)}")
            break
    steps = 0
    while steps < min(_LONGEST_CHAIN, len(scene.turns) - place.index - 1):
        if scene.gaps[place.index + steps + 1].kind != "turn":
            break
        steps += 1
        source = scene.sources[place.index + steps]
        if source is not None:
            traits = [f"forth|{'odd' if steps % 2 else 'even'}", f"forth|{min(steps, 6)}"]
            found.add(source.key, traits, source.span, source.head, 75)
            break


def add_wording(place: Place, said: Sequence[Said], found: Collected) -> None:
    """Tell how words without a cue begin and end, and how those before them do."""
    if place.last is None or place.cue != "none" or not said:
        return
    text, words, gap = place.page.text, place.words, place.gap
    opening = re.search(r"[\w’']+", text[words.inner.start : words.inner.start + 30])
    first = opening.group().lower() if opening and opening.group().lower() in _OPENINGS else "other"
    ends = text[place.last.inner.end - 1]
    ends = ends if ends in ".,?!" else "-"
    asks = text[words.inner.end - 1] == "?"
    away = bucket(words.outer.start - place.last.outer.end, (4, 30, 60, 120, 250))
    line = place.scene.gaps[place.index].line
    for key in found.by_key:
        who = "same" if key == said[-1].key else "other"
        if line != "none":
            found.mark(key, f"w|{who}|{line}", f"w|{who}|{line}|{gap}")
        found.mark(key, f"w|{who}|{gap}|{first}", f"w|{who}|{gap}|ends{ends}", f"w|{who}|{gap}|asks{asks}")
        found.mark(key, f"w|{who}|{gap}|{away}", f"w|{who}|{first}", f"w|{who}|ends{ends}|asks{asks}")


def add_addressed(place: Place, said: Sequence[Said], found: Collected) -> None:
    """Who is spoken to in these words does not speak them; who is so in the words beside them may."""
    scene, index, gap, ahead = place.scene, place.index, place.gap, place.ahead
    for key in sorted({one.key for one in scene.addressed[index]}):
        found.mark(key, "addressed")
    for key in sorted(scene.named[index]):
        found.mark(key, "named")
    if said and index:
        for one in scene.addressed[index - 1]:
            found.add(one.key, [f"addressed-before|{gap}"], one.span, (one.part, one.token), 80)
    if len(said) > 1 and index > 1 and gap == "turn":
        for key in sorted({one.key for one in scene.addressed[index - 2]}):
            found.mark(key, "addressed-two-before")
    if ahead not in ("far", "end"):
        for one in scene.addressed[index + 1]:
            found.add(one.key, [f"addressed-next|{ahead}"], one.span, (one.part, one.token), 81)
    _mark_genders(place, found)


def _mark_genders(place: Place, found: Collected) -> None:
    """Tell whether a candidate has the gender of "sir" or "madam" in these words or those beside them."""
    scene, index = place.scene, place.index
    for name, at, near in (("here", index, ""), ("before", index - 1, place.gap), ("next", index + 1, place.ahead)):
        if not 0 <= at < len(scene.turns):
            continue
        genders = {one.gender for one in scene.addressed[at] if one.gender}
        if len(genders) == 1:
            for key in found.by_key:
                known = scene.genders.get(key)
                if known:
                    found.mark(key, f"g|{name}|{near}|{known in genders}")
