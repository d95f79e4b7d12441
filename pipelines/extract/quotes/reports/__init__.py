"""Speech and thought reported without marks: candidates from the parse, judged and bounded by learned models."""
