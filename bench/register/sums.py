#!/usr/bin/env python3
"""Writes a register of models in list files under trees of three levels, builds it, and adds everything up again.

    bench/register/sums.py [--models 11784] [--lists 40] [--bantin PATH] [--work DIR] [--keep]

A province has districts, and they have communes; a bloc of the Party has committees, and they have cells. Some communes and
cells merged, one was divided. What each page must say is computed here, from the models as they were dealt out, without a
line of the program: the own and summed numbers of each line of the table of a unit, and the models on all pages of its
list, each once. The last line tells processor time, wall time, memory and size of the build.
"""
import argparse
import collections
import glob
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
NOW = "2026-12-01T00:00:00Z"
BASE = "/tin/"
DISTRICTS, COMMUNES, MERGED = 9, 173, 20
COMMITTEES, CELLS = 30, 600
STATUSES = ["registered", "recognized", "exemplary", "ended"]


class Tree:
    """Units by id, each with the one above it; `now` is the unit of today that took over an ended one."""

    def __init__(self):
        self.above, self.lines, self.now = {}, [], {}

    def add(self, id, name, above=None, ended=None, **more):
        self.above[id] = above
        keys = {"id": id, "name": name, **({"parent": above} if above else {}), **more}
        if ended:
            keys["until"] = "2024-12-31"
            self.now[id] = ended
        self.lines.append("- {" + ", ".join(f"{key}: {value}" for key, value in keys.items())
                          + (f", successors: {ended_list(more, ended)}" if ended else "") + "}\n")

    def place(self, id):
        """The unit to which records of a unit belong today."""
        return self.now.get(id, id)

    def chain(self, id):
        while id:
            yield id
            id = self.above[id]


def ended_list(more, ended):
    return f"[{{id: {ended}}}]" if "level" in more else f"[{ended}]"


def localities():
    tree = Tree()
    tree.add("tinh", "Tỉnh Mẫu", level="province")
    for number in range(DISTRICTS):
        tree.add(f"huyen-{number}", f"Huyện Mẫu {number}", "tinh", level="district")
    for number in range(COMMUNES):
        tree.add(f"xa-{number}", f"Xã Mẫu {number}", f"huyen-{number % DISTRICTS}", level="commune")
    for number in range(MERGED):
        tree.add(f"xa-cu-{number}", f"Xã Cũ {number}", f"huyen-{number % DISTRICTS}", f"xa-{number * 3}", level="commune")
    return tree


def organizations():
    tree = Tree()
    tree.add("khoi", "Đảng bộ Khối mẫu", kind="party")
    for number in range(COMMITTEES):
        tree.add(f"dang-bo-{number}", f"Đảng bộ {number}", "khoi", kind="party")
    for number in range(CELLS):
        tree.add(f"chi-bo-{number}", f"Chi bộ {number}", f"dang-bo-{number % COMMITTEES}", kind="party")
    for number in range(MERGED):
        tree.add(f"chi-bo-cu-{number}", f"Chi bộ Cũ {number}", f"dang-bo-{number % COMMITTEES}", f"chi-bo-{number * 7}", kind="party")
    return tree


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def site(root, count, lists, places, bodies):
    """Writes the folder; gives each model its locality and organization."""
    content = os.path.join(root, "content")
    write(f"{content}/site.yaml", f"title: Sổ mẫu\nbase_url: https://portal.example.vn{BASE}\nlanguage: vi\norganization: khoi\npage_size: 50\n")
    write(f"{content}/taxonomies/categories.yaml", "- {id: tin, name: Tin}\n")
    write(f"{content}/taxonomies/fields.yaml", "".join(f"- {{id: linh-vuc-{n}, name: Lĩnh vực {n}}}\n" for n in range(4)))
    write(f"{content}/taxonomies/localities.yaml", "".join(places.lines))
    write(f"{content}/taxonomies/organizations.yaml", "".join(bodies.lines))
    dice = random.Random("register")
    units, cells = list(places.above), list(bodies.above)
    models, files = {}, [[] for _ in range(lists)]
    for number in range(count):
        # Most belong to the lowest level, some to every other.
        locality, organization = dice.choice(units), dice.choice(cells) if dice.random() < 0.8 else None
        models[f"mo-hinh-{number}"] = (locality, organization)
        keys = [f"id: mo-hinh-{number}", f"name: Mô hình số {number}", f"field: linh-vuc-{number % 4}", "level: commune",
                f"locality: {locality}", f"registered: {2015 + number % 10}", f"status: {STATUSES[number % 4]}",
                f"budget: {{amount: {1000000 * (1 + number % 90)}}}",
                f"summary: Các hộ cùng giữ một việc chung ở nơi số {number}, mỗi tháng một buổi."]
        keys += [f"organization: {organization}"] if organization else []
        files[number % lists].append("- " + "\n  ".join(keys) + "\n")
    for number, records in enumerate(files):
        write(f"{content}/models/so-{number:02}.yaml", "".join(records))
    return models


