"""What is true: dates, rights and facts, with the standard library only."""
