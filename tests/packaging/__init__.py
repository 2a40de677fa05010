"""The set-up scripts and the desktop without a screen."""
