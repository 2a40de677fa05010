#!/usr/bin/env bash
# Set up what is missing, then show the whole program against an embedded identity server.
#
#   bash packaging/demo.sh [--lifetime SECONDS]
#
# With a display: the tray icon and the window, until you quit. Without one: a virtual desktop, a
# scripted tour through a token's whole life, and its screenshots in build/demo.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/setup.sh
. packaging/setup.sh

venv=build/demo-venv
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    install_system_packages qt
    install_package demo "$venv"
    say "starting the demo; quit it from its menu or with Ctrl-C"
    exec "$venv/bin/tokentray" demo "$@"
fi
say "there is no display: a virtual desktop takes its place"
install_system_packages all
install_package demo "$venv"
say "taking the tour; this lasts about two minutes"
size=$("$venv/bin/python" packaging/tour.py --print-size "$@")
"$PYTHON_FOUND" packaging/virtual_desktop.py --size "$size" -- \
    "$venv/bin/python" packaging/tour.py --screenshots build/demo "$@"
say "the screenshots are in build/demo"
