# What must hold before a change is taken.
default: fmt-check clippy test doc

# Formats the code.
fmt:
    cargo fmt

# Formatted?
fmt-check:
    cargo fmt --check

# No warning anywhere.
clippy:
    cargo clippy --all-targets --locked -- -D warnings

# Everything, the rules of the house included.
test:
    cargo test --locked

# Every public item has its words, every link leads somewhere.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# Writes generated parts again.
update:
    UPDATE=1 cargo test --locked --test it tidy

# Licences and advisories (needs cargo-deny).
deny:
    cargo deny check

# How fast each stage is.
bench *arguments:
    cargo bench --locked --bench stages -- {{arguments}}

# Writes the parity fixtures of a model again (needs Python; see scripts/README.md).
golden model="small-v8":
    python3 scripts/golden.py --model models/{{model}} --out evaluation/golden

# Writes the fixtures of the evaluation harness again (needs Python; see scripts/README.md).
golden-scores:
    python3 scripts/golden_scores.py --out evaluation/golden

# Scores a model on every set and keeps what it said (needs the public sets).
record data out model="small-v8": release
    evaluation/record.sh {{data}} {{out}} {{model}}

# The program at full speed.
release:
    cargo build --release --locked

# How long a fresh machine builds, and what takes the time.
cold-build:
    CARGO_TARGET_DIR="$(mktemp -d)" cargo build --release --locked --timings
