"""What people fill in: fields and their checks, one module for each step."""
