"""The check-worthiness model reads what it was trained to read."""

import json

from pipelines.extract.claims.worthiness import load_model, traits
from pipelines.extract.models.train_worthiness import measured, train


def test_plain_events_outrank_traits_and_motives():
    score = load_model().score
    assert score("Ada Quill was born in Leeds in 1870.") > 0.8
    assert score("Tom Barlow was a cruel and selfish coward.") < 0.5
    assert score("Tom Barlow hated Ada Quill because of envy.") < score("Tom Barlow married Ada Quill in 1899.")


def test_traits_count_what_a_statement_says():
    assert traits("") == ("bias", "concrete=False, soft=False")
    found = traits("Ada Quill was born in Leeds in 1870.")
    assert {"bias", "events>=1", "names>=2", "numbers>=1", "length>=6", "concrete=True, soft=False"} <= set(found)


def test_every_weight_is_of_a_trait_that_a_statement_can_have():
    weights = load_model().linear.weights
    told = traits("I hated no very good reason because she may have lacked 12 words of kindness and 14 of goodness.")
    assert {trait for trait in told if trait in weights}
    assert weights["concrete=True, soft=False"] > weights["concrete=False, soft=True"]


def test_training_gives_the_same_bytes_again(tmp_path):
    for name in ("seeds", "devset"):
        (tmp_path / name).mkdir()
        claims = [{"statement": f"Ada Quill opened school {i} in 1902.", "checkworthy": i % 3 > 0} for i in range(9)]
        (tmp_path / name / "claims.jsonl").write_text(json.dumps({"doc_id": name, "claims": claims}) + "\n")
    (tmp_path / "claims").mkdir()
    for name, field, label in (("claim", "claim", "factual"), ("sentence", "sentence", "yes")):
        path = tmp_path / "claims" / f"factcheckbench_{name}_checkworthiness.jsonl"
        path.write_text(json.dumps({field: "The sea is lovely.", "checkworthy": "opinion"}) + "\n"
                        + json.dumps({field: "The dam broke in 1911.", "checkworthy": label}) + "\n")  # fmt: skip
    assert train(tmp_path) == train(tmp_path)
    assert measured(tmp_path).startswith("AUC ")
