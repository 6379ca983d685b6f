"""内部通知: from the office to the units and back, with files, receipts, the chasing of the night, and the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from gongkai.law.circulars import CircularKind, CircularState
from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Dossier
from gongkai.office.notices import verifying
from gongkai.office.notices.circulars import acts, queries
from gongkai.office.notices.circulars.acts import CircularGiven, CircularUpload
from gongkai.office.notices.circulars.chasing import chase_all
from gongkai.office.notices.circulars.models import Circular, CircularFile
from gongkai.office.notices.models import Message
from gongkai.web import clock
from gongkai.web.uploads import TXT
from tests.cast import Cast, cast, official

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2025, 9, 1), date(2025, 9, 12)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


@pytest.fixture
def office(people: Cast) -> Official:
    return official("qian", "钱公开", people.county, "disclosure_office")


def given(people: Cast, **more: object) -> CircularGiven:
    told: dict[str, object] = {
        "kind": CircularKind.SPECIAL,
        "title": "修订公开指南",
        "text": "请各单位修订公开指南和目录。",
        "units": (people.bureau,),
        "roles": (Role.HANDLER, Role.SIGNER),
        "due_on": DUE,
        "fields": "指南地址",
    }
    return CircularGiven(**{**told, **more})  # type: ignore[arg-type]


def issued(people: Cast, office: Official, **more: object) -> Circular:
    row = acts.draft(people.county, given(people, **more), on=TODAY, today=TODAY, by=office)
    acts.act(row, Step("issue", TODAY), today=TODAY, by=office)
    return row


def test_a_notice_is_read_by_persons_answered_by_the_unit_and_chased_until_it_is(
    people: Cast, office: Official
) -> None:
    row = issued(people, office)
    assert row.dossier.due_on == DUE
    told = Message.objects.of(people.bureau).filter(subject__contains="修订公开指南")
    assert {each.official for each in told} == {people.wang, people.li}
    acts.mark_read(row, people.bureau, on=TODAY, today=TODAY, by=people.li)
    with pytest.raises(Unlawful, match="已于2025-09-01阅知"):
        acts.mark_read(row, people.bureau, on=TODAY, today=TODAY, by=people.li)
    figures = queries.year_figures(people.county, 2025, TODAY).figures
    assert (figures.told, figures.read, figures.read_rate) == (2, 1, 0.5)
    assert chase_all(date(2025, 9, 11)) == 0  # reminded, not chased
    assert told.filter(subject__contains="尚未回复").exists()
    assert chase_all(date(2025, 9, 17)) == 1
    assert chase_all(date(2025, 9, 17)) == 0
    assert queries.year_figures(people.county, 2025, TODAY).chased == (("示例县民政局", 1),)
    on = date(2025, 9, 18)
    acts.give_return(row, people.bureau, {"指南地址": "/shili-minzheng/zfxxgkzn/"}, on=on, today=on, by=people.wang)
    assert row.dossier.due_on is None
    assert queries.standing(row).parts["shili-minzheng"].returned_late
    assert queries.owed_by(people.bureau) == []
    call_command("verify", "--all")


def test_only_those_beneath_are_sent_a_notice(people: Cast, office: Official) -> None:
    with pytest.raises(Unlawful, match="另设县民政局不在本机关之下"):
        acts.draft(people.county, given(people, units=(people.elsewhere,)), on=TODAY, today=TODAY, by=office)


def test_a_file_with_the_notice_and_one_with_the_return_are_sealed_and_read_by_those_concerned(
    people: Cast, office: Official
) -> None:
    upload = CircularUpload(SimpleUploadedFile("样表.txt", "样表".encode()), TXT)
    told = given(people, fields="", wants_file=True)
    row = acts.draft(people.county, told, [upload], on=TODAY, today=TODAY, by=office)
    acts.act(row, Step("issue", TODAY), today=TODAY, by=office)
    [kept] = queries.files(row)
    assert (queries.name_of(kept), queries.content_of(kept).decode()) == ("样表.txt", "样表")
    assert "样表".encode() not in bytes(kept.content)
    with pytest.raises(Unlawful, match="请上传要求报送的文件"):
        acts.give_return(row, people.bureau, {}, on=TODAY, today=TODAY, by=people.wang)
    back = CircularUpload(SimpleUploadedFile("报送.txt", "填好的".encode()), TXT)
    acts.give_return(row, people.bureau, {}, back, on=TODAY, today=TODAY, by=people.wang)
    [(unit, file, name)] = queries.return_files(row)
    assert (unit, name) == ("示例县民政局", "报送.txt")
    assert list(verifying.findings(whole=True)) == []
    CircularFile.objects.of(people.county).filter(pk=kept.pk).update(fingerprint="0" * 64)
    assert "与登记的指纹不符" in str([*verifying.findings(whole=True)])
    clients = {who: Client() for who in ("qian", "wang", "zhao", "zhou")}
    for who, client in clients.items():
        client.force_login(Official.objects.get(username=who))
    at = f"/desk/notices/circulars/{row.dossier_id}/files/{file.pk}/"
    assert clients["qian"].get(at).content.decode() == "填好的"
    assert clients["wang"].get(at).status_code == 200
    assert clients["zhao"].get(at).status_code == 404


def test_the_pages_from_the_draft_to_the_last_return(people: Cast, office: Official) -> None:
    clients = {name: Client() for name in ("qian", "wang", "zhao")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    form = {
        "kind": "special",
        "title": "报送信息员名单",
        "text": "请报送。",
        "sorts": ["department"],
        "roles": ["HANDLER"],
        "fields_wanted": "信息员，文字\n人数，数字",
        "due_on": "2025-09-12",
    }
    wrong = clients["qian"].post("/desk/notices/circulars/write/", {**form, "fields_wanted": "人数，整数"})
    assert "“整数”不是类型" in wrong.content.decode()
    made = clients["qian"].post("/desk/notices/circulars/write/", form)
    row = Circular.objects.of(people.county).get()
    at = f"/desk/notices/circulars/{row.dossier_id}/"
    assert made.headers["Location"] == at
    assert clients["wang"].get(at).status_code == 404  # a draft is nobody's yet
    assert clients["qian"].get(f"{at}rewrite/").status_code == 200
    rewritten = clients["qian"].post(f"{at}rewrite/", {**form, "title": "报送信息员名单（更正）"})
    assert rewritten.status_code == 302
    seen = Dossier.objects.everywhere().get(pk=row.dossier_id).version
    assert clients["qian"].post(f"{at}act/issue/", {"seen": seen}).status_code == 302
    page = clients["wang"].get(at).content.decode()
    assert "报送回复" in page
    assert "阅知" in page
    assert clients["zhao"].get(at).status_code == 404
    assert "报送信息员名单（更正）" in clients["wang"].get("/desk/notices/circulars/").content.decode()
    assert clients["wang"].post(f"{at}read/").status_code == 302
    bad = clients["wang"].post(f"{at}return/", {"field_0": "王小样", "field_1": "两个"})
    assert "人数应为数字" in bad.content.decode()
    assert "王小样" in bad.content.decode()
    assert clients["wang"].post(f"{at}return/", {"field_0": "王小样", "field_1": "2"}).status_code == 302
    board = clients["qian"].get(at).content.decode()
    assert "王小样" in board
    assert "退回回复" in board
    version = Dossier.objects.everywhere().get(pk=row.dossier_id).version
    back = clients["qian"].post(f"{at}back/shili-minzheng/", {"seen": version, "reason": "缺一人"})
    assert back.status_code == 302
    chased = clients["qian"].post(f"{at}chase/", {"units": ["shili-minzheng"]})
    assert chased.status_code == 302
    assert clients["wang"].post(f"{at}return/", {"field_0": "王小样、李示例", "field_1": "2"}).status_code == 302
    version = Dossier.objects.everywhere().get(pk=row.dossier_id).version
    assert clients["qian"].post(f"{at}act/finish/", {"seen": version, "reason": ""}).status_code == 302
    row.dossier.refresh_from_db()
    assert row.dossier.state == CircularState.DONE
    listed = clients["qian"].get("/desk/notices/circulars/").content.decode()
    assert "通知已读率" in listed
    assert "100.0%" in listed
    call_command("verify", "--all")
