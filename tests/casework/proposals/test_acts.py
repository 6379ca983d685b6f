"""建议提案办理: whose turn it is, two persons for a reply, only the checked text goes out, and the rows follow the entries."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from gongkai.casework.proposals import acts, queries
from gongkai.casework.proposals.chores import tell_of_promises, tell_of_terms
from gongkai.casework.proposals.given import ReplyGiven, SessionGiven
from gongkai.casework.proposals.models import PromiseTask, Proposal, ReplyText
from gongkai.casework.proposals.replying import masked
from gongkai.casework.proposals.verifying import findings
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.promises import PromiseState
from gongkai.law.proposal_claims import ClaimedFigure, ClaimVerdict
from gongkai.law.proposal_figures import ProposalFigure, ProposalRate, figures
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.proposals import Act, State
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.web import clock
from tests.casework.proposals.conftest import CONTACT, ON, TEXT, House


def test_a_file_goes_from_receipt_to_its_kept_promise_and_the_rows_follow_its_entries(house: House) -> None:
    row = house.published()
    house.take(row, Act.COPY)
    house.take(row, Act.FEEDBACK)
    house.take(row, Act.CLOSE)
    row.refresh_from_db()
    assert (row.state, row.reply_class, row.lead, row.rounds) == (State.CLOSED, "B", house.bureau, 1)
    assert (row.handed_over_on, row.term_on, row.replied_on, row.published_on) == (ON, date(2025, 6, 3), ON, ON)
    task = PromiseTask.objects.of(house.county).get()
    late = date(2025, 11, 3)
    assert queries.promise_state(task, late) is PromiseState.OVERDUE
    house.take(row, Act.REPORT_KEPT, late, promise="1", kept_on="2025-11-03", proof="验收单")
    house.take(row, Act.CONFIRM_KEPT, late, promise="1")
    task.refresh_from_db()
    assert queries.promise_state(task, late) is PromiseState.KEPT_LATE
    assert list(findings(whole=True)) == []
    assert list(verify(whole=True)) == []


def test_only_whose_turn_it_is_may_act(house: House) -> None:
    row = house.routed()
    step = Step(Act.HAND_OVER.value, ON, {"meeting": "自行交办"})
    with pytest.raises(Unlawful, match="应由政府办公室办理"):
        acts.act(row, step, of=house.bureau, today=ON, by=house.people.wang)
    handed = house.handed_over("13")
    with pytest.raises(Unlawful, match="应由主办单位办理"):
        acts.act(
            handed, Step("talk", ON, {"way": "phone", "said": "x"}), of=house.finance, today=ON, by=house.accountant
        )
    with pytest.raises(Unlawful, match="应由承办单位办理"):
        acts.act(
            handed, Step("assign", ON, {"section": "x"}), of=house.people.elsewhere, today=ON, by=house.people.zhao
        )


def test_who_draws_a_reply_does_not_sign_it(house: House) -> None:
    row = house.drafted()
    house.take(row, Act.CHECK)
    step = Step("sign", ON, {"number": "示民函〔2025〕3号"})
    with pytest.raises(Unlawful, match="拟稿人不能签发自己拟的答复"):
        acts.act(row, step, of=house.bureau, today=ON, by=house.people.wang)
    row.refresh_from_db()
    assert row.state is State.DRAFTED


def test_the_contact_is_sealed_and_covered_in_what_goes_out(house: House) -> None:
    row = house.published()
    text = ReplyText.objects.of(house.county).get()
    assert text.text == TEXT
    assert CONTACT not in text.public_text and "南街已补装路灯" in text.public_text
    assert queries.personal(row)["contact"] == CONTACT
    assert not any(CONTACT in entry.data or "马示例" in entry.data for entry in journal.entries(row.dossier))
    assert CONTACT.encode() not in bytes(Proposal.objects.of(house.county).get().personal)


def test_a_contact_of_another_form_is_covered_as_it_was_given() -> None:
    assert masked("请致电内线88001，或写信至ma@example.invalid。", "内线88001") == masked(
        "请致电****，或写信至ma@example.invalid。", ""
    )


def test_a_text_changed_after_the_review_is_not_published_and_verify_names_it(house: House) -> None:
    row = house.replied()
    ReplyText.objects.of(house.county).update(public_text="没有审查过的话")
    with pytest.raises(Unlawful, match="与经过保密审查的文本不一致"):
        house.take(row, Act.PUBLISH)
    assert [each.what for each in findings(whole=True)] == ["第1轮答复的文本与条目登记的不符，内容被改动"]


def test_a_row_that_does_not_follow_from_its_entries_is_named(house: House) -> None:
    house.published()
    Proposal.objects.of(house.county).update(replied_on=date(2025, 3, 1))
    assert [each.what for each in findings(whole=True)] == ["列出的情况与条目推出的不符"]


def test_a_summary_goes_out_where_the_whole_does_not(house: House) -> None:
    row = house.published(openness="summary", reason="涉及企业报价", summary="已经补装路灯。")
    assert ReplyText.objects.of(house.county).get().public_text == "已经补装路灯。"
    assert queries.published(house.bureau).get() == row
    with pytest.raises(Unlawful, match="应当写出摘要"):
        house.drafted("13", openness="summary", reason="涉及企业报价")


def test_a_reply_taken_down_is_public_no_more(house: House) -> None:
    row = house.published()
    assert queries.published(house.county).exists()
    house.take(row, Act.TAKE_DOWN, reason="内容有误")
    assert not queries.published(house.county).exists()
    assert list(findings(whole=True)) == []


def test_a_meeting_hands_over_all_or_none(house: House) -> None:
    first, second = house.routed("1"), house.received("2")
    with pytest.raises(Unlawful, match="建议第2号"):
        acts.hand_over(house.session, [first, second], "交办会", on=ON, today=ON, by=house.office)
    first.refresh_from_db()
    assert first.state is State.ROUTED and first.batch is None
    batch = acts.hand_over(house.session, [first], "交办会", on=ON, today=ON, by=house.office, until=date(2025, 5, 20))
    again = Proposal.objects.of(house.county).get(pk=first.pk)
    assert again.batch == batch and again.dossier.due_on == date(2025, 5, 20)
    assert Message.objects.of(house.county).filter(official=house.people.wang).exists()


def test_a_session_with_terms_of_its_own_names_the_paper(house: House) -> None:
    given = SessionGiven(ProposalSource.CONFERENCE, "示例县政协十届四次会议", 2025, months=2, longest=4)
    with pytest.raises(Unlawful, match="应当写明出处") as refused:
        acts.open_session(house.county, given, on=ON, today=ON, by=house.office)
    assert refused.value.field == "source_of_terms"
    with pytest.raises(Unlawful, match="该届次已经登记"):
        acts.open_session(
            house.county,
            SessionGiven(ProposalSource.CONGRESS, house.session.name, 2025),
            on=ON,
            today=ON,
            by=house.office,
        )


def test_a_number_stands_once_in_a_session_and_a_congress_makes_no_proposals(house: House) -> None:
    house.received("7")
    with pytest.raises(Unlawful, match="本届次已有建议第7号"):
        house.received("7")
    assert house.received("7", kind=ProposalKind.MOTION, as_suggestion=True).kind_label == "议案（转作建议办理）"
    with pytest.raises(Unlawful, match="是人大的届次，没有提案"):
        house.received("8", kind=ProposalKind.PROPOSAL)


def test_the_figures_of_the_rows_are_those_of_the_entries_and_a_claim_changes_none(house: House) -> None:
    house.published("1")
    house.handed_over("2")
    house.received("3")
    today = date(2025, 6, 10)
    facts = queries.facts(queries.of_session(house.session))
    counted = figures(facts, today)
    assert counted.count(ProposalFigure.RECEIVED) == 3
    assert counted.count(ProposalFigure.ON_TIME, ProposalFigure.OVERDUE) == 2
    assert str(counted.rate(ProposalRate.IN_TIME)) == "50.00"
    assert {load for fact in facts for load in fact.joint} == {"shili-caizheng"}
    acts.claim(house.session, ClaimedFigure.IN_TIME, "100%", "2025年年度报告", on=ON, today=ON, by=house.office)
    (told,) = queries.judged(house.session, counted)
    assert told.verdict is ClaimVerdict.CONTRADICTED and "50.00%" in told.question
    assert figures(queries.facts(queries.of_session(house.session)), today) == counted


def test_who_is_not_satisfied_is_answered_again_with_a_text_of_its_own(house: House) -> None:
    row = house.published()
    house.take(row, Act.FEEDBACK, satisfaction="unsatisfied", said="没有说明何时完工")
    house.take(row, Act.COPY)
    with pytest.raises(Unlawful, match="提出人不满意，应当重新办理"):
        house.take(row, Act.CLOSE)
    later = ON + timedelta(days=60)
    house.take(row, Act.REHANDLE, later)
    house.take(row, Act.TALK, later)
    house.take(row, Act.OPINE, later, house.finance)
    house.take(row, Act.DRAFT, later, text="已于五月完工。", reply_class="A", promises=[])
    for act in (Act.CHECK, Act.SIGN, Act.REPLY, Act.PUBLISH):
        house.take(row, act, later)
    row.refresh_from_db()
    assert (row.rounds, row.replied_on, row.reply_class) == (2, ON, "A")
    assert [each.public_text for each in ReplyText.objects.of(house.county).order_by("round")][1] == "已于五月完工。"
    assert list(findings(whole=True)) == []


def test_the_lead_unit_is_reminded_once_a_week_and_the_subject_names_nobody(house: House) -> None:
    now = clock.now()
    on = now.date() - timedelta(days=80)
    house.handed_over("1", on=on)
    promised = house.published("2", on, promises=[{"text": "补装", "due_on": f"{now.date():%Y-%m-%d}"}])
    before = Message.objects.of(house.county).count()
    for _ in range(2):
        tell_of_terms(now)
        tell_of_promises(now)
    told = Message.objects.of(house.county).order_by("pk")[before:]
    assert {each.official for each in told} == {house.people.wang}
    assert len(told) == 2
    assert promised.proposers not in "".join(each.subject for each in told)


def test_what_was_said_with_a_proposer_is_sealed(house: House) -> None:
    row = house.handed_over()
    house.take(row, Act.TALK, said="马示例说路灯最要紧")
    entered = json.dumps([entry.data for entry in journal.entries(row.dossier)], ensure_ascii=False)
    assert "最要紧" not in entered
    assert any("最要紧" in str(line.step.details) for line in journal.timeline(row.dossier) if line.step)


def test_a_step_entered_by_mistake_is_voided_and_stays_readable(house: House) -> None:
    row = house.published()
    assert queries.published(house.county).exists()
    moved = acts.void_last(row, on=ON, today=ON, by=house.head, reason="公开日期登记有误")
    assert moved.state is State.REPLIED and moved.reply is not None and moved.reply.published_on is None
    assert not queries.published(house.county).exists()
    assert [line.void for line in journal.timeline(row.dossier) if line.act == "publish"] == [True]
    house.take(row, Act.PUBLISH)
    assert queries.published(house.county).exists()
    assert list(findings(whole=True)) == [] and list(verify(whole=True)) == []
    for _ in range(4):
        acts.void_last(row, on=ON, today=ON, by=house.head, reason="从签发起重来")
    assert row.state is State.DRAFTED and not PromiseTask.objects.of(house.county).exists()
    assert list(findings(whole=True)) == []
    fresh = house.received("20")
    with pytest.raises(Unlawful, match="立卷的条目不能作废"):
        acts.void_last(fresh, on=ON, today=ON, by=house.head, reason="重复")


def test_what_finds_a_person_is_shredded_when_the_file_is_closed_and_the_reply_stays(house: House) -> None:
    row = house.published()
    with pytest.raises(Unlawful, match="尚未办结"):
        acts.shred(row, on=ON, by=house.head, reason="保管期满")
    house.take(row, Act.COPY)
    house.take(row, Act.FEEDBACK)
    house.take(row, Act.CLOSE)
    acts.shred(row, on=ON, by=house.head, reason="保管期满")
    with pytest.raises(vault.Shredded):
        queries.personal(row)
    shown = queries.published(house.county).get()
    assert shown.title == row.title and ReplyText.objects.of(house.county).get().public_text
    assert list(findings(whole=True)) == [] and list(verify(whole=True)) == []


def test_a_reply_without_a_text_is_refused(house: House) -> None:
    row = house.handed_over()
    house.take(row, Act.TALK)
    house.take(row, Act.OPINE, ON, house.finance)
    step = Step("draft", ON, {"reply_class": "A", "openness": "full"})
    with pytest.raises(Unlawful, match="答复全文不能为空"):
        acts.act(row, step, of=house.bureau, today=ON, by=house.people.wang, reply=ReplyGiven("  "))
