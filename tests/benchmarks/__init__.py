"""The budgets, each against a baseline that is measured in the same run on the same machine.

Timing is noisy where a machine is shared: candidate and baseline take turns, medians count, and
the tests fail only above `SLACK` times a budget. `python -m tests.benchmarks` takes more rounds
and prints what was measured beside the budgets themselves.
"""
