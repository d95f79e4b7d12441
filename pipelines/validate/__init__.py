"""Contracts to Great Expectations and its verdicts; the only room that imports that library, and lazily."""
