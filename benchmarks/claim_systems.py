"""Claim extractors side by side, each with the CPU-seconds that it took apart from the parse.

As a script, `python benchmarks/claim_systems.py < SENTENCES > FOUND` (JSON lines) runs textacy's function for tuples of
subject, verb and object, with a Python that has it, on the parses of our own language model.
"""

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

Row = dict[str, Any]
Found = tuple[list[Row], float]
_CLAUSES = frozenset({"ROOT", "conj", "advcl", "ccomp", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX"})
_OWN = re.compile(r"(?<=\w)('s?)(?=\s|$)")


def ours(annotated: Any, references: Sequence[Any], quotes: Sequence[Any]) -> Found:
    """The table `claims`."""
    from pipelines.extract.claims import find_claims

    started = time.process_time()
    claims = find_claims(annotated, references, quotes)
    taken = time.process_time() - started
    return [row_of(claim) for claim in claims], taken


def row_of(claim: Any) -> Row:
    """Give a claim as the scorers read it."""
    return {
        "start": claim.span.start, "end": claim.span.end, "statement": claim.statement, "holder": claim.holder,
        "author_stance": claim.author_stance.value, "dates": dates_of(claim.event_date),
        "subject": claim.subject, "predicate": claim.predicate, "object": claim.object, "confidence": claim.confidence,
    }  # fmt: skip


def dates_of(edtf: str | None) -> list[str]:
    """Give the dates of an EDTF set one by one, as the gold has them."""
    return edtf.strip("{}").split(",") if edtf else []


def every_sentence(annotated: Any) -> Found:
    """Every sentence of prose, as a claim of the author."""
    started = time.process_time()
    rows = [
        row
        for part in prose(annotated)
        for sentence in part.doc.sents
        for row in [_plain(part, sentence.start, sentence.end - 1)]
        if row is not None
    ]
    return rows, time.process_time() - started


def every_clause(annotated: Any) -> Found:
    """Every clause of spaCy's parse, as a claim of the author: the tokens around its verb that belong to no other."""
    started = time.process_time()
    rows = []
    for part in prose(annotated):
        own = _owners(part.doc)
        for head in {head for head in own if head >= 0}:
            first = last = head
            while first > 0 and own[first - 1] == head:
                first -= 1
            while last + 1 < len(own) and own[last + 1] == head:
                last += 1
            rows.append(_plain(part, first, last))
    return [row for row in rows if row is not None], time.process_time() - started


def prose(annotated: Any) -> list[Any]:
    from pipelines.extract.claims.keep import CLAIMING_KINDS

    return [part for part in annotated.parsed if part.passage.kind in CLAIMING_KINDS]


def _owners(doc: Any) -> list[int]:
    """Give for each token the verb of its clause, or -1 where no clause is above it."""

    def is_clause(token: Any) -> bool:
        return token.dep_ in _CLAUSES and token.pos_ in _VERBAL

    owners = [-1] * len(doc)
    for token in doc:
        step = token
        while not is_clause(step) and step.head.i != step.i:
            step = step.head
        owners[token.i] = step.i if is_clause(step) else -1
    return owners


def _plain(part: Any, first: int, last: int) -> Row | None:
    text = part.text
    start, end = part.doc[first].idx, part.doc[last].idx + len(part.doc[last])
    said = text[start:end].strip(' \n\t,.;:!?–—-•*()[]“”"')
    if not any(letter.isalpha() for letter in said):
        return None
    start = text.index(said, start)
    offset = part.passage.start + start
    whole = {"start": offset, "end": offset + len(said), "statement": said + ".", "dates": []}
    return whole | {"holder": "author", "author_stance": "asserts"}


def words_of(text: str | None) -> str:
    """Give text as CaRB has it: words and marks apart by one space."""
    return " ".join(_OWN.sub(r" \1", text or "").split())


def textacy_tuples(texts: Sequence[str]) -> Iterator[tuple[list[tuple[str, str, str]], float]]:
    """`textacy.extract.subject_verb_object_triples` (Apache-2.0)."""
    from textacy.extract import subject_verb_object_triples

    from pipelines.extract.language import load_language

    language = load_language()
    for text in texts:
        doc = language(text)
        started = time.process_time()
        triples = list(subject_verb_object_triples(doc))
        taken = time.process_time() - started
        told = [(triple.subject, triple.verb, triple.object) for triple in triples]
        yield [tuple(" ".join(token.text for token in part) for part in one) for one in told], taken  # type: ignore[misc]


def main() -> None:
    texts = [json.loads(line) for line in sys.stdin]
    for triples, taken in textacy_tuples(texts):
        print(json.dumps({"triples": triples, "extracting": taken}))


if __name__ == "__main__":
    main()
