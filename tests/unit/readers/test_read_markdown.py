"""Markdown to documents: what is kept of its structure, and where its words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen import marks, rows, sources

from pipelines.errors import ReadError
from pipelines.readers import read
from pipelines.readers.markdown import read_markdown
from pipelines.readers.offsets import byte_spans

PAGE = b"""---
title: The mill at Orrin
author: Ada Roe
date: 2019-05-02
---
# The mill

It was **burned `down`
by hand** in [spring](http://a.example/b_(c) "x &amp; y") &amp; \\*not\\* later[^1].

> She wrote
that *nobody* came.
>
> - an item in it

1. one

   more of one
   * deeper

| a | b \\| c |
|---|---|
| cell | *other* |

Below
-----

```py
code = 1
```

[^1]: A note about
    the fire.

<p align="center">Set by <i>hand</i> &mdash; here.</p>
"""


def test_structure_is_kept() -> None:
    document = read(PAGE)
    assert rows(document) == [
        ("title", None, "The mill"),
        ("paragraph", None, "It was burned down by hand in spring & *not* later."),
        ("block_quote", None, "She wrote that nobody came."),
        ("list_item", 1, "an item in it"),
        ("list_item", 1, "one"),
        ("list_item", 1, "more of one"),
        ("list_item", 2, "deeper"),
        ("paragraph", None, "a"),
        ("paragraph", None, "b | c"),
        ("paragraph", None, "cell"),
        ("paragraph", None, "other"),
        ("heading", 1, "Below"),
        ("furniture", None, "code = 1"),
        ("list_item", 1, "A note about the fire."),
        ("paragraph", None, "Set by hand — here."),
    ]
    assert (document.title, document.byline, document.published) == ("The mill at Orrin", "Ada Roe", "2019-05-02")
    assert marks(document, "bold", "italic", "link", "note") == [
        ("bold", "burned down by hand"),
        ("link", "spring"),
        ("italic", "nobody"),
        ("italic", "other"),
        ("note", "A note about the fire."),
        ("italic", "hand"),
    ]


def test_each_passage_names_the_bytes_it_comes_from() -> None:
    found = sources(PAGE)
    assert found[1] == PAGE[PAGE.index(b"It was") : PAGE.index(b"[^1].") + 5]
    assert found[2] == b"She wrote\nthat *nobody* came."
    assert found[13] == b"A note about\n    the fire."


def test_line_ends_and_accents_lead_back_to_their_bytes() -> None:
    data = "# Café\r\n\r\nÉtienne *wrote*\r\nthat e\u0301tudes [burn](http://x.example).\r\n".encode()
    document = read(data)
    assert rows(document)[1][2] == "Étienne wrote that études burn."
    assert sources(data)[1].decode() == "Étienne *wrote*\r\nthat e\u0301tudes [burn](http://x.example)."


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"---\ntitle: x\n---\n\n[a]: http://x.example\n", "no_text"), (b"x" * 1_000_001, "too_complex")],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_markdown(data)
    assert caught.value.reason == reason


@given(st.text(alphabet="ab é\u0301*_`[]()<>#>-1.|\n\\&!^: \t\r\"'", max_size=120))
def test_any_text_gives_passages_within_it_or_a_reason(text: str) -> None:
    data = text.encode()
    try:
        document = read_markdown(data)
    except ReadError:
        return
    spans = [(p.start, p.end) for p in document.passages]
    assert spans == sorted(spans)
    assert all(document.text[a:b] == document.text[a:b].strip() != "" for a, b in spans)
    assert all(0 <= a <= b <= len(data) for a, b in byte_spans(document.anchors, "utf-8", document.text, spans))
