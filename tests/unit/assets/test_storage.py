import polars as pl

from pipelines.assets.storage import column_schema, preview
from pipelines.contracts import Contracts


def test_a_preview_escapes_markup_and_cuts_long_cells() -> None:
    shown = preview(pl.DataFrame({"text": ["<script>|*x*", "a" * 200, None]}))
    assert shown.splitlines()[2:] == ["| \\<script\\>\\|\\*x\\* |", "| " + "a" * 79 + "… |", "|  |"]


def test_columns_are_shown_with_the_contract_s_descriptions(contracts: Contracts) -> None:
    first = column_schema(contracts["quotes"]).columns[0]
    assert (first.name, first.type, first.description) == ("quote_id", "string", "Digest of the document and the span.")
    assert first.constraints.unique and not first.constraints.nullable
