"""Quotation tools behind one interface: `python benchmarks/quote_systems.py NAME < DOCUMENTS > FOUND`, JSON lines.

Each runs in a process of its own, on one thread; the CPU time of a document's parse and of its extraction are apart.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

Found = list[dict[str, Any]]
Timed = tuple[Found, float, float]
System = Callable[[list[str]], Iterator[Timed]]
_REGION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")


def testimonia(texts: list[str]) -> Iterator[Timed]:
    """The table `quotes`."""
    yield from _ours(texts, thoughts=False)


def with_thoughts(texts: list[str]) -> Iterator[Timed]:
    """The table `quotes`, and what the same models find to be thought, felt or seen (which becomes claims)."""
    yield from _ours(texts, thoughts=True)


def _ours(texts: list[str], *, thoughts: bool) -> Iterator[Timed]:
    from pipelines.extract.annotation import annotate
    from pipelines.extract.authority import Authority
    from pipelines.extract.language import load_language
    from pipelines.extract.references.find import find_references
    from pipelines.readers import read

    language = load_language()
    for text in texts:
        started = time.process_time()
        annotated = annotate(read(text.encode(), "text/plain"), Authority(()), language)
        references = find_references(annotated)
        parsed = time.process_time()
        rows = found_rows(annotated, references, thoughts=thoughts)
        yield rows, parsed - started, time.process_time() - parsed


def found_rows(annotated: Any, references: Any, models: Any = None, *, thoughts: bool) -> Found:
    """Give what we find in a parsed document, with models of its own where there are some."""
    from pipelines.extract.quotes.find import find_quotes
    from pipelines.extract.quotes.page import page_of
    from pipelines.extract.quotes.reports.find import find_reports

    quotes = find_quotes(annotated, references, models)
    rows = [row_of(quote, quote.kind.value) for quote in quotes]
    told = [quote.span for quote in quotes]
    for report in find_reports(page_of(annotated, references, models)) if thoughts else ():
        if not any(_shared(report.span, span) for span in told):
            rows.append(row_of(report, "indirect", report.cue))
    return rows


def _shared(one: tuple[int, int], other: tuple[int, int]) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common * 2 > max(one[1], other[1]) - min(one[0], other[0])


def row_of(found: Any, kind: str, cue: Any = None) -> dict[str, Any]:
    """Give a quote or a report as the scorers read it."""
    speaker = getattr(found, "speaker", None)
    name, span = (speaker, found.speaker_span) if hasattr(found, "speaker_span") else (speaker.name, speaker.span)
    cue = cue or getattr(found, "cue_span", None)
    row = {"start": found.span.start, "end": found.span.end, "kind": kind, "speaker": name}
    if span is not None:
        row |= {"speaker_start": span.start, "speaker_end": span.end}
    return row | ({"cue_start": cue.start, "cue_end": cue.end} if cue is not None else {})


def textacy(texts: list[str]) -> Iterator[Timed]:
    """`textacy.extract.direct_quotations`, the best known public function for English (Apache-2.0)."""
    from textacy.extract import direct_quotations

    from pipelines.extract.language import load_language

    language = load_language()
    for text in texts:
        started = time.process_time()
        doc = language(text)
        parsed = time.process_time()
        rows = []
        try:
            for triple in direct_quotations(doc):
                row = {"start": triple.content.start_char, "end": triple.content.end_char, "kind": "direct"}
                if triple.speaker:
                    first, last = triple.speaker[0], triple.speaker[-1]
                    row |= {"speaker_start": first.idx, "speaker_end": last.idx + len(last)}
                    row["speaker"] = doc.text[first.idx : last.idx + len(last)]
                if triple.cue:
                    row |= {"cue_start": triple.cue[0].idx, "cue_end": triple.cue[-1].idx + len(triple.cue[-1])}
                rows.append(row)
        except ValueError:
            # It gives up on a document with an odd number of marks; what it has found by then counts.
            pass
        yield rows, parsed - started, time.process_time() - parsed


def regions(texts: list[str]) -> Iterator[Timed]:
    """All that stands in a pair of marks within a paragraph."""
    for text in texts:
        started = time.process_time()
        rows: Found = []
        for block in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text):
            for match in _REGION.finditer(text, block.start(), block.end()):
                rows.append({"start": match.start() + 1, "end": match.end() - 1, "kind": "direct"})
        yield rows, 0.0, time.process_time() - started


SYSTEMS: dict[str, System] = {
    "testimonia": testimonia,
    "testimonia, with thoughts": with_thoughts,
    "textacy 0.13": textacy,
    "plain region finder": regions,
}


def main() -> None:
    texts = [json.loads(line) for line in sys.stdin]
    for rows, parsing, extracting in SYSTEMS[sys.argv[1]](texts):
        print(json.dumps({"rows": rows, "parsing": parsing, "extracting": extracting}))


if __name__ == "__main__":
    main()
