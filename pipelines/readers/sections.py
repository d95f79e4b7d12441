"""What a heading opens: a bibliography, notes, other pages of the site, links; in English and what its readers meet.

A heading is read word by word: all its words must be ones that such headings have, and the nouns among them decide.
"Books about the sea" and "Works by A. Roe" open lists, too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pipelines.readers.document import Document, Passage, PassageKind


class Section(Enum):
    """What the items under a heading are."""

    BIBLIOGRAPHY = "bibliography"
    NOTES = "notes"
    SEE_ALSO = "see also"
    LINKS = "links"
    OTHER = "other"


# Folded: without accents and case. Whole headings first, since their words would say something else one by one.
_WHOLE = {
    Section.SEE_ALSO: (
        "see also|related articles|related pages|related topics|related entries|related|siehe auch|voir aussi|"
        "articles connexes|vease tambien|vedi anche|voci correlate|ver tambem|zie ook|zobacz tez|см. также|"
        "смотрите также|sm. takzhe|smotrite takzhe"
    ),
    Section.LINKS: (
        "external links|links|external sources|external resources|online resources|web links|weblinks|web resources|"
        "on the web|liens externes|enlaces externos|collegamenti esterni|ligacoes externas|externe links|"
        "linki zewnetrzne|ссылки|ssylki|vneshnie ssylki"
    ),
    Section.BIBLIOGRAPHY: (
        "further reading|further reading and viewing|for further reading|reading list|works cited|books cited|"
        "literature cited|sources cited|works consulted|sources consulted|sources used|recommended reading|"
        "suggested reading|read more|learn more|pour en savoir plus|a lire|lectures complementaires|zum weiterlesen|"
        "per approfondire|para saber mas|lecturas|what to read|where to read more|to read more|filmography|discography|"
        "videography|opere|список литературы|spisok literatury"
    ),
    Section.NOTES: "inline citations|in-text notes|text notes|сноски|snoski|przypisy",
}
_OF_WHOLE = {wording: section for section, wordings in _WHOLE.items() for wording in wordings.split("|")}
_NOTE_NOUNS = frozenset(
    "notes note footnotes footnote endnotes endnote citations einzelnachweise anmerkungen anmerkung fussnoten endnoten "
    "notas nota noten voetnoten примечания primechaniya primechaniia".split()
)
_LIST_NOUNS = frozenset(
    "references reference bibliography bibliographies literature sources source readings reading works books articles "
    "publications writings papers texts films documentaries videos podcasts monographs memoirs biographies "
    "resources bibliographie literatur literaturverzeichnis literaturhinweise literaturangaben quellen "
    "quellenverzeichnis schriften werke veroffentlichungen publikationen ausgaben ouvrages oeuvres ecrits "
    "lectures bibliografia obras referencias referencia escritos fuentes fonti riferimenti scritti "
    "literatura zrodla bronnen literatuur geraadpleegde "
    "литература библиография источники сочинения труды работы istochniki bibliografiya bibliografiia sochineniya "
    "sochineniia trudy".split()
)
_MODIFIERS = frozenset(
    "a the and & und et y e i и in of for on to or with further select selected suggested recommended additional more "
    "other general main key major principal basic primary secondary tertiary printed print published unpublished "
    "online archival annotated cited consulted explanatory content historical scholarly academic popular news web "
    "internet original english german french russian translated early later recent modern contemporary critical "
    "suggestions list chronological partial complete short brief his her their own edited collected about "
    "ausgewahlte weiterfuhrende weitere auswahl verwendete primar sekundar eigene gesammelte zur uber "
    "choisie choisis selective principaux principales primaires secondaires complementaire "
    "selecta seleccionada primarias secundarias consultadas citadas consultate e principali "
    "избранная основные использованная izbrannaya izbrannye osnovnye ispolzovannaya".split()
)  # fmt: skip
_ON_SOMETHING = re.compile(
    r"(?:(?:select(?:ed)?|published|further|recommended|major|main|other|suggested|key) )?"
    r"(?:books|works|writings|publications|articles|essays|films|documentaries|readings?|literature|sources|"
    r"bibliography|werke|schriften|literatur|ouvrages|livres|oeuvres)"
    r" (?:by|about|on|of|von|uber|zu|zum|zur|de|d'|sur|par) (?:\S+ ?){1,6}"
)
# Nouns that say it only beside another word: "Further resources", but not "Resources".
_WEAK = frozenset({"resources", "texts", "lectures", "papers", "videos"})
# What such a list is not: "Works of art", "Sources of income", "Works on paper".
_NOT_A_LIST = re.compile(r"\b(?:art|income|law|power|energy|paper|mercy|funding|support|error|conflict)$")
_TRIMMED = re.compile(
    r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*\.?|[ivx]{1,4}\.|[a-z][.)])\s+|\[\s*(?:edit|modifier|bearbeiten|hide|править)[^\]]*\]|"
    r"\s*\([^()]{1,40}\)|[:.\s]+$"
)
LONGEST_HEADING = 70
_LOWEST = 7


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage that is no heading, with the section it stands in; `number` counts the headings before it."""

    passage: Passage
    section: Section
    number: int


def placed(document: Document) -> Iterator[Placed]:
    """Give the passages that are no headings with their sections; headings below a section's own go on with it."""
    section, depth, number = Section.OTHER, _LOWEST, 0
    for passage in document.passages:
        heading = passage.kind == PassageKind.HEADING
        level = (passage.level or 1) if heading else _LOWEST
        opened = _opened(document, passage)
        number += heading or opened != Section.OTHER
        if opened != Section.OTHER:
            section, depth = opened, level
        elif heading and level <= depth:
            section = Section.OTHER
        elif not heading:
            yield Placed(passage, section, number)


def _opened(document: Document, passage: Passage) -> Section:
    if passage.end - passage.start > LONGEST_HEADING or passage.kind in (PassageKind.LIST_ITEM, PassageKind.TITLE):
        return Section.OTHER
    return section_of(document.text[passage.start : passage.end])


def section_of(heading: str) -> Section:
    """Give what a heading opens; numbering, brackets, colons and `[edit]` are ignored."""
    if len(heading) > LONGEST_HEADING:
        return Section.OTHER
    plain = _folded(heading)
    while plain != (trimmed := _TRIMMED.sub("", plain).strip()):
        plain = trimmed
    if plain in _OF_WHOLE:
        return _OF_WHOLE[plain]
    words = set(re.findall(r"[^\s,/;–—]+", plain))
    if words and words <= _NOTE_NOUNS | _LIST_NOUNS | _MODIFIERS:
        if words & _NOTE_NOUNS:
            return Section.NOTES
        return Section.BIBLIOGRAPHY if words & _LIST_NOUNS and not words <= _WEAK else Section.OTHER
    listed = _ON_SOMETHING.fullmatch(plain) and not _NOT_A_LIST.search(plain)
    return Section.BIBLIOGRAPHY if listed else Section.OTHER


def _folded(heading: str) -> str:
    text = heading.strip().casefold().replace("œ", "oe").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
