"""The IO manager: a table is written in the shape of its contract, and shown with its rows and columns."""

import re

import dagster as dg
import polars as pl

from pipelines import tablefiles
from pipelines.contracts import Table
from pipelines.settings import Settings

PREVIEW_ROWS = 10
PREVIEW_CHARACTERS = 80


class TableStorage(dg.ConfigurableIOManager):
    """The tables in the build folder of the settings, each in one Parquet file or, where it is large, in shards."""

    settings: dg.ResourceDependency[Settings]

    def handle_output(self, context: dg.OutputContext, obj: tablefiles.Frames) -> None:
        """Write a table; raises `ContractError` where it does not have the contract's shape."""
        name, folder, contracts = context.asset_key.path[-1], self.settings.tables_folder, self.settings.contracts()
        tablefiles.write(obj, name, contracts, folder)
        files = tablefiles.files(folder, name)
        context.add_output_metadata(
            {
                "dagster/row_count": tablefiles.rows(folder, name),
                "dagster/column_schema": column_schema(contracts[name]),
                "preview": dg.MetadataValue.md(preview(tablefiles.scan(folder, name).head(PREVIEW_ROWS).collect())),
                "shards": len(files),
                "bytes": sum(file.stat().st_size for file in files),
            }
        )

    def load_input(self, context: dg.InputContext) -> pl.LazyFrame:
        """Give a table, to be read."""
        return tablefiles.scan(self.settings.tables_folder, context.asset_key.path[-1])


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
