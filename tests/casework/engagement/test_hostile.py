"""来者不善的留言: scripts, other people's data, copies and megabytes are received, flagged, and never told in public."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from stdnum.cn import ric

from gongkai.casework.engagement.tickets import publishing
from gongkai.casework.engagement.tickets.importing import acts as importing
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.tickets.publishing import Wording
from gongkai.casework.engagement.topics import acts, queries
from gongkai.casework.engagement.topics.models import TicketTopic
from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from tests.casework.engagement.conftest import ON, answered, letter, logged_in, took, who
from tests.cast import Cast

pytestmark = pytest.mark.django_db
STEM = "62000019000101123"
IDENTITY = f"{STEM}{ric.calc_check_digit(f'{STEM}0')}"
PHONE = "13912345678"
SCRIPT = "<script>alert(1)</script>"
YEAR = Period.year(2025)
PUBLIC = ("/shili/hd/", "/shili/wyly/", "/shili/wyly/replies/", "/shili/wyly/sqfx/")


def public_pages() -> str:
    client = Client()
    return "".join(client.get(address).content.decode() for address in PUBLIC)


def test_what_a_letter_tells_of_other_people_is_flagged_covered_in_lists_and_refused_when_it_would_go_out(
    people: Cast,
) -> None:
    said = f"邻居身份证{IDENTITY}，电话{PHONE}，冒领高龄津贴，请查处。"
    ticket = took(people.county, letter(said, title=f"{PHONE}的机主冒领高龄津贴")).ticket
    ticket.refresh_from_db()
    assert ticket.personal_found and PHONE not in ticket.dossier.title
    acts.gather(people.county)
    sun = logged_in("sun")
    lists = "".join(
        sun.get(f"/desk/engagement/{page}").content.decode()
        for page in ("", "?place=all&flag=personal", "analysis/?year=2025")
    )
    assert "含个人信息" in lists and PHONE not in lists and IDENTITY not in lists
    answered(ticket, ON)
    proposed = publishing.proposed(ticket)
    assert PHONE not in f"{proposed}" and IDENTITY not in f"{proposed}"
    for left in (IDENTITY, PHONE):
        with pytest.raises(Unlawful, match="还有没有遮盖的个人信息"):
            words = Wording("冒领津贴", f"邻居{left}冒领", "已经查处。")
            publishing.publish(ticket, words, on=ON, today=ON, by=who("zheng"))
    assert PHONE not in public_pages() and IDENTITY not in public_pages()


@pytest.mark.parametrize(
    "said", [SCRIPT, '=HYPERLINK("http://x")', "' OR 1=1; --", "{{ 7*7 }}{% now %}", "\u202e倒写\u0007"]
)
def test_a_script_in_an_export_stays_text_on_every_page(people: Cast, said: str) -> None:
    quoted = said.replace('"', '""')
    table = f'受理时间,标题,诉求内容\n2025-09-01,"路灯{quoted}","{quoted}请修理"\n'
    batch = importing.upload(
        people.county, "导出", table.encode(), source=TicketSource.HOTLINE, kind=ConcernKind.HELP, on=ON, by=who("sun")
    )
    assert importing.bring_in(batch, skip=False, on=ON, by=who("sun")) == 1
    acts.gather(people.county)
    sun, ticket = logged_in("sun"), Ticket.objects.of(people.county).get()
    for address in ("", "analysis/?year=2025", f"{ticket.dossier_id}/", "figures/?year=2025"):
        page = sun.get(f"/desk/engagement/{address}").content.decode()
        assert SCRIPT not in page and "49" not in re.findall(r"路灯([^<]*)", page)
    assert "alert(1)" not in public_pages()


def test_five_hundred_copies_are_one_topic_that_is_proposed_once_and_told_to_nobody(people: Cast) -> None:
    rows = "\n".join(f"2025-09-0{number % 9 + 1},反对拆除示例路小学,第{number}次来信" for number in range(500))
    table = f"受理时间,标题,诉求内容\n{rows}\n"
    batch = importing.upload(
        people.county, "导出", table.encode(), source=TicketSource.EMAIL, kind=ConcernKind.CONSULT, on=ON, by=who("sun")
    )
    assert importing.bring_in(batch, skip=False, on=ON, by=who("sun")) == 500
    assert acts.gather(people.county, most=1000) == 500
    assert TicketTopic.objects.of(people.county).count() == 1
    [wanted] = queries.unanswered(people.county, YEAR)
    assert (wanted.count, wanted.published) == (500, 0)
    assert queries.often(people.county) == [] and "反对拆除" not in public_pages()


def test_a_question_of_ten_megabytes_is_refused_and_a_long_one_is_cut(people: Cast) -> None:
    client = Client()
    assert client.post("/shili/hd/", {"q": "字" * 3_500_000}).status_code in (400, 413)
    page = client.post("/shili/hd/", {"q": "路灯" * 4000}).content.decode()
    assert page.count("路灯") < 1500 and len(page) < 60_000


def test_no_topic_is_called_by_who_wrote_or_where_they_live(people: Cast) -> None:
    took(
        people.county,
        letter("请修路灯。", "欧阳样例", title="欧阳样例家门口示例路12号3单元路灯不亮"),
        on=date(2025, 9, 1),
    )
    acts.gather(people.county)
    name = TicketTopic.objects.of(people.county).get().name
    assert "欧阳" not in name and "12" not in name and "路灯不亮" in name
