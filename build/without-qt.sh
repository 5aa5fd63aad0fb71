#!/bin/sh
# Runs the tests of everything below the windows in an environment in which Qt is not installed at all.
set -eu
cd "$(dirname "$0")/.."
environment=.venv-without-qt
wanted=$(cat build/requirements-dev.txt | sha256sum | cut -d' ' -f1)
if [ "$(cat $environment/.installed 2>/dev/null || true)" != "$wanted" ]; then
    rm -rf "$environment"
    .venv/bin/python -m venv "$environment"
    # A locked requirement and its hashes span several lines; drop the three that are, or need, Qt.
    awk '/^[a-z0-9]/ { keep = !($0 ~ /^(pyside6|shiboken6|pytest-qt)/) } keep' build/requirements-dev.txt >"$environment/requirements.txt"
    "$environment/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$environment/requirements.txt"
    printf '%s' "$wanted" >"$environment/.installed"
fi
"$environment/bin/python" -c 'import importlib.util as u, sys; sys.exit(u.find_spec("PySide6") is not None)'
exec "$environment/bin/python" -m pytest -c build/without-qt.ini --rootdir . "$@"
