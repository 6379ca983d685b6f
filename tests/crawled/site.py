"""试场网站: pages by a seed, each fault planted on purpose and told of, so that what is found can be held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gongkai.law.supervision.faults import Fault

ON = date(2025, 11, 20)
"""The day the site is as it is."""
ROBOTS = "User-agent: *\nDisallow: /inside/\nDisallow: /search\n"
WORDS = (("按装", "安装"),)
"""A county's list."""
_PARTS = (
    *("水利", "教育", "农业", "交通", "民政", "林业", "医保", "住建", "文旅", "应急"),
    *("统计", "审计", "人社", "商务", "卫生", "气象", "消防", "残联", "畜牧", "粮食"),
)
_DEEDS = (
    *("通知", "公告", "方案", "意见", "办法", "规划", "简报", "通报"),
    *("解读", "问答", "名单", "批复", "报告", "纪要", "清单", "指引"),
)
_PEOPLE = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_EACH = 20
_FOOT = (
    "<footer>主办：试场县人民政府 网站标识码：6299990001 陇ICP备00000000号 陇公网安备62990002000000号 "
    '联系电话：0999-0000000 <a href="/map.html">网站地图</a></footer>'
)
_NAV = (
    '<nav><a href="/">首页</a> <a href="/about.html">县情</a> <a href="/search?q=1">搜索</a> '
    '<a href="/inside/desk.html">办公</a></nav>'
)


@dataclass
class Answer:
    """应答: status, type, body; ``wait`` seconds before it, ``drip`` for one that never ends."""

    body: bytes
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    wait: float = 0.0
    drip: bool = False
    leads_to: str = ""


