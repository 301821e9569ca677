# Builds everything below build/ from draft/, reference/ and scripts/. `make help` lists the targets.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:

BIN := node_modules/.bin
AUTHOR := build/scripts/author
WS2 := node build/ws2/ws2.js
# Runs from the sources: while a generated codec is stale, nothing may compile.
CODEC := --import ./scripts/register.mjs scripts/codec.ts

# The drafts: all draft/draft-*.md, built together. DRAFT=name or path selects one, also one outside of draft/.
SET := $(sort $(wildcard draft/draft-*.md))
CORE := draft/draft-websocket2-over-http2.md
DRAFT :=
ifeq ($(SET),)
$(error no draft found: expected draft/draft-*.md)
endif
CHOSEN := $(if $(DRAFT),$(or $(wildcard $(DRAFT:%.md=%).md),$(wildcard draft/$(DRAFT:%.md=%).md),$(filter %-$(DRAFT).md,$(SET))))
ifneq ($(words $(DRAFT)),$(words $(CHOSEN)))
$(error DRAFT=$(DRAFT): $(if $(CHOSEN),several drafts: $(CHOSEN),no such draft); expected a path or one of $(basename $(notdir $(SET))))
endif
# Those of targets for all drafts, and that of targets for one.
DRAFTS := $(or $(CHOSEN),$(SET))
ONE := $(or $(CHOSEN),$(CORE))
# The built files of a draft without their extension; the stamp of a draft.
built = build/draft/$(shell sed -n "s/^docName:[ '\"]*\([a-z0-9-]*\).*/\1/p" $(1))
drawn = build/.stamps/drafts/$(basename $(notdir $(1)))

# Stamps: what was done, and when.
INSTALLED := node_modules/.installed
COMPILED := build/.stamps/compiled
SOURCES := build/.stamps/sources
XML2RFC := build/.stamps/xml2rfc
DESCRIBED := build/.stamps/model
DRAWN := $(foreach draft,$(SET),$(call drawn,$(draft)))
BUNDLED := build/.stamps/bundled
API := build/.stamps/api
NUMBERED := build/.stamps/sections
LINKED := build/.stamps/linked
EXPORTED := build/.stamps/exported
COMPARED := build/.stamps/compared
EXPLORER := build/.stamps/explorer
SITE := build/.stamps/site
PACKED := build/.stamps/packed
ARCHIVED := build/websocket2-vectors.tar.gz

REFERENCE_TS := $(shell find reference -name '*.ts' -not -path 'reference/examples/*' | LC_ALL=C sort)
EXAMPLES := $(shell find reference/examples -type f | LC_ALL=C sort)
SCRIPTS_TS := $(shell find scripts -name '*.ts' -not -path 'scripts/*/browser/*' | LC_ALL=C sort)
EXPORT_FILES := $(shell find scripts/exports -type f | LC_ALL=C sort)
API_FILES := $(shell find scripts/api -type f | LC_ALL=C sort)
EXPLORER_FILES := $(shell find scripts/explorer/assets scripts/explorer/browser -type f | LC_ALL=C sort) scripts/site/assets/site.css
SITE_FILES := $(shell find scripts/site/assets scripts/site/browser -type f | LC_ALL=C sort)
VECTOR_FILES := $(shell find spec-tests/vectors -type f | LC_ALL=C sort)
DRAFT_FILES := $(shell find draft -type f | LC_ALL=C sort) spec-tests/vectors/manifest.json

.PHONY: all
all: draft api bundle exports explorer $(LINKED) ## Build all: code, model, ws2, drafts (xml, txt, html), API pages, exports, explorer
	@echo "built:$(foreach draft,$(DRAFTS), $(call built,$(draft)).{xml,txt,html},) build/api/index.html, build/reference/, build/ws2/"

.PHONY: code
code: $(COMPILED) ## Compile reference/ and scripts/ to build/

.PHONY: bundle
bundle: $(BUNDLED) build/model.json ## Bundle the command ws2 for the package: build/ws2/

.PHONY: draft
draft: $(foreach draft,$(DRAFTS),$(call drawn,$(draft))) ## Build the drafts, or DRAFT=name: build/draft/*.{xml,txt,html}

.PHONY: api
api: $(API) ## Build the API pages: build/api/

.PHONY: pdf
pdf: $(foreach draft,$(DRAFTS),$(call drawn,$(draft)).pdf) ## Build the drafts, or DRAFT=name, as PDF too (needs WeasyPrint)

# --- Packages and tools -----------------------------------------------------------------------

