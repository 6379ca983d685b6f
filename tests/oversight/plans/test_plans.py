"""要点与任务: a table is read row by row, a task goes to its unit and comes back proved, and the pages lead through it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.plan_tasks import Act, Evidence, EvidenceKind, State
from gongkai.office.authorities.models import Official
from gongkai.office.journal.queries import due_by
from gongkai.office.notices.models import Message
from gongkai.oversight.plans import acts, importing, papers, queries
from gongkai.oversight.plans.acts import TaskGiven
from gongkai.oversight.plans.measured import late_tasks
from gongkai.oversight.plans.models import PlanTask, WorkPlan
from gongkai.papers.docx import read_docx
from gongkai.papers.sheets_in import read_sheets
from gongkai.web import clock
from gongkai.web.uploads import TXT
from tests.cast import Cast, cast, official

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 10)
DUE = date(2025, 6, 30)
PASTED = (
    "板块\t上级条款\t任务内容\t牵头单位\t配合单位\t完成时限\t佐证材料\n"
    "主动公开\t第一条\t公开惠民政策清单\t示例县民政局\t\t2025年6月30日\t清单网址\n"
    "解读回应\t第二条\t解读重要政策\t无此局\t\t\t\n"
    "解读回应\t\t\t示例县民政局\t\t\t\n"
    "平台建设\t\t改版专栏\t示例县民政局\t\t某日\t\n"
)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


@pytest.fixture
def office(people: Cast) -> Official:
    return official("qian", "钱检查", people.county, "disclosure_office")


@pytest.fixture
def plan(people: Cast, office: Official) -> WorkPlan:
    return acts.open_plan(
        people.county, 2025, "示例县2025年政务公开工作要点", "示政办发〔2025〕8号", on=TODAY, by=office
    )


def assigned(
    plan: WorkPlan, people: Cast, office: Official, text: str = "公开惠民政策清单", due: date = DUE
) -> PlanTask:
    given = TaskGiven("主动公开", "第一条", text, people.bureau, "", due, "清单网址")
    return acts.assign(plan, given, on=TODAY, today=TODAY, by=office)


def step(task: PlanTask, act: Act, by: Official, on: date = TODAY, **details: str) -> None:
    acts.act(task, Step(act.value, on, details), today=date(2026, 1, 31), by=by)


def test_a_pasted_table_is_read_row_by_row_and_what_is_wrong_is_named(people: Cast) -> None:
    read = importing.read_tasks(PASTED.encode(), [people.county, people.bureau], DUE)
    (task,) = read.tasks
    assert (task.lead, task.due, task.area, task.wanted) == (people.bureau, DUE, "主动公开", "清单网址")
    assert [each.row for each in read.faults] == [3, 4, 5]
    assert [each.reason.partition("：")[0] for each in read.faults] == [
        "牵头单位“无此局”不是本机关或者所属单位的全称、简称",
        "没有任务内容",
        "完成期限",
    ]
    (fault,) = importing.read_tasks("甲,乙\n1,2\n".encode(), [people.bureau], DUE).faults
    assert "没有这些列：任务内容、牵头单位" in fault.reason


def test_a_task_goes_to_the_list_of_its_unit_and_comes_back_proved(
    plan: WorkPlan, people: Cast, office: Official
) -> None:
    task = assigned(plan, people, office)
    assert [each.pk for each in due_by(people.bureau, DUE)] == [task.dossier_id]
    step(task, Act.ACCEPT, people.wang)
    step(task, Act.URGE, office)
    assert Message.objects.of(people.bureau).filter(official=people.wang, subject__startswith="催办任务").exists()
    upload = SimpleUploadedFile("清单.txt", "惠民政策清单".encode())
    proof = acts.keep_file(task, upload, TXT, on=TODAY, by=people.wang)
    acts.hand_in(task, "公开了清单", [proof], on=TODAY, today=TODAY, by=people.wang)
    with pytest.raises(Unlawful, match="不能核验自己的任务"):
        step(task, Act.PASS, people.wang)
    step(task, Act.PASS, office)
    standing = queries.standing(task)
    assert (standing.state, standing.outcome) == (State.DONE, "done")
    file = task.files.everywhere().get()
    assert queries.content_of(file).decode() == "惠民政策清单"
    assert "惠民政策清单".encode() not in bytes(file.content)
    assert queries.told_in_report(plan, TODAY).endswith("（一）主动公开。公开了清单（示例县民政局）。")


def test_only_units_beneath_lead_a_task_and_nobody_else_sees_it(plan: WorkPlan, people: Cast, office: Official) -> None:
    given = TaskGiven("", "", "别县的事", people.elsewhere, "", DUE)
    with pytest.raises(Unlawful, match="不是本机关或者所属单位"):
        acts.assign(plan, given, on=TODAY, today=TODAY, by=office)
    task = assigned(plan, people, office)
    assert not queries.concerning(people.elsewhere).filter(pk=task.pk).exists()
    assert not queries.plans(people.elsewhere).exists()
    assert queries.plans(people.bureau).get() == plan


def test_evidence_is_found_by_the_numbers_people_know(plan: WorkPlan, people: Cast, office: Official) -> None:
    task = assigned(plan, people, office)
    number = task.dossier.number
    assert queries.proof(people.bureau, EvidenceKind.DOSSIER, number) == Evidence(
        EvidenceKind.DOSSIER, number, task.dossier.title
    )
    assert queries.proof(people.elsewhere, EvidenceKind.DOSSIER, number) is None
    assert queries.proof(people.bureau, EvidenceKind.CONTENT, "没有") is None


def test_what_was_late_in_a_window_stays_so_whatever_happens_after_it(
    plan: WorkPlan, people: Cast, office: Official
) -> None:
    late, early = assigned(plan, people, office), assigned(plan, people, office, "按期的任务")
    for task, on in ((late, DUE + timedelta(days=3)), (early, DUE)):
        step(task, Act.ACCEPT, people.wang)
        acts.hand_in(
            task, "已做", [Evidence(EvidenceKind.DOSSIER, "1", "一件")], on=on, today=date(2026, 1, 1), by=people.wang
        )
    window = Window(date(2025, 4, 1), DUE + timedelta(days=1))
    before = list(late_tasks(people.bureau, window))
    assert [each.record for each in before] == [f"plan_task:{late.pk}"]
    step(late, Act.RETURN, office, DUE + timedelta(days=5), reason="补充")
    step(late, Act.POSTPONE, office, DUE + timedelta(days=6), due="2025-12-31", reason="顺延")
    assert list(late_tasks(people.bureau, window)) == before
    assert list(late_tasks(people.bureau, Window(date(2025, 1, 1), date(2025, 5, 31)))) == []


def test_the_table_is_printed_as_word_and_excel(plan: WorkPlan, people: Cast, office: Official) -> None:
    assigned(plan, people, office)
    found = queries.on_day(queries.tasks(plan), DUE + timedelta(days=1))
    word, _ = papers.made(plan, found, "docx", TODAY)
    read = str(read_docx(word))
    assert "公开惠民政策清单" in read
    assert "逾期" in read
    book, _ = papers.made(plan, found, "xlsx", TODAY)
    (sheet,) = read_sheets(io.BytesIO(book).getvalue())
    assert sheet.heads == papers.HEADS


def test_the_desk_leads_from_the_plan_to_a_checked_task(plan: WorkPlan, people: Cast, office: Official) -> None:
    clients = {name: Client() for name in ("qian", "wang", "zhao", "zhou")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    at = f"/desk/plans/{plan.pk}/"
    refused = clients["qian"].post(f"{at}import/", {"pasted": PASTED, "due": "2025-12-20"}).content.decode()
    assert "第3行：" in refused
    assert not queries.tasks(plan).exists()
    clients["qian"].post(f"{at}import/", {"pasted": PASTED, "due": "2025-12-20", "only_good": "on"})
    task = queries.tasks(plan).get()
    here = f"/desk/plans/tasks/{task.pk}/"
    assert "公开惠民政策清单" in clients["wang"].get("/desk/plans/").content.decode()
    accept = {"on": "2025-03-10", "seen": task.dossier.version}
    assert clients["wang"].post(f"{here}act/accept/", accept).headers["Location"] == here
    task.dossier.refresh_from_db(from_queryset=type(task.dossier).objects.everywhere())
    hand_in = {"on": "2025-03-10", "seen": task.dossier.version, "done": "公开了清单"}
    nothing = clients["wang"].post(f"{here}act/hand_in/", hand_in).content.decode()
    assert "至少附一项凭证" in nothing
    wrong = clients["wang"].post(f"{here}act/hand_in/", hand_in | {"kind_1": "content", "key_1": "无"}).content.decode()
    assert "本单位没有编号为“无”的已公开的内容" in wrong
    upload = SimpleUploadedFile("清单.txt", "清单".encode(), "text/plain")
    clients["wang"].post(f"{here}act/hand_in/", hand_in | {"file": upload})
    task.dossier.refresh_from_db(from_queryset=type(task.dossier).objects.everywhere())
    clients["qian"].post(f"{here}act/pass_task/", {"on": "2025-03-10", "seen": task.dossier.version})
    assert "已完成" in clients["wang"].get(here).content.decode()
    file = task.files.everywhere().get()
    assert clients["qian"].get(f"{here}evidence/{file.pk}/").content.decode() == "清单"
    assert "100.0%" in clients["zhou"].get(at).content.decode()
    assert "公开了清单" in clients["qian"].get(f"{at}chapter/").content.decode()
    assert clients["qian"].get(f"{at}table.docx").status_code == 200
    for address in (at, here, f"{at}chapter/", f"{at}table.xlsx", f"{here}evidence/{file.pk}/"):
        assert clients["zhao"].get(address).status_code == 404
    assert clients["wang"].post(f"{at}add/", {}).status_code == 403
