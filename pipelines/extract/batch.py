"""The left half of the way: one pure function from a batch of raw documents to rows.

It runs the same in one process, on all cores, or on a cluster: a row depends on its document and the authority file.
"""

from collections.abc import Iterator, Sequence

from pipelines.errors import ReadError
from pipelines.extract.annotation import RUN_CHARACTERS, Annotated, annotate_all, unparsed
from pipelines.extract.authority import Authority
from pipelines.extract.claims import find_claims
from pipelines.extract.language import MAX_CHARACTERS, Parser
from pipelines.extract.quotes import find_quotes
from pipelines.extract.references.find import find_references
from pipelines.extract.rows import Extraction
from pipelines.extract.tables import Row, Rows, document_id, reject, rows_of
from pipelines.readers import read
from pipelines.readers.document import Document
from pipelines.sources import RawDocument

TABLES = (
    "documents",
    "passages",
    "rejects",
    "mentions",
    "references",
    "reference_names",
    "reference_fields",
    "quotes",
    "claims",
)
LIMITS = {
    "passage_too_long": f"the parser takes passages of {MAX_CHARACTERS} at the most",
    "no_language": f"without a space for {RUN_CHARACTERS} or more, which is no language",
}


def extract_batch(raws: Sequence[RawDocument], authority: Authority, language: Parser) -> Rows:
    """Give the rows of a batch by table, in the order of the documents; what cannot be read is a row of `rejects`."""
    rows: Rows = {name: [] for name in TABLES}
    read_documents: list[tuple[RawDocument, Document]] = []
    for raw in raws:
        try:
            read_documents.append((raw, read(raw.data, raw.media_type)))
        except ReadError as error:
            rows["rejects"].append(reject("read", raw, error.reason, error.detail, error.location))
    annotated = annotate_all([document for _, document in read_documents], authority, language)
    for (raw, document), one in zip(read_documents, annotated, strict=True):
        rows["rejects"].extend(_unparsed(raw, document))
        for name, found in rows_of(raw, one, extract(one)).items():
            rows[name].extend(found)
    return rows


def extract(annotated: Annotated) -> Extraction:
    """Give the references, quotes and claims of one document; each extractor may use what the ones before it found."""
    references = find_references(annotated)
    quotes = find_quotes(annotated, references)
    claims = find_claims(annotated, references, quotes)
    return Extraction(tuple(references), tuple(quotes), tuple(claims))


def _unparsed(raw: RawDocument, document: Document) -> Iterator[Row]:
    """Say which words were left out: they stand in `passages`, but yield no rows."""
    for span, reason in unparsed(document):
        detail = f"{span.end - span.start} code points; {LIMITS[reason]}"
        where = f"code points {span.start} to {span.end}"
        yield reject("extract", raw, reason, detail, where, document_id(raw))
