"""村级门户的夹具: two villages of one township, each with its clerk, and somebody the first has certified."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest
from django.test import Client, RequestFactory
from PIL import Image

from gongkai.casework.villages.boards import acts as boards
from gongkai.casework.villages.boards.acts import NoticeText
from gongkai.casework.villages.boards.models import VillageNotice
from gongkai.casework.villages.groups import acts as groups
from gongkai.casework.villages.groups.models import VillageGroup
from gongkai.casework.villages.villagers import acts
from gongkai.casework.villages.villagers.acts import Slip
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.villagers.people import Person
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villagers import Act, Standing
from gongkai.law.villages import Readership
from gongkai.office.authorities.models import Authority, Official
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.cast import PASSWORD, Cast, authority, official

ON = date(2025, 9, 18)
NAME, PHONE = "司马样例", "13900001234"
PERSON = Person(NAME, PHONE, "司马样例，二组")
WELL = "二组水井的水泵坏了，请尽快修理。"
_TOKENS = count()


@dataclass(frozen=True)
class Country:
    """乡下: a township with two villages, the people of the cast beside them."""

    people: Cast
    township: Authority
    village: Authority
    other: Authority
    clerk: Official
    stranger: Official

    @property
    def board(self) -> str:
        return f"/{self.village.code}/cun/"


def settled(people: Cast) -> Country:
    township = authority("shili-zhen", "示例县示例镇人民政府", AuthorityKind.TOWNSHIP, parent=people.county)
    village = authority("shili-cun", "示例镇示例村村民委员会", AuthorityKind.VILLAGE, parent=township)
    other = authority("lin-cun", "示例镇邻村村民委员会", AuthorityKind.VILLAGE, parent=township)
    return Country(
        people,
        township,
        village,
        other,
        official("cun", "村信息员", village, "township_clerk"),
        official("lin", "邻信息员", other, "township_clerk"),
    )


@pytest.fixture
def country(people: Cast) -> Country:
    return settled(people)


def token() -> str:
    return f"{next(_TOKENS):032x}"


def applied(village: Authority, person: Person = PERSON, *, on: date = ON) -> Villager:
    return acts.apply(village, person, on=on, today=clock.today(), once=token())


def take(villager: Villager, act: Act, by: Official, on: date = ON, **details: JSON) -> Standing:
    return acts.act(villager, Step(act.value, on, details), today=clock.today(), by=by)


def certified(village: Authority, by: Official, person: Person = PERSON, *, on: date = ON) -> Villager:
    villager = applied(village, person, on=on)
    take(villager, Act.VERIFY, by, on, verified="register")
    take(villager, Act.CERTIFY, by, on)
    return villager


def slip_of(villager: Villager, by: Official) -> Slip:
    return acts.give_code(villager, on=clock.today(), by=by)


def grouped(country: Country) -> VillageGroup:
    return groups.open_group(country.village, "二组群", "谈二组的事", on=ON, by=country.clerk)


def posted(
    country: Country,
    title: str = "三季度财务收支",
    *,
    affair: VillageAffair = VillageAffair.MONEY,
    readership: Readership = Readership.EVERYBODY,
    on: date | None = None,
    days: int = 7,
) -> VillageNotice:
    since = on or clock.today()
    text = "收入一万元。\n支出八千元。"
    given = NoticeText(affair, title, text, since, since + timedelta(days=days - 1), readership, "0900-0000003")
    return boards.post_notice(country.village, given, on=since, today=clock.today(), by=country.clerk)


def picture(colour: str = "red") -> bytes:
    """A photograph with where it was taken written into it."""
    exif = Image.Exif()
    exif[0x010F] = "secret maker"
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG", exif=exif)
    return made.getvalue()


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def public_form(**values: str) -> dict[str, str]:
    opened = opening_token(clock.now() - timedelta(minutes=1))
    return {"opened": opened, "once": new_once_token(), "leave_blank": "", **values}


def at_home(country: Country, slip: Slip) -> Client:
    """Whoever holds the slip, logged in."""
    client = Client()
    sent = client.post(f"{country.board}denglu/", public_form(number=slip.number, code=slip.spaced_code.lower()))
    assert sent.status_code == 302 and sent.headers["Location"].endswith("/cun/jia/")
    return client
