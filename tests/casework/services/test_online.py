"""网上申请办事: taken here with its materials, followed and completed by number and code, read by hall and units alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from gongkai.casework.services.cases import acts as cases
from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.items.models import ServiceItem
from gongkai.casework.services.online import acts as online
from gongkai.casework.services.online.models import CaseFile
from gongkai.law.case_flow import Act, State
from gongkai.law.case_kinds import CaseChannel, Stage
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.service_items import ONLINE_HERE
from gongkai.law.service_materials import read_material
from gongkai.law.service_words import OnlineState
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.casework.papers import PDF, PNG
from tests.casework.services.conftest import changed
from tests.casework.services.halling import Hall, hall, logged_in, took, who
from tests.cast import Cast
from tests.law.services import PLAIN, item

MATERIALS = tuple(
    read_material(line)
    for line in ("食品经营许可申请书", "身份证；复印件1份", "房屋产权证明；纸质", "委托书；免交：本人办理的")
)
SINCE = date(2025, 6, 2)
WHO = {"party": "person", "name": "陈样例", "identity_number": "110101190001010014", "phone": "13900000000"}


@pytest.fixture
def made(people: Cast) -> Hall:
    """The hall, with the food licence applied for on this platform and the sign not."""
    found = hall(people)
    content = item(
        materials=MATERIALS,
        online=OnlineState.APPLY,
        online_since=SINCE,
        online_address=ONLINE_HERE,
    )
    changed(people, found.food, content, SINCE, "开通网办")
    return found


def sent(**more: Any) -> dict[str, Any]:
    at = opening_token(clock.now() - timedelta(minutes=1))
    return {"opened": at, "once": new_once_token(), "leave_blank": "", **more}


def files(*names: str, content: bytes = PDF) -> dict[str, SimpleUploadedFile]:
    return {f"material{place}": SimpleUploadedFile(name, content) for place, name in enumerate(names) if name}


def applied(row: ServiceItem, **more: Any) -> tuple[ServiceCase, str]:
    page = Client().post(f"/shili/wssb/?item={row.pk}", sent(**WHO, true="on", **more)).content.decode()
    code = re.search(r"[A-Z0-9]{4}(?:[ -][A-Z0-9]{4})+", page)
    assert code is not None, page
    return ServiceCase.objects.everywhere().latest("pk"), code[0]


def supplemented(number: str, code: str, **more: Any) -> str:
    form = sent(number=number, code=code, **more)
    return Client().post("/shili/wssb/bj/", form).content.decode()


def test_an_application_comes_in_with_its_materials_and_the_window_is_told(made: Hall) -> None:
    guide = Client().get(f"/shili/bszn/{made.food.dossier_id}/").content.decode()
    assert f"/shili/wssb/?item={made.food.pk}" in guide
    form = Client().get(f"/shili/wssb/?item={made.food.pk}").content.decode()
    assert "房屋产权证明" in form and "只收纸质的材料" in form and "免交：本人办理的" in form
    assert form.count('type="file"') == 3, "none for what is taken on paper alone"
    case, code = applied(made.food, **files("申请书.pdf", "陈样例身份证.pdf"))
    standing = queries.standing(case)
    assert standing.channel is CaseChannel.ONLINE and standing.visits == 0 and case.clerk is None
    assert case.authority == made.people.county and standing.missing == ("房屋产权证明",)
    assert standing.handed == {"食品经营许可申请书", "身份证"} and standing.open_run(Stage.INTAKE) is not None
    told = Message.objects.everywhere().filter(official=who("wu"))
    assert any(f"网上收到办件{case.dossier.number}" in each.subject for each in told)
    assert queries.by_code(made.people.county, case.dossier.number, code) == case
    assert list(verify(whole=True)) == []


def test_what_was_sent_is_sealed_downloaded_by_the_hall_and_the_unit_and_by_nobody_else(made: Hall) -> None:
    case, _ = applied(made.food, **files("申请书.pdf", "陈样例身份证.pdf"))
    with connection.cursor() as cursor:
        cursor.execute("select name, content from services_casefile")
        for row in cursor.fetchall():
            assert all("陈样例".encode() not in bytes(each) and b"%PDF" not in bytes(each) for each in row)
    page = logged_in("wu").get(f"/desk/services/cases/{case.dossier_id}/").content.decode()
    assert "陈样例身份证.pdf" in page and "上传的文件" in page
    first = CaseFile.objects.everywhere().filter(material="身份证").get()
    address = f"/desk/services/cases/{case.dossier_id}/files/{first.pk}/"
    found = logged_in("wu").get(address)
    assert found.content == PDF and "attachment" in found.headers["Content-Disposition"]
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    for stranger in ("niu", "zhao", "wang"):
        assert logged_in(stranger).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    cases.act(case, Step(Act.NOTIFY.value, clock.today()), today=clock.today(), by=who("wu"))
    cases.act(
        case,
        Step(Act.SUPPLEMENT.value, clock.today(), {"handed": ["房屋产权证明"], "channel": "window"}),
        today=clock.today(),
        by=who("wu"),
    )
    cases.act(case, Step(Act.ACCEPT.value, clock.today()), today=clock.today(), by=who("wu"))
    units: dict[str, JSON] = {"SP001": made.people.bureau.code}
    cases.act(case, Step(Act.DISPATCH.value, clock.today(), {"units": units}), today=clock.today(), by=who("hao"))
    assert logged_in("wang").get(address).content == PDF and logged_in("niu").get(address).status_code == 404


def test_sent_twice_is_one_case_with_its_files_once(made: Hall) -> None:
    form = sent(**WHO, true="on")
    pages = [
        Client().post(f"/shili/wssb/?item={made.food.pk}", {**form, **files("申请书.pdf", "身份证.pdf")})
        for _ in range(2)
    ]
    assert pages[0].content.decode().count("查询码") == pages[1].content.decode().count("查询码") > 0
    assert ServiceCase.objects.everywhere().count() == 1 and CaseFile.objects.everywhere().count() == 2


def test_what_was_asked_for_is_sent_later_in_parts_and_the_days_begin_anew(made: Hall) -> None:
    case, code = applied(made.food)
    number = case.dossier.number
    assert "现在没有需要补正的材料" in supplemented(number, code)
    cases.act(case, Step(Act.NOTIFY.value, clock.today()), today=clock.today(), by=who("wu"))
    page = supplemented(number, code)
    assert "房屋产权证明（只收纸质" in page and page.count('type="file"') == 2 and 'name="send"' in page
    assert "请至少选择一份" in supplemented(number, code, send="1")
    part = supplemented(number, code, send="1", **files("申请书.pdf"))
    assert "还有没有收到的材料：房屋产权证明、身份证" in part
    assert queries.standing(case).state is State.SUPPLEMENTING
    supplemented(number, code, send="1", **files("身份证.png", content=PNG))
    case.refresh_from_db()
    assert queries.standing(case).asked == {"房屋产权证明"} and CaseFile.objects.everywhere().count() == 2
    assert queries.standing(case).visits == 0
    told = Message.objects.everywhere().filter(official=who("wu"), subject__contains="补交了材料")
    assert told.count() == 2
    assert "不正确" in supplemented(number, "AAAA-AAAA-AAAA", send="1")
    assert "在网上补交" in Client().post("/shili/bjjd/", sent(number=number, code=code)).content.decode()
    assert list(verify(whole=True)) == []


def test_everything_sent_completes_the_case_and_it_can_be_accepted(made: Hall) -> None:
    content = item(
        materials=MATERIALS[:2],
        online=OnlineState.FULL,
        online_since=clock.today(),
        online_address=ONLINE_HERE,
        visits=0,
    )
    changed(made.people, made.food, content, clock.today(), "全程网办")
    case, code = applied(made.food)
    cases.act(case, Step(Act.NOTIFY.value, clock.today()), today=clock.today(), by=who("wu"))
    assert "已经收齐" in supplemented(case.dossier.number, code, send="1", **files("申请书.pdf", "身份证.pdf"))
    standing = queries.standing(case)
    assert standing.state is State.RECEIVED and not standing.missing and standing.open_run(Stage.INTAKE) is not None
    accepted = cases.act(case, Step(Act.ACCEPT.value, clock.today()), today=clock.today(), by=who("wu"))
    assert accepted.state is State.ACCEPTED


def test_what_this_platform_does_not_take_is_not_applied_for_here(made: Hall) -> None:
    closed = Client().get(f"/shili/wssb/?item={made.sign.pk}")
    assert closed.status_code == 422 and "还没有开通网上申请" in closed.content.decode()
    elsewhere = item(online=OnlineState.APPLY, online_since=clock.today(), online_address="https://zwfw.example.cn/")
    changed(made.people, made.food, elsewhere, clock.today(), "改在省网办理")
    assert "https://zwfw.example.cn/" in Client().get(f"/shili/wssb/?item={made.food.pk}").content.decode()
    for query in ("", "?item=", "?item=999999", "?item=x", f"?item={made.food.pk}&item=999999"):
        assert Client().get(f"/shili/wssb/{query}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("病毒.pdf", b"MZ\x90\x00" + b"\x00" * 64, "内容"),
        ("脚本.pdf", PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /JavaScript /JS (x)>>"), "脚本"),
        ("太大.png", PNG + b"\x00" * (5 * 1024 * 1024), "兆字节"),
        ("网页.html", b"<script>alert(1)</script>", "PDF"),
    ],
)
def test_a_hostile_file_is_refused_by_its_content_and_nothing_is_kept(
    made: Hall, name: str, content: bytes, said: str
) -> None:
    form = sent(**WHO, true="on", **files(name, content=content))
    page = Client().post(f"/shili/wssb/?item={made.food.pk}", form).content.decode()
    assert said in page and "陈样例" in page, "what was filled in is still there"
    assert not ServiceCase.objects.everywhere().exists() and not CaseFile.objects.everywhere().exists()


def test_what_is_said_of_a_person_is_needed_and_a_program_is_turned_away(made: Hall) -> None:
    address = f"/shili/wssb/?item={made.food.pk}"
    assert "请确认内容和材料真实" in Client().post(address, sent(**WHO)).content.decode()
    missing = Client().post(address, sent(**{**WHO, "phone": ""}, true="on")).content.decode()
    assert "电话" in missing and not ServiceCase.objects.everywhere().exists()
    assert Client().post(address, {**sent(**WHO, true="on"), "leave_blank": "x"}).status_code == 200
    assert not ServiceCase.objects.everywhere().exists()


def test_a_file_sent_for_a_case_from_the_window_is_kept_with_it(made: Hall) -> None:
    receipted = took(made, handed=(), on=clock.today())
    cases.act(receipted.case, Step(Act.NOTIFY.value, clock.today()), today=clock.today(), by=who("wu"))
    one = {"身份证": online.Sent("身份证.pdf", "pdf", PDF)}
    online.supplement(receipted.case, one, on=clock.today())
    assert [each.material for each in online.files_of(receipted.case)] == ["身份证"]
    assert PLAIN.name in receipted.case.dossier.title
