"""The learned reader of reference strings: tokens, features, a conditional random field, and fields from its labels."""
