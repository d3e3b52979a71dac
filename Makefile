# The commands of daily work. A fresh Debian 12 or Ubuntu machine needs only git and make: `make run`, `make test` and
# `make check` first install what is missing (.ci/install, as root or through sudo).

CARGO  = .ci/cargo
TARGET = $(or $(CARGO_TARGET_DIR),target)
# Extra flags of every cargo build; .ci/run sets --locked.
CARGO_FLAGS ?=

TOOLS = tests/tools
ICONS = 32x32.png 128x128.png 128x128@2x.png icon.png icon.ico icon.icns \
        tray-22.png tray-44.png tray-due-22.png tray-due-44.png

# How many job hunts `make simulate` plays, each with its own seed.
HUNTS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test check cross windows build simulate bench interop soak screenshots icons fmt clean bindings types workflows supply

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s  %s\n", $$1, $$2 }' Makefile

# The dev profile, because a first release build takes several times as long.
run: ## build Afterword (dev profile) and start it
	@.ci/install run
	$(CARGO) build $(CARGO_FLAGS) --workspace
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    echo "Afterword is built ($(TARGET)/debug/afterword), but this terminal has no display (neither DISPLAY nor WAYLAND_DISPLAY is set): start it from a desktop session." >&2; \
	    exit 1; \
	fi
	$(TARGET)/debug/afterword

# Both programs are built first, because the desktop tests start them from $(TARGET)/debug.
test: ## run all tests; they bring their own screen and session bus
	@.ci/install test
	@$(MAKE) --no-print-directory $(TOOLS)/node_modules/.package-lock.json $(TOOLS)/venv/.installed
	$(CARGO) build $(CARGO_FLAGS) --workspace
	$(CARGO) test $(CARGO_FLAGS) --workspace

check: ## check format, lints, doc comments, generated files, the UI's types, the workflows and the dependencies
	@.ci/install check
	$(CARGO) fmt --all --check
	$(CARGO) clippy $(CARGO_FLAGS) --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc $(CARGO_FLAGS) --workspace --no-deps --quiet
	@$(MAKE) --no-print-directory bindings types workflows supply
	@for icon in $(ICONS); do \
	    [ -s "icons/$$icon" ] || { echo "icons/$$icon is missing: run \`make icons\`." >&2; exit 1; }; \
	done

cross: ## type-check and lint everything for Windows and macOS
	@.ci/install cross
	@$(MAKE) --no-print-directory $(TOOLS)/zig/.installed
	.ci/cross x86_64-pc-windows-gnu clippy $(CARGO_FLAGS) --workspace --all-targets -- -D warnings
	.ci/cross aarch64-apple-darwin clippy $(CARGO_FLAGS) --workspace --all-targets -- -D warnings

# Under Wine, from Debian: the core's tests, the agent's, and the story on the real command line and agent.
WINDOWS = x86_64-pc-windows-gnu
windows: ## build both programs for Windows, and run them under Wine
	@.ci/install windows
	.ci/cross $(WINDOWS) build $(CARGO_FLAGS) --workspace
	tests/wine/prepare
	CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$(CURDIR)/tests/wine/run xvfb-run --auto-servernum \
	    .ci/cross $(WINDOWS) test $(CARGO_FLAGS) -p afterword-core -p afterword-agent
	xvfb-run --auto-servernum tests/wine/window $(TARGET)/$(WINDOWS)/debug

build: ## build both programs for use (release profile)
	@.ci/install run
	$(CARGO) build $(CARGO_FLAGS) --workspace --release

simulate: ## play three years of a job hunt against the reminders, and print the figures
	@.ci/install test
	AFTERWORD_SIMULATE=$(HUNTS) $(CARGO) test $(CARGO_FLAGS) --release -p afterword-core --test core simulate -- --nocapture

bench: ## compare the speed of imports and exports with that of other tools
	@.ci/install bench
	@$(MAKE) --no-print-directory $(TOOLS)/venv/.installed
	$(CARGO) build $(CARGO_FLAGS) --release -p afterword-agent
	$(TOOLS)/venv/bin/python $(TOOLS)/bench.py $(TARGET)/release/afterword

interop: ## open exported CSV files in LibreOffice, and check that no cell became a formula
	@.ci/install interop
	$(CARGO) build $(CARGO_FLAGS) -p afterword-agent
	python3 $(TOOLS)/interop.py $(TARGET)/debug/afterword

