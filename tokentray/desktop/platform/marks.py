"""What is put on the clipboard beside or in the place of a secret.

The marks ask clipboard managers not to keep a text, by operating system.

Linux: what KDE's Klipper and others read. Windows: "Clipboard formats" in Microsoft's
documentation; the two DWORDs keep a text out of the history and the cloud clipboard.
macOS: nspasteboard.org.
"""

from __future__ import annotations

from collections.abc import Mapping

PLACEHOLDER = "(cleared by TokenTray)"
"""What replaces a text that a clipboard manager put back."""

_NO = (0).to_bytes(4, "little")

LINUX: Mapping[str, bytes] = {"x-kde-passwordManagerHint": b"secret"}
WINDOWS: Mapping[str, bytes] = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _NO,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
}
MACOS: Mapping[str, bytes] = {"application/x-nspasteboard-concealed-type": b""}


def secret_marks(platform: str) -> Mapping[str, bytes]:
    """Return the MIME types and values that go beside a secret text on `sys.platform`."""
    if platform == "win32":
        return WINDOWS
    return MACOS if platform == "darwin" else LINUX
