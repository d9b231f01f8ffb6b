# Spark Vitals: `make` lists what can be made.
SHELL := /bin/bash
.DEFAULT_GOAL := help

MVN         ?= mvn -B -ntp
BUILD       ?= $(CURDIR)/target
SPARK_HOMES ?= $(HOME)/.cache/spark-vitals/spark-homes
REVISION    := $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
FLAGS       := -DbuildDirectory=$(BUILD) -Dspark.homes=$(SPARK_HOMES) -Drevision=$(REVISION)
JAR         := $(BUILD)/spark-vitals-0.1.0-SNAPSHOT.jar

# Sparks that the integration tests run, <version>-<Scala>.
RUN_SPARKS  := 3.5.9-2.12 4.2.0-2.13
# Sparks that the jar must link with.
LINK_SPARKS := $(shell grep -v '^\#' src/test/spark-home/link-sparks.txt)
# What tests call beside Java, <command>:<Debian package>.
TOOLS       := promtool:prometheus prometheus-alertmanager:prometheus-alertmanager \
  prometheus-pushgateway:prometheus-pushgateway victoria-metrics:victoria-metrics chromium:chromium shellcheck:shellcheck

HOMES       := $(RUN_SPARKS:%=$(SPARK_HOMES)/spark-%/.complete)
LINKS       := $(LINK_SPARKS:%=$(SPARK_HOMES)/link/%/.complete)
SOURCES     := pom.xml $(shell find src/main src/test/java src/test/resources agent/rules.yml -type f 2>/dev/null)
CLASSPATH    = $(BUILD)/test-classes:$(BUILD)/classes:$$(cat $(BUILD)/test.classpath)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: $(JAR) ## Build the agent jar: target/spark-vitals-<version>.jar

.PHONY: test
test: tools spark-homes link-jars ## Run all checks and tests, those on real Spark included
	$(MVN) $(FLAGS) verify

.PHONY: demo
demo: $(JAR) $(BUILD)/test.classpath $(SPARK_HOMES)/spark-3.5.9-2.12/.complete ## Watch a sick Spark job on a small local cluster (3 minutes)
	@exec java -Dvitals.jar=$(JAR) -Dspark.homes=$(SPARK_HOMES) -Ddemo.reports=$(BUILD)/demo \
	  -cp $(CLASSPATH) io.sparkvitals.demo.Demo $(ARGS)

.PHONY: bench
bench: $(JAR) $(BUILD)/test.classpath $(SPARK_HOMES)/spark-3.5.9-2.12/.complete ## Measure events, heap, scrape, advice, replay; ARGS go to JMH
	@exec java @src/test/spark-17.args -Dvitals.jar=$(JAR) -Dspark.homes=$(SPARK_HOMES) -cp $(CLASSPATH) \
	  io.sparkvitals.bench.Benchmarks $(ARGS)

.PHONY: format
format: ## Format the Java sources
	$(MVN) -q $(FLAGS) spotless:apply

.PHONY: clean
clean: ## Remove what was built; assembled Sparks stay
	rm -rf $(BUILD)

.PHONY: spark-homes
spark-homes: $(HOMES) ## Assemble the Sparks that the tests run, once (about 500 MB)

.PHONY: link-jars
link-jars: $(LINKS) ## Fetch the Spark jars that the link check reads, once (about 200 MB)

.PHONY: tools
tools: # In CI a missing tool is installed or fails; elsewhere the tests that need it are skipped.
	@for tool in $(TOOLS); do \
	  command -v "$${tool%%:*}" >/dev/null && continue; \
	  install="apt-get install -y --no-install-recommends $${tool##*:}"; \
	  [ "$$(id -u)" = 0 ] || install="sudo $$install"; \
	  if [ "$${CI:-}" = true ]; then $${install%% install*} update -qq && DEBIAN_FRONTEND=noninteractive $$install; \
	  else echo "$${tool%%:*} is missing, its tests will be skipped: $$install"; fi || exit 1; \
	done

# Quick, for whoever wants a jar: `make test` does the checks.
$(JAR): $(SOURCES)
	@echo "Building $(notdir $@) ..."
	@$(MVN) -q $(FLAGS) -DskipTests -Denforcer.skip -Danimal.sniffer.skip package
	@touch $@

$(BUILD)/test.classpath: pom.xml
	@mkdir -p $(BUILD)
	@$(MVN) -q $(FLAGS) dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=$@

# A home is a directory <version>-<Scala>; the marker is written last.
part = $(word $(1),$(subst -, ,$(2)))

$(SPARK_HOMES)/spark-%/.complete:
	@echo "Assembling Spark $* in $(@D) ..."
	@rm -rf $(@D)
	@$(MVN) -q -f src/test/spark-home/pom.xml dependency:copy-dependencies -DoutputDirectory=$(@D)/jars \
	  -Dspark.version=$(call part,1,$*) -Dscala.binary.version=$(call part,2,$*)
	@touch $@

$(SPARK_HOMES)/link/%/.complete:
	@echo "Fetching the jars of Spark $* for the link check ..."
	@rm -rf $(@D)
	@$(MVN) -q -f src/test/spark-home/link.xml dependency:copy-dependencies -DoutputDirectory=$(@D) \
	  -Dspark.version=$(call part,1,$*) -Dscala.binary.version=$(call part,2,$*) \
	  $(if $(filter 3.3.% 3.4.%,$*),,-Pcommon-utils) $(if $(filter 4.2.%,$*),-Pcommon-utils-java)
	@touch $@
