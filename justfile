# Recipes of this house; `just check` is what a change must pass.

# Everything that runs on a change.
check:
    .ci/run

# Licences, advisories and sources of all crates (needs cargo-deny).
deny:
    cargo deny check

# What the program is made of, as CycloneDX (needs Python 3).
sbom:
    python3 packaging/sbom.py > bantin.cdx.json

# Dependencies that nothing uses (needs cargo-machete).
machete:
    cargo machete

# The sample section, rebuilt and reloaded as files change.
serve:
    cargo run --release -- serve --open
