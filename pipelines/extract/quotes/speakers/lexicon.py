"""Words for people, with the gender that they tell."""

MASCULINE = frozenset(
    """
    man boy gentleman father brother son uncle husband king prince lord duke earl count baron sir master priest parson
    monk friar bishop lad fellow nephew grandfather papa dad daddy chap bachelor widower squire sailor soldier
    policeman constable fisherman waiter butler footman landlord host grandson stepfather godfather actor emperor
    waggoner schoolmaster sergeant captain colonel
    """.split()
)
FEMININE = frozenset(
    """
    woman girl lady mother sister daughter aunt wife queen princess duchess countess baroness madam ma'am maid nun
    niece grandmother mamma mama mum mom widow waitress governess landlady hostess granddaughter stepmother godmother
    actress empress housekeeper nurse mistress lass abbess schoolmistress maiden
    """.split()
)
NEUTRAL = frozenset(
    """
    child person stranger visitor guest friend cousin doctor officer teacher servant judge lawyer physician author
    editor reporter journalist student professor director minister president spokesperson clerk driver farmer companion
    neighbour neighbor prisoner traveller traveler patient customer hunter guide clergyman vicar rector official leader
    researcher scientist expert critic witness speaker passenger porter keeper youth baby orphan lover other
    interviewer applicant owner merchant artist painter poet writer secretary general major lieutenant
    """.split()
)
PEOPLE = MASCULINE | FEMININE | NEUTRAL
TITLES = frozenset(
    """
    mr mrs ms miss dr doctor prof professor sir lord lady dame madame monsieur mademoiselle king queen prince princess
    captain colonel major general lieutenant sergeant judge president senator aunt uncle father mother brother sister
    reverend rev saint st count countess baron baroness duke duchess master mistress squire
    """.split()
)
HE_TITLES = frozenset(
    """
    mr sir lord monsieur king prince uncle father brother count baron duke master squire captain colonel
    """.split()
)
SHE_TITLES = frozenset(
    """
    mrs ms miss lady dame madame mademoiselle queen princess aunt mother sister countess baroness duchess mistress
    """.split()
)
# Before a name or a word for somebody in an address: "my dear Watson", "well, young man".
ENDEARMENTS = frozenset("my dear dearest old young good little poor sweet darling".split())
ADDRESSES = PEOPLE | frozenset("darling dear dearest miss comrade mate sirrah madame monsieur honey".split())
