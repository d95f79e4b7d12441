"""What speaks for and against a candidate being a report, as traits of a log-linear model."""

from pipelines.extract.linear import bucket
from pipelines.extract.parse import Token
from pipelines.extract.quotes.lexicon import (
    FINDING,
    FIRST_PERSON,
    ORDERING,
    SAYING,
    SHOWING,
    STATEMENT_NOUNS,
    STUDY_NOUNS,
    THINKING,
    THINKING_NOUNS,
    UTTERING,
    WORK_NOUNS,
)
from pipelines.extract.quotes.reports.candidates import Candidate, marker_of, subject_of, unsaid

_CLASSES = (
    ("say", SAYING),
    ("find", FINDING),
    ("think", THINKING),
    ("order", ORDERING),
    ("utter", UTTERING),
    ("show", SHOWING),
)
_NOUN_CLASSES = (("statement", STATEMENT_NOUNS), ("belief", THINKING_NOUNS))
_PEOPLE = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def report_traits(candidate: Candidate) -> list[str]:
    """Give the traits of a candidate: its cue, the cue's clause, its subject, the content's clause and their frame."""
    cue, head, frame = candidate.cue, candidate.head, candidate.frame
    subject = subject_of(cue) if cue.pos_ != "NOUN" else next((c for c in cue.children if c.dep_ == "poss"), None)
    lemma, kind, marker = cue.lemma_.lower(), subject_class(subject), _marker(candidate)
    if frame == "copula" and subject is not None:
        lemma = subject.lemma_.lower()
    known = _NOUN_CLASSES if frame in ("noun", "copula") else _CLASSES
    classes = [name for name, words in known if lemma in words] or ["other"]
    neg = any(child.dep_ == "neg" for child in cue.children)
    aux = next((child.lower_ for child in cue.children if child.dep_ in ("aux", "auxpass")), "")
    side = "behind" if candidate.behind else "before"
    traits = ["bias", f"lemma={lemma}", f"frame={frame}", f"side={side},{frame}", f"tag={cue.tag_}", f"dep={cue.dep_}"]
    traits += [f"subject={kind}", f"marker={marker}", f"aux={aux}", f"neg={neg}", f"content={head.tag_}"]
    traits += [
        f"content-subject={subject_class(subject_of(head))}",
        f"far={bucket(abs(head.i - cue.i), (2, 5, 10, 20))}",
    ]
    told = cue.pos_ == "VERB" and not unsaid(cue)
    for name in classes:
        traits += [f"class={name}", f"told={told},{name}", f"told={told},{name},{marker}"]
        traits += [f"class={name},{frame}", f"class={name},{kind}", f"class={name},{marker}", f"class={name},neg={neg}"]
        traits += [f"class={name},tag={cue.tag_}"]
    return traits


def _marker(candidate: Candidate) -> str:
    mark = marker_of(candidate.head)
    if mark is None:
        return "none"
    return mark.lower_ if mark.dep_ == "mark" else "wh"


def subject_class(subject: Token | None) -> str:
    """Give what a subject is: first or second person, a pronoun, people, a work, a study, a name, a thing."""
    if subject is None:
        return "nobody"
    lower, lemma = subject.lower_, subject.lemma_.lower()
    if lower in FIRST_PERSON:
        return "first"
    if lower in ("you", "one"):
        return "second"
    if lower in ("he", "she", "they", "who"):
        return "third"
    if subject.pos_ == "PRON":
        return "it"
    if subject.ent_type_ in _PEOPLE or subject.pos_ == "PROPN":
        return "name"
    if lemma in WORK_NOUNS:
        return "work"
    return "study" if lemma in STUDY_NOUNS else "noun"
