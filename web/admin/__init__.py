"""Pages for whoever keeps accounts and settings."""
