"""The IO manager: a table is written in the shape of its contract, and shown with its rows and columns."""

import re

import dagster as dg
import polars as pl

from pipelines import parquet
from pipelines.contracts import Table
from pipelines.settings import Settings

PREVIEW_ROWS = 10
PREVIEW_CHARACTERS = 80


class TableStorage(dg.ConfigurableIOManager):
    """One Parquet file a table, in the build folder of the settings."""

    settings: dg.ResourceDependency[Settings]

    def handle_output(self, context: dg.OutputContext, obj: pl.DataFrame) -> None:
        """Write a table; raises `ContractError` where it does not have the contract's shape."""
        name = context.asset_key.path[-1]
        contracts = self.settings.contracts()
        path = self.settings.table_path(name)
        parquet.write(obj, contracts[name], contracts.schema(name), path)
        context.add_output_metadata(
            {
                "dagster/row_count": obj.height,
                "dagster/column_schema": column_schema(contracts[name]),
                "preview": dg.MetadataValue.md(preview(obj.select(contracts[name].columns))),
                "bytes": path.stat().st_size,
            }
        )

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        """Read a table."""
        return parquet.read(self.settings.table_path(context.asset_key.path[-1]))


def column_schema(table: Table) -> dg.TableSchema:
    """Give a contract's fields as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=item.name,
                type=item.type,
                description=item.description,
                constraints=dg.TableColumnConstraints(
                    nullable=not item.constraints.required, unique=item.constraints.unique
                ),
            )
            for item in table
        ]
    )


def preview(frame: pl.DataFrame) -> str:
    """Give the first rows as a Markdown table; long cells are cut, and what Markdown reads as markup is escaped."""
    head = frame.head(PREVIEW_ROWS)
    lines = ["| " + " | ".join(head.columns) + " |", "|" + " --- |" * head.width]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in head.iter_rows()]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Give text so that Markdown shows it as it is."""
    return re.sub(r"([\\|*_`<>\[\]])", r"\\\1", text)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return escaped(text if len(text) <= PREVIEW_CHARACTERS else text[: PREVIEW_CHARACTERS - 1] + "…")
