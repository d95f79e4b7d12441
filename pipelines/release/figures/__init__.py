"""Figures of a release: one module a figure, each a pure function from the tables to a chart."""
