"""回复表: the few fields a unit fills in when a notice asks for a return, written by the office one to a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.words import Word

MOST_FIELDS = 8
"""最多回复项: more than these are a form of their own and belong into a file."""


class ReturnType(Word):
    """回复项类型: what may be filled in."""

    TEXT = "text", "文字"
    NUMBER = "number", "数字"
    DAY = "day", "日期"
    YES_NO = "yes_no", "是否"


@dataclass(frozen=True, slots=True)
class ReturnField:
    """回复项: what is asked, of what type, and whether it may stay empty."""

    label: str
    type: ReturnType = ReturnType.TEXT
    required: bool = True

    def value(self, given: JSON) -> JSON:
        """读回复项: the value as it is kept; raises Unlawful naming the field."""
        text = str(given).strip() if given is not None else ""
        if not text:
            if self.required:
                raise Unlawful(f"{self.label}不能为空", field="values")
            return ""
        match self.type:
            case ReturnType.NUMBER if not re.fullmatch(r"-?\d+(\.\d+)?", text):
                raise Unlawful(f"{self.label}应为数字", field="values")
            case ReturnType.DAY if not _is_day(text):
                raise Unlawful(f"{self.label}应为有效日期（如2025-09-18）", field="values")
            case ReturnType.YES_NO if text not in ("是", "否"):
                raise Unlawful(f"{self.label}应为是或者否", field="values")
        return text


def fields_of(text: str) -> tuple[ReturnField, ...]:
    """读回复表: one field to a line, ``名称，类型，可空``; 文字 where no type is named. Raises Unlawful with the line."""
    found = [_field(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(found) > MOST_FIELDS:
        raise Unlawful(f"回复项最多{MOST_FIELDS}项，再多的请改为报送文件", field="fields")
    names = [each.label for each in found]
    if doubled := next((name for name in names if names.count(name) > 1), ""):
        raise Unlawful(f"回复项“{doubled}”写了两次", field="fields")
    return tuple(found)


def _field(number: int, line: str) -> ReturnField:
    label, *rest = (part.strip() for part in re.split("[，,]", line))
    if not label or len(label) > 40:
        raise Unlawful(f"回复项第{number}行应写明名称，不超过40字", field="fields")
    required, kind = True, ReturnType.TEXT
    for word in rest:
        if word == "可空":
            required = False
            continue
        named = next((each for each in ReturnType if each.label == word), None)
        if named is None:
            options = "、".join(each.label for each in ReturnType)
            raise Unlawful(f"回复项第{number}行的“{word}”不是类型，类型有{options}", field="fields")
        kind = named
    return ReturnField(label, kind, required)


def checked(fields: tuple[ReturnField, ...], given: JSON) -> dict[str, JSON]:
    """核对回复: every field by its label; raises Unlawful naming the first that is missing or wrong."""
    told: Mapping[str, JSON] = given if isinstance(given, dict) else {}
    return {each.label: each.value(told.get(each.label)) for each in fields}


def filled_in(fields: tuple[ReturnField, ...], given: JSON) -> None:
    """回复齐全: nothing required is empty; raises Unlawful. What values say was checked when they came: they are sealed."""
    told: Mapping[str, JSON] = given if isinstance(given, dict) else {}
    if empty := next((each.label for each in fields if each.required and not str(told.get(each.label) or "")), ""):
        raise Unlawful(f"{empty}不能为空", field="values")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
