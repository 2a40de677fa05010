"""One bare python-keyring write and read for each line on stdin; says the milliseconds they took.

What a program would pay that keeps its tokens by the library's two functions.
"""

import sys
import time

import keyring
from keyring.backends import SecretService

keyring.set_keyring(SecretService.Keyring())  # type: ignore[no-untyped-call]  # as it is
for line in sys.stdin:
    secret = line.strip()
    began = time.perf_counter()
    keyring.set_password("bare", "user", secret)
    assert keyring.get_password("bare", "user") == secret
    sys.stdout.write(f"{(time.perf_counter() - began) * 1000}\n")
    sys.stdout.flush()
