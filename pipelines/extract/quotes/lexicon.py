"""The words that report, name and carry speech, by lemma."""

# Verbs of saying and writing that take a clause or stand with a quotation.
SAYING = frozenset(
    """
    accept acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest aver avow
    bemoan blog boast brag caution charge claim clarify comment complain concede conclude confess confide
    confirm contend continue counter cry declare decree demand deny describe detail dictate disclose dispute
    elaborate email emphasise emphasize exclaim explain forewarn forecast grumble hint hypothesize hypothesise
    inform inquire enquire insist instruct interject interrupt joke lament maintain mention mumble murmur muse
    mutter narrate note notify object observe opine phone pledge plead point posit postulate preach predict
    proclaim profess promise pronounce prophesy propose protest query question quip quote read reaffirm reassure
    rebut recall recite recommend recount refute reiterate rejoin relate remark remind repeat reply report
    respond resume retort reveal roar rule say scoff scream shout shriek sigh snap sneer sob speculate stammer
    state stipulate stress suggest summarise summarize swear tell testify text theorize theorise threaten
    thunder translate tweet underline underscore urge utter venture vow wail warn whisper write yell
    """.split()
)
# Verbs that stand with a quotation in a story only; not enough for indirect speech.
UTTERING = frozenset(
    """
    babble bark bawl beg begin bellow bleat blurt bluster breathe call chant chatter chide chirp chorus chuckle
    coax cough croak croon drawl drone echo ejaculate expostulate falter finish fume gasp gibber giggle go greet
    grin groan growl grunt gulp hail hiss howl implore intone laugh moan nod order pant persist pipe pray prompt
    pursue put rasp rattle rave reflect rejoice return rumble scold screech simper snarl snicker sniff snort
    splutter sputter squeak squeal storm stutter titter trill twitter think vociferate volunteer wheeze whimper
    whine wonder cut toast bid
    """.split()
)
# "He called it X", "described as X", "known as X": the words are a wording, not an utterance.
NAMING = frozenset(
    "call name dub nickname term label title entitle style christen designate brand baptise baptize denote".split()
)
CALLING = NAMING | frozenset(
    "describe characterise characterize hail denounce condemn dismiss deride criticise criticize praise cite brand "
    "denigrate mock ridicule refer bill tout portray label laud slam blast decry depict speak talk warn".split()
)
# Showing is no speech, whoever shows.
SHOWING = frozenset("show depict portray paint picture present illustrate dramatise dramatize trash demean".split())
# Findings: speech where a study, an author or an institution states them.
FINDING = frozenset(
    "find show suggest indicate demonstrate establish reveal imply estimate hypothesize hypothesise propose calculate "
    "document record confirm conclude".split()
)
# Verbs whose clause is speech only without "to": "promised to go", "ordered them to go".
PROMISING = frozenset("promise threaten vow pledge offer swear claim profess volunteer propose undertake".split())
ORDERING = frozenset(
    "order tell ask urge beg command instruct advise warn request implore beseech entreat exhort direct plead petition "
    "counsel demand bid".split()
)
# "accused him of lying", "admitted to being there": the preposition before the verb in -ing.
ACCUSING = {
    "accuse": "of",
    "charge": "with",
    "admit": "to",
    "confess": "to",
    "boast": "of",
    "complain": "of",
    "speak": "of",
}
# "described it as a retreat"
DESCRIBING = frozenset("describe characterise characterize denounce condemn dismiss hail deride portray".split())
STATEMENT_NOUNS = frozenset(
    """
    accusation acknowledgement admission allegation announcement answer argument assertion assurance boast
    charge claim comment complaint conclusion confession contention declaration denial disclosure explanation
    insistence insinuation message notice order oath objection plea pledge prediction proclamation promise
    proposal rebuttal remark reminder reply report response rumour rumor statement suggestion testimony threat
    vow warning word quote quotation saying slogan motto line passage letter
    """.split()
)
# What is held or felt and not said: its content is a claim, no quotation.
THINKING = frozenset(
    """
    anticipate appreciate assume believe calculate care conceive consider conjecture decide deem desire
    determine discover distrust doubt dream expect fancy fear feel figure find forget guess hear hope imagine infer
    intend judge know learn like mean mind notice perceive ponder presume prefer realise realize reason reckon
    recognise recognize regard regret rejoice remember resent resolve see sense show suppose surmise suspect think
    trust understand want watch wish wonder worry
    """.split()
)
THINKING_NOUNS = frozenset(
    """
    belief conviction doubt expectation fact fear feeling finding hope idea impression intuition judgement judgment
    knowledge notion opinion possibility realisation realization sense suspicion theory thought understanding view
    wish worry hypothesis assumption evidence proof
    """.split()
)
# Of these "account" names whose words they are by its possessor: "according to her account".
ACCOUNT_NOUNS = frozenset(
    "account version report statement testimony story words telling claim memoir memoirs diary letter letters campaign "
    "website spokesman spokeswoman testament".split()
)
WORK_NOUNS = frozenset(
    """
    series show film movie production book novel episode documentary drama play memoir biography article essay
    poem pamphlet booklet review paper study song album magazine newspaper story opera painting musical
    miniseries chapter game adaptation
    """.split()
)
STUDY_NOUNS = frozenset(
    """
    study research survey report analysis review paper author researcher scientist scholar expert historian data
    result evidence estimate finding work investigation poll article official authority source critic group
    theory literature census index
    """.split()
)
# A noun or a verb in front of a term: "the word X", "so-called X".
TERM_NOUNS = frozenset(
    """
    word term phrase name nickname title expression label slogan motto concept notion category epithet pseudonym
    acronym abbreviation moniker alias initial letter meaning rank heading
    """.split()
)
FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())
QUOTE_HEADINGS = frozenset("quote quotes quotation quotations sayings aphorisms maxims words".split())
