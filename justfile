# Recipes of this house; `just check` is what a change must pass.

# Everything that runs on a change.
check:
    .ci/run

# Licences, advisories and sources of all crates (needs cargo-deny).
deny:
    cargo deny check

# The sample section, rebuilt and reloaded as files change.
serve:
    cargo run --release -- serve --open
