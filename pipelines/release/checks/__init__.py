"""The parts of `verify`: each compares one thing a release says with what there is."""
