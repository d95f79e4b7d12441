"""The work that words are quoted from, where the text names one."""

from pipelines.extract.authority import name_key
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import Speaker
from pipelines.extract.rows import Reference, Span

_PLACING = frozenset("in from of".split())
_PARTS = frozenset("line passage quote quotation verse sentence words entry chapter poem song stanza".split())
_NEAR = 4
_EPISODE = ("episode", "series", "show", "film", "movie", "novel", "production", "play", "account", "scene", "book")


def work_in(page: Page, lead: Span) -> Reference | None:
    """Give the last work that a lead-in names ("From his diary: “…”"), or None."""
    named = [reference for reference in page.references_in(lead) if reference.work]
    return named[-1] if named else None


def author_of(page: Page, reference: Reference) -> Speaker:
    """Give whose words a work holds: its author by the text or the authority file, else the work itself."""
    title = reference.work or reference.title
    for name in reference.names:
        named = page.annotated.cast.resolve(name.literal)
        inside = page.annotated.cast.within(reference.span)
        span = next((m.span for m in inside if named is not None and m.named == named), None)
        return Speaker(named.name if named else name.literal, span or reference.span)
    entry = page.annotated.authority.find_work(title) if title else None
    if entry is not None and entry.creator:
        inside = page.annotated.cast.within(reference.span)
        span = next((m.span for m in inside if name_key(m.named.name) == name_key(entry.creator or "")), None)
        return Speaker(entry.creator, span or reference.span)
    return Speaker(title, reference.span)


def work_behind(page: Page, rest: Span) -> Reference | None:
    """Give the work that the narration behind words names as where they stand: "…," reads a line in “The Gull”."""
    for reference in page.references_in(rest):
        words = page.text[rest.start : reference.span.start].casefold().split()
        if reference.work and _PLACING & set(words[-_NEAR:]):
            return reference
    return None


def from_work(page: Page, speaker: Speaker, work: Reference | None, lead: Span) -> Speaker:
    """Let the author speak where the expression found is the work or a part of it ("a quote from his diary")."""
    if work is None:
        return speaker
    if speaker.span is None:
        return author_of(page, work)
    words = page.text[speaker.span.start : speaker.span.end].casefold().split()
    begins = abs(speaker.span.start - work.span.start) <= len("the ") and lead.start <= work.span.start
    part = bool(_PARTS & set(words)) and speaker.span.start < work.span.start <= speaker.span.end + len(" “")
    return author_of(page, work) if begins or part else speaker


def main_work_in(page: Page, sentence: Span, speaker: Speaker) -> Reference | None:
    """Give the work that the speaker's expression names, else the page's main work if it speaks or a noun means it."""
    named = [r for r in page.references_in(speaker.span) if r.work and r.title] if speaker.span is not None else []
    if named:
        return named[-1]
    main = page.main_work
    words = page.text[sentence.start : sentence.end].casefold().split()
    told = any(word.strip(".,;:’'") in _EPISODE for word in words)
    return main if main is not None and (told or speaker.name == main.work) else None
