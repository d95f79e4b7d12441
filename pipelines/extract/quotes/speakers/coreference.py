"""Who the expressions for people on a page stand for: a light coreference.

Names are joined by their words and titles, descriptions by their noun; a gendered pronoun goes to the person of its
gender that the sentences before it bring up most (after Lappin and Leass, 1994).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.extract.personal import GENDER
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speakers.expressions import Expression, find_expressions
from pipelines.extract.quotes.speakers.lexicon import FEMININE, HE_TITLES, MASCULINE, SHE_TITLES, TITLES
from pipelines.extract.rows import Span

NARRATOR = "(narrator)"
_PLACES = frozenset("GPE LOC FAC".split())
_REACH = 14


def people_on(page: Page, regions: Sequence[Span]) -> list[Expression]:
    """Give the expressions for people of a page, each with the key of whom it stands for and the gender that is known.

    `regions` are the spans of spoken words, sorted, none in another.
    """
    found = list(find_expressions(page, regions))
    names = _Names(page, found)
    named = [replace(one, key=names.key(one), gender=names.gender(one)) for one in found]
    return _resolved(named, _told_genders(named))


def is_name(key: str) -> bool:
    """Tell the key of somebody whose name the page gives."""
    return key[:1].isupper()


def _words(text: str) -> list[str]:
    return [word for word in text.replace("’s", "").replace("'s", "").split() if word[:1].isalpha()]


class _Names:
    """Who bears the names of a page: a short name stands for the longer one that it is part of."""

    def __init__(self, page: Page, found: Sequence[Expression]) -> None:
        """Join the names of the expressions `found`."""
        self._page = page
        counts: Counter[str] = Counter()
        self._genders: dict[str, str] = {}
        for expression in found:
            if expression.form == "name":
                counts[" ".join(self._bare(expression)[0])] += 1
        self._full: dict[str, str] = {}
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            words = name.split()
            if len(words) > 1:
                self._full.setdefault(words[-1], name)
                self._full.setdefault(words[0], name)
        self._titled = self._titled_genders(found)

    def _bare(self, expression: Expression) -> tuple[list[str], list[str]]:
        words = _words(self._page.text[expression.span.start : expression.span.end])
        titles = []
        while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
            titles.append(words.pop(0).rstrip(".").lower())
        return words, titles

    def _titled_genders(self, found: Sequence[Expression]) -> dict[str, str]:
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for expression in found:
            if expression.form == "name":
                words, titles = self._bare(expression)
                gender = _title_gender(titles)
                name = " ".join(words)
                if gender:
                    votes[self._full.get(name, name)][gender] += 1
        return {name: counted.most_common(1)[0][0] for name, counted in votes.items()}

    def key(self, expression: Expression) -> str:
        if expression.form == "first":
            return NARRATOR
        if expression.form == "noun":
            return "the " + expression.token.lemma_.lower()
        if expression.form == "pronoun":
            return ""
        mention = self._page.annotated.cast.at(expression.span)
        if mention is not None and mention.named.key is not None:
            return mention.named.name
        words, titles = self._bare(expression)
        name = " ".join(words)
        full = self._full.get(name, name)
        gender = _title_gender(titles)
        return f"{titles[0].capitalize()} {name}" if gender and self._titled.get(full, gender) != gender else full

    def gender(self, expression: Expression) -> str | None:
        if expression.form == "pronoun":
            return GENDER[expression.token.lower_]
        if expression.form == "noun":
            lemma = expression.token.lemma_.lower()
            return "m" if lemma in MASCULINE else "f" if lemma in FEMININE else None
        if expression.form == "first":
            return None
        words, titles = self._bare(expression)
        mention = self._page.annotated.cast.at(expression.span)
        known = mention.named.gender if mention is not None and mention.named.key is not None else None
        name = " ".join(words)
        return known or _title_gender(titles) or self._titled.get(self._full.get(name, name))


def _title_gender(titles: Sequence[str]) -> str | None:
    if any(title in SHE_TITLES for title in titles):
        return "f"
    return "m" if any(title in HE_TITLES for title in titles) else None


def _told_genders(found: Sequence[Expression]) -> dict[str, str]:
    """Give genders by key: those that titles and nouns tell, else what the pronouns of the narration say."""
    told: dict[str, str] = {e.key: e.gender for e in found if e.gender and e.form != "pronoun"}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    last: Expression | None = None
    for e in found:
        if e.quoted >= 0:
            continue
        if e.form == "pronoun" and last is not None and e.sentence - last.sentence <= 1:
            votes[last.key][e.gender or ""] += 1
            last = last if e.token.lower_ in ("he", "she") else None
        elif e.form in ("name", "noun") and e.role == "subject":
            last = e
        elif e.form in ("name", "noun"):
            last = None
    for key, counted in votes.items():
        ranked = counted.most_common(2)
        if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
            told.setdefault(key, ranked[0][0])
    return told


def _resolved(found: Sequence[Expression], genders: Mapping[str, str]) -> list[Expression]:
    """Give pronouns the key of whom they stand for, and all their genders."""
    seen: list[Expression] = []
    done: list[Expression] = []
    for expression in found:
        e = expression
        if e.form == "pronoun":
            e = replace(e, key=_antecedent(e, seen[-_REACH:], genders) or f"({e.gender})")
        elif e.gender is None:
            e = replace(e, gender=genders.get(e.key))
        done.append(e)
        if e.quoted < 0 and e.form != "first":
            seen.append(e)
    return done


def _antecedent(pronoun: Expression, seen: Sequence[Expression], genders: Mapping[str, str]) -> str | None:
    best, most = None, -9.0
    for e in seen:
        known = e.gender or genders.get(e.key)
        if known not in (None, pronoun.gender) or e.token.ent_type_ in _PLACES:
            continue
        weight = e.sentence - pronoun.sentence + 1.0 * (e.role == "subject") + 0.5 * (known == pronoun.gender)
        weight += 0.3 * (e.form != "noun")
        if weight >= most:
            best, most = e.key, weight
    return best
