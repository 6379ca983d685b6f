"""安家: the authorities of a place are set up, told about, and given their people; its own holidays are announced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.demo.people import official_name
from gongkai.demo.place import Body, Person, Place
from gongkai.law.authorities import AuthorityKind
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import establishment, holidays

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
    """安家: the government of a place with everything beneath it, its own holidays and its people."""
    government = establishment.create_authority(
        place.code, place.name, place.kind, on=SINCE, by=None, short_name=place.short_name, basis="示例"
    )
    _describe(government, place, f"{place.mark}公复")
    bodies = {"": government}
    for number, body in enumerate(place.bodies, start=1):
        bodies[body.code] = _set_up(place, body, bodies[body.under], number)
        told(body.name)
    if place.local_notice:
        holidays.announce_local(government, place.local_notice, on=on, by=None)
    accounts = tuple(_employ(place, person, bodies[person.at], password, told) for person in place.people)
    return Settled(bodies, accounts)


def _set_up(place: Place, body: Body, above: Authority, number: int) -> Authority:
    authority = establishment.create_authority(
        f"{place.code}-{body.code}", body.name, body.kind, on=SINCE, by=None, parent=above, basis="示例"
    )
    letter_code = f"{place.mark}{body.mark}公复" if body.mark else ""
    _describe(authority, place, letter_code, number)
    return authority


def _describe(authority: Authority, place: Place, letter_code: str, number: int = 0) -> None:
    """机关信息: complete, and nothing in it that anybody could reach."""
    government = number == 0
    profile = authority.profile
    told = {
        "disclosure_office": f"{place.short_name}政务公开办公室" if government else f"{authority.name}综合科",
        "address": f"示例路{number + 1}号",
        "postcode": "000000",
        "hours": "工作日8:30—12:00，14:30—18:00",
        "phone": f"0900-{number:03d}0001",
        "fax": f"0900-{number:03d}0002",
        "email": f"{authority.code}@example.com",
        "supervision_phone": f"0900-{number:03d}0003",
        "letter_code": letter_code,
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
    for field, text in told.items():
        setattr(profile, field, text)
    if authority.kind == AuthorityKind.TOWNSHIP:
        profile.review_body = place.name
    profile.save()


def _employ(place: Place, person: Person, at: Authority, password: str, told: Told) -> Account:
    """入职: with the password of the demo, which nobody is asked to change."""
    name = official_name(place.surname, person.office)
    official = acts.enrol(f"{place.code}-{person.username}", name, on=SINCE, password=password, phone="0900-0000000")
    official.must_change_password = False
    official.save(update_fields=["must_change_password"])
    establishment.post(official, at, person.office, on=SINCE, by=None, section="示例科室")
    told(f"{at.short_name}{name}")
    return Account(person, official, at)
