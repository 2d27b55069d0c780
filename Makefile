# Greenroom: `make run` and `make test` are all that a newcomer types; both install what is missing.

# Debian packages that building and testing need, beside Swift 6.3 and git. libncurses6 is what the
# toolchain itself leans on, and a bare Debian lacks.
PACKAGES := libreadline-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev \
  libncurses6 ncurses-base
# The tests run the reference solutions of coding problems, and the benchmarks are a script:
# python3-minimal lacks json, which both need.
test check bench bench-check bench-record: PACKAGES += python3
# What counts instructions, and what strips a program for it; and a peer.
bench bench-check bench-record: PACKAGES += valgrind binutils
bench: PACKAGES += sqlite3
bench-compare: PACKAGES += python3-venv

PREFIX ?= $(HOME)/.local
SWIFT ?= swift
export PREFIX
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD := $(SWIFT) build
RELEASE := $(BUILD) -c release --static-swift-stdlib --product greenroom
# The program that `place` puts below PREFIX.
PROGRAM = $$($(BUILD) -c release --show-bin-path)/greenroom
BENCHMARK = GREENROOM_BENCHMARKS=1 $(BUILD) -c release --static-swift-stdlib --product
BENCH = SWIFT="$(SWIFT)" Benchmarks/run "$$($(BUILD) -c release --show-bin-path)"
SOURCES := Sources Tests Benchmarks Package.swift
# docc copies its page template with its owner, which only root may do with a toolchain that is root's;
# so it is given a copy that is ours. (Should it lie elsewhere one day, docc looks for itself.)
DOCC_TEMPLATE = usr="$$($(SWIFT) -print-target-info \
    | sed -n 's|.*"runtimeResourcePath": "\(.*\)/lib/swift[^/]*".*|\1|p')"; \
  if [ -d "$$usr/share/docc/render" ]; then \
    mkdir -p .build/docc && rm -rf .build/docc/render && cp -R "$$usr/share/docc/render" .build/docc; \
    export DOCC_HTML_DIR="$(CURDIR)/.build/docc/render"; \
  fi
# Makes `root` of DESTDIR and PREFIX: a leading ~ is the home folder, even where the shell hands it on
# (dash), and a relative folder lies in this one.
ROOT = case "$$PREFIX" in \
    "~" | "~/"*) PREFIX="$$HOME$${PREFIX\#?}" ;; \
    "~"*) echo "make: PREFIX=$$PREFIX: give the whole path" >&2; exit 64 ;; \
  esac; \
  case "$$PREFIX" in "" | /*) ;; *) PREFIX="$(CURDIR)/$$PREFIX" ;; esac; \
  root="$(DESTDIR)$$PREFIX"
# Earlier versions put the banks into the folder that is also the study's home where PREFIX is
# ~/.local; nothing else in there is ever touched.
OLD_BANKS = share/greenroom/QuestionBanks

.DEFAULT_GOAL := help
.PHONY: help packages run test check lint format bank-check docs bench bench-check bench-record bench-date \
  bench-fit bench-start bench-compare install place install-check uninstall

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages: ## Install missing Debian packages (needs root or sudo only where one is missing)
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if [ -n "$(SUDO)" ] && ! command -v $(SUDO) > /dev/null; then \
	    echo "missing packages, and no sudo to install them; as root: apt-get install$$missing" >&2; \
	    exit 69; \
	  fi; \
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

check: packages lint test bank-check install-check docs ## All that CI checks

lint: ## Check style and formatting
	@$(SWIFT) format lint -r -p --strict $(SOURCES)

format: ## Format the sources in place
	@$(SWIFT) format -i -r -p $(SOURCES)

bank-check: packages ## Check the shipped question banks, warnings included, and count them by the guide
	@$(BUILD) --product greenroom
	@home="$$(mktemp -d)"; program="$$($(BUILD) --show-bin-path)/greenroom"; \
	  GREENROOM_HOME="$$home" "$$program" bank check --strict QuestionBanks && \
	  GREENROOM_HOME="$$home" "$$program" bank coverage --rows QuestionBanks

install-check: packages ## Install, study, uninstall in a throw-away home: the study must stay
	@$(BUILD) --product greenroom
	@Tests/install "$$($(BUILD) --show-bin-path)/greenroom"

docs: packages ## Build the library's documentation; dead links fail
	@$(DOCC_TEMPLATE); GREENROOM_DOCUMENTATION=1 $(SWIFT) package --disable-sandbox generate-documentation \
	  --target SpacedRepetition --warnings-as-errors

bench: packages ## Measure everything against peers and limits, release build; LOG=FILE.csv
	@$(RELEASE)
	@$(BENCHMARK) ModelBenchmark
	@$(BENCHMARK) AnswerBenchmark
	@$(BENCH)

bench-check: packages ## Count instructions only: fails where work costs more than is recorded
	@cd Benchmarks && python3 -B -m unittest -q harness.test_limits
	@$(RELEASE)
	@$(BENCHMARK) ModelBenchmark
	@$(BENCH) --counts

bench-record: packages ## Record the instruction counts anew
	@$(RELEASE)
	@$(BENCHMARK) ModelBenchmark
	@$(BENCH) --record

bench-date: packages ## Simulate preparing for an interview's date; SEED, LEARNERS, FORMAT=json
	@$(BENCHMARK) InterviewDateBenchmark -q >&2 || $(BENCHMARK) InterviewDateBenchmark >&2
	@"$$($(BUILD) -c release --show-bin-path)/InterviewDateBenchmark"

bench-fit: packages ## Simulate whether fitting does learners good; SEED, LEARNERS
	@$(BENCHMARK) FittingBenchmark >&2
	@"$$($(BUILD) -c release --show-bin-path)/FittingBenchmark"

bench-compare: packages ## Compare models and optimizer with peers from PyPI; ARGS="--log FILE.csv --json"
	@$(RELEASE) >&2
	@$(BENCHMARK) ModelBenchmark >&2
	@bin="$$($(BUILD) -c release --show-bin-path)"; "$$bin/ModelBenchmark" measure >&2 && \
	  Benchmarks/compare --greenroom "$$bin/greenroom" --models "$$bin/ModelBenchmark" $(ARGS)

bench-start: packages ## Compare what a new learner could start with; LOG, SEED, LEARNERS, FORMAT=json
	@$(BENCHMARK) StartBenchmark -q >&2 || $(BENCHMARK) StartBenchmark >&2
	@"$$($(BUILD) -c release --show-bin-path)/StartBenchmark"

install: packages ## Install the program and its banks below PREFIX (default ~/.local)
	@$(RELEASE)
	@$(MAKE) --no-print-directory place

place: # What `install` does after building
	@set -e; $(ROOT); program="$(PROGRAM)"; lib="$$root/lib/greenroom"; \
	install -d "$$root/bin" "$$lib"; \
	install -m 755 -s "$$program" "$$root/bin/greenroom"; \
	rm -rf "$$lib/QuestionBanks" "$$root/$(OLD_BANKS)"; \
	cp -R QuestionBanks "$$lib/QuestionBanks"; \
	echo "installed: $$root/bin/greenroom, banks in $$lib"

uninstall: ## Remove what install put there; your study stays
	@set -e; $(ROOT); \
	rm -f "$$root/bin/greenroom"; \
	rm -rf "$$root/lib/greenroom/QuestionBanks" "$$root/$(OLD_BANKS)"; \
	if [ -d "$$root/lib/greenroom" ]; then \
	  rmdir --ignore-fail-on-non-empty "$$root/lib/greenroom"; \
	fi; \
	echo "removed: $$root/bin/greenroom and its banks"
