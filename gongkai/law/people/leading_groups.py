"""领导小组: who leads the disclosure work of a place: head, deputies, members, the office and where it is hosted.

A group is set up once and adjusted by whole versions; what changed between two versions is told by ``adjusted``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

LED = regulation(3, gist="各级人民政府应当加强对政府信息公开工作的组织领导")
MOST_LINES = 200
"""名单最多人数: our own limit; a longer list is a slip."""


class Seat(Word):
    """组内职务: in which seat of the group somebody sits, in the order of the paper."""

    HEAD = "head", "组长"
    DEPUTY = "deputy", "副组长"
    MEMBER = "member", "成员"


@dataclass(frozen=True, slots=True)
class Member:
    """小组成员: who, in which seat, holding which public post."""

    seat: Seat
    name: str
    post: str

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"


@dataclass(frozen=True)
class Group:
    """小组名单: one version of a leading group as the paper that issued it has it."""

    name: str
    office: str
    host: str
    basis: str
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        """Refuse what no paper would say: no head, two heads, somebody twice, an office nobody hosts."""
        for field, title in (("name", "小组名称"), ("office", "办公室名称"), ("host", "办公室设在"), ("basis", "依据")):
            if not str(getattr(self, field)).strip():
                raise Unlawful(f"{title}不能为空", LED, field=field)
        if len(self.of(Seat.HEAD)) != 1:
            raise Unlawful(f"组长应当有且只有一人，现有{len(self.of(Seat.HEAD))}人", LED, field="members")
        if twice := [name for name, times in Counter(each.name for each in self.members).items() if times > 1]:
            raise Unlawful(f"{'、'.join(twice)}在名单中出现两次", LED, field="members")
        if len(self.members) > MOST_LINES:
            raise Unlawful(f"名单最多{MOST_LINES}人", LED, field="members")

    def of(self, seat: Seat) -> tuple[Member, ...]:
        """同职成员: those of one seat, in the order of the paper."""
        return tuple(each for each in self.members if each.seat is seat)


def read_members(text: str) -> tuple[Member, ...]:
    """读名单: one person a line, ``组长 王示例 县委副书记、县长``; raises Unlawful naming the line that cannot be read."""
    return tuple(_member(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _member(number: int, line: str) -> Member:
    seats = {seat.label: seat for seat in Seat}
    seat, name, post = (*line.replace("　", " ").split(maxsplit=2), "", "", "")[:3]
    if seat not in seats:
        raise Unlawful(f"名单第{number}行应以{'、'.join(seats)}开头，现为“{seat}”", LED, field="members")
    if not name or not post.strip():
        raise Unlawful(f"名单第{number}行应写明组内职务、姓名、单位职务，用空格隔开", LED, field="members")
    return Member(seats[seat], name, post.strip())


def written(members: tuple[Member, ...]) -> str:
    """写名单: the inverse of ``read_members``."""
    return "\n".join(f"{each.seat.label} {each.name} {each.post}" for each in members)


def adjusted(before: Group, after: Group) -> Iterator[str]:
    """调整内容: what the later version changed, a line each; nothing where both say the same."""
    for field, title in (("name", "名称"), ("office", "办公室"), ("host", "办公室设在")):
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            yield f"{title}由“{was}”改为“{now}”"
    then, there = _by_name(before), _by_name(after)
    for name, member in there.items():
        if name not in then:
            yield f"增加{member.seat.label}{member}"
        elif then[name].seat is not member.seat:
            yield f"{member}由{then[name].seat.label}改任{member.seat.label}"
        elif then[name].post != member.post:
            yield f"{name}的单位职务由“{then[name].post}”改为“{member.post}”"
    yield from (f"{then[name].seat.label}{then[name]}不再担任" for name in then if name not in there)


def _by_name(group: Group) -> Mapping[str, Member]:
    return {each.name: each for each in group.members}
