"""The embedded identity server of `tokentray demo`, also a test fixture."""
