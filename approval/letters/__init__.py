"""What we say: letters composed from frozen words and printed as PDF."""
