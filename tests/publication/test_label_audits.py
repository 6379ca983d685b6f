"""属性抽查: drawn so that it can be drawn again, looked at by others, settled by a step of the document itself."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.documents import Act, Attribute, Ground
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.label_audit import Settlement, Verdict
from gongkai.law.samples import Draw, ErrorRate
from gongkai.office.journal.verify import verify
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.audits import acts, queries
from gongkai.publication.documents.audits.acts import Found
from gongkai.publication.documents.models import LabelAudit
from tests.cast import official
from tests.publication.conftest import DAY, House
from tests.publication.instruments import signed
from tests.publication.papers import desk

WITHHELD: dict[str, JSON] = {"attribute": "on_application", "ground": "internal", "reason": "内部管理"}
YEAR = (date(2025, 1, 1), DAY)


def drawn(house: House, size: int, seed: str = "") -> LabelAudit:
    by = official(f"zheng{size}{seed}", "郑抽查", house.people.bureau, "legal")
    return acts.draw(house.people.bureau, Draw("三季度抽查", *YEAR, size, seed), on=DAY, today=DAY, by=by)


def test_anybody_draws_the_same_sample_again_and_other_documents_are_found_out(house: House) -> None:
    for place in range(6):
        signed(house, f"示例通知{place}", "样例。")
    audit = drawn(house, 3)
    numbers = tuple(each.document.number for each in queries.findings(audit))
    assert len(audit.seed) == 16 and queries.redrawn(audit) == (True, numbers)
    signed(house, "后来的通知", "样例。")
    same, _ = queries.redrawn(audit)
    assert not same, "the digest tells that the numbers are no longer those it was drawn from"
    again = drawn(house, 3, seed=audit.seed)
    assert {each.document.number for each in queries.findings(again)} <= set(numbers) | {"示民发〔2025〕7号"}


def test_a_wrong_label_is_talked_over_and_changed_by_a_step_of_its_document(house: House) -> None:
    wrong = signed(house, "示例办事指南", "样例。", label=WITHHELD, section="救助科")
    right = signed(house, "示例通知", "样例。", section="办公室")
    documents.act(wrong, Step(Act.ARCHIVE.value, DAY), today=DAY, by=house.people.wang)
    audit = drawn(house, 5)
    by = official("jian", "简监督", house.people.bureau, "legal")
    found = {each.document: each for each in queries.findings(audit)}
    when = {"on": DAY, "today": DAY}
    with pytest.raises(Unlawful, match="不能抽查自己经手的公文"):
        acts.find(found[wrong], Found(Verdict.RIGHT), by=house.people.wang, **when)
    with pytest.raises(Unlawful, match="正确的公开属性"):
        acts.find(found[wrong], Found(Verdict.WRONG), by=by, **when)
    acts.find(
        found[wrong],
        Found(Verdict.WRONG, Attribute.PROACTIVE, note="办事指南应当主动公开"),
        by=by,
        **when,
    )
    acts.find(found[right], Found(Verdict.RIGHT), by=by, **when)
    assert queries.rates(queries.findings(audit)) == {"办公室": ErrorRate(0, 1), "救助科": ErrorRate(1, 1)}
    with pytest.raises(Unlawful, match="还有1件"):
        acts.close(audit, by=by, **when)
    with pytest.raises(Unlawful, match="先有起草一方的沟通意见"):
        acts.settle(found[wrong], Settlement.UPHELD, reason="维持", by=house.sun, **when)
    acts.remark(found[wrong], "同意变更。", by=house.people.wang, **when)
    acts.settle(found[wrong], Settlement.RELABELLED, reason="抽查发现", by=house.sun, **when)
    wrong.refresh_from_db()
    assert wrong.attribute == Attribute.PROACTIVE
    acts.close(audit, by=by, **when)
    assert queries.relabelled(house.people.county, 2025) == 1
    with pytest.raises(Unlawful, match="已经办结"):
        acts.remark(found[wrong], "再说一句。", by=by, **when)
    assert [str(each) for each in verify(whole=True)] == []


def test_the_figures_of_a_year_tell_the_error_rate_of_each_section_that_was_looked_at(house: House) -> None:
    for place, section in enumerate(("救助科", "救助科", "", "办公室")):
        signed(house, f"示例通知{place}", "样例。", section=section)
    audit = drawn(house, 5)
    by = official("jian", "简监督", house.people.bureau, "legal")
    looked_at = [each for each in queries.findings(audit) if each.document.section != "办公室"]
    looked_at.sort(key=lambda each: each.document.section, reverse=True)
    wrong = Found(Verdict.WRONG, Attribute.WITHHELD, Ground.INTERNAL, "内部管理")
    for each, found in zip(looked_at, [wrong, Found(Verdict.RIGHT), Found(Verdict.RIGHT)], strict=True):
        acts.find(each, found, on=DAY, today=DAY, by=by)
    assert queries.tallied(house.people.bureau, 2025) == {"救助科": (1, 2), "": (0, 1)}
    assert queries.tallied(house.people.county, 2025) == {}, "each authority's figures are of its own documents"
    text = desk("wang").get("/desk/documents/figures/?year=2025").content.decode()
    rows = {name: next(row for row in text.split("<tr") if name in row) for name in ("救助科", "未填科室", "办公室")}
    assert "50.0%" in rows["救助科"] and ">0.0%<" in rows["未填科室"] and "未抽查" in rows["办公室"]


def test_a_withheld_label_names_its_ground_and_an_empty_period_draws_nothing(house: House) -> None:
    with pytest.raises(Unlawful, match="没有签发编号的公文"):
        drawn(house, 3)
    signed(house, "示例通知", "样例。")
    audit = drawn(house, 1, seed="掷骰6142")
    [finding] = queries.findings(audit)
    found = Found(Verdict.WRONG, Attribute.WITHHELD, None, "含有内部事项")
    by = official("lv", "吕监督", house.people.bureau, "legal")
    with pytest.raises(Unlawful, match="应当选明理由"):
        acts.find(finding, found, on=DAY, today=DAY, by=by)
    given = Found(Verdict.WRONG, Attribute.WITHHELD, Ground.INTERNAL, "含有内部事项")
    acts.find(finding, given, on=DAY, today=DAY, by=by)
    assert finding.right == Attribute.WITHHELD
