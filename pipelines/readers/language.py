"""Which language a text is in, as far as a list of little words can tell."""

import re
from itertools import islice
from typing import Final

_SAMPLE: Final = 5000
_SHARE: Final = 0.12
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    "the of and to a in is was that for it with as on by he his from at are this had not but be have "
    "which or an were they who their she her".split()
)
_OTHERS: Final = frozenset(
    "de la le les des et du que qui dans der die das und ist nicht den von zu el los las en un una por "
    "con del se il che di per non della een het van dat "
    "op te och att det som en på är i nie że się na w z e o os da em para ve bir bu".split()
)


def guess_language(text: str) -> str | None:
    """Give `en` where English function words abound and those of no other language do, else None."""
    words = [match[0].lower() for match in islice(_WORD.finditer(text), _SAMPLE)]
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    return "en" if english > _SHARE * len(words) and english > others else None
