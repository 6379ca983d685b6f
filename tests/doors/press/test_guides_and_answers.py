"""指南和回应出版: what is pressed of guides and answers is what the site answers; what is taken down is gone with the act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from gongkai.doors.followers import press
from gongkai.engines.press import pressing
from gongkai.engines.press.models import PressedPage
from gongkai.engines.press.places import place
from gongkai.law.response_flow import Act
from gongkai.office.authorities import acts as authorities
from gongkai.web import clock
from tests.casework.services.conftest import changed, put_in_force
from tests.cast import BEGINNING, official
from tests.law.services import PLAIN, item
from tests.publication.conftest import House
from tests.publication.response import conftest as answering

pytestmark = pytest.mark.django_db(transaction=True)


def lying(address: str) -> bytes | None:
    return pressing.the_tree().read(place(address))


def same_as_served(*parts: str) -> list[str]:
    """The addresses pressed beneath these parts of the site, each as the site answers it."""
    pages = [
        row.address for row in PressedPage.objects.order_by("address") if any(part in row.address for part in parts)
    ]
    with override_settings(PRESSED=False):
        for address in pages:
            response = Client().get(address)
            assert response.status_code == 200 and response.content == lying(address), address
    return pages


def test_a_guide_is_pressed_at_its_unit_and_above_and_follows_its_versions(house: House) -> None:
    people, today = house.people, clock.today()
    made = put_in_force(people, "SP001", PLAIN, today - timedelta(days=9))
    press.follow()
    pages = same_as_served("/bszn/")
    for code in (people.bureau.code, people.county.code):
        assert {f"/{code}/bszn/", f"/{code}/bszn/fewer/", f"/{code}/bszn/{made.dossier_id}/"} <= set(pages)
    assert not any(page.startswith(f"/{people.elsewhere.code}/") for page in pages)
    changed(people, made, item(name="食品小作坊登记", promised_days=3, statutory_days=20), today)
    press.follow()
    same_as_served("/bszn/")
    for code in (people.bureau.code, people.county.code):
        assert "食品小作坊登记".encode() in (lying(f"/{code}/bszn/{made.dossier_id}/") or b"")
        assert "食品小作坊登记".encode() in (lying(f"/{code}/bszn/") or b"")
    press.rebuild()
    assert set(same_as_served("/bszn/")) == set(pages), "made from nothing they are the same pages"


def test_an_answer_is_pressed_and_gone_before_its_withdrawal_is_committed(house: House) -> None:
    people = house.people
    official("zheng", "郑复核", people.county, "disclosure_office")
    for person, office in ((house.sun, "cyberspace"), (house.qian, "deputy_leadership")):
        authorities.post(person, people.county, office, on=BEGINNING, by=None)
    event = answering.happened(people.county)
    answering.handed(event)
    answering.answered(event, "website")
    press.follow()
    address = f"/{people.county.code}/hygq/{event.pk}/"
    assert {address, f"/{people.county.code}/hygq/py/"} <= set(same_as_served("/hygq/"))
    assert "请从二桥绕行".encode() in (lying(address) or b"")
    answering.take(event, Act.WITHDRAW, "zheng", number=1, reason="有误")
    assert lying(address) is None and lying(f"/{people.county.code}/hygq/py/") is None
    press.follow()
    assert "请从二桥绕行".encode() not in b"".join(lying(each) or b"" for each in same_as_served("/hygq/"))
