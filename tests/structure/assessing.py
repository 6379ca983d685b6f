"""考核样例: a plan with a task and its file, a scheme, a run with its sheet, and one of each beside them, of the bureau of 王."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.authorities import AuthorityKind
from gongkai.law.supervision.bulletins import BulletinKind
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.ready_schemes import READY
from gongkai.law.supervision.responsibility import AccountabilityMeasure
from gongkai.oversight.assessment.bulletins import acts as bulletins
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.duties import acts as duties
from gongkai.oversight.assessment.duties.acts import AccountabilityGiven, PracticeGiven
from gongkai.oversight.assessment.duties.models import Accountability, Practice, ResponsibilityLetter
from gongkai.oversight.assessment.schemes import acts as schemes
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets import acts as sheets
from gongkai.oversight.assessment.sheets.acts import ManualGiven
from gongkai.oversight.assessment.sheets.models import AssessmentRun, ManualPoint, ScoreSheet
from gongkai.oversight.plans import acts as plans
from gongkai.oversight.plans.acts import TaskGiven
from gongkai.oversight.plans.models import PlanTask, TaskFile, WorkPlan
from gongkai.web.uploads import TXT
from tests.cast import Cast, authority


def furnish(people: Cast, day: date, secrets: Mapping[str, str]) -> None:
    """布置: the bureau plans for itself, and assesses a station beneath it."""
    bureau, wang, li, told = people.bureau, people.wang, people.li, secrets["description"]
    plan = plans.open_plan(bureau, 2025, told, "示民发〔2025〕1号", on=day, by=wang)
    given = TaskGiven("", "", told, bureau, "", day + timedelta(days=30))
    task = plans.assign(plan, given, on=day, today=day, by=wang)
    plans.keep_file(task, SimpleUploadedFile("凭证.txt", secrets["name"].encode()), TXT, on=day, by=wang)
    station = authority("shili-minzheng-zhan", "示例县救助站", AuthorityKind.DEPARTMENT, parent=bureau)
    version = schemes.begin(bureau, READY["site_kpi"], on=day, by=wang)
    schemes.approve(version, on=day, by=li)
    window = Window(day - timedelta(days=90), day - timedelta(days=1))
    sheets.run(version, f"考核{told}"[:100], window, on=day, today=day, by=wang)
    upload = SimpleUploadedFile("凭证.txt", secrets["name"].encode())
    manual = ManualGiven(version.name, "1a", Decimal(1), day, told, told, upload)
    sheets.enter_point(bureau, station, manual, on=day, today=day, by=wang)
    bulletins.draft(bureau, BulletinKind.SPECIAL, told, window, None, on=day, today=day, by=wang)
    duties.draft_letter(bureau, station, 2025, told, version, on=day, by=wang)
    talk = AccountabilityGiven(AccountabilityMeasure.TALK, "信息员", "条例第五十三条", told)
    duties.propose(bureau, station, talk, on=day, by=wang)
    duties.keep(bureau, PracticeGiven(told, "样例市", day, "考察报告", told), on=day, by=wang)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name."""
    bureau = people.bureau
    run = AssessmentRun.objects.of(bureau).get()
    return {
        "plan": WorkPlan.objects.of(bureau).get().pk,
        "task": PlanTask.objects.of(bureau).get().pk,
        "plans:file": TaskFile.objects.of(bureau).get().pk,
        "plans:name": "accept",
        "plans:carrier": "docx",
        "assessment:version": SchemeVersion.objects.of(bureau).get().pk,
        "assessment:format": "xlsx",
        "assessment:carrier": "docx",
        "assessment:name": "finalise",
        "run": run.pk,
        "sheet": ScoreSheet.objects.everywhere().get(run=run).pk,
        "point": ManualPoint.objects.of(bureau).get().pk,
        "bulletin": Bulletin.objects.of(bureau).get().pk,
        "assessment:letter": ResponsibilityLetter.objects.of(bureau).get().pk,
        "held": Accountability.objects.of(bureau).get().pk,
        "practice": Practice.objects.of(bureau).get().pk,
    }
