"""spaCy's own pipeline, which stand-ins for its components are held against."""

from functools import cache

from spacy import load
from spacy.language import Language

from pipelines.extract.language import MODEL


@cache
def plain() -> Language:
    """Give the pipeline as spaCy loads it, once a process."""
    return load(MODEL)
