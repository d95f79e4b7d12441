"""The check-worthiness model reads what it was trained to read."""

import json
from importlib.resources import files

from pipelines.extract.claims.worthiness import FEATURES, features, load_model
from pipelines.extract.models.train_worthiness import model_text


def test_plain_events_outrank_traits_and_motives():
    score = load_model().score
    assert score("Ada Quill was born in Leeds in 1870.") > 0.8
    assert score("Tom Barlow was a cruel and selfish coward.") < 0.5
    assert score("Tom Barlow hated Ada Quill because of envy.") < score("Tom Barlow married Ada Quill in 1899.")


def test_weights_and_features_agree():
    weights = json.loads(files("pipelines.extract.models").joinpath("worthiness.json").read_text(encoding="utf-8"))[
        "weights"
    ]
    assert tuple(weights) == FEATURES
    assert len(features("")) == len(FEATURES)


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
    assert model_text(tmp_path) == model_text(tmp_path)
