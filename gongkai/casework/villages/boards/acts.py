"""村务公告办理: put up, take down, prove by a photograph; and the days a county or township sets for its villages.

Nothing takes down what is over: it leaves the board by its own last day.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.casework.villages import rules, whose
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villages import AFFAIRS, Readership, ShowingState, VillageRule, showing
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.papers.pictures import without_traces
from gongkai.papers.text import PaperError, tidy
from gongkai.publication.gate import acts as gate

LONGEST_TEXT = 5000
MOST_PHOTOS = 6


@dataclass(frozen=True, slots=True)
class NoticeText:
    """公告内容: what it is about, what it says, who may read it, and from when to when."""

    affair: VillageAffair
    title: str
    text: str
    since: date
    until: date
    readership: Readership = Readership.EVERYBODY
    contact: str = ""


@transaction.atomic
def post_notice(village: Authority, given: NoticeText, *, on: date, today: date, by: Official) -> VillageNotice:
    """张贴公告: refused while a number or an address of somebody is left in it, or while it would hang too short."""
    not_in_the_future(on, today, AFFAIRS)
    whose.must_be_village(village, "村务公告")
    title, text = tidy(given.title).strip(), given.text.replace("\x00", "").strip()
    _said(title, text)
    told = {"标题": title, "正文": text, "联系方式": given.contact}
    gate.pass_words(village, "village notice", told, on=on, by=by)
    if given.since < on:
        raise Unlawful("公示的开始日期不能早于张贴日期", AFFAIRS, field="since")
    hung = showing(given.since, given.until, rules.rule_of(village))
    row = VillageNotice(
        authority=village,
        affair=given.affair.value,
        title=title,
        text=text,
        readership=given.readership.value,
        contact=given.contact.strip(),
        since=hung.since,
        until=hung.until,
        posted_on=on,
        by=by,
        entry=0,
    )
    row.entry = journal.enter(village, "post_village_notice", on=on, by=by, data=sealed(row))
    with in_chinese():
        row.save(force_insert=True)
    return row


def _said(title: str, text: str) -> None:
    if not title:
        raise Unlawful("标题不能为空", AFFAIRS, field="title")
    if not 0 < len(text) <= LONGEST_TEXT:
        raise Unlawful(f"正文应为1至{LONGEST_TEXT}字，现有{len(text)}字", AFFAIRS, field="text")
    for name, said in (("title", title), ("text", text)):
        if left := privacy.find(said):
            raise Unlawful(f"还有没有遮盖的个人信息：{'；'.join(str(each) for each in left[:5])}", AFFAIRS, field=name)


def sealed(row: VillageNotice) -> dict[str, JSON]:
    """登记的内容: what the entry holds of a notice; the text by its digest."""
    words = json.dumps([row.title, row.text, row.contact], ensure_ascii=False)
    return {
        "affair": row.affair,
        "title": row.title,
        "digest": sha256(words.encode()).hexdigest(),
        "readership": row.readership,
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
    }


@transaction.atomic
def withdraw_notice(notice: VillageNotice, reason: str, *, on: date, today: date, by: Official) -> None:
    """撤下公告: before its last day, with the reason; the row stays."""
    not_in_the_future(on, today, AFFAIRS)
    notice.refresh_from_db(from_queryset=VillageNotice.objects.everywhere().select_for_update(of=("self",)))
    if notice.withdrawn_on is not None:
        raise Unlawful(f"已于{notice.withdrawn_on:%Y-%m-%d}撤下", AFFAIRS)
    if notice.showing.state(on) is ShowingState.OVER:
        raise Unlawful("公示期已满，不用撤下", AFFAIRS)
    if on < notice.posted_on:
        raise Unlawful("撤下日期不能早于张贴日期", AFFAIRS, field="on")
    if not reason.strip():
        raise Unlawful("撤下公告应当写明理由", AFFAIRS, field="reason")
    data: dict[str, JSON] = {"notice": notice.pk, "reason": reason.strip()}
    journal.enter(notice.authority, "withdraw_village_notice", on=on, by=by, data=data)
    notice.withdrawn_on, notice.withdrawn_reason = on, reason.strip()[:200]
    notice.save(update_fields=["withdrawn_on", "withdrawn_reason"])


@transaction.atomic
def prove_notice(
    notice: VillageNotice, picture: bytes, place: str, *, taken_on: date, on: date, today: date, by: Official
) -> NoticePhoto:
    """上传张贴照片: of the paper where it hangs; what the camera wrote into the file is left out before it is stored."""
    not_in_the_future(taken_on, today, AFFAIRS, field="taken_on", what="拍摄日期")
    not_in_the_future(on, today, AFFAIRS)
    if taken_on < notice.posted_on:
        raise Unlawful(f"拍摄日期不能早于张贴日期（{notice.posted_on:%Y-%m-%d}）", AFFAIRS, field="taken_on")
    if not place.strip():
        raise Unlawful("张贴的地方不能为空", AFFAIRS, field="place")
    rows = NoticePhoto.objects.of(notice.authority).filter(notice=notice)
    if rows.count() >= MOST_PHOTOS:
        raise Unlawful(f"一份公告最多{MOST_PHOTOS}张照片", AFFAIRS, field="photo")
    try:
        clean = without_traces(picture)
    except PaperError as broken:
        raise Unlawful(str(broken), AFFAIRS, field="photo") from None
    row = NoticePhoto(
        authority=notice.authority,
        notice=notice,
        place=place.strip(),
        kind="png" if clean.startswith(b"\x89PNG") else "jpg",
        content=clean,
        digest=sha256(clean).hexdigest(),
        taken_on=taken_on,
        by=by,
        entry=0,
    )
    data: dict[str, JSON] = {"notice": notice.pk, "photo": row.digest, "place": row.place}
    row.entry = journal.enter(notice.authority, "prove_village_notice", on=on, by=by, data=data)
    with in_chinese():
        row.save(force_insert=True)
    return row


@transaction.atomic
def set_rule(authority: Authority, rule: VillageRule, *, on: date, by: Official) -> None:
    """设定村级规则: for the authority and every village beneath it; files that run keep the days they began with."""
    if whose.is_village(authority):
        raise Unlawful("村级规则由县（市、区）或者乡镇（街道）设定", AFFAIRS)
    data: dict[str, JSON] = {
        "certifying": rule.certifying,
        "answering": rule.answering,
        "showing": rule.showing,
        "source": rule.source,
    }
    journal.enter(authority, "set_village_rule", on=on, by=by, data=data)
    rules.keep(authority, rule, on=on)
