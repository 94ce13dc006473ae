"""Pages for the institution that applies."""