soak: ## run the long forms of the tests: thousands of kills, dozens of job hunts, a hundred thousand histories
	@$(MAKE) --no-print-directory simulate HUNTS=40
	$(CARGO) build $(CARGO_FLAGS) --workspace
	AFTERWORD_KILLS=5000 $(CARGO) test $(CARGO_FLAGS) -p afterword-window --test desktop kills -- --nocapture
	AFTERWORD_KILLS=1000 $(CARGO) test $(CARGO_FLAGS) -p afterword-core --test core durability -- --nocapture
	AFTERWORD_FAULTS=1000 $(CARGO) test $(CARGO_FLAGS) -p afterword-window --test desktop faults:: -- --nocapture
	AFTERWORD_CHANGES=10000 $(CARGO) test $(CARGO_FLAGS) -p afterword-window --test desktop concurrency:: -- --nocapture
	FUZZ_SECONDS=600 $(CARGO) test $(CARGO_FLAGS) --release -p afterword-core --test core fuzz
	PROPTEST_CASES=100000 $(CARGO) test $(CARGO_FLAGS) --release -p afterword-core --test core -- properties index

screenshots: ## take the README's pictures anew
	@.ci/install test
	$(CARGO) build $(CARGO_FLAGS) --workspace
	AFTERWORD_PICTURES=$(CURDIR)/docs $(CARGO) test $(CARGO_FLAGS) -p afterword-window --test desktop pictures

icons: ## draw the PNG, ICO and ICNS files anew
	icons/make.sh

fmt: ## format the Rust code
	$(CARGO) fmt --all

clean: ## remove what was built
	$(CARGO) clean
	rm -rf $(TOOLS)/node_modules $(TOOLS)/venv $(TOOLS)/zig

# Tests (ts-rs) write the types that the UI sees. The old files are deleted first, or that of a removed type would stay
# for ever; but only once the tests compile, so that a compile error does not delete them all. `git add` is enough to
# pass.
bindings:
	$(CARGO) test $(CARGO_FLAGS) --workspace --lib --no-run
	@mkdir -p src-tauri/bindings
	find src-tauri/bindings -name '*.ts' -delete
	$(CARGO) test $(CARGO_FLAGS) --workspace --lib --quiet export_bindings
	@if ! git rev-parse --git-dir >/dev/null 2>&1; then \
	    echo "Not a git clone: the bindings were made anew, but there is nothing to compare them with."; \
	elif ! git diff --exit-code -- src-tauri/bindings || \
	    [ -n "$$(git ls-files --others --exclude-standard -- src-tauri/bindings)" ]; then \
	    git status --short -- src-tauri/bindings; \
	    echo "src-tauri/bindings did not match the Rust types; it does now: add the files above to the commit." >&2; \
	    exit 1; \
	fi

# The UI is plain JavaScript with types in its comments; nothing is compiled, only checked.
types: $(TOOLS)/node_modules/.package-lock.json
	$(TOOLS)/node_modules/.bin/tsc --project $(TOOLS)

workflows: $(TOOLS)/node_modules/.package-lock.json
	node $(TOOLS)/workflows.mjs .github/workflows/*.yml

# Licences, sources and versions of every crate in the shipped programs; and known vulnerabilities, if their list can be
# fetched.
supply: $(TOOLS)/venv/.installed
	.ci/deny $(CURDIR)/$(TOOLS)/venv/bin

# Independent readers of vCard, iCalendar and spreadsheets, which the exports are tested with.
$(TOOLS)/venv/.installed: $(TOOLS)/requirements.txt
	python3 -m venv $(TOOLS)/venv
	$(TOOLS)/venv/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement $<
	@touch $@

# The C compiler with which `make cross` checks the program for macOS.
$(TOOLS)/zig/.installed: $(TOOLS)/zig.txt
	python3 -m venv $(TOOLS)/zig
	$(TOOLS)/zig/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement $<
	@touch $@

# npm writes this file last. It is touched, because npm may give it an older time.
$(TOOLS)/node_modules/.package-lock.json: $(TOOLS)/package-lock.json
	npm ci --prefix $(TOOLS) --no-audit --no-fund
	@touch $@
