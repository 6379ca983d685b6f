"""新种类: one declaration, and it is there: index, question page, record, tables, schema, catalogue, indexes, masks."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.law.registers import GROUPS, KINDS
from gongkai.law.registers.parts import PUBLIC_MATTERS
from gongkai.publication.registers import acts, indexing
from tests.cast import Cast, cast
from tests.publication.registers.many import TODAY

pytestmark = pytest.mark.django_db
PARKING = Kind(
    "parking_permit",
    "道路停车泊位",
    Measure.FLOW,
    PUBLIC_MATTERS[5],
    fields=(
        Field("name", "路段", required=True, asked=True),
        Field("places", "泊位数", Sort.COUNT, True, unit="个", asked=True),
        Field("fee", "每小时收费", Sort.MONEY, unit="元", asked=True),
        Field("charged", "是否收费", Sort.YES_NO, True, asked=True),
        Field("keeper", "管理人", Sort.PERSON),
        Field("made_on", "设置日期", Sort.DAY, True, asked=True),
    ),
    alike=("name",),
)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr("gongkai.web.clock.today", lambda: TODAY)
    monkeypatch.setitem(KINDS, PARKING.key, PARKING)
    monkeypatch.setitem(GROUPS, "样例", (PARKING,))
    people = cast()
    for number, (fee, charged) in enumerate((("2.50", "是"), ("", "否"), ("5", "是")), 1):
        said = {"name": f"样例路{number}段", "places": str(number * 10), "fee": fee, "charged": charged}
        said |= {"keeper": "张测试", "made_on": f"2025-0{number}-01"}
        record = acts.enter(people.bureau, PARKING, said, on=TODAY, today=TODAY, by=people.wang)
        acts.publish(people.bureau, PARKING, [record.pk], on=TODAY, today=TODAY, by=people.li)
    return people


def test_a_new_kind_is_one_declaration_and_stands_everywhere(people: Cast, client: Client) -> None:
    start = f"/{people.bureau.code}/djb/"

    def page(where: str) -> str:
        answer = client.get(f"{start}{where}")
        assert answer.status_code == 200, where
        return answer.getvalue().decode().lstrip("\ufeff")

    assert "样例" in page("") and "道路停车泊位" in page("")
    asked = page("parking_permit/?f-charged=1&f-fee-from=2&sort=-places")
    assert "共<strong>2</strong>条" in asked and "7.5元" in asked
    assert asked.index("样例路3段") < asked.index("样例路1段") and "样例路2段" not in asked
    assert all(f'name="f-{name}"' in asked for name in ("places-from", "places-to", "charged", "made_on-from"))
    lines = list(csv.DictReader(io.StringIO(page("parking_permit/list.csv?f-charged=0"))))
    assert [(each["路段"], each["泊位数（个）"], each["管理人"]) for each in lines] == [("样例路2段", "20", "张*试")]
    assert json.loads(page("parking_permit/list.json"))["条数"] == 3
    schema = json.loads(page("parking_permit/schema.json"))
    assert schema["properties"]["fee"]["x-单位"] == "元" and schema["required"] == [
        "name",
        "places",
        "charged",
        "made_on",
    ]
    assert "道路停车泊位" in page("catalogue.json") and "张*试" in page(lines[0]["网址"].split("/djb/")[1])
    connection.check_constraints()  # what a test leaves for its end, a server asks for before it makes an index
    made = indexing.put_in_place(3).made
    assert len([name for name in made if "parking_permit" in name]) == 4
