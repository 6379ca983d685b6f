"""码: what opens a draft, a consultation or a receipt, of letters nobody takes for one another; kept as a digest, or nowhere."""

from __future__ import annotations

import hmac
import re
import unicodedata
from secrets import choice

from gongkai.office.journal import vault
from gongkai.web import suites

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""码的字符: none that are taken for one another on paper or on the telephone."""
CODE_LENGTH = 16


def new_code() -> str:
    """新码: some 79 bits."""
    return "".join(choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_from(use: str, told: str) -> str:
    """查询码: follows from what was sent and the key outside the database, so that a double click shows the same one."""
    return _code(use, told, suites.digest())


def opens(code: str, use: str, told: str) -> bool:
    """查询码相符: whether this is the code that follows, by whichever suite it was handed out; on paper it cannot be changed."""
    matches = [same_code(code, _code(use, told, by)) for by in suites.digests()]
    return any(matches)


def code_kept(use: str, told: str, digest: str, field: str) -> str:
    """所发的码: the one of the codes that follow whose digest was kept, for who sends the same form again after a change."""
    codes = [_code(use, told, by) for by in suites.digests()]
    return next((code for code in codes if vault.is_blind(digest, field, code)), codes[0])


def _code(use: str, told: str, by: str) -> str:
    digits, letters = int.from_bytes(vault.blinded(use, told, by)), []
    for _ in range(CODE_LENGTH):
        digits, place = divmod(digits, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[place])
    return "".join(letters)


def same_code(one: str, other: str) -> bool:
    """同一个码: however they were typed; it takes as long to refuse one as another."""
    return hmac.compare_digest(plain(one).encode(), plain(other).encode())


def plain(code: str) -> str:
    """码的本来写法: however it was typed."""
    return "".join(character for character in code if character.isalnum()).upper()


def spaced(code: str) -> str:
    """码（分组）: in groups of four, as it is printed."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def registered(text: str) -> str:
    """登记号的本来写法: as it stands in the register, however its brackets were typed: 〔2025〕7号, [2025]007, 2025-7."""
    figures = re.fullmatch(r"\D*(\d{4})\D+(\d{1,7})\D*", unicodedata.normalize("NFKC", text))
    return f"〔{figures[1]}〕{int(figures[2]):03d}号" if figures else text.strip()
