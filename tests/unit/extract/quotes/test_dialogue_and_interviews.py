"""Speech that is set off by dashes, by labels, or by being an answer."""

import pytest

DASHES = (
    "The ferry lay still.\n— Where are you going? asked Ada.\n"
    "— To the river, said Tom, and then home. I am tired.\n— Wait for me!\n"
)


def test_turns_with_dashes_are_cut_at_the_reporters_words(quotes_in) -> None:
    found = quotes_in(DASHES)
    assert found.rows == [
        ("direct", "Where are you going?"),
        ("direct", "To the river,"),
        ("direct", "and then home. I am tired."),
        ("direct", "Wait for me!"),
    ]
    assert found.speakers[:3] == ["Ada", "Tom", "Tom"]
    assert [found.words(quote.cue_span) for quote in found.quotes[:3]] == ["asked", "said", "said"]
    assert found.quotes[1].utterance == found.quotes[2].utterance == found.quotes[1].span.start
    assert found.quotes[0].utterance is None


@pytest.mark.parametrize(
    "text",
    [
        "The ferry lay still.\n— Where are you going? asked Ada.\nNobody answered her.\n",
        "Bring these things:\n— a warm coat\n— a lamp\n— bread for two days\n",
        "The rope — old as it was — held. The boat — a small one — did not.\n",
    ],
)
def test_a_dash_or_two_and_lists_with_dashes_are_no_dialogue(quotes_in, text: str) -> None:
    assert quotes_in(text).rows == []


LABELS = (
    "# Talk at the ferry\nValley Post: How did you come to the ferry?\n"
    "Helen Brandt: My uncle left it to me when I was twenty.\nValley Post: Is it a good life?\n"
    "Helen Brandt: It is a quiet one. “Quiet water,” as my uncle said.\n"
)


def test_labelled_turns_are_the_words_of_whoever_the_label_names(quotes_in) -> None:
    found = quotes_in(LABELS)
    assert found.rows == [
        ("direct", "How did you come to the ferry?"),
        ("direct", "My uncle left it to me when I was twenty."),
        ("direct", "Is it a good life?"),
        ("direct", "It is a quiet one. “Quiet water,” as my uncle said."),
        ("direct", "Quiet water,"),
    ]
    assert found.speakers[:4] == ["Valley Post", "Helen Brandt", "Valley Post", "Helen Brandt"]
    assert found.words(found.quotes[1].speaker_span) == "Helen Brandt"
    assert found.quotes[4].parent == found.quotes[3].span


def test_of_question_and_answer_the_answers_are_quoted(quotes_in) -> None:
    found = quotes_in(
        "# Interview with Helen Brandt\nQ: Is it a good life?\nA: It is a quiet one.\n"
        "Q: Would you change it?\nA: I would not.\n"
    )
    assert found.rows == [("direct", "It is a quiet one."), ("direct", "I would not.")]
    assert found.speakers == ["Helen Brandt", "Helen Brandt"]


def test_labels_that_do_not_take_turns_are_no_interview(quotes_in) -> None:
    text = "Address: 12 Ferry Lane.\nOpen: from May to October.\nPrice: two crowns.\nNote: no dogs.\n"
    assert quotes_in(text).rows == []


QUESTIONS = (
    "# An interview with Helen Brandt\nHelen Brandt has kept the ferry for thirty years. The paper spoke with her.\n"
    "How did you come to the ferry?\nMy uncle left it to me. I had no choice.\nIt was a hard winter.\n"
    "Is it a good life?\nIt is a quiet one.\nWho will follow you?\nNobody has asked.\n"
)


def test_the_paragraphs_behind_the_questions_of_an_interview_are_answers(quotes_in) -> None:
    found = quotes_in(QUESTIONS)
    assert found.rows == [
        ("direct", "My uncle left it to me. I had no choice.\nIt was a hard winter."),
        ("direct", "It is a quiet one."),
        ("direct", "Nobody has asked."),
    ]
    assert set(found.speakers) == {"Helen Brandt"}


def test_questions_on_a_page_that_is_no_interview_have_no_quoted_answers(quotes_in) -> None:
    page = QUESTIONS.replace("An interview with Helen Brandt", "The ferry of Helen Brandt").replace("spoke with", "met")
    assert quotes_in(page).rows == []
