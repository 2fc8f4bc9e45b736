# A short front for Meson. `make` builds build/postern; README.md has the rest.
BUILD ?= build

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD) --quiet

$(BUILD)/build.ninja:
	@meson setup $(BUILD) --prefix=/usr/local >/dev/null

deps:
	@tools/deps

need:
	@tools/deps --check || tools/deps

try: need
	@$(MAKE) --no-print-directory all
	@echo '$$ build/postern scan samples/core.pcap'
	@build/postern scan --key samples/key samples/core.pcap; status=$$?; [ $$status -le 1 ]

check: need
	@$(MAKE) --no-print-directory all
	@tests/run --build $(BUILD)

bench: all
	@bench/run --binary $(BUILD)/postern

# Each fuzz target for SECONDS under libFuzzer, ASan and UBSan, from seeds of the shared captures.
SECONDS ?= 60
fuzz:
	@fuzz/run --seconds $(SECONDS) $(TARGETS)

# What of docs/ follows from the code.
docs: all
	@python3 tests/house/output.py $(BUILD) --update
	@python3 tests/house/protocols.py $(BUILD) --update
	@python3 tests/house/judging.py $(BUILD) --update

lint: all
	@tools/lint $(BUILD)

install: all
	@meson install -C $(BUILD) --no-rebuild

clean:
	@rm -rf $(BUILD) $(BUILD)-watched $(BUILD)-clang build-fuzz

.PHONY: all deps need try check bench fuzz docs lint install clean
