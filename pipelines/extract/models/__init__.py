"""Trained weights, each with a model card and the script that trains it."""
