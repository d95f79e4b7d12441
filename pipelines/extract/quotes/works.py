"""The work that words are quoted from, where the text names one."""

from pipelines.extract.authority import name_key
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import Speaker
from pipelines.extract.rows import Reference, Span

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


def main_work_in(page: Page, sentence: Span, speaker: Speaker) -> Reference | None:
    """Give the page's main work where it speaks itself or a noun in the sentence stands for it, else None."""
    main = page.main_work
    words = page.text[sentence.start : sentence.end].casefold().split()
    told = any(word.strip(".,;:’'") in _EPISODE for word in words)
    return main if main is not None and (told or speaker.name == main.work) else None