$(INSTALLED): package-lock.json package.json scripts/npm-installed.mjs
	@command -v node >/dev/null || { echo "make: node is not installed; Node.js 20.19 or newer is needed" >&2; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
	  || { echo "make: Node.js 20.19 or newer is needed, this is $$(node --version)" >&2; exit 1; }
	@node scripts/npm-installed.mjs || { echo "npm ci"; npm ci --ignore-scripts --no-audit --no-fund; }
	@touch $@

# A recorded xml2rfc that is gone is looked for again.
ifeq ($(wildcard $(shell cat $(XML2RFC) 2>/dev/null)),)
$(XML2RFC): force
endif
$(XML2RFC): scripts/install-xml2rfc.sh
	@mkdir -p $(@D)
	@scripts/install-xml2rfc.sh >$@.new
	@mv $@.new $@

# --- Code -------------------------------------------------------------------------------------

# Changes only when a source file comes or goes.
$(SOURCES): force
	@mkdir -p $(@D)
	@printf '%s\n' $(REFERENCE_TS) $(SCRIPTS_TS) >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# What was compiled from a source that is gone must not stay.
$(COMPILED): $(INSTALLED) $(SOURCES) tsconfig.json $(REFERENCE_TS) $(SCRIPTS_TS)
	@for js in $$(find build/reference build/scripts -name '*.js' 2>/dev/null); do \
	  source=$${js#build/}; [ -e "$${source%.js}.ts" ] || rm -f "$$js" "$$js.map" "$${js%.js}.d.ts"; \
	done
	$(BIN)/tsc -p tsconfig.json || { node $(CODEC) --check; exit 1; }
	@touch $@

# The model keeps its time while its text stays the same, so that what is made of it stays too.
$(DESCRIBED): $(COMPILED)
	@node build/scripts/describe.js build/model.json.new
	@if cmp -s build/model.json.new build/model.json; then rm build/model.json.new; else mv build/model.json.new build/model.json; fi
	@touch $@

build/model.json: $(DESCRIBED) ;

$(BUNDLED): $(COMPILED)
	@node build/scripts/bundle.js
	@touch $@

# --- Draft ------------------------------------------------------------------------------------

# A draft depends on all files of the set, since drafts cite each other. One of another folder is always built: only the build knows
# the files that it names. xml2rfc runs again if the XML is another one.
define draft_rules
$(call drawn,$(1)): $(if $(filter draft/%,$(1)),$$(DRAFT_FILES),force) $$(BUNDLED) build/model.json $$(XML2RFC)
	XML2RFC=$$$$(cat $$(XML2RFC)) $(WS2) draft build $(1) -o build/draft
	@mkdir -p $$(@D)
	@touch $$@

$(call drawn,$(1)).pdf: $(call drawn,$(1))
	XML2RFC=$$$$(cat $$(XML2RFC)) $(WS2) draft pdf $(1) -o build/draft $(if $(filter dist,$(MAKECMDGOALS)),|| { echo "make dist PDF=0 leaves the PDF out" >&2; exit 1; })
	@touch $$@

endef
$(foreach draft,$(sort $(SET) $(CHOSEN)),$(eval $(call draft_rules,$(draft))))

# --- Exports ----------------------------------------------------------------------------------

.PHONY: exports
exports: $(EXPORTED) ## Write the protocol in the languages of other tools: build/websocket2.ksy, build/registries/ and others

# What is not TypeScript in the folder is a part of the written files.
$(EXPORTED): $(COMPILED) build/model.json $(call drawn,$(CORE)) $(filter-out %.ts,$(EXPORT_FILES))
	node build/scripts/exports.js build/model.json -o build --document $(call built,$(CORE)).html
	@touch $@

# --- Explorer ---------------------------------------------------------------------------------

.PHONY: explorer
explorer: $(EXPLORER) ## Build the explorer of frames and states as one page: build/explorer.html

$(EXPLORER): $(COMPILED) $(EXPLORER_FILES) spec-tests/vectors/requirements.json
	node build/scripts/explorer.js
	@touch $@

# --- API --------------------------------------------------------------------------------------

# The numbers keep their time while no section comes or goes, so that other changes of the draft need no new pages.
$(NUMBERED): $(CORE) | $(COMPILED)
	@node build/scripts/api/section-numbers.js $(CORE) build/sections.json.new
	@if cmp -s build/sections.json.new build/sections.json; then rm build/sections.json.new; else mv build/sections.json.new build/sections.json; fi
	@touch $@

build/sections.json: $(NUMBERED) ;

$(API): $(REFERENCE_TS) README.md reference/README.md $(EXAMPLES) $(API_FILES) $(INSTALLED) tsconfig.json build/model.json build/sections.json | $(COMPILED)
	@rm -rf build/api.new
	$(BIN)/typedoc --options scripts/api/typedoc.json --draftPage ../draft/$(notdir $(call built,$(CORE))).html --draftSections build/sections.json \
	  --out build/api.new
	@rm -rf build/api
	@mv build/api.new build/api
	@touch $@

# Side by side, the draft's tables lead to the API pages.
$(LINKED): $(DRAWN) $(API)
	@$(foreach draft,$(SET),node build/scripts/api/link-draft.js $(call built,$(draft)).html build/api;)
	@touch $@

# --- Site -------------------------------------------------------------------------------------

.PHONY: site
site: $(SITE) ## Build the site from committed data, and check its links: build/site/

# npm packs what package.json names; the file name has the version.
$(PACKED): $(BUNDLED) $(EXPORTED) build/model.json $(VECTOR_FILES) package.json $(wildcard *.md) CITATION.cff
	@rm -rf build/package && mkdir -p build/package
	npm pack --ignore-scripts --silent --pack-destination build/package
	@touch $@

# A shallow clone or an archive lacks the older revision: the page of drafts then says so. Old texts stay in build/diff/kept.
$(COMPARED): $(call drawn,$(CORE))
	@rm -rf build/diff/$(basename $(notdir $(CORE)))
	@XML2RFC=$$(cat $(XML2RFC)) $(WS2) draft diff $(CORE) --built build/draft || echo "make: the site does not compare the draft with an older revision" >&2
	@touch $@

$(SITE): $(COMPILED) $(LINKED) $(COMPARED) $(PACKED) $(ARCHIVED) $(SITE_FILES) $(EXPLORER_FILES) $(VECTOR_FILES) $(wildcard draft/data/*.json)
	node build/scripts/site.js
	@touch $@

# --- Release ----------------------------------------------------------------------------------

# WeasyPrint writes the time into each PDF; all other files have equal octets for equal commits.
.PHONY: dist
dist: draft $(if $(filter 0,$(PDF)),,pdf) exports $(PACKED) $(ARCHIVED) $(SITE) ## Collect a release with hashes: build/dist/ (PDF=0 leaves the PDF out)
	node build/scripts/dist.js $(foreach draft,$(SET),$(call built,$(draft))) $(if $(filter 0,$(PDF)),--no-pdf)

# --- Tests and checks -------------------------------------------------------------------------

.PHONY: test
test: $(DRAWN) bundle exports $(PACKED) $(ARCHIVED) ## Run all tests; they read the built draft and ws2. TESTS="FILE..." runs some from their sources
	$(if $(TESTS),$(BIN)/ava $(TESTS),node build/scripts/bundle-tests.js && $(BIN)/ava --config build/tests/ava.config.mjs)

.PHONY: check
check: $(DRAWN) bundle ## Check types, style, layers, words, API pages, prose, idnits, and that generated files are fresh
	@$(MAKE) -j2 --output-sync=target types style api fresh idnits lint words

.PHONY: types
types: $(COMPILED)
	$(BIN)/tsc -p spec-tests/tsconfig.json
	$(BIN)/tsc -p spec-tests/reference/websocket/dom
	$(BIN)/tsc -p scripts/site/browser
	$(BIN)/tsc -p scripts/explorer/browser

# `make words` checks these for all files at once. What a circle of imports closes is in a file that changed.
UNCACHED := $(foreach rule,words line-width unique-type-names,--rule 'repository/$(rule): off')
LINTED := build/.eslintcache
LINT_RULES := build/.stamps/lint-rules

# Results of other rules do not stay.
$(LINT_RULES): eslint.config.js $(wildcard scripts/lint/*.ts) package-lock.json
	@mkdir -p $(@D)
	@rm -f $(LINTED)
	@touch $@

.PHONY: style
style: $(INSTALLED) $(LINT_RULES)
	$(BIN)/eslint --max-warnings 0 $(UNCACHED) --cache --cache-location $(LINTED) --cache-strategy content . || { rm -f $(LINTED); exit 1; }

.PHONY: words
words: $(COMPILED) ## Count phrases to avoid, repeated type names and wide lines
	@node build/scripts/lint-words.js

.PHONY: fresh
fresh: $(DRAWN)
	node $(CODEC) --check
	node build/scripts/vectors.js --check
	node build/scripts/readme.js --check
	node build/scripts/bench.js --check
	node $(AUTHOR)/requirements.js --check >/dev/null

.PHONY: codec
codec: $(INSTALLED) ## Write the readers and writers of the schemas anew: reference/*/generated/
	node $(CODEC)

.PHONY: vectors
vectors: $(DRAWN) ## Write spec-tests/vectors/generated, the JSON Schema and the manifest anew
	node build/scripts/vectors.js

.PHONY: captures
captures: $(COMPILED) ## Record the captures of the tests anew: spec-tests/captures/
	node build/scripts/record-captures.js

.PHONY: vectors-archive
vectors-archive: $(ARCHIVED) ## Pack the vectors alone, without code: build/websocket2-vectors.tar.gz

$(ARCHIVED): $(COMPILED) $(VECTOR_FILES)
	node build/scripts/vectors-archive.js

.PHONY: interop
interop: $(DRAWN) ## Run every known implementation on vectors and live cases: build/interop/index.html, draft/data/interop.json (10 minutes; ARGS=--peers, ARGS=--runtimes)
	node build/scripts/interop-matrix.js $(ARGS)

.PHONY: readme
readme: $(COMPILED) ## Draw what the pages for readers show of the schemas anew
	node build/scripts/readme.js

.PHONY: bench
bench: $(COMPILED) bundle build/model.json $(XML2RFC) ## Measure speed, memory, growth and builds: BENCHMARKS.md, draft/data/benchmarks.json (12 minutes; ARGS="echo idle" prints those, ARGS=--render draws the data anew)
	XML2RFC=$$(cat $(XML2RFC)) node build/scripts/bench.js $(ARGS)

.PHONY: soak
soak: $(COMPILED) ## Idle connections, a million messages, bad peers, shutdown, churn, attacks (25 minutes; ARGS="--minutes 1 --only churn")
	node build/scripts/soak.js $(ARGS)
	$(if $(ARGS),,RANDOM_RUNS=10 $(BIN)/ava spec-tests/reference/connection/random.test.ts spec-tests/reference/http2/random-events.test.ts)
	$(if $(ARGS),,node build/scripts/bench.js --small >/dev/null)

.PHONY: suites
suites: $(COMPILED) ## Run web-platform-tests' websockets/ and structured-field-tests from checkouts: WPT=DIR SFT=DIR (NODE=node runs another Node.js)
	$(or $(NODE),node) build/scripts/suites.js $(if $(WPT),--wpt "$(WPT)") $(if $(SFT),--sft "$(SFT)") $(ARGS)

.PHONY: coverage
coverage: $(DRAWN) bundle ## Run all tests and report which lines they reach: build/coverage/
	@rm -rf build/coverage
	$(BIN)/c8 $(BIN)/ava

# --- Intermediaries ---------------------------------------------------------------------------

FOUND := draft/data/intermediaries.json

.PHONY: intermediaries
intermediaries: $(COMPILED) ## Try WebSocket2 through real proxies: draft/data/intermediaries.json, which make site shows (30 minutes; ONLY=nginx, ASK=load)
	node build/scripts/intermediaries.js $(if $(ONLY),--only "$(ONLY)") $(ASK:%=--ask %) --json $(FOUND)
	@echo "written: $(FOUND); make site shows it: build/site/intermediaries/index.html"

.PHONY: intermediaries-deps
intermediaries-deps: $(COMPILED) ## Install the proxies from Debian or Ubuntu, starting none of them (QUICK=1: the small ones)
	scripts/install-proxies.sh $$(node build/scripts/intermediary-packages.js $(if $(QUICK),--quick))

# --- The rest ---------------------------------------------------------------------------------

.PHONY: clean
clean: ## Remove all that was built (packages and tools stay)
	rm -rf build

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: force
force:

# --- Authoring --------------------------------------------------------------------------------

.PHONY: requirements
requirements: $(DRAWN) $(call drawn,$(ONE)) ## List each statement of the drafts with what checks it: build/requirements/
	node $(AUTHOR)/requirements.js $(DRAFTS)

.PHONY: watch
watch: $(COMPILED) build/model.json $(XML2RFC) ## Rebuild the core draft, or DRAFT=name, whenever a file is saved; Ctrl-C ends it
	@XML2RFC=$$(cat $(XML2RFC)) exec node $(AUTHOR)/watch.js $(ONE)

.PHONY: lint
lint: $(BUNDLED) build/model.json ## Check habits of the drafts' prose
	$(WS2) draft lint $(DRAFTS)

.PHONY: pages
pages: $(foreach draft,$(DRAFTS),$(call drawn,$(draft))) ## Count the pages of each section, against the budget of the front matter
	$(WS2) draft pages $(DRAFTS) --built build/draft

.PHONY: diff
diff: $(call drawn,$(ONE)) ## Show what changed in the core draft, or DRAFT=name, since the last -NN, or FROM=rev: build/diff/NAME/index.html
	XML2RFC=$$(cat $(XML2RFC)) $(WS2) draft diff $(ONE) --built build/draft $(if $(FROM),--from "$(FROM)")

.PHONY: next
next: $(BUNDLED) ## Begin the next revision of the core draft, or DRAFT=name (FORCE=1 with changes that are not committed)
	$(WS2) draft next $(ONE) $(if $(FORCE),--force)

.PHONY: idnits
idnits: $(foreach draft,$(DRAFTS),$(call drawn,$(draft))) ## Run idnits on both forms; waivers with reasons: draft/NAME.idnits.yaml
	$(WS2) draft idnits $(DRAFTS) --built build/draft
