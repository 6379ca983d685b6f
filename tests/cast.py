"""人物: 陈样例 applies; 王小样 handles; 李示例 reviews and signs; 赵样本 is of another authority and must see nothing.

Everything is made by acts, so that no test starts from a state that could not have come about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.authorities import AuthorityKind, Level
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Official
from gongkai.web import clock

BEGINNING = date(2008, 5, 1)
"""The day the Regulation came into force; everybody has been in office since."""
FIRST_PASSWORD = "Only-for-tests-0450"
"""What the administrator set; the desk opens only after it has been changed."""
PASSWORD = "Only-for-tests-0451"


@dataclass(frozen=True)
class Cast:
    """人物表: two counties of one prefecture, a department in each, and the people in them."""

    prefecture: Authority
    county: Authority
    bureau: Authority
    elsewhere: Authority
    wang: Official
    li: Official
    zhao: Official
    zhou: Official


def cast() -> Cast:
    """人物: the whole company, in office since the Regulation came into force."""
    prefecture = authority("yangben", "样本州人民政府", AuthorityKind.PREFECTURE)
    county = authority("shili", "示例县人民政府", AuthorityKind.COUNTY, parent=prefecture)
    bureau = authority("shili-minzheng", "示例县民政局", AuthorityKind.DEPARTMENT, parent=county)
    other_county = authority("lingxian", "另设县人民政府", AuthorityKind.COUNTY, parent=prefecture)
    elsewhere = authority("lingxian-minzheng", "另设县民政局", AuthorityKind.DEPARTMENT, parent=other_county)
    return Cast(
        prefecture=prefecture,
        county=county,
        bureau=bureau,
        elsewhere=elsewhere,
        wang=official("wang", "王小样", bureau, "informant"),
        li=official("li", "李示例", bureau, "unit_head"),
        zhao=official("zhao", "赵样本", elsewhere, "informant", "unit_head"),
        zhou=official("zhou", "周监看", county, "discipline"),
    )


def authority(
    code: str, name: str, kind: AuthorityKind, *, parent: Authority | None = None, level: Level | None = None
) -> Authority:
    """设立机关: an authority that has stood since the Regulation came into force."""
    return acts.create_authority(code, name, kind, on=BEGINNING, parent=parent, level=level)


def official(username: str, name: str, at: Authority, *offices: str) -> Official:
    """任用人员: an official with an account, ``PASSWORD``, and these offices at one authority."""
    person = acts.enrol(username, name, on=BEGINNING, password=FIRST_PASSWORD)
    acts.set_password(person, PASSWORD, on=clock.today())
    for office in offices:
        acts.post(person, at, office, on=BEGINNING, by=None)
    return person
