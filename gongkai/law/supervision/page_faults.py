"""巡检发现: what a patrol saw, held against the rules for government sites; a fault is known again by its one subject.

    faults = judged(lambda: pages_of(folder), start, on)     read twice, never held as a whole
    faults[0].kind, faults[0].subject, faults[0].text

A dead link is one fault however many pages name it; what was not looked at (robots.txt, a trap, a bound) is no fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from gongkai.law.page_marks import COLUMN_TYPES, META_NAMES, FootMark, MetaGroup
from gongkai.law.sites import host_of, is_government
from gongkai.law.supervision.faults import DEAD_SECONDS, SLOW_SECONDS, Fault
from gongkai.law.supervision.pages import ATTACHMENT_ENDS, PageSeen, SeenKind, attachment_end, host_seen
from gongkai.law.supervision.vetoes import ANSWER_DAYS, ColumnSeen, longest_unanswered, pace_of

NAMED = 5
"""写明的网页: so many pages that name a dead link are told; the others are counted."""
_BAD_DAY = 0.05
"""From this share of failures upwards it is the server that is ill, not its pages."""
_EVERYWHERE = 0.5
"""A link that more than this share of the pages carry belongs to the frame around them, not to a column."""


@dataclass(frozen=True, slots=True, order=True)
class PageFault:
    """巡检问题一处: its kind, the address it is known by, what is wrong, and the pages it was seen on."""

    kind: Fault
    subject: str
    text: str = field(compare=False)
    where: tuple[str, ...] = field(default=(), compare=False)

    @property
    def named(self) -> tuple[Fault, str]:
        """名字: by which it is known again."""
        return self.kind, self.subject

    @property
    def key(self) -> str:
        """标记: the same for the same fault of a later patrol."""
        return sha256(f"{self.kind}|{self.subject}".encode()).hexdigest()[:16]


Named = tuple[Fault, str]
"""问题的名字: its kind and its subject."""
Pages = Callable[[], Iterable[PageSeen]]
"""可以重读的所见网页."""


def judged(pages: Pages, start: str, on: date) -> list[PageFault]:
    """巡检结论: of a whole patrol from its first page, as seen on a day; sorted by kind and subject."""
    known = _Known(pages(), start)
    named: dict[str, list[str]] = {}
    counted: Counter[str] = Counter()
    found: set[PageFault] = set()
    for page in pages():
        found.update(_of_address(page, start))
        if page.kind is SeenKind.PAGE and not page.dead:
            found.update(_of_page(page, known, on))
            for target in {link.address for link in page.links if link.address in known.dead}:
                counted[target] += 1
                if len(where := named.setdefault(target, [])) < NAMED:
                    where.append(page.address)
    found.update(_dead(target, known.dead[target], where, counted[target]) for target, where in named.items())
    return sorted(found)


def seen_whole(pages: Iterable[PageSeen], start: str) -> bool:
    """看全了: the first page was there, and the site hardly failed; on a bad day of the server nothing counts as gone."""
    begun, asked, failed = False, 0, 0
    for page in pages:
        asked += page.kind is not SeenKind.OUTSIDE and page.kind is not SeenKind.SKIPPED
        failed += page.failing and page.kind is not SeenKind.OUTSIDE
        begun |= page.address == start and page.kind in (SeenKind.PAGE, SeenKind.MOVED) and not page.dead
    return begun and failed <= asked * _BAD_DAY


def mended(known: Iterable[Named], still: Iterable[PageFault], pages: Pages, *, whole: bool) -> set[Named]:
    """已改正的: of the faults known before, those whose subject was looked at again and is right now.

    What nothing leads to any more is gone with its fault, where the patrol saw everything (``whole``). What was not looked
    at, and what failed altogether, stays.
    """
    before = set(known) - {each.named for each in still}
    subjects = {subject for _, subject in before}
    seen = {page.address: page for page in pages() if page.address in subjects}
    return {each for each in before if _is_right(each[0], seen.get(each[1]), whole=whole)}


def _is_right(kind: Fault, page: PageSeen | None, *, whole: bool) -> bool:
    if page is None:
        return whole
    if page.kind is SeenKind.SKIPPED or (page.failing and kind is not Fault.DEAD):
        return False
    return whole or not page.dead if kind is Fault.DEAD else True


class _Known:
    """What the first reading keeps of all addresses: the dead, what they are, and how many pages link to each."""

    def __init__(self, pages: Iterable[PageSeen], start: str) -> None:
        self.host = host_seen(start)
        self.dead: dict[str, str] = {}
        self.goods: set[str] = set()
        self.linked: Counter[str] = Counter()
        self.pages, self.home = 0, start
        for page in pages:
            if page.dead and (page.kind is SeenKind.OUTSIDE or not page.why.startswith(TOO_LATE)):
                self.dead[page.address] = page.told
            if page.kind is SeenKind.MOVED and page.address == start:
                self.home = page.at
            if page.metas.get("ArticleTitle") or page.kind is SeenKind.ATTACHMENT:
                self.goods.add(page.address)
            if page.kind is SeenKind.PAGE:
                self.pages += 1
                self.linked.update({link.address for link in page.links})

    def holds_something(self, page: PageSeen) -> bool:
        """Whether the page leads to an article, an attachment or another site, beside what every page leads to."""
        for link in page.links:
            around = self.linked[link.address] > max(self.pages * _EVERYWHERE, 1)
            if not around and (link.address in self.goods or host_seen(link.address) != self.host):
                return True
        return False


TOO_LATE = "等不到"
"""超时的说法: begins what is told of an address that did not answer in time."""


def _dead(target: str, why: str, where: list[str], pages: int) -> PageFault:
    what = "附件打不开" if attachment_end(target) else "断链"
    more = f"等{pages}个网页" if pages > len(where) else ""
    return PageFault(Fault.DEAD, target, f"{what}（{why}），见于{'、'.join(where)}{more}", tuple(where))


def _of_address(page: PageSeen, start: str) -> Iterator[PageFault]:
    """What the answer itself shows."""
    at = page.address
    if page.kind in (SeenKind.OUTSIDE, SeenKind.SKIPPED):
        return
    if page.why.startswith(TOO_LATE) or page.seconds >= DEAD_SECONDS:
        yield PageFault(Fault.UNREACHABLE, at, page.why or f"用了{page.seconds:.1f}秒才打开", (at,))
    elif page.dead and at == start:
        yield PageFault(Fault.UNREACHABLE, at, f"首页打不开（{page.told}）", (at,))
    elif not page.dead and page.kind is SeenKind.PAGE and page.seconds > SLOW_SECONDS:
        yield PageFault(Fault.SLOW, at, f"用了{page.seconds:.1f}秒才打开", (at,))
    if page.kind is SeenKind.ATTACHMENT and not page.dead:
        end = attachment_end(page.at or at)
        if end and page.file not in ATTACHMENT_ENDS[end]:
            yield PageFault(Fault.UNLIKE, at, f"名称是{end}文件，内容{_FILES.get(page.file, '不是')}", (at,))


_FILES = {"html": "是网页", "empty": "是空的", "text": "是文本", "picture": "是图片", "pdf": "是PDF"}


def _of_page(page: PageSeen, known: _Known, on: date) -> Iterator[PageFault]:
    """What the page says."""

    def fault(kind: Fault, text: str) -> PageFault:
        return PageFault(kind, page.address, text, (page.address,))

    if missing := list(_meta_faults(page)):
        yield fault(Fault.META, "；".join(missing))
    if not page.viewport:
        yield fault(Fault.NARROW, "网页没有声明手机屏幕宽度（viewport）")
    if page.address == known.home and (lacking := [mark.label for mark in FootMark if mark.value not in page.marks]):
        yield fault(Fault.UNMARKED, f"首页页脚没有{'、'.join(lacking)}")
    if page.column:
        yield from _of_column(page, known, on)
    if wrong := [text for said in page.days if (text := said.fault(on))]:
        yield fault(Fault.DATED, "；".join(wrong[:NAMED]))
    if longest_unanswered(page.waiting, on) > ANSWER_DAYS:
        oldest = min(day for day in page.waiting if (on - day).days <= 366)
        yield fault(Fault.LATE, f"{oldest:%Y-%m-%d}的留言还没有回应，已超过三个月")
    if page.words:
        told = (f"“{each.shown}”{f'应为“{each.instead}”' if each.instead else ''}" for each in page.words[:NAMED])
        yield fault(Fault.WORDS, "；".join(told))
    if page.persons:
        yield fault(Fault.PERSONAL, "；".join(f"{each.kind}（{each.masked}）" for each in page.persons[:NAMED]))
    if strange := [link.address for link in page.links if link.hidden and _leads_astray(link.address, known.host)]:
        yield fault(Fault.HIDDEN, "看不见的链接：" + "、".join(strange[:NAMED]))


def _of_column(page: PageSeen, known: _Known, on: date) -> Iterator[PageFault]:
    if not known.holds_something(page):
        yield PageFault(Fault.BLANK, page.address, f"栏目“{page.column}”没有内容", (page.address,))
        return
    seen = ColumnSeen(page.column, pace_of(page.column), True, page.newest(on))
    if seen.stale(on):
        told = f"栏目“{page.column}”最近更新于{seen.changed_on:%Y-%m-%d}，超过{seen.allowed}天"
        yield PageFault(Fault.STALE, page.address, told, (page.address,))


def _meta_faults(page: PageSeen) -> Iterator[str]:
    groups = [MetaGroup.SITE]
    if any(name in page.metas for name in META_NAMES[MetaGroup.ARTICLE]):
        groups.append(MetaGroup.ARTICLE)
    elif any(name in page.metas for name in META_NAMES[MetaGroup.COLUMN]):
        groups.append(MetaGroup.COLUMN)
    for group in groups:
        if missing := [name for name in META_NAMES[group] if not page.metas.get(name, "").strip()]:
            yield f"{group.label}缺少{'、'.join(missing)}"
    kind = page.metas.get("ColumnType", "").strip()
    if kind and kind not in COLUMN_TYPES:
        yield f"ColumnType“{kind[:20]}”不在规定的类别之内"


def _leads_astray(address: str, host: str) -> bool:
    return host_seen(address) != host and not is_government(host_of(address) or host_seen(address).partition(":")[0])
