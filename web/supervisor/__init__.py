"""Pages for whoever watches over the officers, read-only."""
