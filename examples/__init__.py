"""Short analyses of a release, and what makes their pages."""
