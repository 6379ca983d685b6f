"""核对: what has a checksum of its own, and what free text must not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from stdnum import luhn
from stdnum.cn import ric, uscc

from gongkai.engines import privacy
from gongkai.law.grammar.kinds import Field, Kind, Shown, Sort
from gongkai.law.registers.rows import Proof, Value


@lru_cache(maxsize=4096)
def _credit_code(said: str) -> bool:
    return bool(uscc.is_valid(said))


def _identity(said: str) -> bool:
    """Eighteen signs are judged by their checksum; passports and passes have none."""
    return bool(ric.is_valid(said)) if len(said) == 18 and said[:17].isdigit() else 5 <= len(said) <= 20


def _account(said: str) -> bool:
    """Cards of sixteen to nineteen digits are judged by Luhn's rule; older accounts have none."""
    return said.isdigit() and (bool(luhn.is_valid(said)) if len(said) >= 16 else len(said) >= 8)


PROVEN: Mapping[Sort, Proof] = {
    Sort.CREDIT_CODE: _credit_code,
    Sort.IDENTITY: _identity,
    Sort.ACCOUNT: _account,
}
"""校验: by the type of a field."""


def found_in(kind: Kind, shown: Mapping[str, Value]) -> Iterator[tuple[Field, privacy.Found]]:
    """文字中的个人信息: in what is shown whole, each with its field; only what a checksum or the words beside it prove."""
    for each in kind.shown:
        if each.shown is Shown.WHOLE and each.sort in (Sort.TEXT, Sort.LONG) and each.key in shown:
            for found in privacy.look(str(shown[each.key]), each.label):
                if found.certainty is privacy.Certainty.SURE:
                    yield each, found


def personal_in(kind: Kind, shown: Mapping[str, Value]) -> list[str]:
    """文字中的个人信息: told with the name of its field."""
    return [f"{field.label}：{found}" for field, found in found_in(kind, shown)]
