"""Parses that were kept are those that the parser gives."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.engines.parses import KeptParses

TEXTS = [
    "Ada Quill (1870–1931), who’d sold the mill's horses, wasn't seen in Leeds again.",
    "“No,” he wrote — “never!”  Two  spaces.",
    "東京 and Größe 🙂 are words too.",
    "Ada Quill (1870–1931), who’d sold the mill's horses, wasn't seen in Leeds again.",
]


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            token.text, token.idx, token.whitespace_, token.tag_, token.pos_, token.dep_, token.head.i, token.lemma_,
            str(token.morph), token.ent_type_, token.ent_iob_, token.is_sent_start, token.lower_, token.shape_,
            token.is_stop, token.left_edge.i, token.right_edge.i,
        )
        for token in doc
    ]  # fmt: skip


class Counting:
    """A parser that counts what it is asked to parse."""

    def __init__(self, language: Language) -> None:
        self.vocab, self._language, self.asked = language.vocab, language, 0

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Doc]:
        asked = list(texts)
        self.asked += len(asked)
        return self._language.pipe(asked, batch_size=batch_size)


def test_kept_parses_are_the_parser_s_own(tmp_path: Path, language: Language) -> None:
    plain = [told(doc) for doc in language.pipe(TEXTS)]
    for asked in (3, 0):
        counting = Counting(language)
        kept = KeptParses(counting, tmp_path / "parses.sqlite")  # type: ignore[arg-type]
        docs = list(kept.pipe(TEXTS, batch_size=2))
        assert [told(doc) for doc in docs] == plain
        assert [[(e.text, e.label_) for e in doc.ents] for doc in docs] == [
            [(e.text, e.label_) for e in doc.ents] for doc in language.pipe(TEXTS)
        ]
        assert (counting.asked, kept.parsed, kept.repeated) == (asked, asked, len(TEXTS) - asked)


@pytest.mark.parametrize("spoil", ["another version", "no database", "cut"])
def test_a_file_that_cannot_be_used_is_begun_anew(spoil: str, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "parses.sqlite"
    first = KeptParses(language, path)
    list(first.pipe(TEXTS, batch_size=2))
    if spoil == "another version":
        with first._file:
            first._file.execute("UPDATE version SET parser = 'older'")
    first._file.close()
    if spoil == "no database":
        path.write_bytes(b"This is no database at all. " * 400)
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    again = KeptParses(language, path)
    assert len(list(again.pipe(TEXTS, batch_size=2))) == len(TEXTS)
    assert again.parsed == 3
