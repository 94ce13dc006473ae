"""Pages for the officer who handles a case."""
