"""告知: applicants and those responsible hear of a step once, in words that say nothing to who should not read them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts
from gongkai.law.application_form import Filled
from gongkai.law.application_messages import MOMENTS, Moment, address, message
from gongkai.law.applications import Act, ApplicantKind, open_application
from gongkai.law.grammar.calendar import LocalDay as Day
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.receipt import Channel
from gongkai.office.journal import establishment, holidays, verify
from gongkai.office.journal.acts import reflect_many
from gongkai.office.journal.models import Dossier
from gongkai.office.notices import acts as notices
from gongkai.office.notices.models import Message, State
from gongkai.office.notices.queries import unread
from gongkai.web import clock
from tests.casework.conftest import PERSON, Receive, take
from tests.cast import Cast, official

DAY = date(2025, 9, 18)
EMAIL = "chen@example.org"
FACTS = {"facts": "经检索，查得有关文件", "means": "附件"}


def emails(channel: str = "email") -> list[Message]:
    return list(Message.objects.everywhere().filter(channel=channel).order_by("pk"))


def walked(receive: Receive, people: Cast, **values: str) -> object:
    """From receipt to service, by way of a clarification, an extension and a fee."""
    application = receive(DAY, email=EMAIL, **values)
    take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="请说明年度", days=15)
    acts.act(application, Step("clarify", DAY), today=DAY, by=people.wang, clarified="2024年度")
    take(application, Act.EXTEND, DAY, people.li, days=20, reason="检索量大")
    details: dict[str, JSON] = {"measure": "by_page", "quantity": 40, "earlier": 0, "received_on": DAY.isoformat()}
    take(application, Act.NOTIFY_FEE, DAY, people.li, **details)
    take(application, Act.PAY, DAY, people.wang)
    take(application, Act.DRAFT, DAY, people.wang, outcome="disclosed", elements=dict(FACTS))
    take(application, Act.REPLY, DAY, people.li)
    take(application, Act.SERVE, DAY, people.wang, method="electronic", proof="平台回执")
    return application


def test_the_applicant_hears_of_every_step_that_is_theirs_once(receive: Receive, people: Cast) -> None:
    walked(receive, people)
    told = [each.subject.rpartition("号")[2] for each in emails()]
    assert told == ["已登记", "请补正", "延长答复期限", "收费通知", "已作出答复", "答复已送达"]
    assert notices.deliver(clock.now()) == {State.SENT: 6}
    assert {tuple(each.to) for each in mail.outbox} == {(EMAIL,)}
    assert notices.deliver(clock.now() + timedelta(days=9)) == {}


def test_no_subject_and_no_body_says_who_asked_or_what_for(receive: Receive, people: Cast) -> None:
    walked(receive, people)
    notices.deliver(clock.now())
    for sent in mail.outbox:
        assert people.bureau.name in sent.subject and "〔2025〕001号" in sent.subject
        for secret in ("陈样例", PERSON["identity_number"], PERSON["phone"], PERSON["address"], "农村道路", "2024年度"):
            assert secret not in sent.subject and secret not in sent.body
        assert "不是送达" in str(sent.body) and "查询码" in str(sent.body)
    for row in emails():
        assert EMAIL.encode() not in bytes(row.recipient or b"") and "查询码".encode() not in bytes(row.body)


def test_who_left_no_address_is_written_nothing(receive: Receive, people: Cast) -> None:
    receive(DAY)
    receive(DAY, email="没有")
    assert emails() == [] and emails("sms") == []


def test_a_step_that_is_refused_or_undone_tells_nobody(receive: Receive, people: Cast) -> None:
    application = receive(DAY, email=EMAIL)
    with pytest.raises(Unlawful):
        take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="", days=15)
    with transaction.atomic():
        take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="请说明年度", days=15)
        transaction.set_rollback(True)
    assert len(emails()) == 1


def test_the_same_form_sent_twice_is_told_once(people: Cast) -> None:
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, "email": EMAIL})
    for _ in range(2):
        acts.receive(people.bureau, filled, on=DAY, today=DAY, once="a" * 32)
    assert len(emails()) == 1
    assert "双方确认之日" in emails()[0].text()


def test_what_was_told_goes_with_the_file_when_it_is_shredded(receive: Receive, people: Cast) -> None:
    application = receive(DAY, email=EMAIL)
    take(application, Act.WITHDRAW, DAY, people.wang, reason="书面撤回")
    acts.shred(application, on=DAY, by=people.li, reason="保管期满")
    assert notices.deliver(clock.now()) == {State.VOID: 2}
    assert mail.outbox == []


def test_those_responsible_hear_of_an_event_but_not_who_entered_it(receive: Receive, people: Cast) -> None:
    colleague = official("sun", "孙样本", people.bureau, "informant")
    walked(receive, people)
    said = [each.subject for each in unread(colleague).order_by("id")]
    assert [subject.partition("：")[2][:6] for subject in said] == ["收到申请人的", "申请人已缴费"]
    assert not unread(people.wang).filter(subject__contains="补正").exists()


def test_while_somebody_is_away_the_deputy_hears_of_it(receive: Receive, people: Cast) -> None:
    deputy = official("sun", "孙样本", people.bureau, "informant")
    third = official("qian", "钱样本", people.bureau, "informant")
    establishment.enter_absence(people.bureau, third, deputy, since=DAY, until=DAY, on=DAY, by=people.li)
    application = receive(DAY)
    take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="请说明年度", days=15)
    acts.act(application, Step("clarify", DAY), today=DAY, by=people.wang, clarified="2024年度")
    assert (unread(deputy).count(), unread(third).count()) == (1, 0)


@given(
    moment=st.sampled_from(Moment), channel=st.sampled_from(Channel), on=st.dates(date(2020, 1, 1), date(2026, 1, 1))
)
def test_every_moment_has_its_words_whatever_the_file(moment: Moment, channel: Channel, on: date) -> None:
    calendar = national()
    standing = open_application(Step("submit", on, {"applicant": "person", "channel": channel.value}), calendar)
    told = message(
        moment,
        authority="示例县民政局",
        number="〔2025〕001号",
        standing=standing,
        calendar=calendar,
        where="",
        was=on,
    )
    assert told.subject == f"示例县民政局：政府信息公开申请〔2025〕001号{moment.label}"
    assert "None" not in told.body and len(told.short) <= 70


def test_every_moment_but_a_moved_day_belongs_to_a_step() -> None:
    assert {*MOMENTS.values(), Moment.MOVED} == set(Moment)


@given(st.text(max_size=30))
def test_an_address_is_one_or_nothing(text: str) -> None:
    found = address({"email": text})
    assert found in ("", text.strip()) and found.count("@") <= 1 and not set("\r\n,; ") & set(found)


# -- short messages --------------------------------------------------------------------------------------------------------


def test_a_short_message_says_the_number_and_the_step_and_nothing_else(
    receive: Receive, people: Cast, settings: object, tmp_path: object
) -> None:
    settings.SMS_GATEWAY, settings.VAR_DIR = "gongkai.office.notices.sms.FileGateway", tmp_path  # type: ignore[attr-defined]
    receive(DAY)
    assert notices.deliver(clock.now()) == {State.SENT: 1}
    line = (tmp_path / "sms" / "messages.jsonl").read_text(encoding="utf-8")  # type: ignore[operator]
    assert "【示例县民政局】政府信息公开申请〔2025〕001号已登记" in line and "139****0000" in line
    for secret in ("陈样例", PERSON["phone"], PERSON["identity_number"], "农村道路"):
        assert secret not in line


# -- holidays --------------------------------------------------------------------------------------------------------------


def test_who_is_concerned_by_a_new_notice_hears_of_it_once(receive: Receive, people: Cast) -> None:
    opened = [receive(date(2025, 12, 15), email=EMAIL) for _ in range(3)]
    receive(date(2025, 3, 3), email=EMAIL)
    before = [each.dossier.due_on for each in opened]
    assert holidays.announce_days(people.prefecture, extra_days(), on=DAY, by=people.li) >= 3
    for application, was in zip(opened, before, strict=True):
        application.dossier.refresh_from_db()
        assert was is not None and application.dossier.due_on is not None and application.dossier.due_on > was
    (notice,) = unread(people.wang).filter(key__startswith="moved")
    assert notice.subject.startswith("放假安排变动，3件")
    assert notice.text().splitlines() == [
        f"政府信息公开申请{each.dossier.number}：{was} → {each.dossier.due_on}"
        for each, was in zip(opened, before, strict=True)
    ]
    told = [each for each in emails() if "放假安排" in each.subject]
    assert len(told) == 3 and all("调整为" in each.text() for each in told)
    assert holidays.reckon_anew(type(people.bureau).objects.all(), on=DAY, by=None) == 0
    assert len([each for each in emails() if "放假安排" in each.subject]) == 3


def test_a_run_killed_between_two_chunks_and_run_again_tells_each_file_once(
    receive: Receive, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = [receive(date(2025, 12, 15), email=EMAIL) for _ in range(5)]
    monkeypatch.setattr(holidays, "CHUNK", 2)
    truly, runs = reflect_many, list[object]()

    def dying(keys: list[int]) -> object:
        runs.append(keys)
        if len(runs) == 2:
            raise KeyboardInterrupt
        return truly(keys)

    monkeypatch.setattr(holidays, "reflect_many", dying)
    with pytest.raises(KeyboardInterrupt):
        holidays.announce_days(people.prefecture, extra_days(), on=DAY, by=people.li)
    (notice,) = unread(people.wang).filter(key__startswith="moved")
    assert notice.subject.startswith("放假安排变动，2件")
    assert holidays.reckon_anew(type(people.bureau).objects.all(), on=DAY, by=people.li) == 3
    (notice,) = unread(people.wang).filter(key__startswith="moved")
    assert notice.subject.startswith("放假安排变动，5件")
    assert sorted(line.partition("：")[0] for line in notice.text().splitlines()) == sorted(
        f"政府信息公开申请{each.dossier.number}" for each in opened
    )
    assert len([each for each in emails() if "放假安排" in each.subject]) == 5


def extra_days() -> list[Day]:
    return [Day(date(2025, 12, day), works=False, name="地方节", source="示政发〔2025〕1号") for day in (22, 23, 24)]


def test_what_is_told_of_a_closed_file_follows_the_calendar_and_nobody_is_told(receive: Receive, people: Cast) -> None:
    application = walked(receive, people)
    dossier = Dossier.objects.of(people.bureau).get()
    assert dossier.closed_on == DAY and application is not None
    before, mails = dossier.term_on, len(emails())
    rest = Day(date(2025, 9, 19), works=False, name="地方节", source="示政发〔2025〕1号")
    assert holidays.announce_days(people.prefecture, [rest], on=DAY, by=people.li) == 0, "no open file has moved"
    dossier.refresh_from_db()
    assert before is not None and dossier.term_on is not None and dossier.term_on > before
    assert list(verify.verify(whole=True)) == []
    assert len(emails()) == mails
