"""长跑的人: who reads, searches, applies, handles, signs, publishes and withdraws, by the pages alone.

What somebody was told had happened is written down as it is told; afterwards the installation must know the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from threading import Event
from time import perf_counter, sleep
from typing import ClassVar
from urllib.parse import quote, urljoin

import requests
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from tests.casework.conftest import PERSON
from tests.cast import PASSWORD

FILLED_IN = 2.2
"""Seconds in which a person at the earliest fills in a form."""
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")
NUMBER = re.compile(r"〔\d{4}〕\d{3,}号")


GONE = 410


class Away(Exception):
    """不在: the installation did not answer, or said that it cannot just now."""


@dataclass
class Diary:
    """记事: of one visitor."""

    asked: int = 0
    away: int = 0
    slowest: float = 0.0
    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    applied: dict[str, str] = field(default_factory=dict)
    """By number, the code of each application one was given a receipt for."""
    mailed: dict[str, str] = field(default_factory=dict)
    """By the address left with an application, the number of its receipt."""
    published: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    """Addresses that were said to be withdrawn."""


@dataclass
class Visitor:
    """来人: one client with a session of its own and an address of its own."""

    site: str
    number: int
    stop: Event
    breaking: Callable[[], bool]
    """Whether something is just broken on purpose, so that no answer is nobody's fault."""
    diary: Diary = field(default_factory=Diary)
    tired: ClassVar[float] = 0.05

    def __post_init__(self) -> None:
        self.random = Random(self.number)
        self.session = requests.Session()

    def run(self) -> None:
        """Go about one's business until told to stop."""
        while not self.stop.is_set():
            try:
                self.business()
            except Away:
                self.diary.away += 1
                sleep(1)
            except Exception as trouble:
                self.diary.wrong.append(f"{type(self).__name__}: {type(trouble).__name__}: {str(trouble)[:300]}")
                if len(self.diary.wrong) > 20:
                    return
            sleep(self.tired)

    def business(self) -> None:
        raise AssertionError("everybody has a business")

    # -- asking ------------------------------------------------------------------------------------------------------------

    def address(self) -> str:
        """A network of its own each time, so that no limit on one network is met."""
        return ".".join(["10", *(str(self.random.randrange(1, 255)) for _ in range(3))])

    def ask(self, path: str, data: dict[str, str | list[str]] | None = None) -> requests.Response:
        url = urljoin(self.site, path)
        headers = {"X-Forwarded-For": self.address(), "Host": "localhost", "Referer": quote(url, safe=":/?&=%#")}
        begun = perf_counter()
        try:
            answer = self.session.request(
                "POST" if data is not None else "GET", url, data=data, headers=headers, timeout=30
            )
        except requests.RequestException as trouble:
            if self.breaking():
                raise Away from trouble
            raise
        took = perf_counter() - begun
        self.diary.asked += 1
        self.diary.times.append(took)
        if answer.status_code >= 500:
            if self.breaking():
                raise Away
            raise AssertionError(f"{path}: {answer.status_code}: {HTMLParser(answer.text).text()[:200]}")
        return answer

    def page(self, path: str) -> HTMLParser:
        answer = self.ask(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return HTMLParser(answer.text)

    def send(self, path: str, form: Node, **given: str) -> requests.Response:
        """The form of a page as a browser sends it, with what is given put in."""
        return self.ask(form.attributes.get("action") or path, {**dict(fields_of(form)), **given})

    def log_in(self, username: str) -> None:
        self.session.cookies.clear()
        form = the_form(self.page("/desk/login/"))
        answer = self.send("/desk/login/", form, username=username, password=PASSWORD)
        assert "/login/" not in answer.url, "not let in"


def fields_of(form: Node) -> Iterator[tuple[str, str | list[str]]]:
    """What a browser would send of a form nobody has touched."""
    for node in form.css("input, textarea, select"):
        name, kind = node.attributes.get("name"), (node.attributes.get("type") or "").lower()
        if not name or kind in {"submit", "button", "file", "reset"}:
            continue
        if kind in {"checkbox", "radio"}:
            if "checked" in node.attributes:
                yield name, node.attributes.get("value") or "on"
        elif node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            if chosen is not None:
                yield name, chosen.attributes.get("value") or ""
        else:
            yield name, (node.text() if node.tag == "textarea" else node.attributes.get("value")) or ""


def the_form(page: HTMLParser, containing: str = "") -> Node:
    """The form of a page: the one with a field of this name, or the one that stands in it as its form."""
    for form in page.css("main form, form.form"):
        if (form.attributes.get("method") or "").lower() != "post":
            continue
        if not containing or form.css_first(f"[name='{containing}']") is not None:
            return form
    heading = page.css_first("h1")
    raise AssertionError(f"no form with {containing or 'anything'}: {heading.text() if heading else ''}")


def link(page: HTMLParser, words: str) -> str | None:
    """Where a link with these words leads."""
    for node in page.css("main a[href]"):
        if words in node.text():
            return node.attributes.get("href")
    return None


# -- people ------------------------------------------------------------------------------------------------------------


class Reader(Visitor):
    """读者: wanders through the public pages."""

    here = "/"

    def business(self) -> None:
        answer = self.ask(self.here)
        if (
            answer.status_code == GONE
        ):  # withdrawn since the page that leads there was read; whether it was is asked at the end
            self.diary.gone.add(self.here)
            self.diary.done["was gone"] += 1
            self.here = "/"
            return
        assert answer.status_code == 200, f"{self.here}: {answer.status_code}"
        page = HTMLParser(answer.text)
        leads = [node.attributes.get("href") or "" for node in page.css("a[href^='/']")]
        public = [path for path in leads if not path.startswith(("/desk/", "/static/", "/view/")) and "fj/" not in path]
        self.here = self.random.choice(public) if public and self.random.random() < 0.9 else "/shili-minzheng/"
        if "." in self.here.rsplit("/", 1)[-1]:
            self.ask(self.here)
            self.here = "/"
        self.diary.done["read"] += 1


class Searcher(Visitor):
    """检索的人."""

    WORDS = ("临时救助", "公示", "救助公示", "申请", "民政局", "第{}号", "不存在的词")

    def business(self) -> None:
        words = self.random.choice(self.WORDS).format(self.random.randrange(400))
        self.page(f"/search/?q={quote(words)}")
        self.diary.done["searched"] += 1


class Applicant(Visitor):
    """申请人: sends a form with an address of its own, now and then twice, and looks after it."""

    PATH = "/shili-minzheng/ysqgk/person/"

    def business(self) -> None:
        form = the_form(self.page(self.PATH), "description")
        sleep(FILLED_IN)
        told = {
            **PERSON,
            "delivery": "email",
            "email": f"p{self.number}-{self.diary.done['applied']}-{self.random.randrange(10**9)}@example.org",
            "description": f"第{self.number}位申请人的第{self.diary.done['applied']}次申请：资金安排{self.random.random()}",
        }
        answer = self.send(self.PATH, form, **told)
        if self.random.random() < 0.2:
            again = self.send(self.PATH, form, **told)
            assert CODE.findall(again.text)[:1] == CODE.findall(answer.text)[:1], "sent twice, it is one"
            self.diary.done["sent twice"] += 1
        code, number = CODE.search(answer.text), NUMBER.search(answer.text)
        assert code, HTMLParser(answer.text).text()[-600:]
        assert number
        self.diary.applied[number[0]] = code[0]
        self.diary.mailed[told["email"]] = number[0]
        self.diary.done["applied"] += 1
        path = "/shili-minzheng/ysqgk/status/"
        seen = self.send(path, the_form(self.page(path), "code"), number=number[0], code=code[0])
        assert number[0] in seen.text, "what one was given a receipt for is known"


class Handler(Visitor):
    """经办人: takes the next of the inbox a step on."""

    def business(self) -> None:
        page = self.page("/desk/applications/")
        if page.css_first("input[name='password']") is not None:
            self.log_in("wang")
            return
        files = [node.attributes.get("href") or "" for node in page.css("main a[href^='/desk/applications/']")]
        files = [path for path in files if re.fullmatch(r"/desk/applications/\d+/", path)]
        if not files:
            return
        self.one_step(self.random.choice(files))

    def one_step(self, path: str) -> None:
        page = self.page(path)
        if act := link(page, "送达答复"):
            done = self.send(act, the_form(self.page(act)), method="electronic", proof="电子邮件回执")
            self.diary.done["served"] += 1
        elif draft := link(page, "拟办答复"):
            leaf = link(self.page(draft), "部分公开（区分处理）")
            if leaf is None:
                return  # somebody else has drafted it meanwhile
            form = the_form(self.page(leaf))
            done = self.send(leaf, form, disclosed_part="资金分配表", withheld_part="受助人姓名属于个人隐私")
            self.diary.done["drafted"] += 1
        elif act := link(page, "与申请人确认"):
            done = self.send(act, the_form(self.page(act)))
            self.diary.done["confirmed"] += 1
        else:
            return
        assert done.status_code < 500


class Signer(Visitor):
    """签发人."""

    def business(self) -> None:
        page = self.page("/desk/applications/")
        if page.css_first("input[name='password']") is not None:
            self.log_in("li")
            return
        files = [node.attributes.get("href") or "" for node in page.css("main a[href^='/desk/applications/']")]
        for path in self.random.sample(files, min(3, len(files))):
            if re.fullmatch(r"/desk/applications/\d+/", path) and (act := link(self.page(path), "签发答复")):
                self.send(act, the_form(self.page(act)))
                self.diary.done["signed"] += 1
                return


class Publisher(Visitor):
    """公开的人: lets out what waits, and takes back some of it; what was taken back is nowhere any more."""

    TEXT = (
        "根据《示例县临时救助办法》，现将临时救助对象公示如下。\n公示期七日，对公示有异议的，可以向示例县民政局反映。"
    )

    def business(self) -> None:
        page = self.page("/desk/disclosure/waiting/")
        if page.css_first("input[name='password']") is not None:
            self.log_in("wang")
            return
        waiting = [node.attributes.get("href") or "" for node in page.css("tbody a[href*='review=']")]
        if not waiting:
            return
        path = self.random.choice(waiting)
        form = the_form(self.page(path), "text")
        chosen = {name: option(form, name, words) for name, words in (("kind", "公告公示"), ("column", "公示公告"))}
        done = self.send(path, form, **chosen, text=self.TEXT)
        found = re.search(r"/desk/disclosure/(\d+)/", done.url)
        if found is None:
            self.diary.done["was before me"] += 1  # another publisher took the same
            return
        public = link(HTMLParser(done.text), "公众页面") or self.public_page(done.text)
        self.diary.published.add(found[1])
        self.diary.done["published"] += 1
        if self.random.random() < 0.3:
            self.withdraw(found[1], public)

    def public_page(self, text: str) -> str | None:
        found = re.search(r"/shili-minzheng/zfxxgk/[^\"'/<]+/", text)
        return found[0] if found else None

    def withdraw(self, item: str, public: str | None) -> None:
        path = f"/desk/disclosure/{item}/withdraw/"
        form = the_form(self.page(path), "reason")
        done = self.send(path, form, kind="wrong", reason="公示对象有误，更正后重新公开")
        assert "withdraw" not in done.url, " ".join(
            node.text() for node in HTMLParser(done.text).css("main .error, main .errorlist, main .notice")
        )
        self.diary.withdrawn.add(item)
        self.diary.done["withdrawn"] += 1
        if public is not None:
            gone = requests.get(urljoin(self.site, public), headers={"Host": "localhost"}, timeout=30)
            assert gone.status_code in {404, 410} or "撤回" in gone.text, f"{public} is still there: {gone.status_code}"


def option(form: Node, name: str, words: str) -> str:
    """The value of the choice that says these words."""
    for node in form.css(f"select[name='{name}'] option"):
        if words in node.text():
            return node.attributes.get("value") or ""
    raise AssertionError(f"{name} offers no {words}")


COMPANY: tuple[type[Visitor], ...] = (
    *(Reader,) * 5,
    *(Searcher,) * 2,
    *(Applicant,) * 4,
    *(Handler,) * 2,
    *(Signer,) * 1,
    *(Publisher,) * 2,
)
"""十六人."""
