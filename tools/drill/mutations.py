"""Ways to spoil a notice: bytes, texts, attributes, elements, nesting, encodings; the same for the same chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import islice

from lxml import etree

TEXT = re.compile(rb">[^<>]+<")
ELEMENT = re.compile(rb"<([a-z]+:[A-Za-z]+)[^<>]*>[^<>]*</\1>")
NONSENSE = [
    b"",
    b"-1",
    b"unpublished",
    b"0",
    b"9" * 400,
    b"1e999",
    b"NaN",
    b"2024-99-99",
    b"\xff\xfe",
    b"&#0;",
    b"&amp;",
    b"]]>",
    b"LOT-1",
    b"TEN-1",
    b"TPA-1",
    b"CON-1",
    b"ORG-1",
    b"SROI " * 100,
    b"k.v.k. " * 200,
    b"1 " * 500,
    b"\xe2\x80\xae",
    b"<x>",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"<!--",
    "é".encode("utf-16"),
]
NUMBERS = [b"9" * 40, b"-1", b"0", b"1e308", b"99999999999999.999999999999999999999", b"0.001", b"1,5", b"NaN", b"00"]
ENCODINGS = ["utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7", "cp037"]
DEEP = 300
LONGEST = 2_000_000


def cut(content: bytes, chance: random.Random) -> bytes:
    """Take out a piece."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 200) :]


def other_bytes(content: bytes, chance: random.Random) -> bytes:
    """Change a few bytes."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def other_text(content: bytes, chance: random.Random) -> bytes:
    """Put nonsense where a text stands."""
    place = chance.choice(list(TEXT.finditer(content)))
    return content[: place.start() + 1] + chance.choice(NONSENSE) + content[place.end() - 1 :]


def other_attribute(content: bytes, chance: random.Random) -> bytes:
    """Empty some of the attributes."""
    return re.sub(rb'="[^"<>]{0,20}"', lambda hit: b'=""' if chance.random() < 0.3 else hit[0], content)


def element_gone(content: bytes, chance: random.Random) -> bytes:
    """Take away an element without children."""
    place = chance.choice(list(ELEMENT.finditer(content)))
    return content[: place.start()] + content[place.end() :]


def element_again(content: bytes, chance: random.Random) -> bytes:
    """Repeat an element somewhere else."""
    place, target = chance.choices(list(ELEMENT.finditer(content)), k=2)
    return content[: target.end()] + place[0] * chance.randrange(1, 30) + content[target.end() :]


def texts_swapped(content: bytes, chance: random.Random) -> bytes:
    """Swap two texts."""
    first, second = sorted(chance.sample(list(TEXT.finditer(content)), 2), key=lambda hit: hit.start())
    return (
        content[: first.start()]
        + second[0]
        + content[first.end() : second.start()]
        + first[0]
        + content[second.end() :]
    )


def tag_renamed(content: bytes, chance: random.Random) -> bytes:
    """Give all elements of one name another."""
    names = sorted(set(re.findall(rb"[a-z]+:[A-Za-z]+", content)))
    old, new = chance.choices(names, k=2)
    return content.replace(old + b">", new + b">").replace(old + b" ", new + b" ")


def number_changed(content: bytes, chance: random.Random) -> bytes:
    """Put an impossible number where one stands."""
    places = list(re.finditer(rb">[0-9][0-9.]*<", content))
    place = chance.choice(places) if places else None
    return content[: place.start() + 1] + chance.choice(NUMBERS) + content[place.end() - 1 :] if place else content


def nested(content: bytes, chance: random.Random) -> bytes:
    """Put an element into itself, many times over."""
    place = chance.choice(list(ELEMENT.finditer(content)) or [None])
    if place is None:
        return content
    name, times = place[1], chance.choice([2, 20, DEEP])
    return (
        content[: place.start()] + b"<%s>" % name * times + place[0] + b"</%s>" % name * times + content[place.end() :]
    )


def other_encoding(content: bytes, chance: random.Random) -> bytes:
    """Write the notice in another encoding, said or unsaid."""
    encoding = chance.choice(ENCODINGS)
    text = content.decode("utf-8", "replace")
    if chance.random() < 0.7:
        text = text.replace("UTF-8", encoding.removesuffix("-sig"), 1)
    return text.encode(encoding, "replace")


def entity_added(content: bytes, chance: random.Random) -> bytes:
    """Declare an entity and use it."""
    declared = content.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///etc/passwd">]>', 1)
    return declared.replace(b">", b">" + chance.choice([b"&b;", b"&d;", b"&amp;"]), chance.randrange(1, 40))


def tree_changed(content: bytes, chance: random.Random) -> bytes:
    """Take away, repeat, move or swap whole elements."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return content
    for _ in range(chance.randrange(1, 6)):
        _change(root, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _change(root: etree._Element, chance: random.Random) -> None:
    elements = list(islice(root.iter("*"), 1, None))
    if len(elements) < 2:
        return
    one, other = chance.sample(elements, 2)
    parent = one.getparent()
    way = chance.randrange(4)
    if parent is None or any(other is above for above in one.iterancestors()):
        return
    if way == 0:
        parent.remove(one)
    elif any(one is above for above in other.iterancestors()):
        return
    elif way == 1:
        other.append(one)
    elif way == 2:
        one.tag, other.tag = other.tag, one.tag
    else:
        one.text, other.text = other.text, one.text


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    other_bytes,
    other_text,
    other_attribute,
    element_gone,
    element_again,
    texts_swapped,
    tag_renamed,
    number_changed,
    nested,
    other_encoding,
    entity_added,
    tree_changed,
]


def mutated(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Return `content` spoiled in one to four ways, and their names."""
    names = []
    for mutation in chance.choices(MUTATIONS, k=chance.randrange(1, 5)):
        try:
            content = mutation(content, chance)[:LONGEST]
        except (IndexError, ValueError):  # nothing is left of what this one changes
            continue
        names.append(mutation.__name__)
    return content, " ".join(names)
