"""The left half of the way: one pure function from a batch of raw documents to rows.

It runs the same in one process, on all cores, or on a cluster: a row depends on its document and the authority file.
"""

from collections.abc import Iterable, Sequence

from spacy.language import Language

from pipelines.errors import ReadError
from pipelines.extract.annotation import Annotated, annotate_all
from pipelines.extract.authority import Authority
from pipelines.extract.claims import find_claims
from pipelines.extract.language import MAX_CHARACTERS
from pipelines.extract.quotes import find_quotes
from pipelines.extract.references import find_references
from pipelines.extract.rows import Extraction
from pipelines.extract.tables import Row, Rows, document_id, reject, rows_of
from pipelines.readers import read
from pipelines.readers.document import Document
from pipelines.sources import RawDocument

TABLES = ("documents", "passages", "rejects", "mentions", "references", "reference_names", "quotes", "claims")


def extract_batch(raws: Sequence[RawDocument], authority: Authority, language: Language) -> Rows:
    """Give the rows of a batch by table, in the order of the documents; what cannot be read is a row of `rejects`."""
    rows: Rows = {name: [] for name in TABLES}
    read_documents: list[tuple[RawDocument, Document]] = []
    for raw in raws:
        try:
            read_documents.append((raw, read(raw.data, raw.media_type)))
        except ReadError as error:
            rows["rejects"].append(reject("read", raw.path, error.reason, error.detail, error.location))
    annotated = annotate_all([document for _, document in read_documents], authority, language)
    for (raw, document), one in zip(read_documents, annotated, strict=True):
        rows["rejects"].extend(_too_long(raw, document))
        for name, found in rows_of(raw, one, extract(one)).items():
            rows[name].extend(found)
    return rows


def extract(annotated: Annotated) -> Extraction:
    """Give the references, quotes and claims of one document; each extractor may use what the ones before it found."""
    references = find_references(annotated)
    quotes = find_quotes(annotated, references)
    claims = find_claims(annotated, references, quotes)
    return Extraction(tuple(references), tuple(quotes), tuple(claims))


def _too_long(raw: RawDocument, document: Document) -> Iterable[Row]:
    """Say which passages were too long for the parser: they are kept as passages, but yield no rows."""
    for passage in document.passages:
        length = passage.end - passage.start
        if length > MAX_CHARACTERS:
            detail = f"a passage of {length} code points; the parser takes {MAX_CHARACTERS}"
            where = f"code points {passage.start} to {passage.end}"
            yield reject("extract", raw.path, "passage_too_long", detail, where, document_id(raw))
