"""What the cards of a folder say, and how it is compared with what was read.

truth.jsonl: one line per photo, {"file", "cards": [{"name", "org", "title", "emails", "phones":
[{"value"}], "urls", "address", "department", "quad"}]}.  A value "?" cannot be read by a person
either; "name_alt", "org_alt" ... is right too; "phones_optional" is neither wanted nor wrong.
"""
import json
import os
import re
import unicodedata

FIELDS = {"name": "name", "organization": "org", "department": "department", "titles": "title",
          "emails": "emails", "phones": "phones", "urls": "urls", "addresses": "address"}


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


def read_truth(path):
    """{name of a photo: its cards}."""
    with open(path, encoding="utf-8") as lines:
        return {os.path.basename(p["file"]): p["cards"] for p in map(json.loads, lines)}
