"""重做静态页: every page of an authority and of those beneath it, a hundred to a step, while the site goes on answering.

An authority is stood where its chain was when its first page was made: what was entered meanwhile is heard again, so a page
that moved in the list between two steps is not missed.
"""

from __future__ import annotations

from datetime import date
from itertools import islice

from django.conf import settings

from gongkai.doors.followers import following, press
from gongkai.engines.press.models import PressedPage
from gongkai.law.grammar.flow import JSON, Role
from gongkai.office.authorities.models import Authority
from gongkai.office.jobs.kinds import Going, Kind, NotDone, Outcome, Step
from gongkai.office.jobs.models import Job

SOME = 100
"""每步页数."""


def go_on(job: Job, today: date) -> Going:
    """重做: from the page after the last one that was pressed."""
    if not settings.PRESSED:
        raise NotDone("没有启用静态页，网页都是现做的", goes_on=False)
    held = job.cursor
    done = int(held.get("done", 0))
    beneath = Authority.objects.under(job.authority).order_by("path")
    total = PressedPage.objects.filter(owner__in=beneath.values("code"), look="").count()
    for one in beneath.filter(path__gte=held.get("path", "")):
        mine = held if held.get("path") == one.path else {}
        pages = int(mine.get("pages", 0))
        head = (int(mine["seq"]), str(mine["seal"])) if mine else following.head_of(one.pk)
        left = islice(press.pages_of(one), pages, None)
        while some := list(islice(left, SOME)):
            press.press(some)
            pages, done = pages + len(some), done + len(some)
            cursor: dict[str, JSON] = {"path": one.path, "pages": pages, "seq": head[0], "seal": head[1], "done": done}
            yield Step(done, max(total, done), one.name, cursor)
        press.drop_gone(one, set(press.pages_of(one)))
        following.stand(press.PRESS, one.pk, head)
    return Outcome(f"已重做{done}页，撤下的、不再有的已经取下")


JOBS = [
    Kind(
        "press.anew",
        "重做静态页",
        go_on,
        shared=True,
        keeps=True,
        offered_to=frozenset({Role.SYSTEM_ADMINISTRATOR}),
        offer="本机关和下级机关的公开网页全部重新出版，做好一页换一页，网站照常。平时不用：台账有变动的网页会自动更新。",
    )
]
