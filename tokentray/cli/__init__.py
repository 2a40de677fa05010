"""The commands; the fast path imports the standard library only."""
