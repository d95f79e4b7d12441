"""Words that the comparison of claims turns on: joints of a sentence, doubt, denial, contrast, means and numbers."""

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for by with and or but as is are was were be been being am has have had having do does "
    "did done doing not no never n't nor it its that this these those there who whom whose which what when where while "
    "than then so such into onto upon from about over under after before during between among through against within "
    "without out up down off near until since because if though although also too even just very quite rather still "
    "already again once ever later earlier eventually finally initially soon immediately altogether simply "
    "really actually himself herself itself themselves his her hers their theirs our ours my your him them us me i "
    "you he she they we one ones would will shall well more most much own same other another both each all any some "
    "way".split()
)
"""Words that carry tense, number, polarity or the joints of a sentence, but not the proposition."""

PRONOUNS = frozenset("it this that these those they we he she i you who which what there one such".split())
"""A statement with one of these as its subject is about nobody known, and is not compared."""

PREPOSITIONS = frozenset(
    "of in on at to for by with as into onto upon from about over under after before during between among through "
    "against within without near until since because using via behind beside towards toward along across around "
    "despite per".split()
)
PLACE_PREPOSITIONS = frozenset({"in", "at", "near"})
BE = frozenset("is are was were be been being am 's".split())
AUXILIARIES = BE | frozenset("has have had do does did would will could can may might must should shall".split())
ADVERBS_BETWEEN = frozenset("never not n't later then first also always once soon eventually early often".split())

BLOCKERS = frozenset(
    "try attempt plan want wish refuse fail threaten promise order offer demand intend hope expect seek consider "
    "might could may would should must can if unless almost nearly hardly barely alleged allegedly supposed "
    "supposedly false fake former would-be nobody none few little half partly claim believe think say know suspect "
    "accuse imply suggest pretend dream imagine doubt deny likely probably perhaps possibly as-if whether co "
    "show depict portray present describe paint call tell report portrayal state declare announce argue insist note "
    "explain warn predict write ask".split()
)
"""Words that keep a longer statement from implying the shorter one: she tried to leave, almost all left."""

QUANTIFIERS = frozenset("some most many several few part half every all no none".split())
"""At the head of a subject they change of how many it is said."""

AGENTIVE = frozenset(
    "killer murderer assassin founder creator maker builder leader author writer inventor discoverer sponsor financier "
    "commander supporter opponent ruler victor betrayer murderess co-leader conqueror liberator translator".split()
)
"""Nouns of one who does: "was the founder of" tells what "founded" tells."""

PHRASES = {
    r"forced to leave|forced out of|driven out of|driven from|forced into exile from": "expelled from",
    r"forced into exile|sent into exile|driven into exile": "exiled",
    r"put to death": "executed",
    r"passed away|lost (?:his|her|their) li(?:fe|ves)": "died",
    r"set up": "established",
    r"came into being": "was established",
    r"took (?:his|her) own life": "killed herself",
    r"carried out": "did",
    r"put an end to": "ended",
}
"""Wordings of several words for a sense that one word has."""

NEGATIVES = frozenset("not never no nor nobody nothing none cannot without".split())
DEMONSTRATIVES = frozenset("this that these those such".split())
SAYING = frozenset("say tell ask write agree think".split())
"""What says nothing without its content."""

UNNAMED = frozenset("two three both neither opposite reverse contrary truth reality men women pair".split())
"""Subjects that stand for what was just told of."""

CONTRAST_CUES = (
    "in truth", "in reality", "in fact", "actually", "the truth", "true history", "the reality", "really was",
    "the real", "quite the contrary", "on the contrary", "the opposite", "opposite is", "opposite’s", "far from",
    "never even", "no evidence", "nothing of the kind", "nothing could be further", "historically",
    "the historical record", "whereas", "when in",
)  # fmt: skip
"""What marks that an author sets the truth against what was just told."""

MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip

WEAPONS = frozenset(
    "axe ice-pick icepick knife dagger sword bayonet razor gun pistol rifle shotgun musket cannon bullet bomb grenade "
    "mine dynamite poison cyanide arsenic rope noose hammer spear arrow lance club stone gas guillotine scissors "
    "screwdriver machete hatchet crossbow torpedo missile drone".split()
)
"""With what somebody is killed; the only means that are compared."""

BOUNDS = frozenset("over under least most than nearly almost about around approximately roughly some".split())
"""Beside a number they keep it from being exact."""

COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()
NUMBER_WORDS = {name: str(value) for value, name in enumerate(COUNTED)}
SCALES = frozenset("hundred thousand million billion dozen hundreds thousands millions billions dozens".split())
