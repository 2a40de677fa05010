"""Start the worker: `python -m tokentray.worker [--store keyring|memory]`."""

from tokentray.worker.process import main

if __name__ == "__main__":
    raise SystemExit(main())
