"""Word lists by which the parts of a plain-text page are told apart."""

from typing import Final

FINITE_VERBS: Final = frozenset(
    """
    is are was were am be been being isn't aren't wasn't weren't has have had hasn't haven't hadn't does do did
    doesn't don't didn't will would can could
    may might must shall should won't wouldn't can't cannot couldn't shouldn't said says say went goes go became
    becomes become took takes take
    made makes make came comes come led leads gave gives give got gets get saw sees began begins begin wrote writes
    write knew knows
    thought thinks told tells left leaves found finds kept keeps held holds brought brings ran runs stood stands
    met meets fell falls won wins lost loses
    spent sent built fought fights sought grew grows drew spoke speaks chose rose broke died dies lived lives
    remained remains
    means meant seems seemed appears appeared believed believes called calls claims claimed shows showed includes
    included continues continued
    returned joined served helped tried used wanted wants needs needed started stopped opened moved turned refused
    hates loves lives works plays writes argues explains describes wants tells asks speaks stands runs falls dies
    wins loses meets sees looks feels
    believes denies accuses rejects refuses insists admits suggests reveals presents portrays depicts follows
    remains tries turns
    denied followed married published argued explained described announced ordered decided received it's he's she's
    that's there's they're we're
    i'm you're i've we've they've i'll we'll
    """.split()
)
"""Words that are nearly always the finite verb of a clause."""

SUBORDINATORS: Final = (
    "when",
    "while",
    "who",
    "whom",
    "whose",
    "which",
    "that",
    "where",
    "as",
    "before",
    "after",
    "during",
    "since",
    "until",
)
"""Words that open a clause in which a verb does not make the whole a sentence."""

PRONOUNS: Final = frozenset(
    "he she it they we i you this these those there that what who how why when where his her its their our my "
    "your".split()
)
"""Words that a sentence, but hardly ever a caption, begins with."""

LITTLE: Final = frozenset("a an the of in on at to for from with by and or as de von van la le".split())
"""Function words that stand in names and captions alike."""

SECTIONS: Final = frozenset(
    """
    see also|further reading|external links|external link|references|reference|notes|notes and references|footnotes|
    endnotes|bibliography|
    selected bibliography|sources|works cited|citations|literature|works|selected works|publications|books|articles|
    filmography|discography|
    biography|early life|personal life|later life|life|career|death|legacy|background|history|introduction|overview|
    summary|abstract|conclusion|
    conclusions|discussion|results|methods|acknowledgements|acknowledgments|appendix|preface|foreword|epilogue|
    prologue|afterword|contents|
    links|related articles|related pages|primary sources|secondary sources|etymology|criticism|controversy|
    controversies|reception|
    quotes|quotations|gallery|awards|family|education|further information|recommended reading|about the author|
    siehe auch|literatur|
    einzelnachweise|weblinks|voir aussi|bibliographie|liens externes|notes et références|véase también|referencias|
    enlaces externos
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Names of sections, in lower case."""

PICTURES: Final = (
    r"photo(?:graph)?s?|portraits?|self-portrait|paintings?|maps?|icons?|statues?|busts?|posters?|(?:book |"
    r"front )?covers?|illustrations?|pictures?|drawings?|"
    r"engravings?|caricatures?|(?:film |publicity )?stills?|screenshots?|diagrams?|postcards?|plaques?|"
    r"coats? of arms|frontispiece|"
    r"lithographs?|woodcuts?|sketch(?:es)?|mugshots?|aerial view|view|flags?|logos?|title page|watercolou?rs?|"
    r"murals?|frescos?|mosaics?"
)
"""Kinds of picture, as a regular expression."""

CREDITED: Final = (
    r"compan(?:y|ies)|productions?|pictures|films?|images?|archives?|studios?|press|museum|library|collections?|"
    r"institute|photos?|"
    r"commons|agency|wikimedia|wikipedia|flickr|getty|reuters|afp|associated press|ap|alamy|shutterstock|unsplash|"
    r"corbis|bettmann|netflix|"
    r"public domain|cc[ -]by.{0,20}|courtesy.{0,60}|photos? by.{0,60}|photo(?:graph)?:.{0,60}|credits?:.{0,60}|"
    r"image:.{0,60}|source:.{0,60}|via .{0,60}|©.{0,60}"
)
"""What the credit of a picture ends with, or is as a whole, as a regular expression."""
