"""Places where a document points to a work, and the works they point to: `find.find_references`.

Nothing is imported here, so that who reads one reference string (`entries`) does not load the parser of sentences.
"""
