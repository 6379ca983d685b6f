"""相似的申请: what the page of a file pays to find what stands beside it among many applications, and what the marks cost.

Every application is sealed under a key of its own and marked as the acts do it; entries of the journal are left out, for
nothing here reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter, process_time

from django.db import connection

from gongkai.casework.applications.finding import acts, queries
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.office.journal.models import Dossier, DossierKey

CHUNK = 5000
PEOPLE = 20_000
FIRST, DAY = date(2021, 1, 4), date(2025, 9, 18)
FORM = {"name": "陈样例", "phone": "13900000000", "address": "示例县样本路1号"}
PLACES = [f"{name}{kind}" for name in "青白红绿黄蓝紫金银铜铁石木水火土东西南北" for kind in ("镇", "乡", "街道", "村")]
TOPICS = (
    *("农村道路养护资金", "义务教育学区划分", "棚户区改造补偿", "征地拆迁安置", "低保对象名单", "养老机构床位补贴"),
    *("饮用水水质监测", "建设工程规划许可", "环境影响评价审批", "食品安全抽检", "小区物业备案", "宅基地审批"),
    *("中小学招生计划", "危房改造补助", "公务用车购置", "政府采购中标", "河道采砂许可", "林权登记发证"),
)
ENDS = (
    *("的分配结果", "的审批文件", "的会议纪要", "的实施方案", "的验收报告", "的统计数据", "的公示材料", "的合同文本"),
    *("的评估报告", "的处理决定", "的资金来源", "的补偿标准"),
)
ASKING = ("申请公开示例县{}", "请提供{}", "{}及相关附件", "本人申请获取示例县{}的复印件")


def wishes(random: Random) -> Iterator[Filled]:
    """What people ask for: a year, a place and a topic, in the words of asking."""
    while True:
        year, where = random.randint(2009, 2025), random.choice(PLACES)
        asked = f"{year}年{where}{random.choice(TOPICS)}{random.choice(ENDS)}"
        wanted = random.choice(ASKING).format(asked)
        yield Filled(ApplicantKind.PERSON, Channel.IN_PERSON, {**FORM, "description": wanted})


def made(authority: Authority, many: int) -> float:
    """Make so many applications; returns how many a second the marks are made at."""
    random = Random(20190515)
    asked = wishes(random)
    spent = 0.0
    for first in range(1_000_000, 1_000_000 + many, CHUNK):
        keys = range(first, min(first + CHUNK, 1_000_000 + many))
        texts = [next(asked) for _ in keys]
        rows = _rows(authority, keys, texts, random)
        begun = perf_counter()
        acts.mark_many(authority, [(row, text.wanted) for row, text in zip(rows, texts, strict=True)])
        spent += perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return many / spent


def _rows(authority: Authority, keys: Sequence[int], texts: Sequence[Filled], random: Random) -> list[int]:
    """The rows as the bulk act writes them, and a letter each; the keys of the applications."""
    dossiers = [_dossier(authority, key) for key in keys]
    Dossier.objects.of(authority).bulk_create(dossiers)
    fresh = [vault.new_key(dossier) for dossier in dossiers]
    DossierKey.objects.of(authority).bulk_create([key for key, _ in fresh])
    sealed = [secrets for _, secrets in fresh]
    rows = [
        _application(dossier, text, random.randrange(PEOPLE), secrets)
        for dossier, text, secrets in zip(dossiers, texts, sealed, strict=True)
    ]
    Application.objects.of(authority).bulk_create(rows)
    Reply.objects.of(authority).bulk_create(
        Reply(
            authority=authority,
            application=row,
            number=f"示民公复〔2025〕{row.dossier_id}号",
            signed_on=DAY,
            content=b"",
        )
        for row in rows
    )
    return [row.pk for row in rows]


def _dossier(authority: Authority, key: int) -> Dossier:
    opened = FIRST + timedelta(days=(key - 1_000_000) // 60)
    return Dossier(
        pk=key,
        authority=authority,
        kind="application",
        number=f"〔2021〕{key}号",
        opened_on=opened,
        state="archived",
        closed_on=opened + timedelta(days=20),
        outcome="disclosed",
    )


def _application(dossier: Dossier, text: Filled, who: int, secrets: vault.Secrets) -> Application:
    """An application as the act makes it."""
    return Application(
        authority_id=dossier.authority_id,
        dossier=dossier,
        applicant=text.applicant,
        channel=text.channel,
        subject=text.subject,
        personal=secrets.seal("application", json.dumps(dict(text.values), ensure_ascii=False)),
        identity_index=vault.blind("identity", str(who)),
        code_digest="",
    )


def looked(authority: Authority, times: int = 100) -> dict[str, str]:
    """What stands beside the newest files: by the clock, by the processor, and how many were shown."""
    rows = Application.objects.of(authority).select_related("dossier__authority", "authority").order_by("-pk")[:times]
    clock, cpu, shown = [], [], 0
    for row in list(rows):
        begun, worked = perf_counter(), process_time()
        shown += len(queries.beside(row, top=authority, on=DAY).rows)
        clock.append((perf_counter() - begun) * 1000)
        cpu.append((process_time() - worked) * 1000)
    return {
        "beside a file": f"{median(clock):.1f} ms median, {max(clock):.1f} ms worst, {median(cpu):.1f} ms CPU",
        "alike ones shown": f"{shown / times:.1f} a file",
    }
