# demo: try it · test: everything CI runs · check: quick look · bench: figures · bless: renew generated files
.PHONY: demo test check bench bless assets setup axe clean-demo

setup:
	@scripts/setup.sh

assets:
	@scripts/setup.sh node
	@scripts/build-assets.sh

demo:
	@scripts/setup.sh demo
	@scripts/build-assets.sh
	@echo "Building (the first time takes some minutes) …"
	@cargo build -p server
	@$${CARGO_TARGET_DIR:-target}/debug/foerderkette demo $(ARGS)

clean-demo:
	rm -rf var/demo

test:
	@scripts/setup.sh test
	@scripts/build-assets.sh
	@scripts/test.sh

check:
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets -- -D warnings

axe:
	@scripts/setup.sh test
	@scripts/axe.sh full

bench:
	@scripts/setup.sh test
	@scripts/build-assets.sh
	@python3 bench/run.py $(ARGS)

bless:
	@FOERDERKETTE_BLESS=1 cargo test -p domain -p server -q
