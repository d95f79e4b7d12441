"""What kinds of word help to read a reference: a letter a kind, for the features of one token.

Small lists of words for parts of references, in the languages of most bibliographies.
"""

import re
from functools import cache

from pipelines.extract.references.given_names import GIVEN_NAMES
from pipelines.extract.references.names import PARTICLES, SUFFIXES
from pipelines.extract.references.places import PLACES, REGIONS, is_publisher

_KINDS = {
    "m": "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars "
    "avril juin juillet août septembre octobre novembre décembre gennaio febbraio marzo aprile maggio giugno "
    "luglio agosto settembre ottobre novembre dicembre enero febrero abril mayo junio julio septiembre "
    "octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro "
    "spring summer autumn fall winter",
    "J": "journal review proceedings transactions annals bulletin zeitschrift revue rivista archiv archives "
    "archivio letters quarterly annual annali bollettino giornale jahrbuch jahrbücher studies studi studia "
    "acta proc trans rev lett phys j bull ann int sci res soc am chem math astrophys mag magazine revista "
    "cahiers history science research international conference workshop symposium conf symp lecture advances "
    "vestnik voprosy zhurnal memoirs nature",
    "W": "times post guardian herald tribune telegraph independent chronicle gazette mail daily news pravda "
    "izvestia observer sun globe zeitung monde figaro reuters bbc cnn bloomberg weekly economist statesman "
    "spiegel newsweek time spectator nation online website blog forum wikipedia youtube imdb",
    "C": "encyclopedia encyclopaedia encyclopædia dictionary britannica lexikon handbook companion encyclopédie "
    "enciclopedia dizionario dictionnaire wörterbuch",
    "E": "ed eds edited editor editors hrsg hg herausgegeben dir dirs cura coord coords org orgs dirigé dirigida",
    "T": "trans transl translated translator translators trad traduit traduction tradução übersetzt übers tr "
    "traduzione",
    "p": "p pp pg pgs page pages s seite seiten pag pagg str стр с",
    "v": "vol vols volume volumes v bd band bde tome tomo t voll том т",
    "n": "no nos n nr number issue heft num fasc numéro numero № núm",
    "e": "edition edn ed aufl auflage édition edizione edição издание rev revised reprint",
    "i": "in in: dans en",
    "a": "and et und y e & и",
    "b": "by von par por di",
    "H": "thesis dissertation diss phd ph.d tesi thèse master masters doctoral msc",
    "F": "film documentary directed director réal dvd movie series miniseries tv episode producer",
    "L": "v vs court case ex parte regina",
    "A": "al",
    "R": "report working paper technical preprint unpublished manuscript forthcoming submitted accepted press",
    "O": "university universität université università institute ministry department committee commission council "
    "office bureau agency society union association organization organisation foundation government group "
    "library museum academy centre center party",
    "r": "retrieved accessed available archived viewed online http https www",
    "x": "ibid ibidem op cit loc idem id",
    "s": "the a an of on for to from with at as or der die das des dem den le la les l du de del della dei il lo "
    "gli un une uno una el los las o os um uma em do da",
}
_PLACE_WORDS = frozenset(word.casefold() for place in PLACES for word in place.split() if len(word) > 2) - {
    "the",
    "del",
}
_REGION_WORDS = frozenset(region.strip(".").casefold() for region in REGIONS)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@cache
def _word_kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, words in _KINDS.items():
        for word in words.split():
            kinds[word] = kinds.get(word, "") + kind
    return kinds


def kinds_of(word: str) -> str:
    """Give the letters of the kinds that a word is of, `-` for none: `m` month, `J` periodical, `P` place …"""
    low = word.casefold()
    kinds = _word_kinds().get(low, "")
    if word[0].isupper():
        if low in GIVEN_NAMES:
            kinds += "G"
        if low in _PLACE_WORDS:
            kinds += "P"
        if low in _REGION_WORDS:
            kinds += "Q"
        if len(word) > 2 and is_publisher(word):
            kinds += "B"
        if word.isupper() and _ROMAN.fullmatch(word):
            kinds += "X"
    if low in PARTICLES:
        kinds += "d"
    if low in SUFFIXES:
        kinds += "u"
    return kinds or "-"


def shape_of(word: str) -> str:
    """Give how a word is written: `y` a year, `9` to `99999` a number, `I` an initial, `U` capitals, `C`, `c`, `M`."""
    first = word[0]
    if first.isdigit():
        if len(word) == 4 and "1400" <= word <= "2049":
            return "y"
        return "9" * min(len(word), 5)
    if not first.isalpha():
        return word if len(word) == 1 else "<>"
    if len(word) == 1:
        return "I" if first.isupper() else "l"
    if word.isupper():
        return "UU" if len(word) <= 3 else "U"
    if first.isupper():
        return "C" if word[1:].islower() else "M"
    return "c" if word.islower() else "m"
