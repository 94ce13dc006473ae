"""Where people come in: pages, sessions and commands."""
