"""编码和净化: what no line of the house may do, and no pattern of it may cost, whatever it is given."""

from __future__ import annotations

import ast
import re
import signal
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import FrameType

import pytest

from tests.structure.house import ROOT, imported, sources, tree

RUNS = {"eval", "exec", "compile", "__import__"}
"""Built-in names that make a program of a text."""
LOADS = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "yaml",
    "jsonpickle",
    "ldap",
    "ldap3",
    "pymemcache",
    "memcache",
    "pylibmc",
}
"""Modules that make objects of bytes, or speak a language in which what is put in may be a command."""
AROUND = {"raw", "extra", "from_string", "xpath", "system", "popen"}
"""Methods that take a text for a query, a template, a path or a command."""
OTHER_PARSERS = {
    *("orjson", "ujson", "simplejson", "rapidjson", "msgspec", "json5", "toml", "tomli"),
    *("xml.etree", "xml.dom", "xml.sax.expatreader", "defusedxml", "xmltodict", "lxml.html", "lxml.objectify"),
    *("html.parser", "bs4", "html5lib", "selectolax.parser", "yarl", "furl", "rfc3986", "hyperlink"),
    *("openpyxl", "xlrd", "pandas", "clevercsv"),
}
"""Modules that would read what another of the house reads already, and perhaps otherwise."""
READERS_OF_XML = {
    "fromstring": {"gongkai/papers/package.py", "gongkai/papers/docx/remarks.py", "gongkai/papers/said/word_copy.py"},
    "ParserCreate": {"gongkai/papers/ledgers/workbook.py", "gongkai/papers/svg.py"},
    "from_object": {
        "gongkai/papers/xlsx.py",
        "gongkai/papers/sheets_in.py",
        "gongkai/papers/books.py",
        "gongkai/papers/books_task.py",
    },
}
"""Where XML is read: by lxml (two of the three are texts of ours), by expat, and by calamine; ``test_parsers_agree`` holds them
against each other. A picture is read by expat alone, and drawn anew from what it read.
"""
BY_HAND = {"gongkai/doors/backups/", "gongkai/office/journal/", "gongkai/office/visits/counting.py"}
"""Where SQL is put together: of names of tables and statements of our own, on a command of whoever keeps the service."""
SIGNS = " \u3000\t\n09aAz一某年号第〔〕（）()[]<>/\\.-—_、，,。；;:：@\"“”'*|=%"
PAIRS = ("0-", "一、", "a.", "0 ", " \n", "0,", "（一", "某某", "<a", "1年", "〔2", "第一", "a@", "..", "—0", "，某")
LONG = 48
"""Of signs: what doubles with each of them takes years, what grows with their square no time at all."""


WORTH_READING = re.compile(
    rf"\b(?:{'|'.join(sorted(RUNS | LOADS))})\b|\.(?:{'|'.join(sorted(AROUND))}|execute|executemany)\(|shell="
)
"""What a file must hold for any of this to stand in it: the others need not be parsed."""


@cache
def nodes() -> tuple[tuple[str, ast.AST], ...]:
    texts = ((path, path.read_text(encoding="utf-8")) for path in sources("gongkai").values())
    worth = [(path.relative_to(ROOT).as_posix(), tree(path)) for path, text in texts if WORTH_READING.search(text)]
    return tuple((where, node) for where, found in worth for node in ast.walk(found))


def calls() -> Iterator[tuple[str, ast.Call]]:
    yield from ((where, node) for where, node in nodes() if isinstance(node, ast.Call))


def test_nothing_that_was_told_is_run_and_nothing_that_was_sent_becomes_an_object() -> None:
    wrong = []
    for where, call in calls():
        if isinstance(call.func, ast.Name) and call.func.id in RUNS:
            wrong.append((where, call.func.id))
        if isinstance(call.func, ast.Attribute) and call.func.attr in AROUND:
            wrong.append((where, call.func.attr))
        if any(word.arg == "shell" for word in call.keywords):
            wrong.append((where, "shell"))
    for where, node in nodes():
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        wrong += [(where, name) for name in names if name.split(".")[0] in LOADS]
    assert not wrong


def test_a_query_in_sql_is_a_fixed_text_whose_values_come_beside_it() -> None:
    put_together = {
        where
        for where, call in calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"execute", "executemany"}
        if call.args and not isinstance(call.args[0], ast.Constant)
    }
    assert put_together and all(any(where.startswith(each) for each in BY_HAND) for where in put_together)


def test_each_kind_of_data_is_read_by_the_parsers_that_were_held_against_each_other() -> None:
    found: dict[str, set[str]] = {}
    for path in sources("gongkai").values():
        where = path.relative_to(ROOT).as_posix()
        for module, name in imported(path):
            whole = {module, f"{module}.{name}" if name else module}
            assert not any(
                each == other or each.startswith(f"{other}.") for each in whole for other in OTHER_PARSERS
            ), where
        text = path.read_text(encoding="utf-8")
        for word in READERS_OF_XML:
            if re.search(rf"\b{word}\(", text):
                found.setdefault(word, set()).add(where)
        assert not re.search(
            r"\b(?:iterparse|XMLPullParser|make_parser|from_path|from_filelike|load_workbook)\(", text
        ), where
    assert found == READERS_OF_XML


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern a module of the house keeps, alone or in a table."""
    found: dict[str, re.Pattern[str]] = {}
    for name in sources("gongkai"):
        if ".management." in name or name.endswith(("__main__", "wsgi", "urls")):
            continue
        for value in vars(import_module(name)).values():
            held = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
            found |= {
                each.pattern: each for each in held if isinstance(each, re.Pattern) and isinstance(each.pattern, str)
            }
    return found


def nasty() -> list[str]:
    repeated = [sign * LONG for sign in [*SIGNS, *(pair * 2 for pair in PAIRS)]]
    return [f"{text}\x00" for text in repeated]


def test_no_pattern_of_the_house_takes_for_ever_over_a_short_text() -> None:
    texts, known = nasty(), patterns()
    assert len(known) > 300

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    slow = []
    try:
        for said, pattern in known.items():
            signal.setitimer(signal.ITIMER_REAL, 5)
            try:
                for text in texts:
                    pattern.search(text)
            except TimeoutError:
                slow.append(said)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not slow


def test_a_pattern_that_would_is_found() -> None:
    signal.signal(signal.SIGALRM, lambda number, frame: (_ for _ in ()).throw(TimeoutError()))
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    with pytest.raises(TimeoutError):
        re.search(r"^(0+)+$", nasty()[SIGNS.index("0")])
    signal.setitimer(signal.ITIMER_REAL, 0)
