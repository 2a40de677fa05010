"""What survives a restart: profiles, settings, vault, history, locks."""
