"""What shows tray icons on the desktop at hand, for those whose panel shows none."""

from __future__ import annotations

from collections.abc import Callable

from tokentray.desktop.words import Words

_tr = Words("TrayAdvice")


def tray_advice(desktop: str) -> str:
    """Say what to switch on; `desktop` is the value of `XDG_CURRENT_DESKTOP`.

    The most particular name comes first there: "ubuntu:GNOME".
    """
    for name in desktop.lower().replace(";", ":").split(":"):
        if name in _ADVICE:
            return _ADVICE[name]()
    return _tr("Add a system tray (StatusNotifierItem or XEmbed) to your panel.")


def _gnome() -> str:
    return _tr(
        "GNOME shows them with its extension “AppIndicator and KStatusNotifierItem Support”."
    )


def _ubuntu() -> str:
    return _tr("Switch the extension “Ubuntu AppIndicators” on in GNOME's Extensions.")


def _plasma() -> str:
    return _tr("Add the widget “System Tray” to a panel.")


def _xfce() -> str:
    return _tr("Add the item “Status Tray Plugin” to the panel.")


def _mate() -> str:
    return _tr("Add “Notification Area” to the panel.")


def _cinnamon() -> str:
    return _tr("Add the applet “XApp Status Applet” to the panel.")


def _lxqt() -> str:
    return _tr("Add the widget “Status Notifier” to the panel.")


def _budgie() -> str:
    return _tr("Add the applet “System Tray” to the panel.")


def _cosmic() -> str:
    return _tr("Add the applet “Notification Tray” to the panel.")


def _pantheon() -> str:
    return _tr("Pantheon shows them with the indicator “wingpanel-indicator-ayatana”.")


def _compositor() -> str:
    return _tr("Start a bar with a tray, such as Waybar with its module “tray”.")


def _window_manager() -> str:
    return _tr("Start a bar with a tray, such as i3bar, Polybar, tint2 or trayer.")


_ADVICE: dict[str, Callable[[], str]] = {
    "ubuntu": _ubuntu,
    "gnome": _gnome,
    "gnome-classic": _gnome,
    "kde": _plasma,
    "xfce": _xfce,
    "mate": _mate,
    "x-cinnamon": _cinnamon,
    "cinnamon": _cinnamon,
    "lxqt": _lxqt,
    "budgie": _budgie,
    "cosmic": _cosmic,
    "pantheon": _pantheon,
    **dict.fromkeys(("sway", "hyprland", "river", "wlroots", "niri", "labwc"), _compositor),
    **dict.fromkeys(("i3", "openbox", "awesome", "bspwm", "dwm"), _window_manager),
}
