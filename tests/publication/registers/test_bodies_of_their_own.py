"""企事业单位自己的账号: a state firm or a public institution publishes its own records and sees nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.projects import STATE_FIRM
from gongkai.law.registers.trades import PURCHASE
from gongkai.law.registers.watching import INSTITUTION
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from tests.cast import Cast, authority, cast, official
from tests.publication.registers.rows import row
from tests.publication.registers.test_record_desk import STAMP, desk, page

pytestmark = pytest.mark.django_db
BODIES = [
    (AuthorityKind.STATE_ENTERPRISE, "示例县国有资本运营公司", STATE_FIRM),
    (AuthorityKind.PUBLIC_SERVICE, "示例县自来水公司", INSTITUTION),
]


@pytest.fixture
def people() -> Cast:
    return cast()


def enters_and_publishes(client: Client, kind: Kind, keeper: int, said: dict[str, str]) -> None:
    kept = {**STAMP, "kind": kind.key, "unit": "办公室", "owner": str(keeper)}
    assert client.post("/desk/registers/keep/", kept).status_code == 302
    assert client.post(f"/desk/registers/{kind.key}/enter/", {**STAMP, **said}).status_code == 302
    record = Record.objects.everywhere().get(kind=kind.key)
    assert client.post(f"/desk/registers/{kind.key}/publish/", {"seen": f"{record.pk}:1"}).status_code == 302


@pytest.mark.parametrize(("body", "name", "kind"), BODIES)
def test_it_publishes_under_its_own_name_and_account(people: Cast, body: AuthorityKind, name: str, kind: Kind) -> None:
    firm = authority("shili-danwei", name, body, parent=people.county)
    clerk = official("qiye", "孙样例", firm, "informant")
    enters_and_publishes(desk("qiye"), kind, clerk.pk, row(kind, name=name))
    record = Record.objects.of(firm).get()
    assert record.is_public(clock.today()) and name in page(Client(), record.address)
    assert record.address.startswith("/shili-danwei/djb/")
    assert kind.label in page(Client(), "/shili-danwei/djb/")


@pytest.mark.parametrize(("body", "name", "kind"), BODIES)
def test_it_finds_no_record_of_others_and_others_none_of_its_own(
    people: Cast, body: AuthorityKind, name: str, kind: Kind
) -> None:
    firm = authority("shili-danwei", name, body, parent=people.county)
    clerk = official("qiye", "孙样例", firm, "informant")
    own = desk("qiye")
    enters_and_publishes(own, kind, clerk.pk, row(kind, name=name))
    file = f"/desk/registers/{kind.key}/{Record.objects.of(firm).get().pk}/"
    assert own.get(file).status_code == 200
    assert desk("zhao").get(file).status_code == 404 and desk("wang").get(file).status_code == 404
    enters_and_publishes(desk("wang"), PURCHASE, people.wang.pk, row(PURCHASE))
    other = Record.objects.of(people.bureau).get()
    assert own.get(f"/desk/registers/{other.kind}/{other.pk}/").status_code == 404


@pytest.mark.parametrize("body", [AuthorityKind.STATE_ENTERPRISE, AuthorityKind.PUBLIC_SERVICE])
def test_55_it_owes_no_answers_to_applications_and_no_report(body: AuthorityKind) -> None:
    assert not duties(body).answers and duties(body).report_due is None
