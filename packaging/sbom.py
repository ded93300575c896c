"""Writes what the program is made of as CycloneDX 1.5 (JSON): the crates of Cargo.lock, and the packages of its tests.

Usage: python3 packaging/sbom.py > bantin.cdx.json

The same files give the same bytes: there is no time and no random number in it.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def crates():
    """The packages of the program with licences, as cargo resolves them; the first one is the program itself."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    sums = checksums()
    needed = needed_by_program(metadata)
    for package in metadata["packages"]:
        name, version = package["name"], package["version"]
        part = component(f"pkg:cargo/{name}@{version}", name, version)
        part["scope"] = "required" if package["id"] in needed else "excluded"
        if package.get("license"):
            part["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
        if (name, version) in sums:
            part["hashes"] = [{"alg": "SHA-256", "content": sums[name, version]}]
        yield part


def needed_by_program(metadata):
    """The ids of what is linked into the program: not what only builds or tests it."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    rest, found = [metadata["resolve"]["root"]], set()
    while rest:
        at = rest.pop()
        if at in found:
            continue
        found.add(at)
        for dependency in nodes[at]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                rest.append(dependency["pkg"])
    return found


def checksums():
    """The SHA-256 of each crate, as Cargo.lock has it."""
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    entry = re.compile(r'name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([0-9a-f]{64})"')
    return {(name, version): checksum for name, version, checksum in entry.findall(lock)}


def packages_of_tests():
    """Packages of npm and PyPI: they test the output, and are in none."""
    lock = json.loads((ROOT / "tests/browser/package-lock.json").read_text(encoding="utf-8"))
    for path, package in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            yield excluded(f"pkg:npm/{name.replace('@', '%40')}@{package['version']}", name, package["version"])
    for line in (ROOT / "tests/browser/requirements.txt").read_text(encoding="utf-8").splitlines():
        pinned = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line)
        if pinned:
            yield excluded(f"pkg:pypi/{pinned[1].lower()}@{pinned[2]}", pinned[1], pinned[2])


def component(purl, name, version):
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def excluded(purl, name, version):
    return {**component(purl, name, version), "scope": "excluded"}


def main():
    parts = {part["bom-ref"]: part for part in [*crates(), *packages_of_tests()]}
    program = next(ref for ref, part in parts.items() if part["name"] == "bantin")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**parts.pop(program), "type": "application"}},
        "components": [parts[ref] for ref in sorted(parts)],
    }
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
