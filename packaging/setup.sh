# Sourced by demo.sh and test.sh: system libraries, a virtual environment, the package in it, and
# what the tests need beside it.
# shellcheck shell=bash
#
# What is there already is not touched; a second run is quick. A failure is one clear sentence.

say() { printf '==> %s\n' "$*"; }

fail() {
    printf 'TokenTray: %s\n' "$*" >&2
    exit 1
}

# The real interpreter: one that a version manager puts before it costs tens of milliseconds a call.
find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    fail "Python 3.11 or newer is needed; install it, or name it: PYTHON=/path/to/python3."
}

is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

# Prints the missing ones of the packages on standard input; "new|old" names one package of
# which the releases know different names.
missing_packages() {
    local line name choice
    while read -r line; do
        choice=""
        for name in ${line//|/ }; do
            if is_installed "$name"; then
                choice=""
                break
            fi
            [ -n "$choice" ] && continue
            if [ "$name" = "$line" ] || apt-cache show "$name" >/dev/null 2>&1; then
                choice=$name
            fi
        done
        [ -z "$choice" ] || printf '%s\n' "$choice"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "neither root nor sudo: ask an administrator to install: $MISSING"
    fi
}

# Installs system packages: "qt" for a desktop that is there, "all" with a virtual one, "test"
# with what the tests ask beside it.
install_system_packages() {
    local wanted
    wanted=$("$PYTHON_FOUND" packaging/virtual_desktop.py --packages "$1")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this is no Debian or Ubuntu; needed are what Debian calls: $(tr '\n' ' ' <<<"$wanted")"
        return
    fi
    local venv
    venv=$("$PYTHON_FOUND" -c 'import ensurepip' 2>/dev/null || echo python3-venv)
    MISSING=$(printf '%s\n' "$wanted" "$venv" | grep . | missing_packages | tr '\n' ' ')
    [ -n "${MISSING// /}" ] || return 0
    say "installing system packages: $MISSING"
    local apt=(apt-get -y -qq -o DPkg::Lock::Timeout=300)
    as_root "${apt[@]}" update >/dev/null ||
        fail "the package lists cannot be fetched (is there a network?); needed are: $MISSING"
    # The lists may know newer names only now.
    MISSING=$(printf '%s\n' "$wanted" "$venv" | grep . | missing_packages | tr '\n' ' ')
    # shellcheck disable=SC2086 # one word a package
    as_root env DEBIAN_FRONTEND=noninteractive "${apt[@]}" install --no-install-recommends $MISSING \
        >build/setup.log 2>&1 ||
        fail "these packages cannot be installed (see build/setup.log): $MISSING"
}

# A hash of all that an installation depends on.
stamp_of() {
    {
        printf '%s\n' "$@"
        "$PYTHON_FOUND" -V
        cat pyproject.toml setup.py
        if [ "$1" = demo ]; then
            git ls-files -z -- tokentray resources | xargs -0 cat 2>/dev/null || true
        fi
    } | sha256sum | cut -c1-32
}

# Makes the environment in folder $2 and installs the package: "demo" as users do, "dev" in place
# with the tools of development. pip's own words stay in a file unless it fails.
install_package() {
    local kind=$1 venv=$2 stamp
    stamp=$(stamp_of "$kind")
    if [ -x "$venv/bin/tokentray" ] && [ "$(cat "$venv/.stamp" 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    if [ ! -x "$venv/bin/python" ]; then
        say "making a virtual environment in $venv"
        "$PYTHON_FOUND" -m venv "$venv" >>build/setup.log 2>&1 ||
            fail "no virtual environment can be made; on Debian install python3-venv."
    fi
    say "installing TokenTray and what it needs into $venv"
    local what=(.)
    [ "$kind" = demo ] || what=(-e '.[dev]')
    "$venv/bin/python" -m pip install --disable-pip-version-check -q "${what[@]}" \
        >>build/setup.log 2>&1 || {
        tail -n 5 build/setup.log >&2
        fail "the Python packages cannot be installed (is there a network?); see build/setup.log."
    }
    printf '%s' "$stamp" >"$venv/.stamp"
}

# Makes the environment in folder $1 anew with the packages that the file $2 names.
make_environment() {
    "$PYTHON_FOUND" -m venv --clear "$1" >>build/setup.log 2>&1 ||
        fail "no virtual environment can be made; on Debian install python3-venv."
    "$1/bin/python" -m pip install --disable-pip-version-check -q -r "$2" >>build/setup.log 2>&1 || {
        tail -n 5 build/setup.log >&2
        fail "what $2 names cannot be installed (is there a network?); see build/setup.log."
    }
}

# Installs the identity servers that the tests sign in at into folder $1: a Python one, and a node
# of its own with one of npm. No package lock: it would hold a registry's addresses.
install_identity_servers() {
    local from=tests/identity/servers to=$1 stamp
    stamp=$({ "$PYTHON_FOUND" -V && cat "$from"/*.txt "$from/package.json"; } | sha256sum | cut -c1-32)
    [ "$(cat "$to/.stamp" 2>/dev/null)" != "$stamp" ] || return 0
    say "installing the identity servers of the tests into $to"
    mkdir -p "$to/npm"
    rm -f "$to/.stamp"
    make_environment "$to/django" "$from/django.txt"
    make_environment "$to/node" "$from/node.txt"
    cp "$from/package.json" "$to/npm/"
    "$to/node/bin/npm" install --prefix "$to/npm" --no-package-lock --ignore-scripts --omit=dev \
        --no-audit --no-fund --no-update-notifier >>build/setup.log 2>&1 || {
        tail -n 5 build/setup.log >&2
        fail "what $from/package.json names cannot be installed (is there a network?); see build/setup.log."
    }
    printf '%s' "$stamp" >"$to/.stamp"
}

PYTHON_FOUND=$(find_python) || exit 1
mkdir -p build
