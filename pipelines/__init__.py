"""Testimonia: raw documents about contested history to validated tables of claims, quotes and references."""
