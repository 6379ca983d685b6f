"""保管与销毁: nothing goes before its term, by one person, or while it is needed; what goes is gone everywhere, and counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import queries as asked
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.chores import tell_of_terms_over
from gongkai.casework.remedies.models import Remedy
from gongkai.casework.remedies.retention import acts, queries
from gongkai.casework.remedies.retention.models import Disposal
from gongkai.law.applications import Act
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.remedies import RemedyKind
from gongkai.law.retention import RETENTIONS, FileClass, file_class, kept_through, years_set
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.verify import verify
from gongkai.office.notices import acts as notices
from gongkai.office.notices.models import Message
from gongkai.web import clock
from tests.casework.conftest import PERSON, Receive, take
from tests.casework.test_application_pages import desk
from tests.cast import Cast, official

LONG_AGO = date(2014, 9, 18)
TODAY = date(2026, 11, 30)
PLANTED = ("陈样例", PERSON["identity_number"], PERSON["phone"], PERSON["address"], "诸葛第三")


def closed(receive: Receive, people: Cast, on: date = LONG_AGO) -> Application:
    """An application answered and served on its day, with somebody's name in its reasons and a letter and a message of it."""
    application = receive(on)
    elements: dict[str, JSON] = {"means": "请诸葛第三联系"}
    take(application, Act.DRAFT, on, people.wang, outcome="disclosed", elements=elements)
    take(application, Act.REPLY, on, people.li)
    take(application, Act.SERVE, on, people.wang, method="direct", proof="回证，诸葛第三签收")
    told = {"to": "chen@example.org", "subject": "答复已送达", "body": "陈样例：您的申请已答复。"}
    notices.write_email(people.bureau, f"reply {application.pk}", **told, dossier=application.dossier)
    return application


@given(st.dates(date(2008, 5, 1), date(2090, 1, 1)), st.integers(1, 100))
def test_a_term_of_years_ends_on_the_same_day_of_the_year(closed_on: date, years: int) -> None:
    through = kept_through(closed_on, years)
    assert through.year == closed_on.year + years and through.month == closed_on.month
    assert through.day == closed_on.day or (closed_on.month, closed_on.day) == (2, 29)


@given(st.sampled_from(OUTCOMES), st.booleans())
def test_every_closed_file_has_one_class_and_one_term(leaf: object, contested: bool) -> None:
    kind = file_class(leaf.key, contested=contested)  # type: ignore[attr-defined]
    assert (kind is FileClass.CONTESTED) is contested
    assert RETENTIONS[kind].years <= RETENTIONS[FileClass.CONTESTED].years


@pytest.mark.parametrize(("years", "source"), [(0, "表"), (101, "表"), (10, " ")])
def test_an_authority_sets_a_term_within_reason_and_says_on_what_it_rests(years: int, source: str) -> None:
    with pytest.raises(Unlawful):
        years_set(years, source)


