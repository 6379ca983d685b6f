"""程序: a procedure said as rows. The same rows make the buttons, the refusals and the diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from gongkai.law.grammar.dates import read_moment
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

W = TypeVar("W", bound=Word)
JSON = str | int | bool | None | list["JSON"] | dict[str, "JSON"]


class Role(StrEnum):
    """职责: who may take a step. Offices are sets of these."""

    APPLICANT = "申请人"
    HANDLER = "经办人"
    REVIEWER = "审核人"
    SECRECY_REVIEWER = "保密审查人"
    SIGNER = "签发人"
    PUBLISHER = "发布人"
    DISPATCHER = "分办人"
    INSPECTOR = "检查人"
    AUDITOR = "监督人"
    LIAISON = "联络员"
    KEEPER = "查阅点签收人"
    EXPERT = "受邀专家"
    SYSTEM_ADMINISTRATOR = "系统管理员"
    SECURITY_ADMINISTRATOR = "安全管理员"
    AUDIT_ADMINISTRATOR = "审计管理员"


class Unlawful(Exception):
    """不合法: an act the law does not allow now. Says why and by which article; nothing has been written."""

    def __init__(self, reason: str, basis: Article | None = None, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.basis = basis
        self.field = field

    def __str__(self) -> str:
        return f"{self.reason}（{self.basis.short}）" if self.basis else self.reason


@dataclass(frozen=True, slots=True)
class Objection:
    """不能办的理由: shown beside a disabled button before anybody presses it."""

    reason: str
    basis: Article | None = None

    def __str__(self) -> str:
        return f"{self.reason}（{self.basis.short}）" if self.basis else self.reason

    def raised(self, field: str = "") -> Unlawful:
        """提出: the same reason as an exception."""
        return Unlawful(self.reason, self.basis, field)


@dataclass(frozen=True)
class Step:
    """环节: one dated act on a file, with its details as plain JSON values. This is what the journal stores and replays.

    The readers below hand a detail over in its type, or say in Chinese which field is missing or wrong.
    """

    act: str
    on: date
    details: Mapping[str, JSON] = field(default_factory=dict)

    def text(self, name: str, title: str) -> str:
        """文字: a text that must not be empty."""
        value = self.details.get(name)
        if not isinstance(value, str) or not value.strip():
            raise Unlawful(f"{title}不能为空", field=name)
        return value.strip()

    def word(self, words: type[W], name: str, title: str, basis: Article | None = None) -> W:
        """所选: one of these words; whoever chose none is told all of them."""
        try:
            return words(self.text(name, title))
        except (ValueError, Unlawful):
            options = "、".join(member.label for member in words)
            raise Unlawful(f"应选明{title}：{options}", basis, field=name) from None

    def number(self, name: str, title: str, *, least: int = 1, most: int | None = None) -> int:
        """数: a whole number within bounds."""
        value = self.details.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unlawful(f"{title}应为整数", field=name)
        if value < least or (most is not None and value > most):
            raise Unlawful(f"{title}应在{least}至{most}之间" if most else f"{title}不能小于{least}", field=name)
        return value

    def day(self, name: str, title: str) -> date:
        """日期: a day written as yyyy-mm-dd."""
        try:
            return date.fromisoformat(str(self.details.get(name, "")))
        except ValueError:
            raise Unlawful(f"{title}应为有效日期（如2025-09-18）", field=name) from None

    def moment(self, name: str, title: str) -> datetime:
        """时刻: a moment to the minute, in Beijing time."""
        try:
            return read_moment(str(self.details.get(name, "")))
        except ValueError:
            raise Unlawful(f"{title}应为有效时刻（如2025-09-18 14:30）", field=name) from None

    def optional_day(self, name: str, title: str) -> date | None:
        """可空日期: a day, or None where nothing is given."""
        return self.day(name, title) if self.details.get(name) else None


def not_in_the_future(
    on: date, today: date, basis: Article | None = None, *, field: str = "on", what: str = "日期"
) -> None:
    """不晚于今天: what has not happened yet cannot be entered; raises Unlawful."""
    if on > today:
        raise Unlawful(f"{what}不能晚于今天（{today:%Y-%m-%d}）", basis, field)


@dataclass(frozen=True, slots=True)
class Transition:
    """程序行: from which state, by which act, to which state, by whom, on what basis."""

    source: StrEnum
    act: StrEnum
    target: StrEnum
    role: Role
    basis: Article


@dataclass(frozen=True)
class Flow:
    """程序: a start, rows of transitions, and the words the states are shown in.

    Acts that are not in the table are unlawful in every state.
    """

    name: str
    start: StrEnum
    rows: tuple[Transition, ...]

    def open_acts(self, state: StrEnum) -> tuple[Transition, ...]:
        """可办事项: the rows that leave this state, in the order of the table."""
        return tuple(row for row in self.rows if row.source == state)

    def row(self, state: StrEnum, act: StrEnum) -> Transition:
        """查程序行: the row for this act in this state, or Unlawful."""
        for row in self.rows:
            if row.source == state and row.act == act:
                return row
        raise Unlawful(f"{self.name}处于“{label(state)}”时不能办理“{label(act)}”", self._basis(act))

    def after(self, state: StrEnum, act: StrEnum) -> StrEnum:
        """办后状态: the state this act leads to, or Unlawful."""
        return self.row(state, act).target

    def act(self, acts: type[W], name: str, basis: Article | None = None) -> W:
        """所办环节: the act of that name; ``Unlawful`` where this procedure has none."""
        try:
            return acts(name)
        except ValueError:
            raise Unlawful(f"{self.name}没有“{name}”这一环节", basis) from None

    def objections(
        self, state: StrEnum, act: StrEnum, on: date, last_on: date, basis: Article | None = None
    ) -> tuple[Objection, ...]:
        """程序上不能办的理由: no such row, or a day before the last step; what else speaks against it each law says."""
        try:
            self.row(state, act)
        except Unlawful as refusal:
            return (Objection(refusal.reason, refusal.basis),)
        if on < last_on:
            return (Objection(f"办理日期不能早于上一环节的日期（{last_on:%Y-%m-%d}）", basis),)
        return ()

    def states(self) -> tuple[StrEnum, ...]:
        """全部状态: every state of the table, the start first."""
        return tuple(dict.fromkeys(_states(self.start, self.rows)))

    def closed(self, state: StrEnum) -> bool:
        """终局: whether no act leaves this state."""
        return not any(row.source == state for row in self.rows)

    def diagram(self) -> str:
        """程序图: the table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.name}"]
        lines += [f"    {state.name}: {label(state)}" for state in self.states()]
        lines += [
            f"    {row.source.name} --> {row.target.name}: {label(row.act)}（{row.basis.short}）" for row in self.rows
        ]
        return "\n".join(lines)

    def _basis(self, act: StrEnum) -> Article | None:
        return next((row.basis for row in self.rows if row.act == act), None)


def label(word: StrEnum) -> str:
    """显示名: the Chinese label of a state or an act; enums of the house carry it as ``label``."""
    return str(getattr(word, "label", word.value))


def from_each(sources: Iterable[StrEnum], act: StrEnum, role: Role, basis: Article) -> tuple[Transition, ...]:
    """同态行: rows for an act that may be taken in several states and changes none of them."""
    return tuple(Transition(source, act, source, role, basis) for source in sources)


def _states(start: StrEnum, rows: Iterable[Transition]) -> Iterator[StrEnum]:
    yield start
    for row in rows:
        yield row.source
        yield row.target
