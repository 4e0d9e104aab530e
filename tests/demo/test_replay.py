"""Saved pages go through the whole chain, and everything stops at drafts."""

import gzip
import json
import sqlite3
from pathlib import Path

from leadwright.doors.replay import render, replay

SHOP = """<!doctype html><html lang="en"><head><title>Thistle and Thread</title>
<link rel="stylesheet" href="https://cdn.shopify.com/s/files/theme.css"><meta name="generator" content="Shopify"></head>
<body><h1>Hand-woven scarves from the Borders</h1><p>We sell scarves and blankets to customers in Britain.</p>
<p>Wool scarf, £49.00 <button>Add to cart</button></p><a href="/products/wool-scarf">Wool scarf</a>
<form action="/cart/add"></form>
<footer>Thistle and Thread Ltd, 4 Mill Lane, Melrose TD6 9AB, United Kingdom. Company number SC123456.
<a href="mailto:hello@thistle-thread.test">hello@thistle-thread.test</a></footer></body></html>"""
BLOG = """<!doctype html><html lang="en"><head><title>Travel notes</title></head>
<body><h1>Walking in the hills</h1><p>A diary of a summer.</p></body></html>"""
BROKEN = "<html><body" + "<div>" * 3000 + "\x00\ud7ff" + "<a href='http://[::1'>x</a>"


def saved(folder: Path) -> Path:
    """Save four pages of three sites, as the collection of real pages is saved."""
    folder.mkdir()
    pages = [
        ("shop.html.gz", "shop", "http://www.thistle-thread.test/", SHOP),
        ("scarf.html.gz", "product", "http://www.thistle-thread.test/products/wool-scarf", SHOP),
        ("blog.html", "business", "http://travel-notes.test/", BLOG),
        ("broken.html", "shop", "http://broken-shop.test/", BROKEN),
    ]
    lines = []
    for file, kind, url, text in pages:
        data = text.encode()
        (folder / file).write_bytes(gzip.compress(data) if file.endswith(".gz") else data)
        lines.append(json.dumps({"file": file, "type": kind, "url": url, "origin": "test"}))
    (folder / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


async def test_a_small_collection_ends_in_drafts(tmp_path: Path) -> None:
    outcome = await replay(saved(tmp_path / "saved"), tmp_path / "ledger")
    assert (outcome.pages, outcome.hosts, outcome.faults) == (4, 3, 0)
    done = {(stage, state): 0 for stage, state, _, _ in outcome.stages}
    for stage, state, _, number in outcome.stages:
        done[stage, state] += number
    assert done["dedupe", "done"] == 3
    assert ("send", "done") not in done
    assert outcome.mailable == (("send", outcome.mailable[0][1], 1, ""),)  # the shop alone fits and has an address
    assert statuses(tmp_path / "ledger") <= {"draft", "held", "blocked"}
    assert "0 faults" in render(outcome)


def statuses(folder: Path) -> set[str]:
    """Give the states of all letters that were written."""
    with sqlite3.connect(folder / "leadwright.db") as ledger:
        found = {row[0] for row in ledger.execute("SELECT DISTINCT status FROM outreach")}
    assert found
    return found
