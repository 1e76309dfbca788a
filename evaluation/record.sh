#!/usr/bin/env bash
# Scores a model on every set and keeps what it said and scored.
#
#   evaluation/record.sh DATA OUT [MODEL [BLIND [OLD]]]
#
# DATA holds the public sets as their authors publish them; OUT is a new folder under evaluation/records. MODEL is a
# model name or folder (the embedded one without it), BLIND its target-blind twin, a baseline wherever targets are given.
# OLD is an earlier record, DATE-MODEL: what changed since then goes to OUT/compare-SET.md.
# Texts stay in a scratch folder: OUT gets scores, and labels without texts.
set -euo pipefail
data="$1" out="$2" model="${3:-small-v9}" blind="${4:-}" old="${5:-}"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
standpoint="$root/target/release/standpoint"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$out"

# annotate INPUT NAME MODEL: records in the scratch folder.
annotate() {
    "$standpoint" --quiet annotate "$1" --model "$3" -o "$scratch/$2.jsonl"
}

# scores NAME GOLD OUT [FLAGS...]: scores the records NAME and keeps the scores.
scores() {
    local name="$1" gold="$2" kept="$3"
    shift 3
    "$standpoint" score "$scratch/$name.jsonl" --gold "$gold" "$@" -o "$out/$kept.json" >/dev/null
    echo "$kept"
}

# labels NAME: keeps what the model said, without the texts.
labels() {
    "$standpoint" --quiet gold export "$scratch/$1.jsonl" --format labels -o "$out/$1.labels.jsonl"
}

# compared NAME GOLD [FLAGS...]: the old record's labels against the new ones, each named as its record.
compared() {
    local name="$1" gold="$2"
    shift 2
    [ -n "$old" ] && [ -e "$old/$name.labels.jsonl" ] || return 0
    local before="$scratch/$(basename "$old").jsonl" after="$scratch/$(basename "$out").jsonl"
    cp "$old/$name.labels.jsonl" "$before"
    cp "$out/$name.labels.jsonl" "$after"
    # The labels of early records do not say that mentions were given.
    if [[ "$name" == *-given-mentions ]]; then
        sed -i '/"metadata"/!s/^{/{"metadata":{"track":"given-mentions"},/' "$before"
    fi
    "$standpoint" compare "$before" "$after" --gold "$gold" "$@" -o "$scratch/compare-$name.md" >/dev/null
    # The list of changed labels quotes paragraphs, and texts stay in the scratch folder.
    sed '/^## Labels that changed/,$d' "$scratch/compare-$name.md" >"$out/compare-$name.md"
    echo "compare-$name"
}

for set in "$root"/evaluation/sets/*/; do
    name="$(basename "$set")"
    grep -q '^\[import\]' "$set/set.toml" || continue
    gold="$scratch/sets/$name"
    "$standpoint" --quiet gold import "$data" --set "$set" -o "$gold"
    annotate "$gold/documents.jsonl" "$name" "$model"
    flags=()
    if [ -n "$blind" ] && grep -q '"stance"' "$set/set.toml"; then
        annotate "$gold/documents.jsonl" "$name-blind" "$blind"
        flags=(--baseline "target-blind twin=$scratch/$name-blind.jsonl")
    fi
    scores "$name" "$gold" "$name" "${flags[@]}"
    labels "$name"
    compared "$name" "$gold"
done

set="$root/evaluation/sets/news-v1"
annotate "$set/documents.jsonl" news-v1 "$model"
"$standpoint" --quiet annotate "$set/documents.jsonl" --model "$model" --linker alias -o "$scratch/alias.jsonl"
"$standpoint" --quiet gold swap "$set" "$root/evaluation/sets/swaps.toml" -o "$scratch/swaps.jsonl"
annotate "$scratch/swaps.jsonl" swaps-records "$model"
for given in mentions targets; do
    "$standpoint" --quiet gold export "$set" --format "given-$given" -o "$scratch/given-$given.jsonl"
    annotate "$scratch/given-$given.jsonl" "news-v1-given-$given" "$model"
    if [ -n "$blind" ]; then
        annotate "$scratch/given-$given.jsonl" "given-$given-blind" "$blind"
    fi
done
for part in dev test; do
    flags=(--split "$part" --baseline "alias linker=$scratch/alias.jsonl")
    [ "$part" = dev ] && flags+=(--swap "$scratch/swaps-records.jsonl")
    scores news-v1 "$set" "news-v1-$part" "${flags[@]}"
    for given in mentions targets; do
        flags=(--split "$part")
        [ -n "$blind" ] && flags+=(--baseline "target-blind twin=$scratch/given-$given-blind.jsonl")
        scores "news-v1-given-$given" "$set" "news-v1-$part-given-$given" "${flags[@]}"
    done
done
pages="$root/evaluation/sets/pages-v1"
annotate "$pages/documents.jsonl" pages-v1 "$model"
for part in dev test; do
    scores pages-v1 "$pages" "pages-v1-$part" --split "$part"
done
for name in news-v1 news-v1-given-mentions news-v1-given-targets; do
    labels "$name"
    compared "$name" "$set" --split all
done
