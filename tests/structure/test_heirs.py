"""承接口径: no kind of file and no table that names who has a thing in hand is forgotten when people change.

Whoever adds a kind of file, or a table with a person in it, is told here: either its room says in ``heirs`` how the open ones
are found, or the table stands below among those that only remember who did something.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps

from gongkai.law.procedures import PROCEDURES
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.succession import heirs
from gongkai.oversight.handing.packs.queries import span
from tests.cast import cast

REMEMBERING = {
    "authorities.Posting": "任职本身由交接移交",
    "authorities.Handover": "交接本身",
    "authorities.Absence": "离岗随人，不随岗",
    "journal.Entry": "台账条目，不变",
    "journal.Access": "查阅日志，不变",
    "notices.Message": "通知已送达本人",
    "jobs.Job": "后台自己办完，没有要人接手的事",
    "reports.ProofBatch": "只有上传的人看得到，一周后删去，没有要人接手的事",
    "handing.PackLine": "接力包的事项，随接力包",
    "handing.Holding": "承接本身",
    "handing.TenLine": "每周清单，一周一换",
    **dict.fromkeys(
        (
            *("applications.ApplicationFile", "applications.EvidencePaper", "applications.SearchRecord"),
            *("applications.Redaction", "applications.WordingVersion"),
            *("catalogue.ColumnVersion", "catalogue.GuideVersion", "catalogue.UnitItem"),
            *("documents.AuditRemark", "documents.CleanUpItem", "documents.PublicOpinion", "documents.ReviewOrder"),
            *("documents.StoredFile", "documents.Version", "documents.LegalOpinion", "documents.LegalPoint"),
            *("engagement.DemandReport", "engagement.InterviewLine", "engagement.InterviewQuestion"),
            "engagement.SurveyRemark",
            *("gate.ScreeningDecision", "gate.WordList"),
            *(
                "interpretation.BriefingStep",
                "interpretation.Exemption",
                "interpretation.MaterialReview",
                "interpretation.PackageVersion",
            ),
            "interpretation.PolicyQuestion",
            *("registers.RegisterKey", "remedies.Disposal", "search.WordBook"),
            *("villages.NoticePhoto", "villages.VillageNotice", "villages.VillagePost"),
            *("assessment.AssessmentRun", "assessment.SchemeVersion", "plans.WorkPlan", "crawling.Patrol"),
            *("supervision.IndicatorSetting", "supervision.PageReading"),
            *("training.Attendance", "training.CoachingVisit", "training.FormSlip", "training.QuizAnswer"),
        ),
        "记着是谁办的，没有未了的事",
    ),
    "interpretation.Expert": "专家库，关联的账号由审核人收回改送，材料随解读方案移交",
    "disclosure.PointKeeper": "馆、中心的人由经办人指定和更换，没有签收的仍列在查阅点和久未签收里",
    **dict.fromkeys(("catalogue.Expansion", "catalogue.Placement"), "建议归全体有职责的人，列入十分钟清单，没有经办人"),
}
"""只记着谁办过的表, each with the reason why nothing of it is handed over."""


def with_a_person() -> set[str]:
    """Owned tables that name an official."""
    return {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, Owned)
        and any(each.related_model is Official for each in model._meta.concrete_fields if each.is_relation)
    }


def spoken_for() -> set[str]:
    return {model._meta.label for heir in heirs().values() for model in heir.models}


def test_every_kind_of_file_has_a_collector() -> None:
    assert {heir.kind for heir in heirs().values() if heir.kind} == set(PROCEDURES)


def test_every_table_that_names_a_person_is_handed_over_or_only_remembers() -> None:
    named, known = with_a_person(), spoken_for()
    assert named - known - set(REMEMBERING) == set(), "say in the room's heirs how the open ones are found"
    assert not known & set(REMEMBERING)
    assert set(REMEMBERING) <= named, "no longer there, or names nobody"


def test_every_collector_has_a_word_of_its_own_and_answers_for_an_empty_authority(db: None) -> None:
    labels = [heir.label for heir in heirs().values()]
    assert len(labels) == len(set(labels))
    bureau = cast().bureau
    for heir in heirs().values():
        assert list(heir.find(bureau, span(date(2025, 10, 13)))) == []


@pytest.mark.parametrize("sort", sorted(heirs()))
def test_a_line_names_its_sort_and_key_in_few_characters(sort: str) -> None:
    assert len(sort) <= 30
    assert "/" not in sort
