"""Nouns and verbs that tell a work, with the CSL type that each noun stands for."""

import re

_NOUNS_OF_TYPE = {
    "book": (
        "book novel novella memoir memoirs autobiography biography monograph textbook trilogy tract treatise play "
        "tragedy comedy anthology poem poems epic elegy elegies collection volume bestseller sequel epistle manifesto"
    ),
    "pamphlet": "pamphlet booklet brochure leaflet flyer",
    "motion_picture": "film movie documentary biopic video footage featurette feature",
    "broadcast": "series miniseries mini-series show programme sitcom telenovela podcast serial",
    "graphic": "poster painting cartoon mural portrait drawing engraving caricature lithograph fresco icon etching",
    "article": "article essay op-ed editorial column story paper",
    "review": "review",
    "periodical": "journal magazine newspaper periodical weekly monthly quarterly daily gazette",
    "webpage": "website site blog wiki webpage homepage newsgroup forum web-site",
    "post-weblog": "post posting blogpost",
    "manuscript": "testament diary diaries letter letters manuscript notebooks",
    "song": "song album ballad anthem symphony opera",
    "report": "report",
    "thesis": "thesis dissertation",
}
TYPE_OF_NOUN = {noun: type_ for type_, nouns in _NOUNS_OF_TYPE.items() for noun in nouns.split()}
MEDIUM_OF_TYPE = {
    "broadcast": "TV series", "motion_picture": "film", "book": "book", "pamphlet": "pamphlet",
    "graphic": "picture", "article": "article", "song": "song",
}  # fmt: skip
NOUN = "|".join(sorted((re.escape(noun) for noun in TYPE_OF_NOUN), key=lambda noun: (-len(noun), noun)))
# Plurals name more than one work: "books like A and B".
PLURAL = (
    "books|novels|memoirs|films|movies|documentaries|shows|series|articles|essays|stories|poems|plays|pamphlets|"
    "booklets|works|"
    "titles|magazines|newspapers|journals|periodicals|paintings|songs|albums|websites|sites|treatises"
)
CALLED = "called|titled|entitled|named|known as"
WRITING = frozenset(
    "write compose pen author publish pen release direct produce film serialize serialise translate".split()
)
# What a work does: the verbs whose subject may be a bare title.
SHOWING = frozenset(
    "depict portray present unfold show repaint retell premiere air star feature chronicle dramatize dramatise "
    "debut narrate "
    "caricature recount conclude screen stream paint".split()
)
PARTS = (
    "episodes?|scenes?|chapters?|inaccuracies|series|films?|movies?|shows?|books?|novels?|portrayals?|"
    "depictions?|versions?|"
    "productions?|plots?|creators?|writers?|producers?|makers?|directors?|cast|trailers?|premieres?|reviews?|"
    "seasons?|adaptations?"
)
PARTS_OF = (
    "episodes?|scenes?|chapters?|seasons?|creators?|writers?|producers?|makers?|directors?|cast|trailers?|premieres?|"
    "plots?"
)
OFFICES = frozenset(
    "commissar minister president secretary chairman chief director general leader premier commander chancellor "
    "governor "
    "hero order medal prize award father mother king queen".split()
)


def type_of(noun: str) -> str | None:
    """Give the CSL type that a noun for works, singular or plural, stands for."""
    noun = noun.casefold()
    forms = (noun, noun.removesuffix("s"), f"{noun[:-3]}y" if noun.endswith("ies") else noun)
    return next((TYPE_OF_NOUN[form] for form in forms if form in TYPE_OF_NOUN), None)
