"""What we do: one legal act from start to end in each module."""
