"""What a release says of itself, in the standards that its users' tools read."""
