"""`tokentray token NAME` by way of the running program, in about the time Python needs to start.

Nothing is imported but what every interpreter holds already, and `_socket`; whatever is out of
the ordinary goes to `tokentray.cli.main`. Medians of 300 interleaved runs, as multiples of
`python -c pass` of the same environment: 1.12 as it is; 1.35 with an orderly end of the
interpreter; 1.01 with this code inside of the script file, where no test reaches it.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # the real one would bring all of typing
    import _socket as sockets

    from tokentray.cli.windows import Pipe

_REQUEST = '{"v":1,"id":1,"op":"token","profile":"%s","min_valid":%s,"format":"%s"}\n'
_SUCCESS = b'{"v":1,"id":1,"ok":true,"text":"'
_NO_WARNING = b',"warning":""}\n'
_FORMATS = ("raw", "bearer", "header", "headers-json", "curl", "env", "json")
_PATIENCE = 90.0
"""Seconds for an answer: longer than a person and then a refresh, with its lock, may take."""


def command() -> None:
    """Run the command in `sys.argv` and end the process with its exit code."""
    try:
        answer = ask(sys.argv[1:])
        text = straight_text(answer)
        if text is not None and _write(text + b"\n"):
            # Nothing is buffered or open: the interpreter's tidying costs a fifth of its start.
            os._exit(0)
        # Imported here: the whole command line is dearer than all of the above.
        from tokentray.cli.main import main
    except KeyboardInterrupt:
        os._exit(130)
    sys.exit(main(sys.argv[1:], answer))


def ask(words: list[str]) -> bytes:
    """Return the running program's answer line to a plain `token …`.

    Empty where the words are not quite the usual ones, or where nobody of ours answers; a
    bare line end where somebody took the request and then was silent.
    """
    request = _request(words)
    if request is None:
        return b""
    try:
        if sys.platform == "win32":
            return _ask_by_pipe(request.encode("ascii"))
        folder = runtime_folder()
        if folder is None or not _is_private(folder):
            return b""
        return _exchange(f"{folder}/agent.sock", request.encode("ascii"))
    except OSError:
        return b""


def straight_text(answer: bytes) -> bytes | None:
    """Return the token of a success that needs no decoding and brings no warning."""
    if not (answer.startswith(_SUCCESS) and answer.endswith(_NO_WARNING)) or b"\\" in answer:
        return None
    return answer[len(_SUCCESS) : answer.index(b'"', len(_SUCCESS))]


def runtime_folder() -> str | None:
    """Return the folder of the socket: the lines of `storage.folders` without its imports."""
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    if base.startswith("/"):
        return f"{base}/tokentray"
    if sys.platform == "darwin":
        home = os.environ.get("HOME", "")
        return f"{home}/Library/Caches/TemporaryItems/TokenTray" if home else None
    base = f"/run/user/{os.getuid()}"
    try:
        return f"{base}/tokentray" if _is_private(base) else None
    except OSError:
        return None


def _is_private(folder: str) -> bool:
    found = os.lstat(folder)
    return found.st_mode == 0o40700 and found.st_uid == os.getuid()


def _request(words: list[str]) -> str | None:
    if len(words) < 2 or words[0] != "token" or len(words) % 2:
        return None
    name, min_valid, form = words[1], "null", "raw"
    bare = name.replace("-", "").replace(".", "").replace("_", "")
    if not (name[:1].isalnum() and bare.isalnum() and name.isascii() and len(name) <= 64):
        return None
    for option, value in zip(words[2::2], words[3::2], strict=True):
        if option == "--format" and value in _FORMATS:
            form = value
        elif option == "--min-valid" and value.isascii() and value.isdigit() and len(value) < 10:
            min_valid = str(int(value))
        else:
            return None
    return _REQUEST % (name, min_valid, form)


def _exchange(path: str, request: bytes) -> bytes:
    try:
        # The public module is a wrapper that costs as much as half a start of Python.
        import _socket as sockets
    except ImportError:
        import socket as sockets  # type: ignore[no-redef]  # it has the same names

    connection = sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM, 0)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(path)
        if sys.platform == "linux":
            peer = connection.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, 12)
        else:  # macOS: LOCAL_PEERCRED, `struct xucred`
            peer = connection.getsockopt(0, 1, 76)
        if int.from_bytes(peer[4:8], sys.byteorder) != os.getuid():
            return b""
        return _line(connection, request)
    finally:
        connection.close()


def _ask_by_pipe(request: bytes) -> bytes:
    # Imported here: Windows alone has the pipe, and its functions need ctypes.
    from tokentray.cli.windows import connect
    from tokentray.storage.windows import own_pipe

    with connect(own_pipe(os.environ.get("XDG_RUNTIME_DIR", "")), _PATIENCE) as connection:
        return _line(connection, request)


def _line(connection: "sockets.socket | Pipe", request: bytes) -> bytes:
    answer = b""
    try:
        connection.send(request)  # one line of a few hundred bytes leaves in one piece
        while not answer.endswith(b"\n"):
            piece = connection.recv(65536)
            if not piece:
                return b"\n"
            answer += piece
    except OSError:
        return b"\n"
    return answer


def _write(data: bytes) -> bool:
    """Write to stdout; the whole command line words a failure."""
    try:
        while data:
            data = data[os.write(1, data) :]
    except OSError:
        return False
    return True
