"""报送接口: a key opens what it was issued for, every row has its answer, and doing it again changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.registers.decisions import PERMIT
from gongkai.law.registers.livelihood import RELIEF_PAYMENT
from gongkai.law.registers.standing import CALL, Standing
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Posting
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import verify
from gongkai.publication.gate.models import Screening
from gongkai.publication.registers import storing
from gongkai.publication.registers.interface import acts, portal
from gongkai.publication.registers.interface.models import Differing, RegisterKey
from gongkai.publication.registers.models import Record, RecordVersion
from gongkai.web import clock
from tests.cast import Cast, cast
from tests.publication.registers.files import kept_kind
from tests.publication.registers.rows import IDENTITY, row

pytestmark = pytest.mark.django_db
ADDRESS = "/shili-minzheng/djb/api/permit/"


@pytest.fixture
def people() -> Cast:
    company = cast()
    for authority in (company.bureau, company.elsewhere):
        kept_kind(authority, PERMIT)
    return company


def issued(people: Cast, differing: Differing = Differing.REFUSE, *, publishes: bool = False) -> str:
    today = clock.today()
    _, told = acts.issue(
        people.bureau,
        "审批系统",
        ["permit"],
        until=today + timedelta(days=90),
        on=today,
        by=people.wang,
        differing=differing,
        publishes=publishes,
    )
    return told


def call(told: str, rows: object, address: str = ADDRESS) -> HttpResponseBase:
    client = Client(enforce_csrf_checks=True)
    body = rows if isinstance(rows, str | bytes) else json.dumps(rows)
    return client.post(address, body, content_type="application/json", headers={"Authorization": f"Bearer {told}"})


def told_by(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def answers(response: HttpResponseBase) -> list[str]:
    assert response.status_code == 200, told_by(response)
    return [each["answer"] for each in json.loads(told_by(response))["rows"]]


def test_rows_wait_for_a_named_person_and_are_the_same_when_they_come_again(people: Cast) -> None:
    told = issued(people)
    rows = [row(PERMIT, 1), row(PERMIT, 2), row(PERMIT, 3, credit_code="91350100M000100Y44")]
    assert answers(call(told, rows)) == ["entered", "entered", "refused"]
    before = list(Record.objects.of(people.bureau).order_by("pk").values())
    assert {each["standing"] for each in before} == {Standing.WAITING}
    assert answers(call(told, rows)) == ["present", "present", "refused"]
    assert list(Record.objects.of(people.bureau).order_by("pk").values()) == before
    calls = journal.notes(people.bureau, CALL)
    assert len(calls) == 2 and calls[0].data["answers"]["present"] == 2, "every call leaves its entry"
    assert [str(each) for each in verify(whole=True)] == []


def test_the_national_codes_are_understood_and_an_unknown_column_is_refused(people: Cast) -> None:
    coded = {field.code or field.label: row(PERMIT)[field.key] for field in PERMIT.fields}
    response = call(issued(people), [coded, {**coded, "XK_WSH": "另一号", "无此列": "x"}])
    assert answers(response) == ["entered", "refused"]
    assert "不是本类记录的字段" in told_by(response)


@pytest.mark.parametrize(
    ("differing", "answer", "content"), [("refuse", "refused", "许可内容1"), ("correct", "corrected", "改后的内容")]
)
def test_a_row_that_differs_is_what_the_key_says(people: Cast, differing: str, answer: str, content: str) -> None:
    told = issued(people, Differing(differing))
    call(told, [row(PERMIT)])
    changed = {key: value for key, value in row(PERMIT, content="改后的内容").items() if key != "party_number"}
    assert answers(call(told, [changed])) == [answer]
    record = Record.objects.of(people.bureau).get()
    assert record.data["content"] == content
    assert storing.opened(record.sealed)["party_number"] == IDENTITY, "silence takes nothing away"
    reasons = list(RecordVersion.objects.of(people.bureau).values_list("reason", flat=True))
    assert reasons == (["接口更新"] if answer == "corrected" else [])


def test_only_a_key_that_a_publisher_gave_the_right_makes_public_and_only_as_long_as_they_may(people: Cast) -> None:
    with pytest.raises(Unlawful, match="有公开职责"):
        acts.issue(people.bureau, "甲", ["permit"], until=clock.today(), on=clock.today(), by=people.li, publishes=True)
    told = issued(people, Differing.CORRECT, publishes=True)
    shows = row(PERMIT, 2, content=f"经营者身份证号{IDENTITY}")
    assert answers(call(told, [row(PERMIT, 1), shows])) == ["published", "entered"]
    for posting in Posting.objects.of(people.bureau).filter(official=people.wang):
        authorities.end_posting(posting, on=clock.today())
    assert answers(call(told, [row(PERMIT, 3)])) == ["entered"]
    response = call(told, [row(PERMIT, 1, content="改后的内容")])
    assert answers(response) == ["refused"] and "由有公开职责的人更正" in told_by(response)
    assert [str(each) for each in verify(whole=True)] == []


def test_a_correction_that_may_show_a_person_is_refused_and_waits_at_the_gate(people: Cast) -> None:
    told = issued(people, Differing.CORRECT, publishes=True)
    assert answers(call(told, [row(PERMIT, 1)])) == ["published"]
    assert answers(call(told, [row(PERMIT, 1, content="当事人身份证号110105194912310021")])) == ["refused"]
    assert Record.objects.of(people.bureau).get().data["content"] == "许可内容1"
    assert Screening.objects.of(people.bureau).get().open == 1


def test_a_key_opens_nothing_but_what_it_was_issued_for(people: Cast) -> None:
    told = issued(people)
    assert call(told, [row(PERMIT)], ADDRESS.replace("shili-minzheng", "lingxian-minzheng")).status_code == 401
    assert call(told, [row(RELIEF_PAYMENT)], ADDRESS.replace("permit", "relief_payment")).status_code == 403
    assert call(told, [row(PERMIT)], ADDRESS.replace("permit", "nothing")).status_code == 404
    for wrong in ("", "djb_x", told[:-1], f"{told} "[1:]):
        assert call(wrong, [row(PERMIT)]).status_code == 401
    assert Client().get(ADDRESS).status_code == 405
    acts.revoke(RegisterKey.objects.of(people.bureau).get(), on=clock.today(), by=people.li)
    assert call(told, [row(PERMIT)]).status_code == 401
    assert not Record.objects.everywhere().exists()


def test_the_key_itself_is_kept_nowhere(people: Cast) -> None:
    told = issued(people)
    stored = RegisterKey.objects.of(people.bureau).values().get()
    assert told not in str(stored) and told[4:] not in str(stored)
    assert told not in str([note.data for note in journal.notes(people.bureau, "issue_register_key")])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"\xff\xfe", 400),
        ("not json", 400),
        ("{}", 400),
        ("[1]", 400),
        ("[]", 422),
        ('[{"party": {"a": 1}}]', 422),
        ('[{"party": "a", "行政相对人名称": "b"}]', 422),
        (r'[{"party": "\ud800"}]', 422),
        (r'[{"\udfff": {}}]', 422),
        (r'[{"party": "a\u0000"}]', 422),
        ("[" * 100_000, 400),
        ('[{"party": NaN}]', 400),
        (json.dumps([{"party": "a"}] * 1001), 422),
        (b" " * (portal.MOST_BYTES + 1), 413),
    ],
)
def test_what_is_no_list_of_rows_is_refused_whole_and_changes_nothing(
    people: Cast, body: str | bytes, status: int
) -> None:
    response = call(issued(people), body)
    assert response.status_code == status and json.loads(told_by(response))["error"]
    assert not Record.objects.of(people.bureau).exists()


def test_calls_are_counted_by_key_and_wrong_keys_by_network(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "CALLS", 2)
    monkeypatch.setattr(portal, "FAILURES", 2)
    told = issued(people)
    assert [call(told, [row(PERMIT, number)]).status_code for number in range(3)] == [200, 200, 429]
    assert [call("djb_wrong", []).status_code for _ in range(3)] == [401, 401, 429]
