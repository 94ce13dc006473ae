"""The licensing engine: the truth of a case, what is remembered of it, what is done and what is said."""
