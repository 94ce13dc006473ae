"""What we say: the kinds of letters, their frozen words, and the paper they are printed on."""
