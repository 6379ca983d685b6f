"""文书种类: every outcome and every act to be told has its letter, and no wording leaves out what the law wants said."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.applications import FLOW_2007, FLOW_2019, Act, Standing, open_application
from gongkai.law.authorities import DUTIES, REVIEW_REFORMED, AuthorityKind, ReviewBody, review_of
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.letters import (
    BEARING,
    LETTER_TYPES,
    PLACEHOLDER,
    PROCEDURAL,
    REPLIES,
    SAMPLES,
    WORDED,
    Addressee,
    LetterType,
    Occasion,
    Wording,
    letter_type,
    notice_code,
    occasioned,
    stated,
)
from gongkai.law.outcomes import OUTCOMES, Element, Version, outcome
from gongkai.law.remedies import either
from gongkai.office.journal.numbers import LETTER_CODE

CALENDAR = national()
START = {Version.R2019: date(2025, 9, 18), Version.R2007: date(2018, 3, 5)}
UNTOLD = {
    Act.SUBMIT: "by the receipt when it is received, by the confirmation otherwise",
    Act.CLARIFY: "what comes from the applicant is not told to the applicant",
    Act.SERVE_CONSULTATION: "the return of service records it",
    Act.ANSWER_CONSULTATION: "what comes in is told by the reply",
    Act.GIVE_REASONS: "what comes from the applicant",
    Act.PAY: "what comes from the applicant",
    Act.DRAFT: "inside the authority",
    Act.REVIEW: "inside the authority",
    Act.REOPEN: "the decision itself tells the applicant, and the new reply follows",
    Act.RETURN: "inside the authority",
    Act.SPLIT: "each part is a file of its own and has its own receipt",
    Act.SERVE: "the return of service records it",
    Act.ARCHIVE: "inside the authority",
    Act.REOPEN: "the applicant has the decision or judgment it rests on",
}
"""不须告知的环节: and why."""


def step(act: Act, on: date, **details: JSON) -> Step:
    return Step(act.value, on, details)


def opened(version: Version) -> Standing:
    first = step(Act.SUBMIT, START[version], channel="in_person", applicant="person")
    return open_application(first, CALENDAR)


def taken(standing: Standing, *steps: Step) -> Standing:
    for one in steps:
        standing = standing.take(one, CALENDAR)
    return standing


# -- the register of letters ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flow", [FLOW_2019, FLOW_2007], ids=["2019", "2007"])
def test_every_act_of_the_procedures_has_its_letter_or_a_reason_to_have_none(flow: object) -> None:
    assert isinstance(flow, type(FLOW_2019))
    version = Version.R2019 if flow is FLOW_2019 else Version.R2007
    for act in {Act(row.act) for row in flow.rows}:
        letters = [each for each in LETTER_TYPES if each.act is act and not each.form and version in each.articles]
        assert bool(letters) != (act in UNTOLD), act


@pytest.mark.parametrize("leaf", OUTCOMES, ids=lambda leaf: leaf.key)
def test_every_outcome_has_its_letter_under_each_regulation_that_knows_it(leaf: object) -> None:
    assert isinstance(leaf, type(OUTCOMES[0]))
    letter = letter_type(leaf.key)
    assert letter.articles.keys() == leaf.articles.keys()
    assert letter.is_reply == leaf.is_reply
    for element in leaf.elements:
        assert any(SAMPLES_OF[name] is element for name in letter.required if name in SAMPLES_OF), element
    assert ("救济告知" in letter.required) >= leaf.is_reply, "whoever is told a decision is told the remedy"


SAMPLES_OF = {
    "认定的事实": Element.FACTS,
    "理由": Element.REASON,
    "获取方式": Element.MEANS,
    "可公开部分": Element.DISCLOSED_PART,
    "不予公开部分": Element.WITHHELD_PART,
    "检索情况": Element.SEARCH,
    "此前答复": Element.EARLIER,
    "可用渠道": Element.CHANNEL,
    "不明确之处": Element.UNCLEAR,
}


def test_the_types_of_the_rule_book_are_there_and_no_key_stands_for_two() -> None:
    titles = {each.title for each in LETTER_TYPES}
    for word in ("登记回执", "补正", "延期答复", "说明理由", "延迟答复", "征求第三方", "征求机关", "征求意见告知书"):
        assert any(word in title for title in titles), word
    for word in ("决定公开告知书", "收费通知书", "不再处理", "撤回结案", "终止办理", "登记表", "送达回证", "答复书"):
        assert any(word in title for title in titles), word
    assert len({each.key for each in LETTER_TYPES}) == len(LETTER_TYPES)
    assert len({each.name for each in LETTER_TYPES}) == len(LETTER_TYPES), "a list can tell one from another"


def test_every_placeholder_has_a_sample_for_the_preview() -> None:
    for kind in WORDED:
        assert set(kind.placeholders) <= SAMPLES.keys(), kind.key


def test_an_unknown_letter_is_refused() -> None:
    with pytest.raises(Unlawful, match="没有“表扬信”这一种文书"):
        letter_type("表扬信")


# -- wordings ----------------------------------------------------------------------------------------------------------------


def plain(kind: LetterType) -> Wording:
    """A wording that says every statutory element, in a line each."""
    return Wording("某告知书", tuple(f"现告知：{{{name}}}" for name in kind.required))


@given(st.sampled_from(WORDED), st.data())
def test_a_wording_without_a_statutory_element_is_refused_whichever_it_is(
    kind: LetterType, data: st.DataObject
) -> None:
    assert not list(plain(kind).objections(kind))
    gone = data.draw(st.sampled_from(kind.required))
    kept = tuple(line for line in plain(kind).paragraphs if f"{{{gone}}}" not in line)
    (refusal,) = Wording("某告知书", kept or ("正文",)).objections(kind)
    assert f"{{{gone}}}" in refusal.reason and "法定要素" in refusal.reason and refusal.basis is not None
    assert refusal.field == "body"


@given(st.sampled_from(WORDED), st.text(st.sampled_from("甲乙丙丁a"), min_size=1, max_size=6))
def test_a_wording_with_a_placeholder_nobody_knows_is_refused(kind: LetterType, name: str) -> None:
    words = plain(kind)
    refused = list(Wording(words.title, (*words.paragraphs, f"又{{{name}}}")).objections(kind))
    assert [each.field for each in refused] == ["body"] and f"{{{name}}}" in refused[0].reason


@pytest.mark.parametrize(
    ("title", "line", "field", "said"),
    [
        ("", "", "title", "标题不能为空"),
        ("告知{依据}", "", "title", "标题不能使用占位"),
        ("字" * 61, "", "title", "最多60个字"),
        ("告知书", "多出一个{", "body", "花括号应当成对"),
        ("告知书", "多" * 1001, "body", "每段最多1000个字"),
    ],
)
def test_what_could_not_be_printed_is_refused(title: str, line: str, field: str, said: str) -> None:
    kind = letter_type("extension")
    words = Wording(title, (*plain(kind).paragraphs, *([line] if line else [])))
    (refused,) = words.objections(kind)
    assert (refused.field, said in refused.reason) == (field, True)


# -- the series ----------------------------------------------------------------------------------------------------------------


@given(st.from_regex(LETTER_CODE, fullmatch=True))
def test_the_series_of_notices_is_a_code_of_its_own(code: str) -> None:
    assert notice_code(code) != code
    assert LETTER_CODE.fullmatch(notice_code(code))


@pytest.mark.parametrize(
    ("code", "series"), [("青公复", "青公告"), ("示民公开", "示民公开告"), ("复", "复告"), ("青公告", "青公告告")]
)
def test_the_series_is_named_after_the_code_of_replies(code: str, series: str) -> None:
    assert notice_code(code) == series


# -- what each letter states ------------------------------------------------------------------------------------------------

LATER = timedelta(days=1)
ASKED: JSON = "请写明所需信息的形成年份"
STEPS: dict[str, tuple[Step, ...]] = {
    "clarification": (step(Act.ASK_CLARIFICATION, date(2025, 9, 19), points=ASKED, days=15),),
    "extension": (step(Act.EXTEND, date(2025, 9, 24), days=15, reason="所需信息涉及多个单位，核对需要时间"),),
    "reasons": (step(Act.ASK_REASONS, date(2025, 9, 19), facts="两个月内提出申请十二件", days=10),),
    "deferral": (
        step(Act.ASK_REASONS, date(2025, 9, 19), facts="两个月内提出申请十二件", days=10),
        step(Act.GIVE_REASONS, date(2025, 9, 22)),
        step(Act.DEFER, date(2025, 9, 23), until="2025-12-31", reason="数量多"),
    ),
    "third_party_opinion": (step(Act.CONSULT, date(2025, 9, 19), of="third_party", subject="中标单位的业绩材料"),),
    "authority_opinion": (step(Act.CONSULT, date(2025, 9, 19), of="authority", subject="联合印发的方案"),),
    "consulting_told": (step(Act.CONSULT, date(2025, 9, 19), of="third_party", subject="中标单位的业绩材料"),),
    "fee_notice": (step(Act.NOTIFY_FEE, date(2025, 9, 19), measure="by_page", quantity=68, received_on="2025-09-22"),),
    "not_clarified": (
        step(Act.ASK_CLARIFICATION, date(2025, 9, 19), points=ASKED, days=15),
        step(Act.LAPSE, date(2025, 12, 1)),
    ),
    "fee_unpaid": (
        step(Act.NOTIFY_FEE, date(2025, 9, 19), measure="by_page", quantity=68, received_on="2025-09-22"),
        step(Act.LAPSE, date(2025, 12, 1)),
    ),
    "withdrawn": (step(Act.WITHDRAW, date(2025, 9, 19), reason="申请人已从网站查到所需信息"),),
    "ended_otherwise": (step(Act.TERMINATE, date(2025, 9, 19), reason="申请人已经死亡，没有承受人要求继续办理"),),
    "decision_told": (
        step(Act.CONSULT, date(2025, 9, 19), of="third_party", subject="中标单位的业绩材料"),
        step(Act.SERVE_CONSULTATION, date(2025, 9, 22), consultation="1"),
        step(Act.ANSWER_CONSULTATION, date(2025, 9, 25), consultation="1", opinion="object"),
        step(
            Act.DRAFT, date(2025, 9, 26), outcome="disclosed", elements={"means": "复印件"}, despite="关系公众饮水安全"
        ),
        step(Act.REPLY, date(2025, 9, 28), number="示公复〔2025〕1号"),
    ),
}
ROOM = {"申请内容", "登记编号", "缴纳方式", "救济告知", "查询方式"}
"""房间所填: what only the application or the authority knows."""


def occasion(key: str, version: Version = Version.R2019) -> Occasion:
    before, asked = opened(version), []
    shift = START[version] - START[Version.R2019]
    for one in STEPS[key]:
        moved = Step(one.act, one.on + shift, one.details)
        after = before.take(moved, CALENDAR)
        asked += [moved] if moved.act == Act.CONSULT else []
        found = [each for each in occasioned(moved, before, after, asked) if each.kind.key == key]
        if found:
            return found[0]
        before = after
    raise AssertionError(f"nothing occasioned {key}")


OCCASIONS = [
    (kind.key, version)
    for kind in PROCEDURAL
    if kind.key != "receipt"
    for version in kind.articles
    if version is Version.R2019 or kind.act not in (Act.LAPSE,)
]


@pytest.mark.parametrize(("key", "version"), OCCASIONS)
def test_each_letter_says_every_statutory_element_in_whole_sentences(key: str, version: Version) -> None:
    told = occasion(key, version)
    values = stated(told, CALENDAR)
    for name in set(told.kind.required) - ROOM:
        assert values[name], name
    within = {"称谓", "收到日期", "结案日期", "依据"}
    for name, text in values.items():
        if name in within:
            assert "。" not in text.replace("492号", "")
        else:
            assert re.search(r"[。！？][”’）」]*$", text), (name, text)
            assert "。。" not in text and "{" not in text
    assert values["依据"].startswith(
        ("《中华人民共和国政府信息公开条例》", "《政府信息公开信息处理费管理办法》", "国办")
    )
    assert ("国务院令第492号" in values["依据"]) == (version is Version.R2007 and "国办" not in values["依据"])


def test_30_the_clarification_states_the_days_the_last_day_and_what_follows() -> None:
    said = stated(occasion("clarification"), CALENDAR)
    assert said["补正期限"] == "补正期限为15个工作日，请最迟于2025年10月16日补正。"
    assert "视为放弃申请" in said["逾期后果"] and "收到补正的申请之日起计算" in said["期限重新计算"]


def test_33_2_the_extension_states_both_days() -> None:
    said = stated(occasion("extension"), CALENDAR)
    assert "2025年10月22日届满" in said["原答复期限"]
    assert "负责人同意" in said["延期决定"] and "延长15个工作日" in said["延期决定"]
    assert "最迟于2025年11月12日" in said["延期决定"]


def test_32_and_34_silence_means_two_different_things() -> None:
    third, other = occasion("third_party_opinion"), occasion("authority_opinion")
    assert "15个工作日" in stated(third, CALENDAR)["意见期限"] and "决定是否公开" in stated(third, CALENDAR)["逾期后果"]
    assert stated(other, CALENDAR)["逾期后果"] == "逾期未提出意见的，视为同意公开。"


def test_2007_23_knew_no_term_and_forbade_what_a_third_party_refused() -> None:
    said = stated(occasion("third_party_opinion", Version.R2007), CALENDAR)
    assert "15个工作日" not in said["意见期限"] and "贵方不同意公开的，本机关不予公开；但是" in said["决定规则"]


def test_the_fee_notice_states_lines_sum_last_day_and_that_the_charge_alone_is_not_contested() -> None:
    said = stated(occasion("fee_notice"), CALENDAR)
    assert said["收费标准"].startswith("按量计收，单件申请30页以内不收费；第31至100页部分每页10元；")
    assert "第101至200页部分每页20元；第201页以上部分每页40元（《" in said["收费标准"]
    assert "第31至100页部分：38页×10元＝380元" in said["收费数额"] and "合计人民币380元" in said["收费数额"]
    assert "20个工作日" in said["缴费期限"] and "最迟于2025年10月24日" in said["缴费期限"]
    assert "不能单独申请行政复议" in said["异议途径"] and "第五十一条" in said["异议途径"]
    assert "第四十二条" in said["依据"] and "国办函〔2020〕109号" in said["依据"]


def test_a_lapse_tells_when_it_was_asked_and_when_the_time_was_over() -> None:
    assert "2025年9月19日" in stated(occasion("not_clarified"), CALENDAR)["告知经过"]
    assert "缴费期限至2025年10月24日届满" in stated(occasion("fee_unpaid"), CALENDAR)["告知经过"]


def test_32_a_third_party_that_objects_is_told_what_is_disclosed_and_why() -> None:
    said = stated(occasion("decision_told"), CALENDAR)
    assert said["公开内容"] == "中标单位的业绩材料。" and said["公开理由"] == "关系公众饮水安全。"
    assert "2025年9月25日提出不同意公开的意见" in said["意见情况"]


def _against(leaf: str, elements: dict[str, JSON], despite: str) -> tuple[Occasion, ...]:
    consulted = STEPS["decision_told"][:3]
    draft = step(Act.DRAFT, date(2025, 9, 26), outcome=leaf, elements=elements, despite=despite)
    before = taken(opened(Version.R2019), *consulted, draft)
    reply = step(Act.REPLY, date(2025, 9, 28), number="示公复〔2025〕1号")
    return occasioned(reply, before, before.take(reply, CALENDAR), [consulted[0]])


def test_32_nothing_is_disclosed_against_an_objection_without_the_reason() -> None:
    with pytest.raises(Unlawful, match="决定公开的理由") as refused:
        _against("disclosed", {"means": "复印件"}, "")
    assert refused.value.basis is not None and refused.value.basis.short == "条例第三十二条"
    assert refused.value.field == "despite"


def test_32_whose_part_is_withheld_is_told_nothing() -> None:
    parts: dict[str, JSON] = {"disclosed_part": "正文", "withheld_part": "报价"}
    assert not _against("partly_disclosed", parts, "")
    (told,) = _against("partly_disclosed", parts, "关系公众饮水安全")
    assert told.kind.key == "decision_told" and "可以公开的部分" in stated(told, CALENDAR)["公开内容"]
    assert not _against("business_secret", {"facts": "有", "reason": "商业秘密"}, "")


@pytest.mark.parametrize("channel", ["in_person", "online"])
def test_31_the_receipt_comes_with_the_day_of_receipt(channel: str) -> None:
    first = step(Act.SUBMIT, date(2025, 9, 18), channel=channel, applicant="person")
    standing = open_application(first, CALENDAR)
    told = occasioned(first, None, standing)
    assert bool(told) == (channel == "in_person")
    if not told:
        confirm = step(Act.CONFIRM, date(2025, 9, 19))
        told = occasioned(confirm, standing, standing.take(confirm, CALENDAR))
    said = stated(told[0], CALENDAR)
    assert "20个工作日" in said["答复期限"] and said["收到之日"]
    assert ("2025年10月22日" if channel == "in_person" else "2025年10月23日") in said["答复期限"]


def test_an_extension_while_a_third_party_is_silent_without_end_names_no_day() -> None:
    consult = step(Act.CONSULT, date(2018, 3, 6), of="third_party", subject="业绩材料")
    before = taken(opened(Version.R2007), consult)
    extend = step(Act.EXTEND, date(2018, 3, 7), days=15, reason="检索量大")
    (told,) = occasioned(extend, before, before.take(extend, CALENDAR))
    said = stated(told, CALENDAR)
    assert "征求意见" in said["原答复期限"] and "收到所征求的意见后继续计算" in said["延期决定"]


def test_only_bearing_acts_occasion_letters() -> None:
    for act in set(Act) - BEARING - {Act.REPLY}:
        assert act in UNTOLD
    assert {each.addressee for each in REPLIES} == {Addressee.APPLICANT}


# -- remedies ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "before", "since"),
    [
        (AuthorityKind.PROVINCE, ReviewBody.ITSELF, ReviewBody.ITSELF),
        (AuthorityKind.PREFECTURE, ReviewBody.HIGHER_GOVERNMENT, ReviewBody.HIGHER_GOVERNMENT),
        (AuthorityKind.COUNTY, ReviewBody.HIGHER_GOVERNMENT, ReviewBody.HIGHER_GOVERNMENT),
        (AuthorityKind.TOWNSHIP, ReviewBody.HIGHER_GOVERNMENT, ReviewBody.HIGHER_GOVERNMENT),
        (AuthorityKind.DEPARTMENT, ReviewBody.EITHER_OF_TWO, ReviewBody.OWN_GOVERNMENT),
        (AuthorityKind.AGENCY, ReviewBody.OWN_GOVERNMENT, ReviewBody.OWN_GOVERNMENT),
        (AuthorityKind.CENTRE, ReviewBody.MANAGING, ReviewBody.OWN_GOVERNMENT),
        (AuthorityKind.VERTICAL, ReviewBody.HIGHER_DEPARTMENT, ReviewBody.HIGHER_DEPARTMENT),
        (AuthorityKind.VILLAGE, ReviewBody.NONE, ReviewBody.NONE),
        (AuthorityKind.PUBLIC_SERVICE, ReviewBody.NONE, ReviewBody.NONE),
        (AuthorityKind.STATE_ENTERPRISE, ReviewBody.NONE, ReviewBody.NONE),
        (AuthorityKind.COORDINATION, ReviewBody.NONE, ReviewBody.NONE),
    ],
)
def test_24_the_reviewing_body_follows_from_the_kind_and_the_day(
    kind: AuthorityKind, before: ReviewBody, since: ReviewBody
) -> None:
    assert review_of(kind, date(2023, 12, 31)) is before
    assert review_of(kind, REVIEW_REFORMED) is since is DUTIES[kind].review


@pytest.mark.parametrize(("on", "months"), [(date(2015, 4, 30), 3), (date(2015, 5, 1), 6), (date(2025, 9, 18), 6)])
def test_51_a_notice_tells_both_ways(on: date, months: int) -> None:
    text = either(
        on=on, reviewing_body="示例县人民政府", court="示例县人民法院", against="上述公开决定", received="本告知书"
    )
    assert text.startswith("如对上述公开决定不服，") and text.count("本告知书") == 2
    assert (
        "自收到本告知书之日起60日内向示例县人民政府申请行政复议" in text and f"{months}个月内向示例县人民法院" in text
    )


def test_40_another_form_is_an_element_a_letter_may_state() -> None:
    for key in ("disclosed", "partly_disclosed"):
        assert Element.FORM in outcome(key).optional and "提供形式" in letter_type(key).optional
    assert PLACEHOLDER.findall("根据{形式依据}") == ["形式依据"]
