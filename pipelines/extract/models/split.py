"""Which documents of the gold standards no shipped model has seen."""

from hashlib import sha256

FOLDS = 5


def fold_of(document_id: str, topic: str = "quotes") -> int:
    """Give the fold of a document, 0 to 4: fixed by its id and the topic, so that it never moves."""
    return int(sha256(f"testimonia-{topic}-1:{document_id}".encode()).hexdigest(), 16) % FOLDS


def held_back(document_id: str, topic: str = "quotes") -> bool:
    """Tell a document that is kept for measuring: about one in five."""
    return fold_of(document_id, topic) == 0
