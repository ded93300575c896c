"""Writes a section of N articles and N models, the same in every run, for Bản Tin and for its peers.

The bodies come from a chain over pairs of words of the articles in `content/`, so words are as frequent as in real
texts; names of places and numbers are added, so the vocabulary grows with the corpus. An article depends on its number
alone: the corpus of 1,000 is the beginning of that of 10,000.
"""
import glob
import os
import random
import re
import unicodedata

CATEGORIES = ["Chính trị", "Kinh tế", "Văn hóa", "Giáo dục", "Y tế", "Quốc phòng", "Nông thôn mới", "Dân vận khéo"]
FIELDS = ["Phát triển kinh tế", "Văn hóa xã hội", "Quốc phòng an ninh", "Hệ thống chính trị"]
STATUSES = ["registered", "recognized", "exemplary"]
TAGS = 200
UNITS = 100


def slug(text):
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in text if not unicodedata.combining(c))).strip("-")


class Chain:
    def __init__(self, content):
        self.next, words = {}, ["."]
        for path in sorted(glob.glob(os.path.join(content, "articles", "**", "*.md"), recursive=True)):
            with open(path, encoding="utf-8") as file:
                body = file.read().split("---", 2)[-1]
            words += [word for word in re.sub(r"[^\w\s.,]|_", " ", body).split() if not word.isascii() or word.isalpha()]
        for first, second in zip(words, words[1:]):
            self.next.setdefault(first, []).append(second)

    def sentence(self, dice, least):
        words, word = [], "."
        while len(words) < least or not word.endswith((".", ",")):
            word = dice.choice(self.next.get(word) or self.next["."])
            words.append(word)
            if len(words) > least + 30:
                break
        text = " ".join(words).rstrip(".,")
        return text[:1].upper() + text[1:]


def paragraph(chain, dice):
    sentences = [chain.sentence(dice, 12) for _ in range(dice.randrange(3, 7))]
    place = f"xã Mẫu {int(dice.paretovariate(0.6))}"
    return ". ".join(sentences) + f", tại {place}, với {dice.randrange(2, 99)} hộ."


def article(chain, number):
    dice = random.Random(f"article {number}")
    title = " ".join(chain.sentence(dice, 9).split()[:14])
    body = []
    for part in range(max(3, int(dice.lognormvariate(1.9, 0.45)))):
        if part % 4 == 2:
            body.append("## " + " ".join(chain.sentence(dice, 5).split()[:8]))
        body.append(paragraph(chain, dice))
    return {
        "id": f"{slug(title)[:60].strip('-')}-{number:06}",
        "title": title.replace('"', ""),
        "date": f"{2012 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}",
        "category": dice.choice(CATEGORIES),
        "tags": sorted({f"Từ khóa {int(dice.paretovariate(0.7)) % TAGS}" for _ in range(3)}),
        "summary": chain.sentence(dice, 30).replace('"', ""),
        "body": "\n\n".join(body),
    }


def model(chain, number):
    dice = random.Random(f"model {number}")
    return {
        "id": f"mo-hinh-{number:06}",
        "name": " ".join(chain.sentence(dice, 8).split()[:12]).replace('"', ""),
        "field": slug(dice.choice(FIELDS)),
        "locality": f"xa-{dice.randrange(UNITS)}",
        "registered": 2015 + dice.randrange(10),
        "status": dice.choice(STATUSES),
        "summary": chain.sentence(dice, 30).replace('"', ""),
    }


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def front_matter(pairs, body):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n\n" + body + "\n"


def listed(words):
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def bantin(root, chain, count):
    content = os.path.join(root, "content")
    write(f"{content}/site.yaml", "title: Tin mẫu\nbase_url: https://portal.example.vn/tin/\nlanguage: vi\norganization: bien-tap\n")
    terms = lambda names: "".join(f"- {{id: {slug(name)}, name: {name}}}\n" for name in names)
    write(f"{content}/taxonomies/categories.yaml", terms(CATEGORIES))
    write(f"{content}/taxonomies/fields.yaml", terms(FIELDS))
    write(f"{content}/taxonomies/organizations.yaml", "- {id: bien-tap, name: Ban biên tập, kind: government}\n")
    units = "".join(f"- {{id: xa-{n}, name: Xã Mẫu {n}, level: commune, parent: tinh}}\n" for n in range(UNITS))
    write(f"{content}/taxonomies/localities.yaml", "- {id: tinh, name: Tỉnh Mẫu, level: province}\n" + units)
    for number in range(count):
        one = article(chain, number)
        pairs = [("title", f'"{one["title"]}"'), ("date", one["date"]), ("category", slug(one["category"])),
                 ("tags", listed(one["tags"])), ("summary", f'"{one["summary"]}"')]
        write(f"{content}/articles/{one['date'][:4]}/{one['id']}.md", front_matter(pairs, one["body"]))
        one = model(chain, number)
        pairs = [(key, f'"{one[key]}"' if key in ("name", "summary") else one[key])
                 for key in ("name", "field", "locality", "registered", "status", "summary")]
        text = "".join(f"{key}: {value}\n" for key, value in pairs) + "level: commune\n"
        write(f"{content}/models/{number // 1000:03}/{one['id']}.yaml", text)


def peer(root, chain, count, engine):
    """Articles as Hugo and Eleventy read them; models are pages of a second section."""
    for number in range(count):
        one = article(chain, number)
        pairs = [("title", f'"{one["title"]}"'), ("date", one["date"]), ("summary", f'"{one["summary"]}"')]
        if engine == "hugo":
            pairs += [("categories", listed([one["category"]])), ("tags", listed(one["tags"]))]
        else:
            pairs += [("tags", listed([one["category"]] + one["tags"])), ("layout", "page.njk")]
        write(f"{root}/content/tin/{one['id']}.md", front_matter(pairs, one["body"]))
        one = model(chain, number)
        pairs = [("title", f'"{one["name"]}"'), ("summary", f'"{one["summary"]}"'), ("locality", one["locality"])]
        pairs += [("layout", "page.njk")] if engine == "eleventy" else []
        write(f"{root}/content/mo-hinh/{one['id']}.md", front_matter(pairs, one["summary"]))
