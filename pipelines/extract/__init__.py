"""`Document` to rows; knows nothing of Dagster, files or settings."""
