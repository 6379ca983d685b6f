"""预警和值守: a warning ends on every channel, short messages reach the area, nobody's number lies open, gaps raise the alarm."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from gongkai.law.grammar.dates import to_the_minute
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.response_warnings import Act, Standing, WarningKind, WarningLevel
from gongkai.office.journal.verify import verify
from gongkai.office.notices.acts import deliver
from gongkai.office.notices.models import Message
from gongkai.publication.response.duty import acts as duty
from gongkai.publication.response.duty import queries as watching
from gongkai.publication.response.duty.models import ContactKind, DutyShift
from gongkai.publication.response.reminding import remind
from gongkai.publication.response.warnings import acts, queries
from gongkai.publication.response.warnings.acts import WarningGiven
from gongkai.publication.response.warnings.models import PublicWarning, WarningPost
from gongkai.web import clock
from tests.cast import Cast
from tests.publication.response.conftest import BEGAN, ON, logged_in, who


def flood(people: Cast, **said: str) -> PublicWarning:
    given = WarningGiven(
        WarningKind.FLOOD,
        WarningLevel.ORANGE,
        said.get("area", "示例镇"),
        "示例河山洪预警",
        said.get("text", "沿河村民立即转移。"),
        BEGAN,
        BEGAN + timedelta(hours=12),
    )
    return acts.prepare(people.county, given, now=BEGAN, once=said.get("once", "w"), by=who("zheng"))


def take(row: PublicWarning, act: Act, by: str, hours: int = 1, **details: JSON) -> Standing:
    now = BEGAN + timedelta(hours=hours)
    step = Step(act.value, now.date(), {"at": to_the_minute(now), **details})
    return acts.act(row, step, now=now, by=who(by))


def test_a_warning_stands_on_its_page_until_it_is_lifted_and_its_file_until_every_channel_is(people: Cast) -> None:
    row = flood(people)
    assert Client().get(f"/shili/hygq/yjxx/{row.pk}/").status_code == 404
    take(row, Act.SIGN, "qian")
    for channel in ("website", "loudspeaker"):
        take(row, Act.ISSUE, "zheng", channel=channel, proof="登记号1")
    page = Client().get("/shili/hygq/yjxx/").content.decode()
    assert "示例河山洪预警" in page and "预计2025-09-18 20:00结束" in page
    take(row, Act.LIFT, "qian", 6, reason="降雨结束")
    assert "解除" in Client().get(f"/shili/hygq/yjxx/{row.pk}/").content.decode()
    take(row, Act.LIFT_ON, "zheng", 7, channel="website", proof="登记号2")
    with pytest.raises(Unlawful, match="应急广播和大喇叭还没有登记解除"):
        take(row, Act.FINISH, "zheng", 7)
    take(row, Act.LIFT_ON, "zheng", 8, channel="loudspeaker", proof="登记号3")
    take(row, Act.FINISH, "zheng", 8)
    row.refresh_from_db()
    assert row.dossier.closed_on == ON
    assert list(verify(whole=True)) == []
    WarningPost.objects.of(people.county).filter(channel="website").update(lifted_at=None)
    assert any("预警" in each.where for each in verify(whole=True))


def test_short_messages_reach_those_listed_for_the_area_and_no_proof_is_needed(
    people: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.SMS_GATEWAY = "gongkai.office.notices.sms.FileGateway"
    settings.VAR_DIR = tmp_path
    for group, name, phone in (("示例镇", "何样例", "13900001111"), ("另处", "吕样例", "13900002222")):
        duty.add_contact(people.county, ContactKind.AREA, group, name, phone, on=ON, by=who("zheng"))
    row = flood(people)
    take(row, Act.SIGN, "qian")
    take(row, Act.ISSUE, "zheng", channel="sms")
    post = queries.posts(row)[0]
    assert (post.told, post.proof) == (1, "平台发送短信1条")
    assert deliver(clock.now())
    sent = (tmp_path / "sms" / "messages.jsonl").read_text(encoding="utf-8")
    assert "沿河村民立即转移" in sent and "13900001111" not in sent
    assert queries.batches(row) == [queries.SmsBatch("预警", 1, 0, ())]


def test_whom_no_short_message_reached_is_named_so_that_somebody_telephones(
    people: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.SMS_GATEWAY, settings.VAR_DIR = "gongkai.office.notices.sms.FileGateway", tmp_path
    for name, phone in (("何样例", "13900001111"), ("吕样例", "13900002222"), ("孔样例", "13900003333")):
        duty.add_contact(people.county, ContactKind.AREA, "示例镇", name, phone, on=ON, by=who("zheng"))
    row = flood(people)
    take(row, Act.SIGN, "qian")
    take(row, Act.ISSUE, "zheng", channel="sms")
    assert queries.batches(row) == [queries.SmsBatch("预警", 0, 3, ())]
    first, second, third = Message.objects.of(people.county).filter(channel="sms").order_by("pk")
    for message, state in ((first, "sent"), (second, "failed"), (third, "uncertain")):
        Message.objects.of(people.county).filter(pk=message.pk).update(state=state)
    [batch] = queries.batches(row)
    assert (batch.sent, batch.waiting) == (1, 0) and batch.unreached == ("示例镇吕样例", "示例镇孔样例")
    page = logged_in("zheng").get(f"/desk/response/warnings/{row.dossier_id}/").content.decode()
    assert "短信批次" in page and "示例镇吕样例、示例镇孔样例（请打电话告知）" in page and "13900002222" not in page


def test_without_a_gateway_somebody_says_how_one_can_tell(people: Cast) -> None:
    row = flood(people)
    take(row, Act.SIGN, "qian")
    with pytest.raises(Unlawful, match="应写明凭证"):
        take(row, Act.ISSUE, "zheng", channel="sms")
    take(row, Act.ISSUE, "zheng", channel="sms", proof="通信公司回执：发送1200条")
    assert queries.posts(row)[0].told == 0


def test_a_warning_past_its_end_is_asked_about_until_somebody_lifts_or_changes_it(people: Cast) -> None:
    row = flood(people)
    take(row, Act.SIGN, "qian")
    take(row, Act.ISSUE, "zheng", channel="website", proof="网址")
    assert remind(BEGAN + timedelta(hours=11)) == 0
    assert remind(BEGAN + timedelta(hours=13)) > 0
    assert "应当变更或者解除" in Message.objects.of(people.county).latest("pk").subject
    assert "尚未解除" in Client().get("/shili/hygq/yjxx/").content.decode()


def test_a_telephone_is_sealed_opened_one_at_a_time_and_blotted_out_at_the_end(people: Cast) -> None:
    row = duty.add_contact(
        people.county, ContactKind.MEDIA, "示例报社", "何样例", "13900001111", on=ON, by=who("zheng")
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM response_responsecontact")
        assert b"13900001111" not in bytes(cursor.fetchone()[0])
    client = logged_in("zheng")
    assert "13900001111" not in client.get("/desk/response/contacts/").content.decode()
    assert "13900001111" in client.get(f"/desk/response/contacts/{row.pk}/").content.decode()
    assert logged_in("wang").get(f"/desk/response/contacts/{row.pk}/").status_code == 404
    client.post(f"/desk/response/contacts/{row.pk}/end/")
    row.refresh_from_db()
    assert watching.phones([row]) == [""] and not watching.contacts(people.county).exists()
    wrong = client.post("/desk/response/contacts/", {"kind": "media", "group": "报社", "name": "何", "phone": "无"})
    assert "电话应为6至20位的号码" in wrong.content.decode()


def test_shifts_go_round_the_clock_and_a_gap_is_told_before_it_comes(people: Cast) -> None:
    now = BEGAN
    assert watching.uncovered(people.county, now) and not watching.keeps_roster(people.county, now)
    assert remind(now) == 0, "who never kept a roster is not told of gaps"
    rows = duty.roster(
        people.county,
        [who("sun"), who("zheng")],
        "0900-0001",
        first=now,
        hours=12,
        days=5,
        on=ON,
        by=who("sun"),
    )
    assert len(rows) == 10 and watching.uncovered(people.county, now) == ()
    assert [each.official for each in watching.on_duty(people.county, now)] == [who("sun")]
    with pytest.raises(Unlawful, match="已有班次"):
        duty.roster(people.county, [who("sun")], "0900-0001", first=now, hours=24, days=1, on=ON, by=who("sun"))
    duty.cancel_shift(DutyShift.objects.of(people.county).order_by("begins_at")[1], on=ON, by=who("sun"))
    found = watching.uncovered(people.county, now)
    assert [(gap.since, gap.minutes) for gap in found] == [(now + timedelta(hours=12), 720)]
    assert remind(now) > 0 and remind(now + timedelta(minutes=5)) == 0
    page = logged_in("sun").get("/desk/response/roster/").content.decode()
    assert "值班表" in page


def test_the_pages_of_the_room_say_where_the_event_ends(people: Cast) -> None:
    client = logged_in("sun")
    for path in (
        "",
        "register/",
        "conferences/",
        "warnings/",
        "playbooks/",
        "contacts/",
        "hours/",
        "figures/",
        "roster/",
    ):
        assert client.get(f"/desk/response/{path}").status_code == 200, path
    for path in ("hygq/", "hygq/py/", "hygq/xwfb/", "hygq/yjxx/"):
        assert Client().get(f"/shili/{path}").status_code == 200, path
