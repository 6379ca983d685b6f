"""复议诉讼的差事: once a month whoever may propose it is told of files whose term is over. Nothing is shredded by a timer."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.remedies.retention import queries
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.office.notices.work import Chore


def tell_of_terms_over(now: datetime) -> None:
    """保管期满提醒: one notice a month to each handler of an authority that has such files."""
    on = now.date()
    for authority in Authority.objects.standing(on):
        ready = [each for each in queries.over(authority, on) if not each.obstacle]
        if not ready:
            continue
        many = f"{len(ready)}件" if len(ready) < queries.SHOWN else f"至少{len(ready)}件"
        for official in holders(authority, Role.HANDLER, on):
            notify(
                authority,
                f"retention {on:%Y-%m} {official.pk}",
                official,
                subject=f"{many}依申请公开案卷保管期满，可以提出销毁个人信息",
                body="保存期限已届满的，应当主动删除个人信息（个人信息保护法第四十七条）。在“保管与销毁”核对后提出，由另一人批准。",
            )


CHORES = [Chore("保管期满提醒", timedelta(hours=12), tell_of_terms_over)]