def build(bantin, root):
    begin = time.monotonic()
    child = subprocess.Popen([bantin, "--root", root, "build", "--now", NOW], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"the build failed:\n{errors[-3000:]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss / 1024


def number(text):
    return int(re.sub(r"\D", "", text) or 0)


def text(markup):
    return html.unescape(re.sub(r"<[^>]+>", " ", markup)).strip()


def table(page):
    """The lines of the table of a unit: id, own, sum; and the number in its foot."""
    part = re.search(r'aria-labelledby="units_">(.*?)</section>', page, re.S)
    if not part:
        return None
    rows = re.findall(r"<tr>(.*?)</tr>", part[1], re.S)
    lines, foot = [], None
    for row in rows:
        head = re.search(r"<th[^>]*>(.*?)</th>", row, re.S)
        cells = [number(text(cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        link = re.search(rf'href="{BASE}(?:dia-ban|don-vi)/([^/"]+)/"', head[1]) if head else None
        if link:
            lines.append((link[1], cells[0], cells[1]))
        elif head and len(cells) >= 2 and "<td" in row:
            lines.append((None, cells[0], cells[1]))
    foot = re.search(r"<tfoot>(.*?)</tfoot>", part[1], re.S)
    total = [number(text(cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", foot[1], re.S)] if foot else []
    body = [line for line in lines if not foot or line[0] is not None or line[1:] != tuple(total[:2])]
    return body, (total[1] if len(total) > 1 else total[0] if total else None)


def listed(public, folder, id):
    """The models on all pages of a unit."""
    pages = [f"{public}/{folder}/{id}/index.html"] + glob.glob(f"{public}/{folder}/{id}/trang/*/index.html")
    found = []
    for page in pages:
        with open(page, encoding="utf-8") as file:
            found += re.findall(rf'class="card-link" href="{BASE}mo-hinh/([^/"]+)/"', file.read())
    return found


def check(public, folder, tree, dealt):
    """`dealt`: the models by the unit that they name. Returns what is wrong, and how many numbers were compared."""
    own = collections.Counter()
    below = collections.defaultdict(set)
    for unit, models in dealt.items():
        place = tree.place(unit)
        own[place] += len(models)
        for above in tree.chain(place):
            below[above].update(models)
    wrong, compared = [], 0
    for unit in tree.above:
        if unit in tree.now:
            # The page of an ended unit shows what named it.
            expected = set(dealt.get(unit, ()))
        else:
            expected = below[unit]
        found = listed(public, folder, unit)
        compared += 1
        if len(found) != len(set(found)) or set(found) != expected:
            wrong.append(f"{folder}/{unit}: lists {len(found)} models ({len(set(found))} distinct), {len(expected)} expected")
        with open(f"{public}/{folder}/{unit}/index.html", encoding="utf-8") as file:
            lines = table(file.read())
        if lines is None:
            continue
        rows, total = lines
        compared += len(rows) * 2 + 1
        if total != len(expected):
            wrong.append(f"{folder}/{unit}: the total is {total}, {len(expected)} expected")
        for id, one, sum in rows:
            id = id or unit
            said = (one, sum)
            right = (own[id], own[id] if id == unit else len(below[id]))
            if said != right:
                wrong.append(f"{folder}/{unit}: the line of {id} says {said}, {right} expected")
        children = {one for one, above in tree.above.items() if above == unit and one not in tree.now and below[one]}
        missing = children - {id for id, *_ in rows}
        if missing:
            wrong.append(f"{folder}/{unit}: no line of {sorted(missing)}")
    return wrong, compared


def open_data(public, models):
    with open(f"{public}/api/models.json", encoding="utf-8") as file:
        rows = {row["id"]: (row["locality"], row["organization"]) for row in json.load(file)}
    return [] if rows == models else [f"api/models.json: {len(rows)} rows differ from the {len(models)} models"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--models", type=int, default=11784)
    parser.add_argument("--lists", type=int, default=40)
    parser.add_argument("--bantin", default=os.path.join(ROOT, "target/release/bantin"))
    parser.add_argument("--work")
    parser.add_argument("--keep", action="store_true", help="leave the site where it was built")
    options = parser.parse_args()
    root = tempfile.mkdtemp(prefix="register-", dir=options.work)
    try:
        places, bodies = localities(), organizations()
        models = site(root, options.models, options.lists, places, bodies)
        processor, wall, memory = build(options.bantin, root)
        public = os.path.join(root, "public")
        wrong, compared = open_data(public, models), 1
        for folder, tree, which in [("dia-ban", places, 0), ("don-vi", bodies, 1)]:
            dealt = collections.defaultdict(list)
            for id, units in models.items():
                if units[which]:
                    dealt[units[which]].append(id)
            found, count = check(public, folder, tree, dealt)
            wrong += found
            compared += count
        files = [os.path.join(folder, name) for folder, _, names in os.walk(public) for name in names]
        size = sum(map(os.path.getsize, files)) / 1e6
        print("\n".join(wrong[:40]))
        print(f"{compared} numbers and lists compared, {len(wrong)} wrong")
        print(f"{options.models} models: {processor:.1f} s of processor, {wall:.1f} s, {memory:.0f} MiB, {len(files)} files, {size:.0f} MB")
        sys.exit(1 if wrong else 0)
    finally:
        if options.keep:
            print(root)
        else:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
