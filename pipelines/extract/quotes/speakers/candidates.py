"""Who may have said words: the candidates for a turn, each with the traits that speak for and against it."""

from collections.abc import Sequence

from pipelines.extract.linear import bucket
from pipelines.extract.personal import GENDER
from pipelines.extract.quotes.speakers.beside import add_before, add_behind
from pipelines.extract.quotes.speakers.collected import MEMORY, NOBODY, Candidate, Collected, Place, Said
from pipelines.extract.quotes.speakers.coreference import NARRATOR
from pipelines.extract.quotes.speakers.dialogue import add_addressed, add_chain, add_coming, add_earlier, add_wording
from pipelines.extract.quotes.speakers.scene import Scene


def beside(scene: Scene, index: int) -> Collected:
    """Give the candidates for turn `index` that hang on no earlier choice."""
    place, found = Place(scene, index), Collected()
    add_before(place, found)
    add_behind(place, found)
    add_coming(place, found)
    _add_subject(place, found)
    return found


def candidates(scene: Scene, index: int, said: Sequence[Said], known: Collected | None = None) -> list[Candidate]:
    """Give the candidates for turn `index`, nobody last; `said` are the turns before it with their speakers.

    `known` is what `beside` gives for the turn, where it is there already.
    """
    place = Place(scene, index)
    found = (known or beside(scene, index)).copy()
    _add_source(place, said, found)
    add_earlier(place, said, found)
    add_addressed(place, said, found)
    add_chain(place, said, found)
    add_wording(place, said, found)
    for candidate in found.by_key.values():
        share = bucket(scene.shares.get(candidate.key, 0), (1, 3, 8, 20))
        candidate.traits += [f"rank={candidate.rank // 10}|{place.cue}", f"share={share}|{place.cue}"]
        if candidate.key == NARRATOR or candidate.key.startswith("the "):
            candidate.traits.append("narrator" if candidate.key == NARRATOR else "noun")
    traits = ["nobody", f"nobody|cue={place.cue}", f"nobody|{place.gap}"]
    return [*found.by_key.values(), Candidate(NOBODY, traits=traits)]


def _add_source(place: Place, said: Sequence[Said], found: Collected) -> None:
    """Add whom the cue points to; a pronoun there can stand for any recent speaker of its gender."""
    source, frame = place.scene.sources[place.index], place.words.frame
    if source is None or frame is None or frame.cue is None:
        return
    token, cue = source.head[1], place.cue
    own = "child" if token.head.i == frame.cue.i else "far"
    traits = [
        "source",
        f"source|{cue}",
        f"source|{token.pos_}",
        f"source|{token.dep_}",
        f"source|{cue}|{frame.cue.pos_}|{own}",
    ]
    span = source.span
    gender = GENDER.get(token.lower_)
    found.add(source.key, traits if gender is None else [*traits, "antecedent"], span, source.head, 0)
    if gender is not None:
        for key in sorted({turn.key for turn in said[-MEMORY:]} - {source.key, NOBODY, NARRATOR}):
            known = place.scene.genders.get(key)
            if known in (None, gender):
                found.add(key, [*traits, f"taken-up|{known is not None}"], span, source.head, 0)


def _add_subject(place: Place, found: Collected) -> None:
    """Add whom the page is about."""
    subject = place.scene.page.annotated.cast.subject
    if subject is not None:
        found.add(subject.name, ["subject", f"subject|{place.gap}|{place.cue}"], None, None, 98)
