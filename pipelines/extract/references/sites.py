"""Sites, groups and periodicals by their bare names, where the text points to something published there."""

import re
from collections.abc import Iterator

from pipelines.extract.annotation import Annotated
from pipelines.extract.parsed import Parsed
from pipelines.extract.references.identifiers import URL, trim_address
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.patterns import Sieve
from pipelines.readers.document import PassageKind

_DOMAIN = Sieve(
    r"(?<![\w@./-])(?:[A-Za-z0-9-]{1,40}\.){1,3}(?:com|org|net|info|edu|gov|ru|uk|de|fr|io|tv)\b(?!/)(?!\.[a-z])"
)
_NEWSGROUP = Sieve(r"(?<![\w.])(?:alt|comp|rec|sci|soc|talk|misc|humanities)(?:\.[a-z][a-z0-9-]{1,24}){1,5}(?![\w.])")
_OWN_SITE = Sieve(
    r"(?:\b[Tt]he )?(?<!\w)(?P<owner>[A-Z][\w’'-]{0,40}(?: (?:of|the|for|and) [A-Z][\w’'-]{0,40}|"
    r" [A-Z][\w’'-]{0,40}){0,5}) (?:website|web site|homepage|blog)\b"
)
_PLATFORM = Sieve(
    r"(?<=\b(?:on|to|at) )(?P<name>YouTube|Twitter|Facebook|Reddit|Wikipedia|Instagram|TikTok|Telegram|4chan|"
    r"LiveJournal|Tumblr|Medium|Substack)\b"
    r"|(?<=\b(?:from|upon) )(?P<name2>YouTube|Twitter|Facebook|Reddit|Wikipedia|4chan)\b|(?<=\bvia )"
    r"(?P<name3>YouTube|Twitter|Facebook|Telegram)\b"
)
_HEADS = (
    "Times|Post|Herald|Tribune|Gazette|Chronicle|Guardian|Telegraph|Mail|Journal|Review|Observer|Monitor|"
    "Dispatch|Courier|Economist|"
    "Independent|Spectator|Nation|Atlantic|Inquirer|Examiner|Globe|Sun|Star|Standard|Mirror|Express|New Yorker"
)
_PERIODICAL = Sieve(
    rf"\b(?:(?<=[a-z] )The (?:[A-Z][a-z]+ (?:and |of )?){{0,3}}(?:{_HEADS})|New York Times|Washington Post|"
    rf"Wall Street Journal|"
    r"Los Angeles Times|Financial Times|Foreign Policy|Foreign Affairs|BBC News|CNN|Fox News|Reuters|"
    r"Associated Press|Le Monde|"
    r"Le Figaro|Der Spiegel|Die Zeit|Pravda|Izvestia|Novaya Gazeta|Kommersant|Al Jazeera|Haaretz|El País|"
    r"Radio Free Europe)\b"
)
# Heads that end the name of a periodical in any run of capitals, and ones that begin it.
_TITLE_HEADS = (
    "Times|Herald|Tribune|Gazette|Chronicle|Guardian|Telegraph|Journal|Review|Observer|Courier|Quarterly|Weekly|"
    "Monthly|Bulletin|Magazine|Dispatch|Examiner|Inquirer|Spectator|Mercury|Advertiser|Zeitung|Tageblatt|Nachrichten"
)
_TITLED = Sieve(
    rf"(?<![\w’'-])(?:[A-Z][\w’'-]{{1,20}} (?:(?:and|of) )?){{1,3}}(?:{_TITLE_HEADS})(?![\w’'-]| [A-Z])"
    r"(?:(?<=Journal) (?:of|for) (?:the )?[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20})?)?|"
    r"(?<![\w’'-])(?:(?:International|American|British|European|Slavic|Scandinavian) )?"
    r"(?:Journal|Annals|Bulletin|Proceedings|Transactions|Revue|Zeitschrift) (?:of|for|de|d'|für) (?:the )?"
    r"[A-Z][\w’'-]{1,20}(?: (?:and |of |the )?[A-Z][\w’'-]{1,20}){0,4}"
)
_SAYS = re.compile(
    r"\s+(?:report(?:ed|s)|wr(?:ote|ites)|sa(?:id|ys)|not(?:ed|es)|call(?:ed|s)|describ(?:ed|es)|publish(?:ed|es)|"
    r"reveal(?:ed|s)|review(?:ed|s)|quot(?:ed|es)|ran|print(?:ed|s))\b"
)
_STREAMS = (
    "Netflix|Hulu|Amazon Prime(?: Video)?|Prime Video|Disney\\+|HBO Max|Apple TV\\+?|Mubi|BBC iPlayer|iTunes|Spotify|"
    "Vimeo|SoundCloud|Project Gutenberg|(?:the )?Internet Archive|Google Books|Kindle|Audible"
)
_AVAILABLE = Sieve(
    r"\b(?:available|stream(?:ing|ed|s)?|airs|aired|shown|watch(?:ed)?|released)"
    rf" (?:(?:it|them|online|now|exclusively) )?(?:on|via|through) (?P<name>{_STREAMS})(?!\w)"
)
_POINTING = re.compile(r"\b(?:in|by|for|from|on|to|told|with|according to|via|per)\s+(?:the\s+)?$|\bof\s+$|[(]$")


