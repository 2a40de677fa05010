"""`python -m tokentray`: the same as the command `tokentray`."""

from tokentray.cli.fast import command

if __name__ == "__main__":
    command()
