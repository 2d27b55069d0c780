# Greenroom: `make run` and `make test` are all that a newcomer types; both install what is missing.

# Debian packages that building and testing need, beside Swift 6.3 and git.
PACKAGES := libreadline-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev ncurses-base
# Only `make bench` needs these: what drives it, and the peer it measures against.
bench: PACKAGES += python3-minimal sqlite3

PREFIX ?= $(HOME)/.local
SWIFT ?= swift
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD := $(SWIFT) build
RELEASE := $(BUILD) -c release --static-swift-stdlib --product greenroom
SOURCES := Sources Tests Benchmarks Package.swift

.DEFAULT_GOAL := help
.PHONY: help packages run test check build lint format bank-check docs bench install uninstall

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages: ## Install missing Debian packages (needs root or sudo only where one is missing)
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

run: packages ## Build and start Greenroom
	@$(BUILD) --product greenroom -q || $(BUILD) --product greenroom
	@"$$($(BUILD) --show-bin-path)/greenroom"

test: packages ## Build and run every test
	@$(BUILD) --build-tests --explicit-target-dependency-import-check error
	@$(SWIFT) test --skip-build

check: packages lint test bank-check docs ## All that CI checks

lint: ## Check style and formatting
	@$(SWIFT) format lint -r -p --strict $(SOURCES)

format: ## Format the sources in place
	@$(SWIFT) format -i -r -p $(SOURCES)

bank-check: packages ## Check the shipped question banks, warnings included
	@$(BUILD) --product greenroom
	@GREENROOM_HOME="$$(mktemp -d)" "$$($(BUILD) --show-bin-path)/greenroom" bank check --strict QuestionBanks

docs: packages ## Build the library's documentation; dead links fail
	@GREENROOM_DOCUMENTATION=1 $(SWIFT) package --disable-sandbox generate-documentation \
	  --target SpacedRepetition --warnings-as-errors

bench: packages ## Measure start-up and answers against peers, release build
	@$(RELEASE)
	@$(BUILD) -c release --static-swift-stdlib --product AnswerBenchmark
	@bin="$$($(BUILD) -c release --show-bin-path)"; Benchmarks/run "$$bin/greenroom" "$$bin/AnswerBenchmark"

install: packages ## Install the program and its banks below PREFIX (default ~/.local)
	@$(RELEASE)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/greenroom"
	install -m 755 -s "$$($(BUILD) -c release --show-bin-path)/greenroom" "$(DESTDIR)$(PREFIX)/bin/greenroom"
	rm -rf "$(DESTDIR)$(PREFIX)/share/greenroom/QuestionBanks"
	cp -R QuestionBanks "$(DESTDIR)$(PREFIX)/share/greenroom/QuestionBanks"

uninstall: ## Remove what install put there; your study stays
	rm -f "$(DESTDIR)$(PREFIX)/bin/greenroom"
	rm -rf "$(DESTDIR)$(PREFIX)/share/greenroom"
