"""Places of publication and words that tell a publisher."""

import re

from pipelines.patterns import Sieve

PLACES = frozenset(
    place.strip()
    for place in """
    Amsterdam|Ann Arbor|Athens|Austin|Baltimore|Barcelona|Basel|Basingstoke|Beijing|Belgrade|Berkeley|Berlin|Bern|
    Bloomington|Bologna|Bonn|Boston|Boulder|Bratislava|Brussels|Bruxelles|Bucharest|Budapest|Buenos Aires|Cairo|
    Cambridge|Canberra|Cape Town|Chapel Hill|Chicago|Chichester|Cleveland|Coimbra|Cologne|Copenhagen|Cracow|Delhi|
    Detroit|Dordrecht|Dresden|Dublin|Durham|Edinburgh|Edmonton|Florence|Firenze|Frankfurt|Frankfurt am Main|
    Freiburg|Garden City|Genève|Geneva|Genova|Glasgow|Göttingen|Hague|The Hague|Halle|Hamburg|Harmondsworth|
    Heidelberg|Helsinki|Hillsdale|Hoboken|Hong Kong|Houndmills|Indianapolis|Istanbul|Ithaca|Jena|Jerusalem|
    Johannesburg|Kiev|Kyiv|Köln|Kraków|Lanham|Leiden|Leipzig|Leningrad|Lexington|Lincoln|Lisboa|Lisbon|Ljubljana|
    London|Los Angeles|Louvain|Lund|Lyon|Madison|Madrid|Manchester|Marburg|Melbourne|Mexico City|México|Milan|
    Milano|Minneapolis|Minsk|Montreal|Montréal|Moscow|Moskva|Mumbai|Munich|München|Münster|Napoli|Nashville|
    New Brunswick|New Delhi|New Haven|New York|New York City|Newark|Norman|Oslo|Ottawa|Oxford|Padova|Palo Alto|
    Paris|Penguin|Petrograd|Philadelphia|Pittsburgh|Port Washington|Prague|Praha|Princeton|Providence|Reading|
    Rennes|Riga|Rio de Janeiro|Roma|Rome|Rotterdam|Saint Petersburg|San Diego|San Francisco|Santa Barbara|
    São Paulo|Seattle|Seoul|Singapore|Sofia|St. Louis|St. Petersburg|Stanford|Stockholm|Stuttgart|Sydney|Tallinn|
    Tel Aviv|Tokyo|Torino|Toronto|Tübingen|Turin|Upper Saddle River|Uppsala|Utrecht|Vancouver|Venezia|Venice|
    Vienna|Vilnius|Warsaw|Warszawa|Washington|Washington D.C.|Washington DC|Westport|Wien|Wiesbaden|Zagreb|Zürich|
    Zurich""".replace("\n", "").split("|")
) - {"Penguin", "Reading"}  # fmt: skip
# States and countries that follow a place after a comma.
REGIONS = frozenset(
    "NY|N.Y.|MA|Mass.|CA|Calif.|Cal.|CT|Conn.|NJ|N.J.|PA|Pa.|IL|Ill.|MI|Mich.|WA|DC|D.C.|MD|VA|Va.|NC|N.C.|TX|"
    "FL|OH|Ohio|MN|CO|GA|OR|RI|NH|"
    "UK|U.K.|USA|U.S.A.|US|England|Scotland|Ireland|France|Germany|Italy|Spain|Russia|USSR|Netherlands|The "
    "Netherlands|Switzerland|Austria|"
    "Canada|Australia|Connecticut|Massachusetts|California|New Jersey|Illinois|Michigan|NSW|MO|TN|AZ|IN|KS|KY|"
    "LA".split("|")
)
_PUBLISHER = Sieve(
    r"\b(?:Press|Presses|Publish(?:ers|ing|er)|Publications?|Pubs?\.|Books|Verlag|[ÉéEe]ditions?|Edizioni|"
    r"Editori(?:ale)?|Editora|Edit(?:or)?ial|"
    r"Ediciones|House|University|Université|Universität|Universidade|Co\.|Company|Inc\b\.?|Ltd\b\.?|GmbH|Sons|"
    r"Bros\.?|Brothers|Imprensa|"
    r"Izdatel|Wydawnictwo|Nakladatelství|Imprint|Printing|Printers|Institute|Foundation|Kiadó|Förlag|Uitgeverij|"
    r"Library|Polity|Committee)\b"
)
_KNOWN = frozenset(
    "routledge|praeger|macmillan|palgrave|palgrave macmillan|penguin|gallimard|fayard|springer|springer-verlag|"
    "elsevier|brill|verso|knopf|norton|"
    "wiley|wiley-blackwell|blackwell|harpercollins|harper & row|harper|simon & schuster|random house|houghton "
    "mifflin|faber and faber|faber & faber|"
    "mcgraw-hill|mcgraw hill|sage|sage publications|academic press|north-holland|prentice hall|prentice-hall|"
    "addison-wesley|longman|longmans|methuen|heinemann|"
    "doubleday|viking|vintage|anchor|bantam|pantheon|scribner|scribner's|little, brown|bloomsbury|transaction|"
    "greenwood|ashgate|continuum|concordia|"
    "rowman & littlefield|m. e. sharpe|m.e. sharpe|i. b. tauris|i.b. tauris|i.b.tauris|tauris|berghahn|suhrkamp|"
    "fischer|rowohlt|hanser|reclam|einaudi|"
    "laterza|feltrinelli|mondadori|il mulino|carocci|franco angeli|mulino|seuil|flammarion|hachette|grasset|puf|"
    "p.u.f.|la découverte|l'harmattan|"
    "plon|armand colin|karthala|mouton|de gruyter|walter de gruyter|abc-clio|acm|ieee|usenix|aaai|pluto|zed|"
    "tamesis|ast|nauka|progress|politizdat|"
    "rosspen|norstedts|aschehoug|gyldendal|marsilio|olschki|leo s. olschki|electa|skira|neri pozza|bur|garzanti|"
    "bompiani|sansoni|jaca book|unicopli|"
    "viella|bulzoni|guerini|giuffrè|utet|jossey-bass|erlbaum|lawrence erlbaum|lawrence erlbaum associates|"
    "kluwer|crc|birkhäuser|teubner".split("|")
)


def is_place(text: str) -> bool:
    """Tell whether `text` is a place of publication: `London`, `New York, NY`, `Paris et Londres`."""
    text = re.sub(r"[?\[\]]", "", text.strip(" ,:;"))
    if text in PLACES or text.rstrip(".") in PLACES:
        return True
    head, comma, region = text.rpartition(",")
    if (
        comma
        and region.strip() in REGIONS
        and "," not in head
        and head[:1].isupper()
        and len(head.split()) <= 3
        and not is_publisher(head)
    ):
        return True
    parts = re.split(r"\s*(?:/|;|&|,| and | et | und |-|–)\s*", text)
    return len(parts) > 1 and all(part in PLACES or part in REGIONS for part in parts)


def is_publisher(text: str) -> bool:
    """Tell whether `text` is the name of a publisher: a known one, or one with a word such as Press or Verlag."""
    plain = text.strip(" ,:;").casefold()
    return (
        plain in _KNOWN
        or plain.rstrip(".") in _KNOWN
        or f"{plain}." in _KNOWN
        or (bool(_PUBLISHER.search(text)) and len(text.split()) <= 12)
    )
