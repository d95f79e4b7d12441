import pytest

from pipelines.extract.claims.wording import sentence


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("the mill burned down", "The mill burned down."),
        ("“ nobody will forget it.”", "Nobody will forget it."),
        ("“the mill burned", "The mill burned."),
        ("the mill burned”", "The mill burned."),
        ("she said, “The mill burned.”", "She said, “The mill burned.”"),
        ("the “ mill ” burned , they say", "The “mill ” burned, they say."),
        ('" the mill', "The mill."),
        ("it ends with a proverb: “", "It ends with a proverb."),
        (", ;", ""),
    ],
)
def test_a_sentence_has_a_capital_a_stop_and_no_lone_mark(words: str, written: str) -> None:
    assert sentence(words) == written
