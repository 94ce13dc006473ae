"""What we remember: tables, statements and files, behind plain dataclasses."""
