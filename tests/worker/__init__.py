"""The worker process as the running program speaks to it."""
