"""Word lists: closed classes and verb classes that frames, stance and filters look up. Lemmas, lower case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs by which somebody puts a proposition into words; neutral about its truth.
REPORTING = _words(
    "say claim argue hypothesize hypothesise state write report assert contend maintain insist allege announce "
    "declare suggest imply hint explain tell charge posit propose theorize theorise postulate testify warn "
    "predict promise conclude observe remark comment describe add reply answer respond affirm proclaim profess "
    "hold boast complain speculate estimate stress emphasize emphasise deny reject dispute accuse indicate quote "
    "narrate recount relate"
)
DENYING = _words("deny reject dispute doubt refute contest")
# Reporting verbs that commit the author of the report as well.
FACTIVE_SPEECH = _words(
    "admit acknowledge concede confess reveal disclose confirm note recall demonstrate prove establish document"
)
# Reporting verbs that mark what is reported as untrue.
FALSE_SPEECH = _words("pretend purport lie fabricate feign")
# Verbs of showing, with a work or a speaker for a subject.
DEPICTING = _words(
    "depict portray paint present show picture describe characterize characterise represent cast frame render "
    "dramatize dramatise imagine demean caricature vilify glorify romanticize romanticise dub brand label "
    "demonize demonise"
)
CONVINCED = _words("convinced certain sure confident determined persuaded adamant positive")
BELIEF = _words("believe think suppose assume suspect feel imagine fear doubt consider reckon hope expect determine")
KNOWING = _words("know realize realise discover learn understand remember notice find forget")
# Nouns that stand for what a work or speaker puts forward ("the message is that").
MESSAGE_NOUNS = _words(
    "conclusion implication message claim version narrative moral suggestion idea line allegation accusation assertion "
    "premise story account portrayal depiction argument theory notion impression picture thesis"
)
# Nouns for what is so, and the verbs by which they carry what the author takes as known.
EVIDENCE = _words("truth reality fact evidence record history archive chronology")
PROVING = _words("be show prove demonstrate establish reveal confirm")
# Nouns for what somebody said or wrote: by "according to her report" it is she who holds what follows.
SAYINGS = _words(
    "report statement letter diary interview testimony study paper research estimate reckoning calculation view "
    "opinion theory hypothesis teaching speech remark word analysis note record memory recollection page blog post"
)
# Nouns by which a text about a work refers to it.
WORK_NOUNS = _words(
    "series show film movie production book novel documentary play drama miniseries mini-series programme program "
    "retelling adaptation biopic memoir biography poem essay article exhibition musical opera game podcast portrayal"
)
# Nouns that stand for a work's way of telling, or for those who made it, where they are a subject.
TELLINGS = _words("narrative storyline plot depiction retelling writer creator showrunner filmmaker screenwriter")
WORK_PARTS = _words("episode scene flashback chapter season act sequence finale opening segment instalment installment")
# Words by which an author marks a proposition as untrue, or sets the truth against it.
TRUTH_PHRASES = (
    "in truth", "in reality", "in fact", "in actual fact", "as a matter of fact", "true history", "true story",
    "real story", "actual history", "the truth is", "the reality is", "the fact is", "never even", "contrary to",
    "no evidence", "far from", "historical record", "real life", "real-life",
)  # fmt: skip
FALSEHOOD = _words(
    "lie lies lying lied pretend pretends pretended falsely false falsehood falsehoods fabricate fabricates "
    "fabricated fabrication distort distorts distorted distortion distortions myth myths myth-making inaccurate "
    "inaccuracy inaccuracies untrue bogus fake baseless unfounded debunked slander slanders smear smears travesty "
    "bilge nonsense rubbish ridiculous ridiculously absurd absurdly preposterous fictitious hoax fraud caricature "
    "slanderous besmirch besmirches trash trashes defame defames libel libels vilify vilifies demean demeans "
    "demeaned"
)
# Nouns by which "it is" announces what follows, or tells the hour or the weather.
ANNOUNCING = _words(
    "time case shame pity fact question wonder truth day month year week night morning evening noon midnight summer "
    "winter spring autumn way matter duty pleasure honour honor custom practice surprise turn rain moment"
)
# Nouns of mere abuse or praise: a clause that only says this has no factual core.
INSULT_NOUNS = _words(
    "bilge travesty bullshit crap garbage rubbish trash nonsense porn pornography hatchet-job hatchet joke drivel "
    "tripe disgrace abomination mess disaster masterpiece gem delight treat triumph shame farce claptrap hogwash "
    "hatchetjob"
)
TASTE_VERBS = _words("remind love like enjoy hate hope wish recommend prefer adore loathe")
TASTE_WORDS = _words(
    "beautiful wonderful awful terrible horrible great excellent fantastic boring dull brilliant superb lovely ugly "
    "ridiculous funny good bad true accurate delicious stunning gorgeous pathetic amazing evident clear obvious"
)
PRESCRIPTIVE = _words("should must ought let shall")
GUESSING = _words("suggest imply theorize theorise speculate estimate guess suspect think suppose hint")
HEDGE_ADVERBS = _words(
    "perhaps possibly probably maybe apparently allegedly reportedly supposedly presumably seemingly likely "
    "purportedly arguably ostensibly conceivably"
)
SOURCELESS = _words("allegedly reportedly supposedly purportedly")
QUASI_NEGATIVES = _words("fail refuse lack deny cease decline neglect")
# Adverbs and linking words that open a sentence without adding to its proposition.
CONNECTIVES = _words(
    "but and or so yet however moreover furthermore further also nevertheless nonetheless still thus hence "
    "therefore consequently finally eventually indeed instead meanwhile otherwise besides additionally "
    "ridiculously unfortunately fortunately sadly happily surprisingly interestingly incidentally nor then again "
    "first second third lastly overall generally similarly likewise admittedly arguably of course ironically "
    "curiously remarkably notably"
)
CONCESSIVE = _words("though although while whereas whilst")
CAUSAL = _words("because since")
CONDITIONAL = _words("if unless whether lest")
