"""Ways to run the left half over many documents: each runs the same batch function."""
