"""安家: the authorities of a place are set up, told about, and given their people; its own holidays are announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.demo.people import official_name
from gongkai.demo.place import Person, Place
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import profile_print
from gongkai.office.journal import establishment, holidays
from gongkai.web import clock

SINCE = date(2008, 5, 1)
"""起始日期: the day the Regulation came into force; everybody has been in office since."""

Told = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    """演示账号: a person of the demo, where they serve, and the official they became."""

    person: Person
    official: Official
    authority: Authority


@dataclass(frozen=True)
class Settled:
    """安家结果: the authorities of a place by code, the government itself under "", and the accounts of its people."""

    bodies: Mapping[str, Authority]
    accounts: tuple[Account, ...]


def settle(place: Place, password: str, on: date, told: Told) -> Settled:
    """安家: the government of a place with everything beneath it, its people, its facts and its own holidays."""
    bodies = _set_up(place, told)
    accounts = tuple(_employ(place, bodies, password, told))
    clerk = next(account.official for account in accounts if account.person.office == "disclosure_office")
    marks = {"": "", **{body.code: body.mark for body in place.bodies}}
    for number, (code, authority) in enumerate(bodies.items()):
        facts = particulars(place, authority, number, marks[code])
        establishment.edit_profile(authority, facts, seen=profile_print(authority.profile), on=SINCE, by=clerk)
        authority.refresh_from_db()
    if place.local_notice:
        holidays.announce_local(bodies[""], place.local_notice, on=on, by=clerk)
    return Settled(bodies, accounts)


def _set_up(place: Place, told: Told) -> dict[str, Authority]:
    bodies = {
        "": establishment.create_authority(
            place.code, place.name, place.kind, on=SINCE, by=None, short_name=place.short_name, basis="示例"
        )
    }
    for body in place.bodies:
        code, above = f"{place.code}-{body.code}", bodies[body.under]
        bodies[body.code] = establishment.create_authority(
            code, body.name, body.kind, on=SINCE, by=None, parent=above, basis="示例"
        )
        told(body.name)
    return bodies


def particulars(place: Place, authority: Authority, number: int, mark: str) -> dict[str, str | bool]:
    """机关信息: complete, and nothing in it that anybody could reach. The government itself is number 0."""
    government = number == 0
    return {
        "disclosure_office": f"{place.short_name}政务公开办公室" if government else f"{authority.name}综合科",
        "address": f"示例路{number + 1}号",
        "postcode": "000000",
        "hours": "工作日8:30—12:00，14:30—18:00",
        "phone": f"0900-{number:03d}0001",
        "fax": f"0900-{number:03d}0002",
        "email": f"{authority.code}@example.com",
        "supervision_phone": f"0900-{number:03d}0003",
        "letter_code": f"{place.mark}{mark}公复" if authority.duties.answers else "",
        "letter_head": authority.name,
        "fee_payee": f"{place.short_name}财政局（示例户）",
        "fee_bank": "示例银行",
        "fee_account": f"{number:020d}",
        "review_body": place.review_body if government else "",
        "court": place.court if government else place.lower_court,
        "site_name": f"{place.short_name}政府信息公开（示例）",
        "site_address": f"www.{place.code}.example",
        "site_identity": "0000000000",
        "icp_record": "示ICP备00000000号",
        "police_record": "示公网安备00000000000000号",
        "colour": place.colour,
    }


def _employ(place: Place, bodies: Mapping[str, Authority], password: str, told: Told) -> Iterator[Account]:
    """Accounts are made by the engineer, offices given by the security administrator; before them there is nobody."""
    known: dict[str, Official] = {}
    for person in place.people:
        at = bodies[person.at]
        official = _enrol(place, person, at, password, known.get("engineer"))
        establishment.post(official, at, person.office, on=SINCE, by=known.get("security"), section="示例科室")
        known[person.username] = official
        told(f"{at.short_name}{official.name}")
        yield Account(person, official, at)


def _enrol(place: Place, person: Person, at: Authority, password: str, by: Official | None) -> Official:
    username, name = f"{place.code}-{person.username}", official_name(place.surname, person.office)
    if by is None:
        official = acts.enrol(username, name, on=SINCE, password=password)
    else:
        official = establishment.enrol(username, name, at=at, password=password, on=SINCE, by=by)
    # Everybody shares the demo's password, which is random: nobody is asked to change it first.
    official.must_change_password, official.password_changed_on = False, clock.today()
    official.save(update_fields=["must_change_password", "password_changed_on"])
    return official