def test_nothing_is_over_on_the_last_day_of_its_term_and_is_on_the_next(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    last = date(2024, 9, 18)
    assert queries.over(people.bureau, last) == []
    assert [each.application for each in queries.over(people.bureau, last + timedelta(1))] == [application]


def test_an_authority_sets_its_own_term_and_the_list_follows(receive: Receive, people: Cast) -> None:
    application = closed(receive, people, date(2023, 9, 18))
    assert queries.over(people.bureau, TODAY) == []
    acts.set_term(people.bureau, FileClass.ANSWERED, 3, "本机关保管期限表", on=TODAY, by=people.li)
    assert [each.application for each in queries.over(people.bureau, TODAY)] == [application]
    assert queries.terms(people.elsewhere)[FileClass.ANSWERED].years == RETENTIONS[FileClass.ANSWERED].years
    assert list(verify(whole=True)) == []


def listed(people: Cast, *applications: Application) -> Disposal:
    keys = [each.dossier_id for each in applications]
    return acts.propose(people.bureau, keys, "保管期限届满", on=TODAY, by=people.wang)


def test_what_two_persons_shred_is_gone_and_counts_as_before(receive: Receive, people: Cast) -> None:
    application, other = closed(receive, people), closed(receive, people, LONG_AGO + timedelta(9))
    rows = Application.objects.of(people.bureau)
    before = list(asked.facts(rows, LONG_AGO.year))
    letter = Reply.objects.of(people.bureau).get(application=application)
    sealed = bytes(letter.content)
    assert acts.decide(listed(people, application, other), approve=True, on=TODAY, by=people.li) == 2
    application = Application.objects.of(people.bureau).select_related("dossier__authority").get(pk=application.pk)
    assert list(asked.facts(rows, LONG_AGO.year)) == before, "figures still count"
    assert asked.applicant_masked(application) == "已销毁"
    with pytest.raises(vault.Shredded):
        asked.filled(application)
    with pytest.raises(vault.Shredded):
        vault.unseal(application.dossier, "reply", sealed)
    (message,) = Message.objects.of(people.bureau).filter(dossier=application.dossier)
    assert "销毁" in message.text()
    told = str([(line.data, line.step) for line in journal.timeline(application.dossier)])
    assert not [name for name in PLANTED if name in told]
    assert list(verify(whole=True)) == [], "the journal is whole"
    assert queries.over(people.bureau, TODAY) == []


def test_the_pages_of_a_shredded_file_say_so_and_show_nobody(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    letter = Reply.objects.of(people.bureau).get()
    acts.decide(listed(people, application), approve=True, on=TODAY, by=people.li)
    wang, file = desk("wang"), f"/desk/applications/{application.dossier_id}/"
    for page in (file, "/desk/applications/all/"):
        text = wang.get(page).content.decode()
        assert "已销毁" in text or "销毁" in text
        assert not [name for name in PLANTED if name in text], page
    for page in (f"{file}replies/{letter.pk}/", f"{file}replies/{letter.pk}/docx/", f"{file}replies/{letter.pk}/pdf/"):
        answer = wang.get(page)
        assert answer.status_code == 422 and "销毁" in answer.content.decode(), page


def test_one_person_alone_shreds_nothing(receive: Receive, people: Cast) -> None:
    both = official("both", "吴两职", people.bureau, "informant", "unit_head")
    application = closed(receive, people)
    disposal = acts.propose(people.bureau, [application.dossier_id], "期满", on=TODAY, by=both)
    with pytest.raises(Unlawful, match="应由两人办理"):
        acts.decide(disposal, approve=True, on=TODAY, by=both)
    assert asked.filled(application).name == PERSON["name"]


def test_a_list_is_decided_once_and_what_was_declined_may_be_proposed_again(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    disposal = listed(people, application)
    with pytest.raises(Unlawful, match="已列入待批准的清单"):
        listed(people, application)
    assert acts.decide(disposal, approve=False, on=TODAY, by=people.li) == 0
    with pytest.raises(Unlawful, match="已经决定过"):
        acts.decide(disposal, approve=True, on=TODAY, by=people.li)
    assert asked.filled(application).name == PERSON["name"]
    assert acts.decide(listed(people, application), approve=True, on=TODAY, by=people.li) == 1


def test_a_hold_keeps_a_file_before_and_after_it_was_proposed(receive: Receive, people: Cast) -> None:
    early, late = closed(receive, people), closed(receive, people, LONG_AGO + timedelta(9))
    acts.hold(early, "诸葛第三已起诉第三人", on=TODAY, by=people.li)
    with pytest.raises(Unlawful, match="保全中"):
        listed(people, early)
    disposal = listed(people, late)
    acts.hold(late, "审计需要", on=TODAY, by=people.li)
    assert acts.decide(disposal, approve=True, on=TODAY, by=people.li) == 0
    assert [item.left_out for item in queries.items(disposal)] == ["保全中"]
    acts.lift(late, "审计已结束", on=TODAY, by=people.li)
    assert acts.decide(listed(people, late), approve=True, on=TODAY, by=people.li) == 1
    assert list(verify(whole=True)) == []


def contested(application: Application, people: Cast, on: date) -> Remedy:
    notice = Notice(RemedyKind.REVIEW, f"示政复〔{on.year}〕3号", "示例县人民政府")
    return remedies.receive(application, notice, on=on, today=on, by=people.wang)


def test_a_file_somebody_went_to_court_over_is_kept_and_then_goes_with_its_case(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    case = contested(application, people, LONG_AGO + timedelta(30))
    (kept,) = queries.kept(people.bureau, Application.objects.of(people.bureau).select_related("dossier"), TODAY)
    assert kept.obstacle == "复议或者诉讼尚未审结"
    decided = LONG_AGO + timedelta(90)
    remedies.act(case, Step("answer", decided), today=decided, by=people.wang)
    remedies.act(case, Step("decide", decided, {"result": "upheld"}), today=decided, by=people.wang)
    acts.set_term(people.bureau, FileClass.CONTESTED, 11, "保管期限表", on=TODAY, by=people.li)
    (kept,) = queries.over(people.bureau, TODAY)
    assert (kept.kind, kept.closed_on) == (FileClass.CONTESTED, decided), "the term runs from the last to be closed"
    assert acts.decide(listed(people, application), approve=True, on=TODAY, by=people.li) == 1
    with pytest.raises(vault.Shredded):
        vault.seal(case.dossier, "x", "y")
    assert list(verify(whole=True)) == []


def test_nobody_proposes_a_file_of_another_authority_or_an_open_one(receive: Receive, people: Cast) -> None:
    theirs, opened = closed(receive, people), receive(TODAY)
    with pytest.raises(Unlawful, match="不属于本机关"):
        acts.propose(people.elsewhere, [theirs.dossier_id], "期满", on=TODAY, by=people.zhao)
    with pytest.raises(Unlawful, match="不属于本机关或者不存在"):
        listed(people, opened)
    fresh = closed(receive, people, date(2025, 1, 6))
    with pytest.raises(Unlawful, match="保管至2035年1月6日"):
        listed(people, fresh)


def test_the_chore_tells_once_a_month_and_shreds_nothing(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    now = datetime(2026, 11, 30, 9, tzinfo=clock.BEIJING)
    for _ in range(3):
        tell_of_terms_over(now)
    told = Message.objects.of(people.bureau).filter(key__startswith="retention")
    assert [message.official for message in told] == [people.wang]
    assert "1件" in told[0].subject and asked.filled(application).name == PERSON["name"]
    assert not Disposal.objects.of(people.bureau).exists()


def test_the_pages_from_the_list_to_the_approval(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    wang, li = desk("wang"), desk("li")
    page = wang.get("/desk/remedies/retention/").content.decode()
    assert application.dossier.number in page and "通行做法，待本机关设定" in page
    assert not [name for name in PLANTED if name in page]
    answer = wang.post("/desk/remedies/retention/", {"chosen": [application.dossier_id], "reason": "保管期限届满"})
    shown = answer.headers["Location"]
    assert "批准并销毁" not in wang.get(shown).content.decode(), "not for who proposed it"
    assert wang.post(f"{shown}approve/").status_code == 403
    assert "批准并销毁" in li.get(shown).content.decode()
    li.post(f"{shown}approve/")
    assert "已批准并销毁" in li.get(shown).content.decode()
    assert asked.applicant_masked(Application.objects.of(people.bureau).select_related("dossier").get()) == "已销毁"


def test_the_pages_of_terms_and_holds(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    li = desk("li")
    li.post("/desk/remedies/retention/terms/", {"kind": "answered", "years": "5", "source": "保管期限表"})
    assert queries.terms(people.bureau)[FileClass.ANSWERED].own
    hold = f"/desk/remedies/retention/hold/{application.dossier_id}/"
    assert "保全" in li.get(hold).content.decode()
    li.post(hold, {"reason": "诸葛第三的案件需要"})
    assert queries.hold_of(application) and "解除保全" in li.get("/desk/remedies/retention/").content.decode()
    li.post(hold, {"reason": "案件已结"})
    assert queries.hold_of(application) is None
    assert desk("zhao").get(hold).status_code == 404
    assert "请填写理由" in li.post(hold, {"reason": ""}).content.decode()


def test_a_list_without_a_file_or_a_reason_comes_back_with_what_was_ticked(receive: Receive, people: Cast) -> None:
    application = closed(receive, people)
    wang = desk("wang")
    page = wang.post("/desk/remedies/retention/", {"chosen": [], "reason": "期满"}).content.decode()
    assert "请至少勾选一件案卷" in page
    page = wang.post("/desk/remedies/retention/", {"chosen": [application.dossier_id], "reason": ""}).content.decode()
    assert "请填写销毁理由" in page and "checked" in page
    assert not Disposal.objects.of(people.bureau).exists()
