"""服务事项的页面: one signed version is what the page, the print, the kiosk and the notice say; a print that is old shows it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.casework.services.items import copies, importing, queries
from gongkai.casework.services.items.models import ServiceItem, ServiceItemVersion
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.service_figures import ItemFigure, ItemRate, item_figures
from gongkai.law.service_stamps import StampVerdict, read_stamp
from gongkai.office.journal.verify import verify
from gongkai.papers.docx import read_docx
from gongkai.web import clock
from tests.casework.services.conftest import ON, changed, logged_in, put_in_force
from tests.cast import Cast
from tests.law.services import PLAIN, item

LATER = ON + timedelta(days=10)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(client: Client, address: str, **values: object) -> str:
    """A form of the desk as the page draws it; the page it leads to."""
    drawn = page(client, address)
    found = re.search(r'name="seen" value="(\d+)"', drawn)
    seen = {"seen": found[1]} if found else {}
    given = {"on": f"{clock.today()}", "form_of_the_house": "1", **seen, **values}
    answer = client.post(address, given, follow=True)
    assert answer.redirect_chain, re.findall(r"field-error[^>]*>([^<]+)", answer.content.decode())
    return answer.content.decode()


def filled(**told: object) -> dict[str, object]:
    """The form of an item as a clerk fills it in."""
    return {
        "name": "食品经营许可",
        "kind": "licence",
        "subjects": ["L040"],
        "basis": "《食品安全法》第三十五条",
        "materials": "食品经营许可申请书\n身份证；复印件1份",
        "review_points": "填写齐全",
        "steps": "受理\n决定",
        "promised_days": "8",
        "statutory_days": "20",
        "visits": "1",
        "online": "none",
        "reason": "列入清单",
        **told,
    }


def test_one_proposes_and_another_signs_through_the_pages(people: Cast) -> None:
    wang, li = logged_in("wang"), logged_in("li")
    sent(wang, "/desk/services/items/new/", code="SP001", **filled())
    row = ServiceItem.objects.of(people.bureau).get()
    public = f"/{people.bureau.code}/bszn/{row.dossier_id}/"
    page(Client(), public, 404)
    assert "应由" in wang.get(f"/desk/services/items/{row.dossier_id}/sign/").content.decode()
    sent(li, f"/desk/services/items/{row.dossier_id}/sign/", start=f"{clock.today()}")
    assert "食品经营许可申请书" in page(Client(), public)
    assert "SP001 V1-" in page(Client(), public)


def test_a_change_reaches_the_page_the_kiosk_the_print_and_the_notice_at_once(people: Cast, food: ServiceItem) -> None:
    base = f"/{people.bureau.code}/bszn/{food.dossier_id}/"
    old = queries.version_on(food, ON)
    changed(people, food, item(promised_days=3, materials=PLAIN.materials[:1]), LATER)
    now = queries.version_on(food, clock.today())
    assert old and now and now.number == 2
    shown = page(Client(), base)
    assert "承诺3个工作日办结" in shown and str(now.stamp) in shown and "身份证" not in shown
    assert str(now.stamp) in page(Client(), f"/kiosk{base}"), "the machine in the hall"
    asked = page(Client(), f"{base}notice/?asked=1")
    assert str(now.stamp) in asked and "还缺1样" in asked
    for name in ("guide", "notice"):
        printed = read_docx(b"".join(Client().get(f"{base}{name}.docx")))
        assert str(now.stamp) in str(printed) and "身份证" not in str(printed)
    then = page(Client(), f"{base}?on={ON}")
    assert str(old.stamp) in then and "身份证" in then


def test_an_old_print_is_known_by_its_stamp_and_told_what_differs(people: Cast, food: ServiceItem) -> None:
    stamp = str(queries.versions_of(food)[0].stamp)
    copies.put_up(people.bureau, stamp, "3号窗口公示台", on=ON, today=ON, by=people.wang)
    check = f"/{people.bureau.code}/bszn/check/?stamp={stamp}"
    assert "最新" in page(Client(), check)
    changed(people, food, item(promised_days=3), LATER)
    told = page(Client(), check)
    assert "已过期" in told and "8个工作日" in told and "3个工作日" in told
    assert "已过期" in page(logged_in("wang"), "/desk/services/items/copies/")
    false = re.sub(r".$", lambda last: "0" if last[0] != "0" else "1", stamp)
    assert queries.checked(people.bureau, read_stamp(false), LATER).verdict is StampVerdict.FALSE
    assert "照印的填写" in page(Client(), f"/{people.bureau.code}/bszn/check/?stamp=abc")


def test_a_removed_paper_is_told_with_its_day(people: Cast, food: ServiceItem) -> None:
    changed(people, food, item(materials=PLAIN.materials[:1]), LATER, "取消没有依据的证明")
    told = page(Client(), f"/{people.bureau.code}/bszn/fewer/")
    assert "身份证" in told and f"{LATER}" in told and "取消没有依据的证明" in told


def test_an_item_is_found_by_words_theme_and_unit(people: Cast, food: ServiceItem) -> None:
    put_in_force(people, "MZ001", item(name="临时救助", subjects=("P085",)))
    base = f"/{people.county.code}/bszn/"
    assert "临时救助" in page(Client(), base) and "食品经营许可" in page(Client(), base)
    for query in ("words=救助", "subject=P085", "audience=P", f"unit={people.bureau.code}&words=MZ001"):
        told = page(Client(), f"{base}?{query}")
        assert "临时救助</a>" in told and "食品经营许可</a>" not in told, query
    assert "没有找到" in page(Client(), f"{base}?words=无此事项")


def test_opening_online_goes_through_its_page(people: Cast, food: ServiceItem) -> None:
    address = f"/desk/services/items/{food.dossier_id}"
    told = {"online": "apply", "online_since": f"{clock.today()}", "visits": "1", "reason": "条件成熟"}
    sent(logged_in("wang"), f"{address}/open_online/", **told, online_address="https://zwfw.example.cn/")
    sent(logged_in("li"), f"{address}/sign_change/", start=f"{clock.today()}")
    assert "在线办理" in page(Client(), f"/{people.bureau.code}/bszn/{food.dossier_id}/")


def test_every_figure_opens_the_items_behind_it(people: Cast, food: ServiceItem) -> None:
    put_in_force(people, "MZ001", item(name="临时救助", in_hall=False, visits=0))
    client = logged_in("wang")
    assert "50.00%" in page(client, "/desk/services/items/figures/")
    told = page(client, "/desk/services/items/?figure=in_hall")
    assert "食品经营许可</a>" in told and "临时救助</a>" not in told
    counted = item_figures(queries.facts(people.bureau, clock.today()))
    assert counted.count(ItemFigure.NO_VISIT) == 1
    assert str(counted.rate(ItemRate.IN_HALL)) == "50.00"


# -- in and out --------------------------------------------------------------------------------------------------------


def uploaded(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("items.csv", data, "text/csv")


def test_what_is_carried_away_is_brought_back_and_says_the_same(people: Cast, food: ServiceItem) -> None:
    client = logged_in("wang")
    for extension in ("csv", "xlsx"):
        data = client.get(f"/desk/services/items/export.{extension}").content
        told = importing.read(data)
        assert told.faults == () and [row.content for row in told.rows] == [PLAIN], extension
    done = importing.bring(people.bureau, told, "导入", on=ON, today=ON, by=people.wang, only_good=False)
    assert (done.same, done.changed, done.listed) == (1, 0, 0)


def test_one_wrong_row_and_nothing_is_changed_unless_that_was_chosen(people: Cast, food: ServiceItem) -> None:
    heads = "编码,事项名称,事项类型,服务对象和主题,办理依据,承诺时限\n"
    rows = "SP001,食品经营许可,行政许可,L040,依据,5\nMZ001,临时救助,公共服务,P085,依据,多少\n"
    told = importing.read((heads + rows).encode())
    assert [(fault.row, fault.reason) for fault in told.faults] == [(3, "承诺时限“多少”应为整数")]
    done = importing.bring(people.bureau, told, "调整", on=ON, today=ON, by=people.wang, only_good=False)
    assert done.faults and done.changed == 0
    food.refresh_from_db(from_queryset=ServiceItem.objects.everywhere())
    assert food.state == "in_force"
    answer = logged_in("wang").post(
        "/desk/services/items/import/",
        {"file": uploaded((heads + rows).encode()), "on": f"{clock.today()}", "reason": "调整", "only_good": "on"},
    )
    assert "第3行" in answer.content.decode() and "拟变更1项" in answer.content.decode()


def test_an_item_waiting_for_a_signature_is_not_proposed_twice(people: Cast, food: ServiceItem) -> None:
    with pytest.raises(Unlawful, match="用过"):
        put_in_force(people, "SP001", PLAIN)


# -- the record --------------------------------------------------------------------------------------------------------


def test_a_version_that_was_tampered_with_is_found(people: Cast, restaurant: ServicePackage) -> None:
    assert not list(verify(whole=True))
    version = ServiceItemVersion.objects.of(people.bureau).filter(name="消防检查")
    version.update(content={**PLAIN.told(), "promised_days": 1})
    assert any("XF002" in finding.where for finding in verify(whole=True))


def test_a_stranger_of_another_authority_sees_no_item_of_the_desk(people: Cast, food: ServiceItem) -> None:
    page(logged_in("zhao"), f"/desk/services/items/{food.dossier_id}/", 404)
    page(logged_in("zhao"), f"/desk/services/items/{food.dossier_id}/change/", 404)


def test_the_day_before_it_counts_there_is_no_guide(people: Cast, food: ServiceItem) -> None:
    assert queries.version_on(food, ON - timedelta(days=1)) is None
    assert queries.version_on(food, date(2030, 1, 1)) is not None