@dataclass
class Site:
    """试场: so many articles; ``other`` is another host on loopback that some links lead to."""

    articles: int
    base: str = ""
    other: str = ""
    slow: float = 3.3
    mended: bool = False
    planted: set[tuple[Fault, str]] = field(default_factory=set)
    _pages: dict[str, Callable[[], Answer]] = field(default_factory=dict)

    def build(self) -> Site:
        """建成: once the addresses are known."""
        self.planted.clear()
        random = Random(7)
        columns = max(self.articles // 500, 6)
        by_column: list[list[int]] = [[] for _ in range(columns)]
        for number in range(self.articles):
            by_column[number % columns].append(number)
        for column, numbers in enumerate(by_column):
            self._column(column, numbers)
        for number in range(self.articles):
            self._article(number, random.random())
        self._home(columns)
        self._special()
        return self

    def answer(self, path: str) -> Answer:
        """应答: of a path with its query."""
        plain = path.partition("?")[0]
        if plain in self._pages:
            return self._pages[plain]()
        return self._endless(path) or Answer(_page("没有这个网页", "没有找到"), 404)

    # -- well made pages ---------------------------------------------------------------------------------------------------

    def _home(self, columns: int) -> None:
        links = "".join(f'<li><a href="/col{each}/">栏目{_chinese(each)}</a></li>' for each in range(columns))
        self._pages["/"] = lambda: Answer(
            _page(
                "试场县人民政府",
                f"<ul>{links}{self._extra()}</ul>",
                metas={"ColumnType": "首页", **_column_metas("首页")},
            )
        )
        self._pages["/about.html"] = lambda: Answer(_page("县情", "试场县在山里。"))
        self._pages["/map.html"] = lambda: Answer(_page("网站地图", f"<ul>{links}</ul>"))
        self._pages["/robots.txt"] = lambda: Answer(ROBOTS.encode(), kind="text/plain")
        for path in ("/inside/desk.html", "/search"):
            self._pages[path] = lambda: Answer(_page("不该来", "这里不许访问"))

    def _extra(self) -> str:
        named = "".join(f'<li><a href="{path}">{path[2:]}</a></li>' for path in sorted(self._pages) if path[:2] == "/x")
        return (
            named + '<li><a href="/calendar/2025-11.html">日历</a></li><li><a href="/params.html?n=1">参数</a></li>'
            '<li><a href="/loop/">循环</a></li><li><a href="/huge.html">大页</a></li><li><a href="/r1">转</a></li>'
        )

    def _column(self, column: int, numbers: list[int]) -> None:
        pages = [numbers[at : at + _EACH] for at in range(0, len(numbers), _EACH)] or [[]]
        for place, listed in enumerate(pages):
            path = f"/col{column}/" if place == 0 else f"/col{column}/p{place}.html"
            self._pages[path] = lambda listed=listed, place=place: Answer(self._list(column, listed, place, len(pages)))  # type: ignore[misc]

    def _list(self, column: int, listed: list[int], place: int, pages: int) -> bytes:
        rows = "".join(
            f'<li><a href="{_path(each)}">{_title(each)}</a> <span>{_day(each):%Y-%m-%d}</span></li>' for each in listed
        )
        onward = f'<a href="/col{column}/p{place + 1}.html">下一页</a>' if place + 1 < pages else ""
        name = f"栏目{_chinese(column)}第{_chinese(place)}页"
        return _page(name, f"<ul>{rows}</ul>{onward}", metas=_column_metas(name))

    def _article(self, number: int, chance: float) -> None:
        day = _day(number)
        metas = {
            "ArticleTitle": _title(number),
            "PubDate": f"{day:%Y-%m-%d} 09:00",
            "ContentSource": "试场县",
            **_column_metas("栏目"),
        }
        text = f"<h1>{_title(number)}</h1><p>发布时间：{day.year}年{day.month}月{day.day}日</p><p>{_words(number)}</p>"
        path = _path(number)
        if chance < 0.02 and not self.mended:
            text, metas = self._spoilt(path, int(chance * 1_000_000) % 9, text, metas, day)
        self._pages[path] = lambda: Answer(_page(_title(number), text, metas=metas))

    # -- planted faults ----------------------------------------------------------------------------------------------------

    def _spoilt(self, path: str, how: int, text: str, metas: dict[str, str], day: date) -> tuple[str, dict[str, str]]:
        def plant(kind: Fault, at: str = path) -> None:
            self.planted.add((kind, f"{self.base}{at}"))

        if how == 0:
            plant(Fault.DEAD, f"/gone{path}")
            return text + f'<a href="/gone{path}">原文</a>', metas
        if how == 1:
            plant(Fault.DEAD, f"/gone{path}.docx")
            return text + f'<a href="/gone{path}.docx">附件</a>', metas
        if how == 2:
            plant(Fault.META)
            return text, {name: said for name, said in metas.items() if name != "ContentSource"}
        if how == 3:
            plant(Fault.DATED)
            right = day.weekday()
            return (
                text + f"<p>{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[(right + 1) % 7]}）召开。</p>",
                metas,
            )
        if how == 4:
            plant(Fault.WORDS)
            return text + "<p>已按装路灯。</p>", metas
        if how == 5:
            plant(Fault.PERSONAL)
            return text + f"<p>申请人{_PEOPLE[len(path) % 16]}某某，身份证号码：{_identity(day)}</p>", metas
        if how == 6:
            plant(Fault.HIDDEN)
            return text + f'<div style="display: none"><a href="{self.other}/bet.html">娱乐</a></div>', metas
        if how == 7:
            plant(Fault.NARROW)
            return text, {**metas, "-viewport": ""}
        plant(Fault.DATED)
        return text, {**metas, "PubDate": f"{ON + timedelta(days=30):%Y-%m-%d} 09:00"}

    def _special(self) -> None:
        """Faults there is one of."""
        plain = {"/xgood.pdf": Answer(b"%PDF-1.7\n" + b"x" * 3_000_000, kind="application/pdf")}
        faults: dict[str, tuple[Fault, Answer]] = {
            "/xfake.pdf": (Fault.UNLIKE, Answer(_page("出错了", "文件不存在"))),
            "/xblank/": (Fault.BLANK, Answer(_page("规划计划", "", metas=_column_metas("规划计划")))),
            "/xstale/": (Fault.STALE, Answer(self._still())),
            "/xletters/": (Fault.LATE, Answer(self._letters())),
            "/xslow.html": (Fault.SLOW, Answer(_page("慢", "这一页很慢"), wait=self.slow)),
            "/xdrip.html": (Fault.UNREACHABLE, Answer(b"<html>", drip=True)),
            "/xgone.html": (Fault.DEAD, Answer(b"", 410)),
            "/xbroken.html": (Fault.DEAD, Answer(b"", 500)),
        }
        for path, answer in plain.items():
            self._pages[path] = lambda answer=answer: answer  # type: ignore[misc]
        for path, (kind, answer) in faults.items():
            if self.mended:
                answer = Answer(_page(f"改好了{path}", f"改好了{path}"))
                answer = Answer(b"%PDF-1.7\nx", kind="application/pdf") if path.endswith(".pdf") else answer
            else:
                self.planted.add((kind, f"{self.base}{path}"))
            self._pages[path] = lambda answer=answer: answer  # type: ignore[misc]
        outside = "".join(f'<a href="{at}">{at[-9:]}</a>' for at in self._outside())
        self._pages["/xout.html"] = lambda: Answer(_page("站外", f"<p>站外链接：{outside}</p>"))
        if not self.mended:
            self.planted |= {
                (Fault.DEAD, f"{self.other}/nowhere.html"),
                (Fault.DEAD, f"{self.base}/r1"),
            }
        self._pages["/r1"] = lambda: Answer(b"", 302, leads_to="/" if self.mended else "/r2")
        self._pages["/r2"] = lambda: Answer(b"", 302, leads_to="/r1")
        self._pages["/huge.html"] = lambda: Answer(b"<html><body>" + b"<p>huge</p>" * 600_000)
        self._pages["/old.html"] = lambda: Answer(b"", 301, leads_to="/about.html")

    def _outside(self) -> Iterator[str]:
        yield f"{self.other}/fine.html"
        if not self.mended:
            yield f"{self.other}/nowhere.html"
        yield "http://10.255.255.1/inside.html"
        yield f"{self.base}/old.html"

    def _still(self) -> bytes:
        row = f'<li><a href="{_path(0)}">旧闻</a> <span>2025-10-01</span></li>'
        return _page("工作动态", f"<ul>{row}</ul>", metas=_column_metas("工作动态"))

    def _letters(self) -> bytes:
        rows = "".join(
            f"<tr><td>{day}</td><td>路灯不亮</td><td>{state}</td></tr>"
            for day, state in (("2025-06-01", "未回复"), ("2025-11-10", "办理中"), ("2025-05-01", "已回复"))
        )
        listed = f'<a href="{_path(1)}">说明</a>'
        return _page("县长信箱", f"<table>{rows}</table>{listed}", metas=_column_metas("县长信箱"))

    # -- traps -------------------------------------------------------------------------------------------------------------

    def _endless(self, path: str) -> Answer | None:
        plain, _, query = path.partition("?")
        if plain.startswith("/calendar/"):
            year, _, month = plain.removeprefix("/calendar/").removesuffix(".html").partition("-")
            at = int(year) * 12 + int(month) - 1
            links = "".join(
                f'<a href="/calendar/{each // 12}-{each % 12 + 1:02d}.html">{name}</a> '
                for name, each in (("上月", at - 1), ("下月", at + 1))
            )
            days = " ".join(str(each) for each in range(1, 29))
            return Answer(_page("日历", f"<p>{links}</p><p>{days}</p>"))
        if plain == "/params.html":
            number = int(query.rpartition("=")[2] or 0) if query.rpartition("=")[2].isdigit() else 0
            return Answer(_page("参数", f'<a href="/params.html?n={number + 1}">再来</a> 第{number}次'))
        if plain.startswith("/loop/"):
            return Answer(_page("循环", '<a href="loop/">再来</a>' + plain.replace("/", " ")))
        return None


def _page(title: str, body: str, *, metas: dict[str, str] | None = None) -> bytes:
    given = {
        "SiteName": "试场县人民政府网",
        "SiteDomain": "www.example.gov.cn",
        "SiteIDCode": "6299990001",
        **(metas or {}),
    }
    viewport = "" if "-viewport" in given else '<meta name="viewport" content="width=device-width">'
    told = "".join(f'<meta name="{name}" content="{said}">' for name, said in given.items() if name[0] != "-")
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8">{viewport}{told}<title>{title}</title></head>'
        f"<body>{_NAV}<main>{body}</main>{_FOOT}</body></html>"
    ).encode()


def _column_metas(name: str) -> dict[str, str]:
    return {"ColumnName": name, "ColumnDescription": name, "ColumnKeywords": name, "ColumnType": "工作动态"}


def _path(number: int) -> str:
    return f"/art/{_day(number):%Y/%m}/art_{number}.html"


def _day(number: int) -> date:
    return ON - timedelta(days=number % 300)


def _title(number: int) -> str:
    return f"关于{_PARTS[number % 20]}工作{_chinese(number)}的{_DEEDS[number % 16]}"


def _words(number: int) -> str:
    random = Random(number)
    return "".join(random.choice(_PARTS) + random.choice(_DEEDS) for _ in range(60))


def _chinese(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def _identity(day: date) -> str:
    """An identity number that checks and is nobody's: its place does not exist."""
    stem = f"629999{day:%Y%m%d}128"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True))
    return stem + "10X98765432"[total % 11]