def named_sites(annotated: Annotated) -> list[Reference]:
    """Give sites, newsgroups and periodicals that are named as the place of something, and URLs."""
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _links(part)
        found += _pages(part)
        found += _periodicals(part)
    return [*found, *_own_sites(annotated)]


def _links(part: Parsed) -> Iterator[Reference]:
    for match in URL.finditer(part.text):
        address = trim_address(match.group())
        start = part.passage.start + match.start()
        yield Reference(
            Span(start, start + len(address)),
            ReferenceKind.LINK,
            work=address,
            type="webpage",
            url=address,
            confidence=0.95,
        )


def _pages(part: Parsed) -> Iterator[Reference]:
    text = part.text
    for match in _AVAILABLE.finditer(text):
        start, end = (part.passage.start + at for at in match.span("name"))
        name = match.group("name")
        yield Reference(Span(start, end), ReferenceKind.WORK_MENTION, title=name, type="webpage", confidence=0.6)
    for pattern in (_DOMAIN, _NEWSGROUP, _PLATFORM):
        for match in pattern.finditer(text):
            span = Span(part.passage.start + match.start(), part.passage.start + match.end())
            yield Reference(span, ReferenceKind.WORK_MENTION, title=match.group(), type="webpage", confidence=0.6)


def _own_sites(annotated: Annotated) -> Iterator[Reference]:
    """`the Church's website`: the site of somebody, where it is first named in the titles and in the running text."""
    seen: set[tuple[bool, str]] = set()
    for part in annotated.parsed:
        heading = part.passage.kind in (PassageKind.TITLE, PassageKind.HEADING)
        for match in _OWN_SITE.finditer(part.text):
            owner = re.sub(r"[’']s?$", "", match.group("owner"))
            names = {(heading, word) for word in owner.split() if word[0].isupper()}
            if names & seen:
                continue
            seen |= names
            span = Span(part.passage.start + match.start(), part.passage.start + match.end())
            yield Reference(span, ReferenceKind.WORK_MENTION, work=f"{owner}'s website", type="webpage", confidence=0.6)


def _periodicals(part: Parsed) -> Iterator[Reference]:
    text = part.text
    for pattern in (_PERIODICAL, _TITLED):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 30) : match.start()]
            inside_a_name = not match.group().startswith("The ") and re.search(
                r"[A-Z][\w’']* (?:of|for|in)\s+(?:the\s+)?$", before
            )
            if (_POINTING.search(before) or _speaks(pattern, match, before)) and not inside_a_name:
                span = Span(part.passage.start + match.start(), part.passage.start + match.end())
                yield Reference(
                    span, ReferenceKind.WORK_MENTION, title=match.group(), type="periodical", confidence=0.6
                )


def _speaks(pattern: Sieve, match: re.Match[str], before: str) -> bool:
    """Tell whether a periodical is what says something: `as the Amber Herald reported`."""
    speaks = _SAYS.match(match.string, match.end()) is not None
    return pattern is _TITLED and speaks and re.search(r"\b[Tt]he\s+$|^$|[.,]\s+$", before) is not None
