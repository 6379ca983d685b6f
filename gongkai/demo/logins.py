"""演示账号: one random password for every account of the demo, and the note that tells who can try what.

The note lies under the data folder, readable by its owner alone. Its first paragraph is short; ``manage.py serve`` prints it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.shortcuts import resolve_url
from rich.console import Console
from rich.table import Table

from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.codes import CODE_ALPHABET
from gongkai.demo import registering, villaged
from gongkai.demo.building import Built
from gongkai.demo.places import PLACES
from gongkai.demo.publications import replaying
from gongkai.demo.settling import Account
from gongkai.doors.desk.menu import start_page
from gongkai.doors.serving import NOTE
from gongkai.law.authorities import POSTS
from gongkai.web.jinja import url_or_none

REPLAYED = tuple(
    place.code for place in PLACES if replaying.years(place) or registering.books(place) or place.code in villaged.PAST
)
"""有往年公开内容、登记簿或者各村的地方: their quick demo holds a sample."""


@dataclass(frozen=True)
class Hint:
    """可试: an account, what it shows, and the name of the page."""

    username: str
    shows: str
    page: str


HINTS = (
    Hint("linze-office", "各种状态的申请：登记、确认、补正、征求意见、拟办、送达", "applications:inbox"),
    Hint("linze-drafter", "公文草稿；一件因没有解读方案被退回，补报解读后重新送审", "documents:drafts"),
    Hint("linze-secrecy", "保密和隐私审查：等待审查的一件", "documents:to_review"),
    Hint("linze-secrecy", "公开前筛查：一份公示表，隐藏的工作表已打开，逐列标出，等待决定", "gate:waiting"),
    Hint("linze-deputy", "签发已审完的公文，取文号", "documents:to_sign"),
    Hint("linze-office", "公开已签发的一件", "disclosure:waiting"),
    Hint("linze-office", "不公开的一件已过复审期限：公开，或者说明理由后续期", "documents:lapsing"),
    Hint("linze-office", "征求意见中的草案、公开栏上还没有照片的张贴、没有签收的移送", "documents:decisions"),
    Hint("linze-office", "往年台账怎样成为公开内容（2019年，逐行核对报告）", "disclosure:ledgers"),
    Hint("pingchuan-office", "2018年公开内容按栏目、渠道统计，数字点开是内容", "disclosure:figures"),
    Hint("pingchuan-office", "标准目录生成的全年公开时点，哪些将到期", "catalogue:slots"),
    Hint(
        "linze-office",
        "登记簿：待公开的许可，一条因文字里有身份证号码不能公开；缺结果的招标，没有后告的公示",
        "registers:kept",
    ),
    Hint("linze-office", "月报表：待审核的一份、逾期报送并有更正的一份，汇总和指标库", "reports:returns"),
    Hint("linze-office", "编制上年年报：由台账统计，逐格可查到案卷", "reports:desk"),
    Hint("linze-deputy", "签发已拟好的答复", "applications:inbox"),
    Hint("linze-newcomer", "正在接手的岗位：接力包逐项接受、影子视图、十分钟清单", "handing:handovers"),
    Hint(
        "linze-village", "一个村的公告栏：没有照片的公告、待审核的发言、待答复的提问、待核实的村民", "villages:notices"
    ),
    Hint(
        "wudu-office", "各村建成没有，认证村民和村群；补齐704个村用 manage.py demo --replay wudu", "villages:villages"
    ),
    Hint("linze-office", "建议提案：各种状态的件、交办清单、承诺事项", "proposals:index"),
    Hint("linze-congress", "代表委员联络：只看人大代表的件，签收抄送的答复，询问办理情况", "proposals:delegates"),
    Hint("linxia-office", "2018年97件建议和183件提案：称“按期办复率100%”，日期支持不了", "proposals:index"),
    Hint("linze-office", "近一年热线：称“办结率100%”，日期支持不了；话题、主题、乡镇的增减", "engagement:analysis"),
    Hint("linze-office", "舆情事件：时限自发生时刻起算；辟谣、预警、值班表、预案", "response:events"),
    Hint("pingchuan-office", "2018年8件回应关切、29次回应、13场发布会，数字点得开", "response:figures"),
    Hint("linze-discipline", "什么都能看，什么都不能办", "applications:all"),
    Hint("wudu-office", "2017年收到、至今没有答复的18件", "desk:due"),
    Hint("linxia-office", "地方节日怎样推后到期日；2018年年报与台账", "reports:desk"),
    Hint("pingchuan-office", "2014年格式的年报，58个数", "reports:desk"),
    Hint("minhe-office", "扫描件里读不出的13格和不平的合计", "reports:desk"),
)


def new_password() -> str:
    """新密码: easy to copy by hand, different in every installation."""
    groups = ("".join(secrets.choice(CODE_ALPHABET) for _ in range(4)) for _ in range(2))
    return f"Demo-{'-'.join(groups)}"


def path() -> Path:
    """账号说明: where the note lies."""
    return Path(settings.VAR_DIR) / NOTE


def keep(built: Built, password: str) -> str:
    """写下: the note, replacing an older one; returns its text."""
    text = "\n".join(_lines(built, password))
    path().parent.mkdir(parents=True, exist_ok=True)
    path().unlink(missing_ok=True)
    descriptor = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return text


def _lines(built: Built, password: str) -> Iterator[str]:
    yield f"演示账号的密码都是 {password}（one password for all demo accounts; log in at /desk/login/）"
    if built.sample:
        yield _of_the_public(built.sample)
    if where := {account.official.username for account in built.accounts} & {f"{code}-office" for code in REPLAYED}:
        yield _of_the_sample(sorted(where))
    yield _table(("用户名", "可以看什么", "页面"), _hinted(built.accounts))
    yield ""
    yield "全部账号"
    yield _table(("用户名", "姓名", "岗位", "机关", "起始页"), map(_row, built.accounts))


def _of_the_public(sample: Receipted) -> str:
    dossier = sample.application.dossier
    where = resolve_url("applications:status", dossier.authority.code)
    return f"公众无需登录：凭编号 {dossier.number} 和查询码 {sample.spaced_code} 查询进度 {where}"


def _of_the_sample(offices: Sequence[str]) -> str:
    """What the quick demo left out, and how to bring it in."""
    code = offices[0].partition("-")[0] if len(offices) == 1 else "all"
    named = "、".join(place.short_name for place in PLACES if f"{place.code}-office" in offices)
    told = f"{named}往年公开的内容和登记簿只装入了样本（每个栏目、每类登记约百分之三），按样本统计的数因此小于已公布年报的数"
    return f"{told}；补齐全部内容：manage.py demo --replay {code}（只补缺少的，可以中断后再运行）"


def _hinted(accounts: Iterable[Account]) -> Iterator[tuple[str, ...]]:
    there = {account.official.username for account in accounts}
    for hint in HINTS:
        page = url_or_none(hint.page)
        if hint.username in there and page:
            yield hint.username, hint.shows, page


def _row(account: Account) -> tuple[str, ...]:
    office = POSTS[account.person.office]
    start = resolve_url(start_page([office], office.roles))
    return account.official.username, account.official.name, office.label, account.authority.name, start


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    page = Console(file=StringIO(), width=140, color_system=None)
    with page.capture() as capture:
        page.print(table)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())
