"""`python -m pipelines` is the command `testimonia`."""

from pipelines.cli import main

main()
