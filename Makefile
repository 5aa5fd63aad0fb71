# The door to everything: README explains `run` and `test`.
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest
EVERY_CORE := -n logical --dist worksteal
QT_FREE ?= tests/domain tests/wording tests/cli
.PHONY: run test setup check bench prove simulate pictures without-qt strings commands lock clean

run: setup  ## open the window; without a display, play the rehearsal
	@if [ "$$(uname -s)" = Linux ] && { [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$QT_QPA_PLATFORM" = offscreen ]; }; then \
		QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.rehearsal; \
	else \
		$(PYTHON) -m desktop; \
	fi

test: setup  ## every test
	$(PYTEST) $(EVERY_CORE)

setup:  ## .venv from locked requirements, and Qt's system libraries
	@sh build/setup.sh

check: setup  ## format, lint, types, import contracts, documentation, strings
	$(PYTHON) -m ruff format --check desktop sync tests build
	$(PYTHON) -m ruff check desktop sync tests build
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTEST) -p no:randomly tests/test_architecture.py tests/test_documentation.py tests/test_strings.py tests/test_threats.py

bench: setup  ## speed and memory as ratios to stated references, in one run
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.bench

SEEDS ?= 300
MINUTES ?= 6

prove: setup  ## the laws that convergence rests on, with many more examples, then the simulator
	GROUNDSWELL_EXAMPLES=2000 $(PYTEST) $(EVERY_CORE) -m prove --timeout 3600 --durations 20
	@$(MAKE) simulate

simulate: setup  ## laptops, a server and much bad luck: SEEDS seeds, or as many as MINUTES allow
	$(PYTHON) -m tests.simulator --seeds $(SEEDS) --minutes $(MINUTES)

pictures: setup  ## keep docs/pictures true
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.pictures

without-qt: setup  ## domain, wording and command line where Qt is not installed; QT_FREE="tests/store …" for more
	@sh build/without-qt.sh $(EVERY_CORE) $(QT_FREE)

strings: setup  ## the catalogue for translators, from the sentences in the code
	$(PYTHON) -m tests.catalogue

commands: setup  ## docs/commands.md, from the programs' own help
	$(PYTHON) -m tests.commands_page

lock:  ## make the hash-locked requirements anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o build/requirements.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o build/requirements-dev.txt
	uv pip compile --group build -c build/requirements-dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o build/requirements-build.txt

clean:  ## away with the environments and what was made
	rm -rf .venv .venv-without-qt out
