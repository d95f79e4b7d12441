"""Every content word of a statement comes from the document or from the authority file."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.annotation import Annotated, annotate
from pipelines.extract.authority import Authority, authority_of
from pipelines.extract.claims import find_claims
from pipelines.extract.claims.tense import past_of
from pipelines.extract.quotes import find_quotes
from pipelines.extract.references.find import find_references
from pipelines.readers import read
from pipelines.sources import load_authority_rows

from .conftest import PEOPLE, document_of
from .test_properties import WORDS

# What a statement may put in to be a sentence: articles, auxiliaries, prepositions, and the opening of a caption.
FORM_WORDS = frozenset(
    "a an the picture shows it was is be were been had did born died lasted from to in by of".split()
)
_WORD = re.compile(r"\w+")


def words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def allowed(annotated: Annotated, authority: Authority) -> set[str]:
    """The words of a document, of the names in the authority file, and the past forms of the document's words."""
    known = words(annotated.document.text) | FORM_WORDS
    for entry in authority.entries:
        known |= words(" ".join((entry.label, *entry.names, entry.work_type or "")))
    for part in annotated.parsed:
        known |= {past_of(token.lemma_.lower()) for token in part.doc}
    return known


def strangers(annotated: Annotated, authority: Authority) -> list[tuple[str, set[str]]]:
    references = find_references(annotated)
    claims = find_claims(annotated, references, find_quotes(annotated, references))
    known = allowed(annotated, authority)
    return [(claim.statement, words(claim.statement) - known) for claim in claims if words(claim.statement) - known]


def test_statements_on_the_raw_documents_add_no_word(project: Path, language) -> None:
    authority = authority_of(load_authority_rows(project / "raw"))
    paths = sorted((project / "raw").glob("*/*.txt"))
    assert paths
    for path in paths:
        annotated = annotate(read(path.read_bytes(), "text/plain"), authority, language)
        assert strangers(annotated, authority) == []


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=60)
def test_statements_on_any_text_add_no_word(language, tokens) -> None:
    annotated = annotate(document_of(" ".join(tokens)), PEOPLE, language)
    assert strangers(annotated, PEOPLE) == []
