"""受理测试的夹具: the company with what a letter needs, and an application as somebody filled it in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from gongkai.casework.applications import acts
from gongkai.casework.applications.models import Application
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind, Standing
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Official
from tests.cast import Cast, cast

PERSON = {
    "name": "陈样例",
    "identity": "id_card",
    "identity_number": "110101190001010014",
    "phone": "13900000000",
    "address": "示例县样本路1号",
    "description": "示例县2024年农村道路养护资金的分配结果",
    "carrier": "electronic",
    "delivery": "online",
}
ORGANIZATION = {
    **{name: value for name, value in PERSON.items() if name != "identity"},
    "name": "示例县样本咨询有限公司",
    "identity_number": "91999999MA0000001N",
    "representative": "钱法人",
    "contact_name": "孙联系",
}


@pytest.fixture
def people(db: None) -> Cast:
    """The company; the bureau of 王 and 李 has its letter code."""
    company = cast()
    for authority in (company.bureau, company.elsewhere):
        authority.profile.letter_code = "示民公复"
        authority.profile.phone = "0900-0000000"
        authority.profile.save()
    return company


Receive = Callable[..., Application]


@pytest.fixture
def receive(people: Cast) -> Receive:
    """Receive one application after another at the bureau."""
    tokens = count()

    def received(
        on: date, channel: Channel = Channel.IN_PERSON, applicant: ApplicantKind = ApplicantKind.PERSON, **values: str
    ) -> Application:
        form = PERSON if applicant is ApplicantKind.PERSON else ORGANIZATION
        filled = Filled(applicant, channel, {**form, **values})
        once = f"{next(tokens):032x}"
        return acts.receive(people.bureau, filled, on=on, today=on, once=once, by=people.wang).application

    return received


def take(application: Application, act: Act, on: date, by: Official, **details: JSON) -> Standing:
    """办理一步 on its own day."""
    return acts.act(application, Step(act.value, on, details), today=on, by=by)
