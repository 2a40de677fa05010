"""What survives: tested on real files, real locks and a real keyring."""
