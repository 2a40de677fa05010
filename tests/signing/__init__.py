"""A scripted person with a browser, and an identity server that misbehaves on command."""
