"""What makes rows: each extractor with its version, the code and the models it stands on.

A version is kept by hand and raised when the results of the extractor change, be it by its own code, by a model or by
an extractor before it. So an edit that changes no row leaves every row as it was, and a release can tell a row that
came or went for a reason from one that did so by accident.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extractor:
    """One maker of rows.

    `code` are files and folders of the package, with `/*.py` for the files of a folder without the folders below it;
    `models` are files of `extract/models`; `parser` tells whether it reads the parses of the language model.
    """

    version: str
    description: str
    code: tuple[str, ...]
    models: tuple[str, ...] = ()
    parser: bool = False


_BASE = ("errors.py", "identifiers.py", "patterns.py")
_READERS = (*_BASE, "readers")
_ROWS = (*_READERS, "sources.py", "yamlfile.py", "extract/*.py")
_REFERENCES = (*_ROWS, "extract/references")
_QUOTES = (*_REFERENCES, "extract/quotes")
_LINK = (*_ROWS, "link/*.py")
_REFERENCE_MODELS = ("references.crfsuite",)
_QUOTE_MODELS = (*_REFERENCE_MODELS, "kinds.json", "report_bounds.json", "reports.json", "speakers.json")
_CLAIM_MODELS = (*_QUOTE_MODELS, "confidence.json", "worthiness.json")

EXTRACTORS: Mapping[str, Extractor] = {
    "sources": Extractor("1", "Takes over what source.yaml says, and finds the files.", _ROWS),
    "readers": Extractor("1", "Reads bytes to a canonical text and its passages.", _ROWS),
    "mentions": Extractor("2", "Finds who and what a document names.", _ROWS, parser=True),
    "references": Extractor("2", "Finds places that point to works.", _REFERENCES, _REFERENCE_MODELS, parser=True),
    "quotes": Extractor("2", "Finds words given as somebody's.", _QUOTES, _QUOTE_MODELS, parser=True),
    "claims": Extractor(
        "2", "Finds propositions and who holds them.", (*_QUOTES, "extract/claims"), _CLAIM_MODELS, parser=True
    ),
    "authority": Extractor("1", "Takes over names from the authority file.", _LINK),
    "entities": Extractor("2", "Puts together the mentions of each entity.", _LINK),
    "works": Extractor("1", "Puts together the references to each work.", _LINK),
    "quote_links": Extractor("2", "Compares the words of quotes.", _LINK),
    "claim_links": Extractor("1", "Compares what claims say.", (*_LINK, "link/claims")),
    "quality": Extractor("1", "Takes over the measured figures.", ("errors.py", "release/quality.py")),
}
TABLES: Mapping[str, str] = {
    "documents": "readers",
    "passages": "readers",
    "mentions": "mentions",
    "references": "references",
    "reference_names": "references",
    "reference_fields": "references",
    "quotes": "quotes",
    "claims": "claims",
}
"""Who makes the rows of each table that one document yields by itself."""
STAGES: Mapping[str, str] = {"source": "sources", "read": "readers", "extract": "mentions"}
"""Who refuses what, by the stage that `rejects` names."""


def made_by(extractor: str) -> dict[str, str]:
    """Give the two columns that name an extractor: `extractor` and `extractor_version`."""
    return {"extractor": extractor, "extractor_version": EXTRACTORS[extractor].version}
