"""Dagster's view of the tables: one asset a table, named as the table, the file and the contract are."""
