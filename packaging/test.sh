#!/usr/bin/env bash
# Set up what is missing, then check style, types, layers and run all tests.
#
#   bash packaging/test.sh [PYTEST ARGUMENTS]
#
# Installed in place (-e), so that what is tested is what is edited. Arguments go to pytest, and
# then only pytest runs; the identity servers are set up where those arguments may need them.
# Without arguments the tests run side by side, a process a core; then, alone, those that measure.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/setup.sh
. packaging/setup.sh

install_system_packages test
install_package dev .venv
case "$*" in
    "" | tests | *identity* | *packaging*) install_identity_servers build/identity ;;
esac
bin=.venv/bin
if [ $# -eq 0 ]; then
    say "style"
    "$bin/ruff" check .
    "$bin/ruff" format --check .
    say "types"
    "$bin/mypy"
    say "layers"
    "$bin/lint-imports"
fi
say "tests"
# Qt tests without a window manager draw into memory; those that need a desktop make their own.
pytest() {
    env -u DISPLAY -u WAYLAND_DISPLAY QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest "$@"
}
if [ $# -gt 0 ]; then
    pytest "$@"
    exit
fi
pytest --numprocesses auto --dist worksteal --ignore tests/benchmarks
say "tests that measure"
pytest tests/benchmarks
