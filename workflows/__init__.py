"""The rule-book: which step follows which, and what each jurisdiction adds."""
