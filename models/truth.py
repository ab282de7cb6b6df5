"""What the cards of a folder say, and how it is compared with what was read.

truth.jsonl: one line per photo, {"file", "cards": [{"name", "org", "title", "emails", "phones":
[{"value"}], "urls", "address", "department", "quad"}]}.  A value "?" cannot be read by a person
either; "name_alt", "org_alt" ... is right too; "phones_optional" is neither wanted nor wrong.
"""
import difflib
import hashlib
import json
import os
import re
import unicodedata

FIELDS = {"name": "name", "organization": "org", "department": "department", "titles": "title",
          "emails": "emails", "phones": "phones", "urls": "urls", "addresses": "address"}

SAME_ADDRESS = 0.95


def fold(text):
    text = unicodedata.normalize("NFKC", text or "").casefold().replace("’", "'")
    return re.sub(r"[^\w]+", "", text)


def key(field, text):
    if field == "phones":
        return re.sub(r"\D", "", text)[-9:].lstrip("0")
    if field == "urls":
        return re.sub(r"^([a-z]+://)?(www\.)?", "", text.casefold()).rstrip("/")
    return text.casefold() if field == "emails" else fold(text)


def listed(value):
    return value if isinstance(value, list) else [value] if value else []


def truths(card, field):
    name = FIELDS[field]
    values = listed(card.get(name)) + listed(card.get(name + "_alt"))
    values += listed(card.get(name + "_optional"))
    if "?" in values:
        return None
    return {key(field, v["value"] if isinstance(v, dict) else v) for v in values}


def read_value(contact, field, index):
    if field == "name":
        name = contact["name"]
        return " ".join(name[k] for k in ("given", "middle", "family") if name.get(k))
    value = contact[field]
    value = value[index] if isinstance(value, list) else value
    return value.get("full") or value.get("value") if isinstance(value, dict) else value


def similar(a, b):
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def same(field, wanted, got):
    """Whether two sets of spellings are one value; an address may differ in a letter of twenty."""
    return bool(wanted & got) or field == "addresses" and any(
        similar(w, g) >= SAME_ADDRESS for w in wanted for g in got)


def with_titles(name, before, after):
    """NAME with and without what stands before and after it."""
    return {" ".join(p for p in (b, name, a) if p) for b in ("", before) for a in ("", after)}


def wanted_values(card, field):
    """Of each value of the card its spellings; None when a person cannot read them."""
    if truths(card, field) is None:
        return None
    values = listed(card.get(FIELDS[field]))
    also = listed(card.get(FIELDS[field] + "_alt"))
    spellings = [[v["value"] if isinstance(v, dict) else v] + also for v in values]
    if field == "name":
        spellings = [{n for s in names for n in with_titles(s, card.get("prefix"),
                                                            card.get("suffix"))}
                     for names in spellings]
    return [{key(field, s) for s in one} for one in spellings]


def optional_values(card, field):
    return {key(field, v["value"] if isinstance(v, dict) else v)
            for v in listed(card.get(FIELDS[field] + "_optional"))}


def got_values(contact, field):
    """Of each value that was given its spellings."""
    if field == "titles":
        return [{key(field, " ".join(contact[field]))}] if contact[field] else []
    count = len(contact[field]) if isinstance(contact[field], list) else 1
    values = [v for v in (read_value(contact, field, i) for i in range(count)) if v]
    if field == "name":
        name = contact["name"]
        return [{key(field, n) for n in with_titles(v, name["prefix"], name["suffix"])} |
                {key(field, name["full"])} for v in values]
    return [{key(field, v)} for v in values]


def read_truth(path):
    """{name of a photo: its cards}."""
    with open(path, encoding="utf-8") as lines:
        return {os.path.basename(p["file"]): p["cards"] for p in map(json.loads, lines)}


def read_firms(path):
    """{name of a photo: the firm whose card it shows}: what cross-validation keeps apart."""
    firms = {}
    with open(path, encoding="utf-8") as lines:
        for photo in map(json.loads, lines):
            card = photo["cards"][0] if photo["cards"] else {}
            firm = photo.get("firm") or "".join(listed(card.get("org"))) or photo["file"]
            firms[os.path.basename(photo["file"])] = fold(firm)
    return firms


def fold_of(firm, folds):
    """Which of FOLDS parts FIRM is in, the same at every run."""
    return int(hashlib.md5(firm.encode()).hexdigest(), 16) % folds
