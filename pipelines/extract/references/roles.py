"""People behind a word for what they did: editors, translators, directors."""

import re

from pipelines.extract.references.authors import People, read_people
from pipelines.extract.references.draft import Draft
from pipelines.extract.references.identifiers import CUT
from pipelines.extract.references.names import split_people

_EDS = r"(?:[Ee]ds?\.?|[Ee]ditors?|Hrsg\.?|Hg\.?|dirs?\.|coords?\.|orgs?\.|a cura di|ed\. and trans\.)"
_LEAD_EDITORS = re.compile(rf"^[\s,.]*\(?{_EDS}\)?[.,:]*\s*")
_IN_EDITORS = re.compile(rf"(?P<in>\b[Ii]n:? )(?P<people>[^()\x1f]{{3,200}}?),? \(?{_EDS}\)?[.,:]* ")
_BRACKET_EDITORS = re.compile(rf",?\s*\((?P<people>[^()\x1f]{{3,160}}?),? {_EDS}\)")
_AFTER_EDITORS = re.compile(rf"\.\s+(?P<people>[^().\x1f]{{3,80}}), {_EDS}(?=\s)")
_BY_EDITORS = re.compile(
    r"[,.;(]?\s*\b(?P<role>[Ee]d(?:ited|s)?\.? and [Tt]rans(?:lated|l)?\.?|[Ee]dited and translated|[Ee]dited|"
    r"[Ee]ds?\.|[Hh](?:rs)?g\. v(?:on|\.)(?: der| dem)?|"
    r"[Dd]irigid[ao]|[Hh]erausgegeben von)(?: by| por)?\s+(?P<people>[^\x1f(]{3,160})"
)
_TRANSLATORS = re.compile(
    r"[,.;(]?\s*(?<!and )\b(?:[Tt]rans(?:lated|l)?\b\.?(?: (?:from|into) [^\s]+(?: [A-Z][a-z]+)?)?(?: by)?|"
    r"[Tt]rad\b\.?|[Tt]raduit (?:du|de l[’']|de) ?[^\s]+ par|"
    r"[Üü]bersetzt von|English – translated by)\s+(?P<people>[^\x1f(]{3,120})"
)
_DIRECTED = re.compile(
    r"[,.;]?\s*(?:\b[Dd]irected by|·\s*réal\.|\bréal(?:isé par|\.)|\bDir\.|,? a (?:documentary|feature|"
    r"short)?\s?film by|\bRegie:)\s+(?P<people>[^\x1f(·]{3,120})"
)
_TRANS_MARK = re.compile(r"\s*\((?:trans|transl|tr)\.?\)")


def take_translators(draft: Draft) -> None:
    """Take `trans. X`, `translated by X`, and the person marked `(trans.)` in a list of people."""
    match = _TRANSLATORS.search(draft.text)
    if match:
        people = read_people(match.group("people"))
        if people:
            draft.credit("translator", list(people.names))
            _drop(draft, match, people)


def take_editors(draft: Draft) -> None:
    """Take the editors wherever a word or abbreviation for them stands; `In X (ed.)` leaves an `In` behind."""
    for pattern in (_IN_EDITORS, _BRACKET_EDITORS, _AFTER_EDITORS):
        match = pattern.search(draft.text)
        names = split_people(match.group("people")) if match else None
        if match and names:
            draft.credit("editor", names)
            keep = match.group("in") if pattern is _IN_EDITORS else ""
            draft.text = f"{draft.text[: match.start()]}{CUT}{keep}{draft.text[match.end() :]}"
            return
    match = _BY_EDITORS.search(draft.text)
    people = read_people(match.group("people")) if match else None
    if match and people:
        draft.credit("editor", list(people.names))
        if "rans" in match.group("role"):
            draft.credit("translator", list(people.names))
        _drop(draft, match, people)


def take_directors(draft: Draft) -> bool:
    """Take the makers of a film as its authors; tells whether there were any."""
    match = _DIRECTED.search(draft.text)
    people = read_people(match.group("people")) if match else None
    if match is None or people is None:
        return False
    draft.credit("author", list(people.names))
    after = re.match(r"\s+for (?P<publisher>[^\x1f.]{2,60})", match.group("people")[people.end :])
    if after:
        draft.put("publisher", after.group("publisher"))
    _drop(draft, match, people)
    return True


def lead_role(draft: Draft) -> str:
    """Give the role of the people at the start of the reference, and drop the word for it that follows them."""
    match = _LEAD_EDITORS.match(draft.text)
    if match and match.group().strip(" ,.()") and re.search(r"[A-Za-z]", match.group()):
        draft.text = draft.text[match.end() :]
        return "editor"
    return "author"


def without_translator_marks(names: tuple[str, ...], text: str, draft: Draft) -> list[str]:
    """Move the person who is marked `(trans.)` in the text to the translators."""
    authors = []
    for name in names:
        if _TRANS_MARK.match(text, text.find(name) + len(name)):
            draft.credit("translator", [name])
        else:
            authors.append(name)
    return authors


def _drop(draft: Draft, match: re.Match[str], people: People) -> None:
    end = match.start("people") + people.end
    draft.text = f"{draft.text[: match.start()]}{CUT}{draft.text[end:]}"
