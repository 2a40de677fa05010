"""TokenTray keeps the bearer tokens of your APIs fresh and hands them over."""

__version__ = "0.1.0"
