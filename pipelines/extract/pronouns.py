"""He and she: whom a third-person pronoun of a document stands for."""

from collections.abc import Sequence

from pipelines.extract.mention import Mention, Named
from pipelines.extract.names import SUBJECTS
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})


def find_pronouns(part: Parsed, mentions: Sequence[Mention], subject: Named | None) -> list[Mention]:
    """Settle he and she: the subject of this or the last sentence, then the nearest person, then the page's subject."""
    people = [m for m in mentions if m.named.kind == "person" and part.passage.start <= m.span.start < part.passage.end]
    earlier = [m for m in mentions if m.named.kind == "person" and m.span.start < part.passage.start]
    found = []
    for token in part.doc:
        gender = "m" if token.lower_ in MASCULINE else "f" if token.lower_ in FEMININE else None
        if gender is None:
            continue
        before = [m for m in people if m.span.end <= part.at(token)]
        sentence_start = part.passage.start + token.sent.start_char
        chosen = _antecedent(before, gender, sentence_start) or _fallback(earlier, gender, subject)
        if chosen is not None:
            span = Span(part.at(token), part.end_of(token))
            mention = Mention(span, chosen, "pronoun", token.dep_ in SUBJECTS)
            found.append(mention)
            if mention.is_subject:
                people = sorted([*people, mention], key=lambda m: m.span)
    return found


def _antecedent(before: Sequence[Mention], gender: str, sentence_start: int) -> Named | None:
    fitting = [m for m in before if m.named.gender in (gender, None)]
    if not fitting:
        return None
    here = [m for m in fitting if m.span.start >= sentence_start]
    subjects_here = [m for m in here if m.is_subject]
    if subjects_here:
        return subjects_here[-1].named
    last_subjects = [m for m in fitting if m.is_subject and m.span.start < sentence_start]
    chosen = last_subjects[-1] if last_subjects else (here or fitting)[-1]
    return chosen.named


def _fallback(earlier: Sequence[Mention], gender: str, subject: Named | None) -> Named | None:
    if subject is not None and subject.gender in (gender, None):
        return subject
    fitting = [m for m in earlier if m.named.gender in (gender, None)]
    subjects = [m for m in fitting if m.is_subject]
    chosen = (subjects or fitting)[-1:]
    return chosen[0].named if chosen else None
