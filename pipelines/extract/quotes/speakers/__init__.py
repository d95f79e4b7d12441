"""Whose words they are: a learned choice among the candidates that a page offers for each quotation."""
