"""词: enums whose value is the stored key and whose label is what people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """词: a stored key with its Chinese label, ``Word("key", "标签")``. Stored by key, shown by label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member whose string value is the key and which remembers its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """选项: (key, label) pairs for forms and model fields."""
        return [(member.value, member.label) for member in cls]
