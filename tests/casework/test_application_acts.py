"""申请的办理: from receipt to service through the acts, and what is never half-written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection

from gongkai.casework.applications import acts, events, letters, queries
from gongkai.casework.applications.acts import Past
from gongkai.casework.applications.evidence.acts import register_search
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.annual_report.facts import ApplicationFact
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind, State
from gongkai.law.evidence import Search, SearchPlace
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.letters import letter_type
from gongkai.law.outcomes import OUTCOMES, Element, Outcome, RemedyRule, Version, replies
from gongkai.law.receipt import Channel
from gongkai.law.repetition import OUTSIDE, OutsideAnswer
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as journal_queries
from gongkai.office.journal import vault
from gongkai.office.journal.acts import Deed
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from gongkai.papers.document import Paragraph
from tests.casework.conftest import PERSON, Receive, take
from tests.cast import Cast, official

DAY = date(2025, 9, 18)


def filled(**values: str) -> Filled:
    return Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, **values})


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every row of every table, as whoever steals the database would read it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names from the database)
            for row in cursor.fetchall():
                yield (
                    table,
                    " ".join(
                        bytes(cell).decode("utf-8", "ignore") if isinstance(cell, bytes | memoryview) else str(cell)
                        for cell in row
                    ),
                )


def replied(application: Application, people: Cast, outcome: str = "disclosed", **elements: str) -> None:
    given, by, proof = elements or {"means": "随本答复提供复印件一份"}, people.wang, dict[str, JSON]()
    if outcome == "repeated":
        paper = OutsideAnswer(date(2024, 3, 1), "示民公复〔2024〕9号")
        proof = {"proof": OUTSIDE, "outside_on": "2024-03-01", "outside_number": paper.reply}
        given = {"earlier": f"{paper.told}。{given['earlier']}"}
        by = official("deputy", "孙副职", people.bureau, "informant", "unit_deputy")
    take(application, Act.DRAFT, date(2025, 9, 22), by, outcome=outcome, elements=dict(given), **proof)
    take(application, Act.REPLY, date(2025, 9, 23), people.li)


def test_an_application_received_on_18_september_2025_is_due_on_22_october(receive: Receive) -> None:
    application = receive(DAY)
    assert application.dossier.due_on == date(2025, 10, 22)
    assert application.dossier.number == "〔2025〕001号"


def test_the_walk_from_receipt_to_service(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    replied(application, people)
    reply = Reply.objects.of(people.bureau).get()
    assert reply.number == "示民公复〔2025〕1号"
    standing = take(application, Act.SERVE, date(2025, 9, 24), people.wang, method="electronic", proof="邮箱回执")
    assert standing.state is State.CLOSED
    assert (application.dossier.outcome, application.dossier.closed_on) == ("disclosed", date(2025, 9, 24))
    assert list(verify(whole=True)) == []


def test_the_letter_states_facts_article_and_remedy_and_is_kept_as_it_was_signed(
    receive: Receive, people: Cast
) -> None:
    application = receive(DAY)
    replied(application, people, "privacy", facts="所申请信息含有他人住址和病情", reason="公开会损害他人合法权益")
    kept = Reply.objects.of(people.bureau).get()
    letter = json.loads(vault.unseal(application.dossier, "reply", bytes(kept.content)))
    text = "\n".join(letter["body"])
    assert letter["addressee"] == "陈样例"
    assert "《中华人民共和国政府信息公开条例》第十五条" in text
    assert "先向示例县人民政府申请行政复议" in text, "a refusal goes to reconsideration first since 2024"
    assert "{" not in text


@pytest.mark.parametrize("leaf", replies(Version.R2019), ids=lambda leaf: leaf.key)
def test_every_outcome_has_a_letter_that_cites_its_article_and_tells_the_remedy(
    leaf: Outcome, receive: Receive, people: Cast
) -> None:
    application = receive(DAY)
    if "clarify" in leaf.after:
        take(application, Act.ASK_CLARIFICATION, DAY, people.wang, points="请写明年份", days=10)
        take(application, Act.CLARIFY, date(2025, 9, 19), people.wang)
    if "ask_reasons" in leaf.after:
        take(application, Act.ASK_REASONS, DAY, people.li, facts="一个月内八十件", days=5)
        take(application, Act.GIVE_REASONS, date(2025, 9, 19), people.wang)
    if Element.SEARCH in leaf.elements:
        looked = Search(SearchPlace.ARCHIVE, "收文", "养护", f"［{Element.SEARCH.label}］", DAY, people.wang.name)
        register_search(application, looked, today=DAY, by=people.wang)
    replied(application, people, leaf.key, **{element.value: f"［{element.label}］" for element in leaf.elements})
    kept = Reply.objects.of(people.bureau).get()
    letter = letters.unpacked(json.loads(vault.unseal(application.dossier, "reply", bytes(kept.content))))
    text = "\n".join(block.text for block in letter.body if isinstance(block, Paragraph))
    assert str(leaf.article(Version.R2019)) in text
    assert "申请行政复议" in text and "提起行政诉讼" in text
    assert ("先向" in text) == (leaf.remedy is RemedyRule.REVIEW_FIRST)
    for element in leaf.elements:
        assert f"［{element.label}］" in text, "every required element is in the letter"
    assert "{" not in text


def test_every_wording_refers_only_to_what_a_letter_may_say() -> None:
    for leaf in OUTCOMES:
        if leaf.is_reply:
            words = letters.wording(leaf.key)
            named = {name for line in words.paragraphs for name in re.findall(r"\{([^{}]+)\}", line)}
            assert named <= set(letter_type(leaf.key).placeholders), leaf.key
            assert {"依据", "救济告知", "申请内容"} <= named or leaf.key == "other_channel", leaf.key


def test_2007_wordings_of_the_old_regulation_tell_no_reconsideration_first(receive: Receive, people: Cast) -> None:
    application = receive(date(2018, 3, 5))
    day = date(2018, 3, 6)
    take(
        application,
        Act.DRAFT,
        day,
        people.wang,
        outcome="privacy",
        elements={"facts": "含他人住址", "reason": "会损害"},
    )
    take(application, Act.REPLY, day, people.li)
    kept = Reply.objects.of(people.bureau).get()
    text = str(json.loads(vault.unseal(application.dossier, "reply", bytes(kept.content)))["body"])
    assert (
        "（国务院令第492号）第十四条第四款、第二十一条第（二）项" in text and "先向" not in text and "6个月内" in text
    )


def test_sent_twice_it_is_one_application_with_the_same_receipt(people: Cast) -> None:
    first = acts.receive(people.bureau, filled(), on=DAY, today=DAY, once="a" * 32)
    again = acts.receive(people.bureau, filled(), on=DAY, today=DAY, once="a" * 32)
    other = acts.receive(people.bureau, filled(description="又一项内容"), on=DAY, today=DAY, once="b" * 32)
    assert (first.application, first.code) == (again.application, again.code)
    assert other.code != first.code
    changed = acts.receive(people.bureau, filled(description="另一项内容"), on=DAY, today=DAY, once="a" * 32)
    assert changed.application != first.application, "what was written anew on the same page is not lost"
    elsewhere = acts.receive(people.elsewhere, filled(), on=DAY, today=DAY, once="a" * 32)
    assert elsewhere.code not in {first.code, other.code, changed.code}
    assert Application.objects.of(people.bureau).count() == 3


def test_the_query_code_opens_the_file_and_nothing_in_the_database_is_the_code(people: Cast) -> None:
    made = acts.receive(people.bureau, filled(), on=DAY, today=DAY, once="c" * 32)
    assert queries.by_code(people.bureau, "[2025] 1", made.spaced_code.lower()) == made.application
    assert queries.by_code(people.bureau, "〔2025〕001号", "2222222222222222") is None
    assert queries.by_code(people.bureau, "〔2025〕999号", made.code) is None
    assert queries.by_code(people.elsewhere, "〔2025〕001号", made.code) is None
    for place, text in everything_stored():
        assert made.code not in text and "c" * 32 not in text, place


def test_nothing_personal_lies_readable_in_any_table(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    replied(application, people)
    secrets = [PERSON["name"], PERSON["identity_number"], PERSON["phone"], PERSON["address"]]
    for place, text in everything_stored():
        assert not [secret for secret in secrets if secret in text], place


FREE_WORDS: list[tuple[Act, dict[str, JSON]]] = [
    (Act.ASK_CLARIFICATION, {"points": "请陈样例写明年份", "days": 5}),
    (Act.CLARIFY, {}),
    (Act.CONSULT, {"of": "third_party", "subject": "周邻居是否同意公开其住址"}),
    (Act.ANSWER_CONSULTATION, {"consultation": "1", "opinion": "object"}),
    (Act.EXTEND, {"days": 5, "reason": "周邻居外出，尚未联系上"}),
    (Act.DRAFT, {"outcome": "privacy", "elements": {"facts": "含周邻居的住址", "reason": "周邻居不同意公开"}}),
]
"""What handlers write in their own words, each naming somebody."""


def test_what_handlers_write_in_their_own_words_is_sealed_and_gone_with_the_key(receive: Receive, people: Cast) -> None:
    application = receive(DAY, description="示例县某路段养护资金分配结果")
    for act, details in FREE_WORDS:
        take(application, act, date(2025, 9, 19), people.wang, **details)
    told = [event.text for event in events.office(application)]
    assert [
        word for word in ("陈样例", "是否同意公开其住址", "尚未联系上") if not any(word in text for text in told)
    ] == []
    draft = queries.standing(application).draft
    assert draft and draft.elements == FREE_WORDS[-1][1]["elements"]
    drafted = journal_queries.timeline(application.dossier)[-1].seq
    again = Step(
        Act.DRAFT.value,
        date(2025, 9, 19),
        {**FREE_WORDS[-1][1], "elements": {"facts": "含邻居吴某的住址", "reason": "不同意"}},
    )
    acts.amend(application, drafted, again, today=DAY + timedelta(days=1), by=people.wang, reason="把周邻居的姓写错了")
    for place, text in everything_stored():
        assert "周邻居" not in text and "吴某" not in text and "陈样例" not in text, place
    take(application, Act.REPLY, date(2025, 9, 19), people.li)
    take(application, Act.SERVE, date(2025, 9, 19), people.wang, method="direct", proof="陈样例签收")
    due = application.dossier.due_on, application.dossier.outcome, application.dossier.closed_on
    acts.shred(application, on=date(2025, 9, 19), by=people.wang, reason="保管期限届满")
    told = [event.text for event in events.office(application)]
    assert not [text for text in told if "周邻居" in text or "吴某" in text or "陈样例" in text]
    assert any("（已销毁）" in text for text in told)
    standing = queries.standing(application)
    assert (standing.outcome, standing.closed_on) == due[1:]
    assert list(verify(whole=True)) == []


def test_a_shredded_file_is_still_filed_and_put_right(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.WITHDRAW, DAY, people.wang, reason="申请人书面撤回")
    acts.shred(application, on=DAY, by=people.wang, reason="保管期限届满")
    take(application, Act.ARCHIVE, DAY, people.wang)
    acts.amend(
        application,
        1,
        Step(Act.SUBMIT.value, DAY, {"applicant": "business", "channel": "in_person"}),
        today=DAY,
        by=people.wang,
        reason="类型选错",
    )
    assert queries.standing(application).applicant is ApplicantKind.BUSINESS
    assert list(verify(whole=True)) == []


def test_shredding_destroys_the_person_and_leaves_the_journal_valid(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    take(application, Act.WITHDRAW, DAY, people.wang, reason="申请人书面撤回")
    index = application.identity_index
    acts.shred(application, on=DAY, by=people.wang, reason="保管期限届满")
    assert not Application.objects.of(people.bureau).filter(identity_index=index).exists()
    assert queries.applicant_masked(application) == "已销毁"
    assert queries.with_names([application])[0].applicant_label == "已销毁"
    assert list(verify(whole=True)) == []


def test_a_date_in_the_future_is_refused_and_nothing_is_written(people: Cast, receive: Receive) -> None:
    with pytest.raises(Unlawful, match="不能晚于今天"):
        acts.receive(people.bureau, filled(), on=date(2025, 9, 19), today=DAY, once="d" * 32)
    assert not Dossier.objects.of(people.bureau).exists()
    application = receive(DAY)
    with pytest.raises(Unlawful, match="不能晚于今天"):
        acts.act(application, Step("withdraw", date(2025, 9, 20), {"reason": "x"}), today=DAY, by=people.wang)


def test_109_nobody_has_received_a_notice_of_a_fee_tomorrow(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    details: dict[str, JSON] = {"measure": "by_page", "quantity": 40, "received_on": "2025-12-31"}
    with pytest.raises(Unlawful, match="不能晚于今天") as refused:
        acts.act(application, Step("notify_fee", DAY, details), today=DAY, by=people.li)
    assert refused.value.field == "received_on"


def test_109_the_items_of_a_month_are_those_of_one_applicant_in_one_month(receive: Receive) -> None:
    receive(date(2025, 8, 29))
    first, second = receive(date(2025, 9, 1)), receive(date(2025, 9, 30))
    somebody_else = receive(date(2025, 9, 30), identity_number="110101190001010022")
    assert [queries.earlier_items(each) for each in (first, second, somebody_else)] == [0, 1, 0]


def test_235_who_did_not_choose_an_electronic_way_is_not_served_by_one(receive: Receive, people: Cast) -> None:
    application = receive(DAY, delivery="post")
    replied(application, people)
    on = date(2025, 9, 24)
    with pytest.raises(Unlawful, match="没有选择电子方式") as refused:
        take(application, Act.SERVE, on, people.wang, method="electronic", proof="邮箱回执")
    assert refused.value.field == "method"
    agreed = take(application, Act.SERVE, on, people.wang, method="electronic", proof="邮箱回执", agreed=True)
    assert agreed.state is State.CLOSED
    assert "申请人同意电子送达" in events.office(application)[-1].text


def test_a_signed_letter_made_void_says_so_and_the_next_one_has_another_number(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    replied(application, people)
    drafted, signed = (line for line in application.dossier.entries.everywhere() if line.act in {"draft", "reply"})
    with pytest.raises(Unlawful, match="答复已经签发"):
        acts.amend(application, drafted.seq, None, today=DAY, by=people.li, reason="改写")
    today = date(2025, 9, 24)
    acts.amend(application, signed.seq, None, today=today, by=people.li, reason="文书有误")
    take(application, Act.REPLY, today, people.li)
    assert [(reply.number, queries.stands(reply)) for reply in Reply.objects.of(people.bureau).order_by("pk")] == [
        ("示民公复〔2025〕1号", False),
        ("示民公复〔2025〕2号", True),
    ]


def test_a_reply_that_cannot_be_signed_draws_no_number_and_keeps_no_letter(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    with pytest.raises(Unlawful, match="尚无拟办意见"):
        take(application, Act.REPLY, DAY, people.li)
    take(application, Act.DRAFT, DAY, people.wang, outcome="disclosed", elements={"means": "见附件"})
    people.bureau.profile.letter_code = ""
    people.bureau.profile.save()
    with pytest.raises(Unlawful, match="尚未设置发文机关代字"):
        take(application, Act.REPLY, DAY, people.li)
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.save()
    take(application, Act.REPLY, DAY, people.li)
    assert [reply.number for reply in Reply.objects.of(people.bureau)] == ["示民公复〔2025〕1号"]


def test_two_officials_acting_at_once_never_overwrite_each_other(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    seen = application.dossier.version
    take(application, Act.EXTEND, DAY, people.li, days=5, reason="检索量大")
    with pytest.raises(Unlawful, match="已被他人办理"):
        acts.act(application, Step("withdraw", DAY, {"reason": "x"}), today=DAY, by=people.wang, seen=seen)


def test_a_mistaken_entry_is_put_right_by_an_entry_and_the_clock_follows(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    opened = next(iter(application.dossier.entries.everywhere()))
    right = Step("submit", date(2025, 9, 17), {"applicant": "person", "channel": "in_person"})
    journal.amend(application.dossier, opened.seq, right, on=DAY, by=people.li, reason="登记日期录入有误")
    assert application.dossier.due_on == date(2025, 10, 21)
    assert list(verify(whole=True)) == []


def test_bulk_histories_equal_the_acts_one_by_one(people: Cast, receive: Receive) -> None:
    one = receive(DAY)
    take(one, Act.WITHDRAW, date(2025, 9, 19), people.wang, reason="书面撤回")
    steps = (
        Step("submit", DAY, {"applicant": "person", "channel": "in_person"}),
        Step("withdraw", date(2025, 9, 19), {"reason": "书面撤回"}),
    )
    past = Past(
        Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON), tuple(Deed(each, people.wang) for each in steps)
    )
    (many,) = list(acts.receive_many(people.bureau, [past]))
    for column in ("state", "received_on", "due_on", "closed_on", "outcome", "extended", "version", "title"):
        assert getattr(many, column) == getattr(one.dossier, column), column
    row = Application.objects.of(people.bureau).get(dossier=many)
    assert queries.filled(row) == queries.filled(one)
    assert (row.applicant, row.channel, row.subject, row.identity_index) == (
        one.applicant, one.channel, one.subject, one.identity_index
    )  # fmt: skip
    assert list(verify(whole=True)) == []


def test_on_the_days_off_after_the_due_day_the_list_says_overdue(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 2, 14))
    assert application.dossier.due_on == date(2025, 3, 14), "a Friday"
    calendar = calendar_of(people.bureau)
    said = {
        day: queries.with_remaining([application], date(2025, 3, day), calendar)[0].left for day in (13, 14, 15, 17, 18)
    }
    assert said == {13: "1", 14: "0", 15: "已逾期", 17: "逾期1", 18: "逾期2"}


def test_the_facts_of_a_year_and_the_records_behind_each(receive: Receive, people: Cast) -> None:
    receive(date(2024, 12, 20))
    withdrawn = receive(date(2025, 1, 6), applicant=ApplicantKind.LEGAL_SERVICE)
    take(withdrawn, Act.WITHDRAW, date(2025, 1, 7), people.wang, reason="书面撤回")
    receive(date(2026, 1, 5))
    acts.receive(people.bureau, filled(), on=date(2025, 3, 3), today=date(2025, 3, 3), once="e" * 32)
    rows = Application.objects.of(people.bureau)
    found = set(queries.facts(rows, 2025))
    assert found == {
        ApplicationFact(ApplicantKind.PERSON, Channel.IN_PERSON, 2024, None, None, False, 1),
        ApplicationFact(ApplicantKind.LEGAL_SERVICE, Channel.IN_PERSON, 2025, 2025, "withdrawn", False, 1),
    }, "what is not confirmed has not been received"
    for fact in found:
        assert queries.behind(rows, [fact]).count() == fact.count
    assert queries.behind(rows, found).count() == 2
    assert queries.behind(rows, []).count() == 0
