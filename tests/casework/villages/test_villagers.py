"""村民认证: the village's own clerk alone certifies; who somebody is stays sealed; a code ends with its slip."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from gongkai.casework.villages.villagers import acts, people, queries
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.villagers.people import Person
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.villagers import Act, State
from gongkai.office.journal.models import Access, Dossier, Entry
from gongkai.office.journal.verify import verify
from gongkai.office.notices.acts import deliver
from gongkai.web import clock
from tests.casework.villages.conftest import (
    NAME,
    ON,
    PERSON,
    PHONE,
    Country,
    applied,
    at_home,
    certified,
    logged_in,
    public_form,
    slip_of,
    take,
    token,
)


def test_somebody_applies_online_is_made_sure_of_certified_and_comes_in_by_the_slip(country: Country) -> None:
    form = public_form(name=" 司马 样例 ", phone="139-0000-1234", household="司马样例，二组")
    page = Client().post(f"{country.board}renzheng/", form).content.decode()
    assert "已收到认证申请" in page and NAME not in page
    villager = Villager.objects.of(country.village).get()
    assert people.person_of(villager) == PERSON
    desk, base = logged_in("cun"), f"/desk/villages/villagers/{villager.dossier_id}/"
    listed = desk.get("/desk/villages/villagers/").content.decode()
    assert NAME not in listed and "司**例" in listed and "139****1234" in listed
    assert NAME in desk.get(base).content.decode()
    assert Access.objects.of(country.village).filter(what="查看村民认证").exists()
    today = f"{clock.today():%Y-%m-%d}"
    for act, more in (("verify", {"verified": "in_person"}), ("certify", {})):
        villager.dossier.refresh_from_db()
        seen = Dossier.objects.of(country.village).get(pk=villager.dossier_id).version
        sent = desk.post(f"{base}act/{act}/", {"on": today, "seen": str(seen), **more})
        assert sent.status_code == 302
    shown = desk.post(f"{base}code/").content.decode()
    code = next(part for part in shown.replace("<", ">").split(">") if part.count("-") == 3 and len(part) == 19)
    client = Client()
    wrong = client.post(
        f"{country.board}denglu/", public_form(number=villager.dossier.number, code="2222-2222-2222-2222")
    )
    assert "认证编号或者登录码不正确" in wrong.content.decode()
    client.post(f"{country.board}denglu/", public_form(number=villager.dossier.number, code=code))
    home = client.get(f"{country.board}jia/").content.decode()
    assert "司**例，您是示例镇示例村村民委员会的认证村民" in home
    assert [str(finding) for finding in verify(whole=True)] == []


def test_nothing_readable_of_a_villager_stands_in_the_database(country: Country) -> None:
    villager = certified(country.village, country.clerk)
    entries = "".join(Entry.objects.of(country.village).values_list("data", flat=True))
    row = Villager.objects.of(country.village).get()
    stored = entries + row.mark + row.code_digest + row.dossier.title + bytes(row.personal).decode("latin-1")
    for secret in (NAME, PHONE, "二组", json.dumps(NAME)):
        assert secret not in stored
    assert villager.dossier.title == "村民认证"


def test_sent_twice_it_is_one_and_nobody_is_certified_twice(country: Country) -> None:
    once = token()
    first = acts.apply(country.village, PERSON, on=ON, today=ON, once=once)
    assert acts.apply(country.village, PERSON, on=ON, today=ON, once=once) == first
    with pytest.raises(Unlawful, match="已经在本村申请或者认证"):
        applied(country.village)
    applied(country.other)
    take(first, Act.RETURN, country.clerk, reason="不是本村的")
    assert applied(country.village).pk != first.pk, "whoever was returned may ask anew"


def test_only_the_villages_own_clerk_certifies(country: Country) -> None:
    villager = applied(country.village)
    for somebody in (country.stranger, country.people.wang, country.people.li):
        with pytest.raises(Unlawful, match="村民由本村的信息员认证"):
            take(villager, Act.VERIFY, somebody, verified="register")
    with pytest.raises(Unlawful, match="村民认证由村（居）民委员会办理"):
        certified(country.township, country.clerk)
    page = logged_in("lin").get(f"/desk/villages/villagers/{villager.dossier_id}/")
    assert page.status_code == 404
    assert NAME not in logged_in("zhao").get("/desk/villages/villagers/").content.decode()


def test_a_new_slip_and_an_end_close_every_open_session(country: Country) -> None:
    villager = certified(country.village, country.clerk)
    first = slip_of(villager, country.clerk)
    client = at_home(country, first)
    assert client.get(f"{country.board}jia/").status_code == 200
    assert client.get(f"/{country.other.code}/cun/jia/").status_code == 302, "another village is not home"
    second = slip_of(villager, country.clerk)
    assert client.get(f"{country.board}jia/").status_code == 302
    assert queries.by_code(country.village, first.number, first.code, now=clock.now()) is None
    again = at_home(country, second)
    take(villager, Act.CANCEL, country.clerk, clock.today(), cause="moved")
    assert again.get(f"{country.board}jia/").status_code == 302
    assert queries.by_code(country.village, second.number, second.code, now=clock.now()) is None
    assert queries.by_code(country.village, second.number, "", now=clock.now()) is None
    acts.shred(villager, on=clock.today(), by=country.clerk, reason="迁出")
    assert "个人信息已由第" in logged_in("cun").get(f"/desk/villages/villagers/{villager.dossier_id}/").content.decode()
    assert [str(finding) for finding in verify(whole=True)] == []


def test_somebody_certified_is_not_shredded_and_gets_no_code_before(country: Country) -> None:
    villager = applied(country.village)
    with pytest.raises(Unlawful, match="认证以后才能发登录码"):
        slip_of(villager, country.clerk)
    take(villager, Act.VERIFY, country.clerk, verified="register")
    take(villager, Act.CERTIFY, country.clerk)
    with pytest.raises(Unlawful, match="先注销认证"):
        acts.shred(villager, on=clock.today(), by=country.clerk, reason="试")


def test_a_passing_code_goes_to_the_known_telephone_and_lasts_ten_minutes(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    villager, now = certified(country.village, country.clerk), clock.now()
    slip_of(villager, country.clerk)
    number = villager.dossier.number
    assert not acts.send_passing_code(country.village, number, PHONE, now=now), "no gateway, no message"

    monkeypatch.setattr("django.conf.settings.SMS_GATEWAY", "gongkai.office.notices.sms.ConsoleGateway", raising=False)
    assert not acts.send_passing_code(country.village, number, "13900009999", now=now)
    assert not acts.send_passing_code(country.village, "〔1999〕001号", PHONE, now=now)
    monkeypatch.setattr("gongkai.casework.villages.villagers.acts.randbelow", lambda most: 42)
    assert acts.send_passing_code(country.village, number, PHONE, now=now)
    assert deliver(clock.now())["sent"] == 1
    assert queries.by_code(country.village, number, "000042", now=now) == villager
    assert queries.by_code(country.village, number, "000043", now=now) is None
    assert queries.by_code(country.village, number, "000042", now=now + timedelta(minutes=11)) is None
    form = public_form(number=number, phone="13900009999")
    said = Client().post(f"{country.board}duanxin/", form).content.decode()
    assert "与登记相符的，短信码马上发到手机上" in said, "the same is said whoever asks"


def test_a_register_of_any_length_is_brought_in_as_if_step_by_step(country: Country) -> None:
    register = ((Person(f"村民{number}", f"1390000{number:04d}", f"第{number}户"), ON) for number in range(620))
    assert acts.bring_in(country.village, register, by=country.clerk, once="2025", today=ON) == 620
    assert queries.members(country.village, ON) == 620
    assert queries.members(country.village, ON - timedelta(days=1)) == 0
    assert queries.of(country.village, State.CERTIFIED).count() == 620
    assert people.person_of(queries.of(country.village)[0]).name == "村民619"
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"phone": "abc"}, "电话应为6至20位数字"),
        ({"name": ""}, "请填写姓名"),
        ({"household": "户" * 61}, "户最多60个字"),
        ({"name": "\x00"}, "不能识别的字符"),
    ],
)
def test_what_cannot_be_right_is_told_by_its_field(country: Country, wrong: dict[str, str], says: str) -> None:
    form = public_form(name=NAME, phone=PHONE, household="一组") | wrong
    assert says in Client().post(f"{country.board}renzheng/", form).content.decode()
    assert not Villager.objects.of(country.village).exists()


def test_one_number_takes_ten_tries_wherever_they_come_from(country: Country) -> None:
    villager = certified(country.village, country.clerk)
    slip = slip_of(villager, country.clerk)
    for number in range(10):
        sent = Client(REMOTE_ADDR=f"198.51.100.{number}").post(
            f"{country.board}denglu/", public_form(number=slip.number, code=f"{number:06d}")
        )
        assert "认证编号或者登录码不正确" in sent.content.decode()
    right = public_form(number=slip.number, code=slip.code)
    assert (
        "认证编号或者登录码不正确"
        in Client(REMOTE_ADDR="198.51.100.99").post(f"{country.board}denglu/", right).content.decode()
    )


def test_nobody_is_led_away_by_an_address(country: Country) -> None:
    slip = slip_of(certified(country.village, country.clerk), country.clerk)
    home = f"{country.board}jia/"
    for wanted, led in (
        ("https://example.invalid/", home),
        ("//example.invalid/", home),
        (f"/{country.other.code}/cun/jia/", home),
        (f"{country.board}wen/", f"{country.board}wen/"),
    ):
        form = public_form(number=slip.number, code=slip.code)
        sent = Client().post(f"{country.board}denglu/?next={wanted}", form)
        assert sent.headers["Location"] == led
