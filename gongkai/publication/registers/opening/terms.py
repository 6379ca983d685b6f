"""使用条款: how what the registers hold may be used again: a text of the authority, or the customary one."""

from __future__ import annotations

from datetime import date

from gongkai.office.authorities.models import Authority
from gongkai.publication.registers.models import DataTerms

CUSTOMARY = """任何单位和个人可以免费查询、下载、复制、传播和加工使用本机关登记簿公开的数据，不需要另行申请。
使用时应当注明来源和取得日期，不得歪曲原意，不得冒用本机关的名义。
不得把数据用于识别、追踪个人，不得把已经脱敏的内容复原。
数据会更正、移出和撤回，以本网站公布的最新版本为准；保存副本的，应当按变更数据及时更新。"""
"""通行条款: what holds where an authority has laid down nothing of its own."""


def terms_of(authority: Authority, on: date) -> tuple[str, date | None]:
    """使用条款: the text in force on a day and since when; the customary one has no beginning."""
    row = DataTerms.objects.of(authority).filter(since__lte=on).order_by("-since", "-pk").first()
    return (row.text, row.since) if row else (CUSTOMARY, None)
