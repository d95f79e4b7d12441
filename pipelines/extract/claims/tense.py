"""Past forms of English verbs, for what a work tells in the present and for participles turned into sentences."""

_IRREGULAR = {
    "be": "was", "have": "had", "do": "did", "go": "went", "say": "said", "make": "made", "take": "took",
    "get": "got", "come": "came", "become": "became", "see": "saw", "know": "knew", "give": "gave", "find": "found",
    "think": "thought", "tell": "told", "leave": "left", "keep": "kept", "hold": "held", "lead": "led",
    "bring": "brought", "write": "wrote", "begin": "began", "run": "ran", "win": "won", "lose": "lost", "meet": "met",
    "pay": "paid", "sit": "sat", "stand": "stood", "speak": "spoke", "fall": "fell", "rise": "rose", "grow": "grew",
    "draw": "drew", "fight": "fought", "seek": "sought", "build": "built", "send": "sent", "spend": "spent",
    "buy": "bought", "sell": "sold", "teach": "taught", "catch": "caught", "feel": "felt", "mean": "meant",
    "hear": "heard", "choose": "chose", "break": "broke", "drive": "drove", "fly": "flew", "throw": "threw",
    "wear": "wore", "bear": "bore", "eat": "ate", "sing": "sang", "drink": "drank", "swim": "swam", "shoot": "shot",
    "steal": "stole", "strike": "struck", "bind": "bound", "flee": "fled", "hide": "hid", "lie": "lay", "lay": "laid",
    "ride": "rode", "shake": "shook", "sink": "sank", "sleep": "slept", "swear": "swore", "sweep": "swept",
    "wake": "woke", "weep": "wept", "withdraw": "withdrew", "understand": "understood", "undertake": "undertook",
    "overthrow": "overthrew", "overcome": "overcame", "forget": "forgot", "forgive": "forgave", "forbid": "forbade",
    "hang": "hung", "light": "lit", "lend": "lent", "bend": "bent", "deal": "dealt", "dig": "dug", "feed": "fed",
    "breed": "bred", "flow": "flowed", "freeze": "froze", "arise": "arose", "awake": "awoke", "blow": "blew",
    "burst": "burst", "cast": "cast", "cost": "cost", "cut": "cut", "hit": "hit", "hurt": "hurt", "let": "let",
    "put": "put", "quit": "quit", "read": "read", "set": "set", "shut": "shut", "spread": "spread", "split": "split",
    "beat": "beat", "bite": "bit", "ring": "rang", "shrink": "shrank", "spring": "sprang", "stick": "stuck",
    "sting": "stung", "swing": "swung", "tear": "tore", "will": "would", "can": "could", "may": "might",
    "shall": "should", "must": "had to",
}  # fmt: skip
_DOUBLING = frozenset(
    "pit stop plan admit commit submit permit refer prefer transfer occur drop grab rob ban strip ship slip step trap "
    "wrap beg control compel expel rebel propel regret plot chat kid rip tip tap skip flip whip nod rub "
    "spot stir instal fulfil enrol distil".split()
)


def past_of(lemma: str, plural: bool = False) -> str:
    """Give the simple past of a verb by its lemma; `plural` matters for `be` alone."""
    if lemma == "be":
        return "were" if plural else "was"
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    if lemma in _DOUBLING:
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"
