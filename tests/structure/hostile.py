"""恶意的输入: what is typed into every field of every form, and the forms themselves as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from selectolax.lexbor import LexborHTMLParser, LexborNode

MARK = "gongkai-canary"
HOSTILE = (
    "",
    " ",
    f"<{MARK} x=y>",
    f'"><{MARK} x=y>',
    f"' onmouseover='<{MARK}>",
    f"</textarea></script><{MARK}>",
    f"{{{{ 7*7 }}}}<{MARK}>",
    "'; DROP TABLE journal_entry; --",
    "' OR '1'='1",
    "%' ESCAPE '",
    "../../../../etc/passwd",
    "\x00",
    "a\x00b",
    "\u202e倒写",
    "\ufeff\u200b",
    "\U0010ffff",
    "１２",
    "九",
    "9" * 30,
    "-1",
    "0",
    "1e309",
    "NaN",
    "-Infinity",
    "0x10",
    "1_000",
    "2025-13-45",
    "0001-01-01",
    "9999-12-31",
    "2025-02-29",
    "9223372036854775808",
    "on",
    "null",
    "[]",
    '{"a": 1}',
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "http://[::1",
    "http://169.254.169.254/",
    "a@b",
    "((((((((((a+)+)+)+)+)+)+)+)+)+)",
    "*" * 50 + "?",
    "长" * 20_000,
    "\r\nSet-Cookie: a=b",
    "%s%n%x",
)
"""Each has broken some program somewhere; one of them says who it is when it comes back unescaped."""


def word(rng: Random) -> str:
    """One of them, or what nobody has thought of yet."""
    return rng.choice(HOSTILE) if rng.random() < 0.75 else "".join(_character(rng) for _ in range(rng.randrange(40)))


def _character(rng: Random) -> str:
    return chr(rng.choice((rng.randrange(0x20, 0x7F), rng.randrange(0x4E00, 0x9FA5), rng.randrange(0, 0xD800))))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, what it holds now, and the values a browser would offer."""

    name: str
    value: str
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A form as a page shows it: where it goes, how, and with which fields."""

    page: str
    action: str
    post: bool
    fields: tuple[Field, ...]

    @property
    def kind(self) -> tuple[str, bool, tuple[str, ...]]:
        """Forms of the same address and the same fields are one form."""
        return self.action, self.post, tuple(sorted(field.name for field in self.fields))


def forms_of(page: str, html: str) -> Iterator[Shown]:
    """Every form on a page; those that log out or hand over files of the browser are left to tests of their own."""
    for form in LexborHTMLParser(html).css("form"):
        action = str(form.attributes.get("action") or page)
        fields = tuple(_fields(form))
        if action.startswith("/") and "/logout/" not in action:
            yield Shown(page, action, (form.attributes.get("method") or "get").lower() == "post", fields)


def _fields(form: LexborNode) -> Iterator[Field]:
    for node in form.css("input[name], select[name], textarea[name], button[name]"):
        name = str(node.attributes.get("name") or "")
        if node.tag == "select":
            options = tuple(str(option.attributes.get("value") or "") for option in node.css("option"))
            yield Field(name, options[0] if options else "", options)
        elif node.tag == "textarea":
            yield Field(name, node.text())
        elif node.attributes.get("type") != "file" and name != "csrfmiddlewaretoken":
            value = str(node.attributes.get("value") or "")
            yield Field(name, value, (value,))


def comes_back_alive(html: str) -> bool:
    """Whether what was typed stands in the page as an element of it."""
    return f"<{MARK}" in html
