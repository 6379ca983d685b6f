"""样例行: rows of registers as somebody would write them; names and numbers are invented, checksums are right."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Kind, Sort

CREDIT_CODE = "91350100M000100Y43"
IDENTITY = "11010519491231002X"
WRITTEN = {
    Sort.DAY: "2025-09-01",
    Sort.MONTH: "2025-08",
    Sort.COUNT: "3",
    Sort.NUMBER: "1.5",
    Sort.MONEY: "12.50",
    Sort.YES_NO: "是",
    Sort.CREDIT_CODE: CREDIT_CODE,
    Sort.IDENTITY: IDENTITY,
    Sort.ACCOUNT: "62220000",
    Sort.PERSON: "张测试",
    Sort.PHONE: "13800000000",
    Sort.HOME: "示例县样本镇测试村1号",
    Sort.LINK: "https://example.gov.cn/a.html",
}


def said(field: Field, number: int = 1) -> str:
    """One field as it would be written; text fields differ by ``number``."""
    if field.sort is Sort.CHOICE:
        return field.choices[0]
    return WRITTEN.get(field.sort, f"{field.label}{number}")


def row(kind: Kind, number: int = 1, /, **other: str) -> dict[str, str]:
    """A whole row of a kind, every field filled in; ``other`` by key."""
    return {each.key: said(each, number) for each in kind.fields} | other
