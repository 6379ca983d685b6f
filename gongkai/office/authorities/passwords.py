"""密码规则（GB/T 22239 身份鉴别）: long enough, mixed enough, no usual word with a year behind it.

The standard asks for complexity and regular change and names no figures; they are settings.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError

from gongkai.law.authorities import ADMINISTRATORS
from gongkai.office.authorities.models import Official, Posting

CHARACTER_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
CLASSES_IN_WORDS = "大写字母、小写字母、数字、符号"
_IN_WORDS = {1: "一", 2: "两", 3: "三", 4: "四"}
USUAL_WORDS = frozenset(
    (
        *(
            "password",
            "passwd",
            "pass",
            "passw0rd",
            "admin",
            "administrator",
            "root",
            "user",
            "test",
            "guest",
            "welcome",
        ),
        *("qwer", "qwert", "qwerty", "qwertyuiop", "asdf", "asdfg", "asdfgh", "asdfghjkl", "zxcv", "zxcvbn", "zxcvbnm"),
        *(
            "qaz",
            "qazwsx",
            "qazxsw",
            "wsx",
            "abc",
            "abcd",
            "abcde",
            "abcdef",
            "aa",
            "aaa",
            "aaaa",
            "letmein",
            "iloveyou",
        ),
        *("woaini", "mima", "denglu", "zhengfu", "zhengwu", "gongkai", "xinxi", "bangong", "bangongshi", "guanliyuan"),
    )
)
"""What is left of a usual password without its digits and signs; the list of the framework knows English ones only."""


def least_length(official: Official | None) -> int:
    """密码至少几位: an administrator's may have to be longer."""
    least: int = settings.PASSWORD_LENGTH
    if official is None or official.pk is None:
        return least
    held = Posting.objects.everywhere().filter(official=official, office__in=ADMINISTRATORS, until=None)
    return max(least, settings.PASSWORD_LENGTH_ADMINISTRATOR) if held.exists() else least


def mixture() -> str:
    """字符种类的说法: how many sorts of characters of which."""
    return f"{CLASSES_IN_WORDS}中的{_IN_WORDS[min(settings.PASSWORD_CLASSES, 4)]}种"


def rule(official: Official | None) -> str:
    """密码规则的说法: as the page that changes the password tells it."""
    history = f"不能是最近{settings.PASSWORD_HISTORY}次用过的"
    return f"至少{least_length(official)}个字符，包含{mixture()}；{history}，也不能是常见的密码"


class LongEnough:
    """够长: as many characters as the setting asks of this person."""

    def validate(self, password: str, user: Official | None = None) -> None:
        """Refuse what is too short."""
        if len(password) < (least := least_length(user)):
            raise ValidationError(f"密码至少{least}个字符", code="too_short")

    def get_help_text(self) -> str:
        """What the framework's command prints."""
        return f"密码至少{settings.PASSWORD_LENGTH}个字符"


class MixedEnough:
    """够杂: characters of so many sorts."""

    def validate(self, password: str, user: Official | None = None) -> None:
        """Refuse what is of too few sorts."""
        if sum(bool(re.search(each, password)) for each in CHARACTER_CLASSES) < min(settings.PASSWORD_CLASSES, 4):
            raise ValidationError(f"密码应包含{mixture()}", code="too_plain")

    def get_help_text(self) -> str:
        """What the framework's command prints."""
        return f"密码应包含{mixture()}"


class NotTheUsualWords:
    """不是常见词: no usual word dressed up with digits and signs."""

    def validate(self, password: str, user: Official | None = None) -> None:
        """Refuse a usual word whatever stands around it."""
        if re.sub(r"[^a-z]", "", password.casefold()) in USUAL_WORDS:
            raise ValidationError("密码过于常见", code="usual_word")

    def get_help_text(self) -> str:
        """What the framework's command prints."""
        return "密码不能是常见的词加数字"
