"""The three documents of `raw/`, passage by passage."""

from pathlib import Path

import pytest

from pipelines.readers import read
from pipelines.readers.document import Document

ENCYCLOPEDIA = """
title       | Leon Trotsky
byline      | From Metapedia
furniture   | Jump to: navigation, search
caption     | Leon Trotsky, when he was the leader of the Red Army.
paragraph   | Leon Trotsky (b. 7 November 1879
paragraph   | He was born to a wealthy
paragraph   | Trotsky initially supported
paragraph   | As such, he had a direct responsibility
paragraph   | More generally, as one of
paragraph   | Trotsky was eventually one of the losers
list_item   | There are no absolute rules
list_item   | As for us, we were never
list_item   | The decision was not only
list_item   | It was during that period
heading     | See also
heading     | Further reading
list_item   | Former Russian Commissar (1937).
list_item   | Service, Robert (2009).
list_item   | Thatcher, Ian D (2003).
list_item   | Sutton, Anthony C (1974).
list_item   | Welch, R (1976).
heading     | External links
"""
REVIEW = """
title       | Netflix’s “Trotsky”: a hatchet job and a con job
caption     | Leon Trotsky (center) with Diego Rivera and André Breton.
furniture   | Share with your friends
paragraph   | Leon Trotsky, the co-leader
paragraph   | The Russian company Sreda
paragraph   | The show uses unbelievable episodes
paragraph   | Lenin is portrayed as a cynical
paragraph   | Trotsky is portrayed as a mustache-twirling
paragraph   | The production’s version
paragraph   | Natalia Sedova, his wife
paragraph   | This bilge knows no limits.
paragraph   | Joseph Stalin, the usurper
paragraph   | Once Trotsky was exiled
paragraph   | Ridiculously, the show
paragraph   | Sreda’s “Trotsky” is comparable
paragraph   | The Old Man himself
paragraph   | From Trotsky’s final testament
furniture   | Share with your friends
"""
BLOG = """
furniture   | top of page
title       | "Trotsky" is an icepick to the heart of Soviet history
dateline    | Updated: Jul 13, 2023
caption     | Konstantin Khabensky in Trotsky. (Sreda Production Company) (a version
paragraph   | The100th anniversary
paragraph   | But there are also some curious
paragraph   | Leon Trotsky was Stalin’s biggest
paragraph   | Russia’s Channel 1
paragraph   | The historical inaccuracies
paragraph   | Trotsky does more than
paragraph   | There are two main themes
caption     | Mikhail Porechenkov as Alexandr Parvus
heading     | Trotsky: pawn of foreign powers.
paragraph   | The real life Belarusian-born
paragraph   | However, there is no evidence
paragraph   | The implication of this
heading     | Trotsky: the end justifies the means.
paragraph   | Trotsky unfolds through
paragraph   | Jackson confronts Trotsky
paragraph   | These tropes seem to
paragraph   | What is the moral of the story?
paragraph   | The parallels to present day
paragraph   | Trotsky was no saint.
furniture   | bottom of page
"""


def seed(project: Path, name: str) -> Document:
    (path,) = (project / "raw").glob(f"*/{name}_*.txt")
    return read(path.read_bytes())


@pytest.mark.parametrize(("name", "expected"), [("000", ENCYCLOPEDIA), ("003", REVIEW), ("004", BLOG)])
def test_every_passage_of_a_raw_document_is_what_it_is(project: Path, name: str, expected: str) -> None:
    document = seed(project, name)
    wanted = [tuple(part.strip() for part in line.split("|", 1)) for line in expected.strip().splitlines()]
    found = [(passage.kind.value, document.text[passage.start : passage.end]) for passage in document.passages]
    assert [kind for kind, _ in found] == [kind for kind, _ in wanted]
    assert all(text.startswith(words) for (_, text), (_, words) in zip(found, wanted, strict=True))


def test_the_head_of_a_raw_document_is_read(project: Path) -> None:
    encyclopedia, review, blog = (seed(project, name) for name in ("000", "003", "004"))
    assert (encyclopedia.title, encyclopedia.site, encyclopedia.byline) == ("Leon Trotsky", "Metapedia", None)
    assert (review.title, review.published) == ("Netflix’s “Trotsky”: a hatchet job and a con job", None)
    assert (blog.modified, blog.published) == ("2023-07-13", None)
    assert {encyclopedia.language, review.language, blog.language} == {"en"}


def test_a_list_item_has_no_bullet_and_no_outer_space(project: Path) -> None:
    document = seed(project, "000")
    items = [passage for passage in document.passages if passage.kind == "list_item"]
    assert {passage.level for passage in items} == {1}
    assert document.text[items[-1].start : items[-1].end].endswith("Robert Welch, Inc.")
