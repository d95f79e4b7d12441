"""Colours: told apart by readers with each common kind of colour blindness, and 3:1 or more against white.

After the palette of Okabe and Ito (https://jfly.uni-koeln.de/color/), its light colours darkened or left out. Order
and a legend carry the meaning, too, and the numbers of each figure are given as a table.
"""

from collections.abc import Mapping

BLUE, GREEN, GREY, VERMILION, PURPLE, BLACK = "#0072B2", "#00936B", "#8A8A8A", "#D55E00", "#B8569A", "#333333"

STANCES: Mapping[str, str] = {"asserts": BLUE, "reports": GREY, "questions": PURPLE, "denies": VERMILION}
QUOTES: Mapping[str, str] = {
    "direct": BLUE,
    "mixed": GREEN,
    "indirect": GREY,
    "scare": VERMILION,
    "mention": PURPLE,
}
REFERENCES: Mapping[str, str] = {
    "bibliographic": BLUE,
    "work_mention": GREY,
    "scripture": GREEN,
    "cross_reference": PURPLE,
    "republication": BLACK,
    "link": VERMILION,
}
ENTITIES: Mapping[str, str] = {
    "person": BLUE,
    "organisation": GREEN,
    "group": PURPLE,
    "place": VERMILION,
    "event": BLACK,
}
RELATIONS: Mapping[str, str] = {"same": BLUE, "entails": GREEN, "conflicts": PURPLE, "contradicts": VERMILION}
