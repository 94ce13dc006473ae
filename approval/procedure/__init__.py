"""What we do: one legal act from start to end, in the order of the law."""
