"""审查（条例第十七条）: the kinds of review and who makes them, their order, the checklist, and why a document goes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

REVIEWING = regulation(17, gist="公开前依照规定审查")


class Review(Word):
    """审查环节: the kinds of review; an authority sets which of them in which order."""

    SECTION = "section", "科室审核"
    LEGAL = "legal", "合法性审核"
    SECRECY = "secrecy", "保密和隐私审查"
    ATTRIBUTE = "attribute", "公开属性审查"
    OFFICE = "office", "办公室核稿"


REVIEWERS: Mapping[Review, Role] = {
    Review.SECTION: Role.REVIEWER,
    Review.LEGAL: Role.REVIEWER,
    Review.SECRECY: Role.SECRECY_REVIEWER,
    Review.ATTRIBUTE: Role.REVIEWER,
    Review.OFFICE: Role.REVIEWER,
}
"""审查职责: the role that makes each review."""
FOCUS: Mapping[Review, str] = {
    Review.SECTION: "内容是否准确，人名、地名、数字、文字有无差错",
    Review.LEGAL: "制定权限、程序、内容是否合法，与现行规定有无抵触",
    Review.SECRECY: "是否涉及国家秘密、工作秘密、商业秘密、个人隐私，公开会不会危及安全和稳定",
    Review.ATTRIBUTE: "公开属性是否准确，不公开的理由和条文是否成立",
    Review.OFFICE: "文种、格式、文字是否规范，报送材料是否齐全",
}
"""审查重点: what each review looks at."""
USUAL_ORDER = (Review.SECTION, Review.SECRECY, Review.ATTRIBUTE)
"""通行次序: until an authority sets its own."""
CHECKS: Mapping[str, str] = {
    "secret": "不涉及国家秘密、工作秘密",
    "business": "不涉及商业秘密，或者权利人同意公开",
    "privacy": "不涉及个人隐私，个人信息已经隐去",
    "safety": "公开不危及国家安全、公共安全、经济安全、社会稳定",
    "internal": "不属于内部事务信息、过程性信息、行政执法案卷信息",
}
"""审查清单: what the secrecy and privacy review answers, one by one (条例第十四至十七条)."""
THREE = ("一审", "二审", "三审")
"""三审: what is no document is reviewed three times before its release, by three people."""


class ReturnCode(Word):
    """退文代码: why a document goes back to its drafter."""

    NO_INTERPRETATION = "no_interpretation", "没有解读方案或者解读材料"
    INTERPRETATION_INCOMPLETE = "interpretation_incomplete", "解读材料不齐全"
    ATTRIBUTE_WRONG = "attribute_wrong", "公开属性不准确或者理由不成立"
    SECRECY = "secrecy", "保密、隐私审查发现问题"
    LEGALITY = "legality", "合法性审核发现问题"
    FORM = "form", "文种、格式、文字有误"
    CONTENT = "content", "内容需要修改"
    ATTACHMENT = "attachment", "附件缺失或者有误"


UNEXPLAINED = frozenset({ReturnCode.NO_INTERPRETATION, ReturnCode.INTERPRETATION_INCOMPLETE})
"""解读退文: returned for its interpretation, a document owes it anew."""


@dataclass(frozen=True, slots=True)
class Passed:
    """审查通过: which review, by whom (the official's user name), on which day, and which checks were not confirmed.

    ``confirmed`` and ``findings`` are keys of ``CHECKS``; only the secrecy review has any.
    """

    review: Review
    by: str
    on: date
    confirmed: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """退文记录: the round it ended, the review it came from (None from the signer), why, and what was said."""

    round: int
    review: Review | None
    by: str
    on: date
    codes: tuple[ReturnCode, ...]
    remark: str = ""


def read_order(given: object) -> tuple[Review, ...]:
    """读审查次序: each review once, the secrecy review among them (条例第十七条)."""
    try:
        order = tuple(Review(str(each)) for each in given) if isinstance(given, Sequence) else ()
    except ValueError:
        raise Unlawful("审查环节中有本平台没有的一种", REVIEWING, field="order") from None
    if Review.SECRECY not in order:
        raise Unlawful("审查环节中不能没有保密审查", REVIEWING, field="order")
    if len(set(order)) < len(order):
        raise Unlawful("同一审查环节不能出现两次", REVIEWING, field="order")
    return order


def read_checks(given: object, *, proactive: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """读审查清单: what was confirmed, and what was found; nothing may be found in what is to go out (条例第十七条)."""
    answers = {str(name): bool(yes) for name, yes in given.items()} if isinstance(given, dict) else {}
    needed = [name for name in CHECKS if not answers.get(name)] if proactive else sorted(CHECKS.keys() - answers.keys())
    if missing := [CHECKS[name] for name in needed]:
        raise Unlawful(f"保密和隐私审查未确认：{'；'.join(missing)}", REVIEWING, field="checks")
    confirmed = tuple(name for name in CHECKS if answers[name])
    return confirmed, tuple(name for name in CHECKS if not answers[name])


def read_codes(step: Step) -> tuple[ReturnCode, ...]:
    """读退文代码: at least one, each of the list."""
    given = step.details.get("codes")
    try:
        codes = tuple(ReturnCode(str(code)) for code in given) if isinstance(given, list) else ()
    except ValueError:
        raise Unlawful("退文代码不在清单中", REVIEWING, field="codes") from None
    if not codes:
        raise Unlawful("退文应当选明缺什么、错在哪里", REVIEWING, field="codes")
    return codes


def require_three(people: Sequence[str], checks: Collection[str]) -> None:
    """三审齐全: three reviews by three people, every check confirmed; or Unlawful naming what is wrong."""
    for name, person in zip(THREE, (*people, "", "", ""), strict=False):
        if not person.strip():
            raise Unlawful(f"没有{name}人，三审不全的不得发布", REVIEWING, field="reviewers")
    if len(set(people)) < len(THREE):
        raise Unlawful("同一人不能承担两个审查环节，三审应由三人分别进行", REVIEWING, field="reviewers")
    if missing := [text for name, text in CHECKS.items() if name not in checks]:
        raise Unlawful(f"审查清单未确认：{'；'.join(missing)}", REVIEWING, field="checks")
