"""Reads Atom feeds as a feed reader does, with feedparser, and tells what it complains about.

In, on standard input: `[{"file": …, "url": …}]`. Out: `[[url, complaint]]`.
"""

import json
import sys

import feedparser


def complaints(file, url):
    with open(file, "rb") as text:
        headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
        feed = feedparser.parse(text.read(), response_headers=headers)
    if feed.bozo:
        yield f"not well-formed: {feed.bozo_exception}"
    if feed.version != "atom10":
        yield f"read as {feed.version or 'nothing'}, not as Atom"
    for key in ("id", "title", "link", "updated_parsed", "author"):
        if not feed.feed.get(key):
            yield f"the feed has no {key}"
    if not any(link.rel == "self" and link.href == url for link in feed.feed.get("links", [])):
        yield "the feed does not name its own address"
    ids = [entry.get("id") for entry in feed.entries]
    if len(set(ids)) < len(ids):
        yield "two entries have one id"
    for entry in feed.entries:
        name = entry.get("title", "an entry")
        for key in ("id", "title", "link", "updated_parsed", "published_parsed"):
            if not entry.get(key):
                yield f"{name}: no {key}"
        # An entry has its full text, or a summary if the record has no more.
        if not entry.get("content") and not entry.get("summary"):
            yield f"{name}: neither text nor summary"


json.dump(
    [[feed["url"], complaint] for feed in json.load(sys.stdin) for complaint in complaints(feed["file"], feed["url"])],
    sys.stdout,
)
