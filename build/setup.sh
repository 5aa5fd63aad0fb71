#!/bin/sh
# Makes .venv from the hash-locked requirements and sees that Qt finds its system libraries.
# Does nothing that is done already. Run through `make setup`, which `make run` and `make test` do.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

is_root() { [ "$(id -u)" = 0 ]; }

install_packages() { # packages…: by apt when we are root, else name the command and stop
    if is_root && command -v apt-get >/dev/null 2>&1; then
        say "Installing: $*"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        say "Some system packages are missing. Please type this, then try again:"
        say "    sudo apt-get install --no-install-recommends $*"
        exit 1
    fi
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Groundswell needs Python 3.11 or newer; none was found."
    exit 1
}

make_environment() {
    [ -x .venv/bin/python ] && return
    python=$(find_python)
    if ! "$python" -m venv .venv 2>/dev/null; then
        rm -rf .venv
        install_packages python3-venv
        "$python" -m venv .venv
    fi
}

install_requirements() {
    wanted=$(cat build/requirements-dev.txt pyproject.toml | sha256sum | cut -d' ' -f1)
    [ "$(cat .venv/.installed 2>/dev/null || true)" = "$wanted" ] && return
    say "Installing the locked dependencies (a few minutes the first time) …"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r build/requirements-dev.txt
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$wanted" >.venv/.installed
}

check_qt() {
    [ "$(uname -s)" = Linux ] || return 0
    if ! .venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport' 2>/dev/null; then
        glib=libglib2.0-0
        apt-cache show libglib2.0-0t64 >/dev/null 2>&1 && glib=libglib2.0-0t64
        install_packages "$glib" libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1
    fi
    # A window on a screen needs a few more; without a screen the rehearsal does not.
    # Ask the part that draws on a screen itself: some of these come with other programs, and others do not.
    screen=$(find .venv -name libqxcb.so | head -n 1)
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && { [ -z "$screen" ] || ldd "$screen" | grep -q "not found"; }; then
        install_packages libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1
    fi
}

make_environment
install_requirements
check_qt
