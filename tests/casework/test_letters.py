"""答复书: what every letter says, sentence by sentence, for every outcome, applicant and day."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts, letters, queries
from gongkai.casework.applications.letters import Sender
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind, Draft, Standing, open_application
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.letters import ELEMENTS
from gongkai.law.outcomes import OUTCOMES, Element, Outcome, OutcomeGroup, RemedyRule, Version, outcome, replies
from gongkai.law.receipt import Channel
from gongkai.office.journal import vault
from gongkai.office.journal.models import Counter
from gongkai.papers.document import Letter, Paragraph
from gongkai.papers.pdf import write_pdf
from tests.casework.conftest import ORGANIZATION, PERSON, Receive, take
from tests.cast import Cast, authority

SENDER = Sender("示例县民政局", "示例县人民政府", "示例县人民法院", "联系人：示例县民政局，联系电话：0900-0000000")
RECEIVED = {Version.R2019: date(2025, 9, 18), Version.R2007: date(2018, 3, 5)}
SIGNED = {Version.R2019: date(2025, 9, 23), Version.R2007: date(2018, 3, 6)}
EVERY_LETTER = [(leaf, version) for version in Version for leaf in replies(version)]
ids = [f"{leaf.key}-{version}" for leaf, version in EVERY_LETTER]


def standing(version: Version, kind: ApplicantKind = ApplicantKind.PERSON, *steps: Step) -> Standing:
    first = Step("submit", RECEIVED[version], {"channel": "in_person", "applicant": kind.value})
    standing = open_application(first, national())
    for step in steps:
        standing = standing.take(step, national())
    return standing


def written(
    leaf: Outcome,
    version: Version = Version.R2019,
    kind: ApplicantKind = ApplicantKind.PERSON,
    *steps: Step,
    signed_on: date | None = None,
    **elements: str,
) -> str:
    """The body of the letter, its elements as given or else in so many words."""
    return text_of(letter(leaf, version, elements, kind, *steps, signed_on=signed_on))


def letter(
    leaf: Outcome,
    version: Version,
    elements: Mapping[str, str],
    kind: ApplicantKind = ApplicantKind.PERSON,
    *steps: Step,
    signed_on: date | None = None,
) -> Letter:
    given = {element.value: f"这里写明{element.name}" for element in leaf.elements} | dict(elements)
    filled = Filled(kind, Channel.IN_PERSON, PERSON if kind is ApplicantKind.PERSON else ORGANIZATION)
    on = signed_on or SIGNED[version]
    draft = Draft(leaf.key, given, on)
    return letters.compose(filled, standing(version, kind, *steps), draft, SENDER, number="", signed_on=on)


def text_of(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.body if isinstance(block, Paragraph))


def kept(application: Application) -> Letter:
    (reply,) = Reply.objects.of(application.dossier.authority).filter(application=application)
    return letters.unpacked(json.loads(vault.unseal(application.dossier, "reply", bytes(reply.content))))


# -- every letter --------------------------------------------------------------------------------------------------------

UNGRAMMATICAL = ("信息其他", "信息保护", "信息危及", "信息法律法规规定", "三安全一稳定", "三类", "四类")
"""What came of putting the label of a statistical row into a sentence."""


@pytest.mark.parametrize(("leaf", "version"), EVERY_LETTER, ids=ids)
def test_every_letter_is_said_in_whole_sentences(leaf: Outcome, version: Version) -> None:
    text = written(leaf, version)
    assert not [slip for slip in UNGRAMMATICAL if slip in text]
    assert not re.search(r"[。，；：、！？]{2,}", text)
    assert not re.search(r"[{}［］]", text)
    for line in text.split("\n"):
        assert line.endswith(("。", "：")), line


@pytest.mark.parametrize(("leaf", "version"), EVERY_LETTER, ids=ids)
def test_what_a_letter_may_leave_unsaid_leaves_no_empty_line(leaf: Outcome, version: Version) -> None:
    lines = written(leaf, version).split("\n")
    for line, following in zip(lines, [*lines[1:], "如对本答复不服"], strict=True):
        assert not (line.endswith("：") and following.startswith("如对本答复不服")), line
    for element in leaf.optional:
        said = text_of(letter(leaf, version, {element.value: "示例市自然资源局"}))
        assert "示例市自然资源局。" in said and len(said.split("\n")) == len(lines) + 1


@pytest.mark.parametrize(("leaf", "version"), EVERY_LETTER, ids=ids)
def test_an_organization_is_addressed_as_one(leaf: Outcome, version: Version) -> None:
    text = written(leaf, version, ApplicantKind.BUSINESS)
    assert "你单位" in text and "您" not in text


@pytest.mark.parametrize(("leaf", "version"), EVERY_LETTER, ids=ids)
def test_31_the_letter_says_when_the_application_was_received_not_that_it_was_made_then(
    leaf: Outcome, version: Version
) -> None:
    received = {Version.R2019: "2025年9月18日", Version.R2007: "2018年3月5日"}[version]
    assert written(leaf, version).startswith(f"本机关于{received}收到您提出的政府信息公开申请")


@pytest.mark.parametrize("leaf", [leaf for leaf in replies(Version.R2019) if leaf.remedy is RemedyRule.REVIEW_FIRST])
def test_36_3_a_refusal_cites_its_ground_and_the_duty_to_tell_the_reason(leaf: Outcome) -> None:
    ground = str(leaf.article(Version.R2019))
    also = "、第三十六条第（三）项" if leaf.group is OutcomeGroup.DENIED else ""
    assert f"根据{ground}{also}，" in written(leaf)


def test_a_letter_under_the_old_regulation_cites_it_by_its_own_name_and_order() -> None:
    text = written(outcome("privacy"), Version.R2007)
    assert "根据《中华人民共和国政府信息公开条例》（国务院令第492号）第十四条第四款、第二十一条第（二）项，" in text


@given(st.text(st.sampled_from("甲乙1a。，；：、！？.!?,;:”’）」 "), min_size=1, max_size=20))
def test_however_the_clerk_ends_a_text_the_sentence_ends_once(said: str) -> None:
    said = f"检索了档案室{said}"
    (line,) = [
        line for line in written(outcome("not_held"), search=said).split("\n") if line.startswith("检索了档案室")
    ]
    assert re.search(r"[。！？.!?][”’）」]*$", line)
    assert said.startswith((line, line.removesuffix("。"))), "nothing is put in but the stop"
    assert "。。" in said or "。。" not in line


def test_each_line_a_clerk_writes_is_a_paragraph_of_its_own() -> None:
    text = written(outcome("not_held"), search="检索了档案室\n\n  检索了办公系统\n")
    assert "\n检索了档案室\n检索了办公系统。\n" in text


# -- what happened on the way ------------------------------------------------------------------------------------------------


def step(act: Act, on: date, **details: JSON) -> Step:
    return Step(act.value, on, details)


def test_30_a_letter_after_a_clarification_says_when_the_clarified_application_came() -> None:
    text = written(
        outcome("disclosed"),
        Version.R2019,
        ApplicantKind.PERSON,
        step(Act.ASK_CLARIFICATION, date(2025, 9, 19), points="请写明年份", days=15),
        step(Act.CLARIFY, date(2025, 9, 28)),
    )
    assert "本机关于2025年9月28日收到您补正后的申请" in text


def test_33_a_letter_tells_why_it_did_not_come_within_twenty_days() -> None:
    text = written(
        outcome("disclosed"),
        Version.R2019,
        ApplicantKind.BUSINESS,
        step(Act.CONSULT, date(2025, 9, 19), of="third_party", subject="可否公开"),
        step(Act.EXTEND, date(2025, 9, 22), days=10, reason="检索量大"),
    )
    assert "答复期限经批准延长10个工作日" in text and "征求了第三方意见" in text


def test_a_letter_that_came_straight_away_tells_of_no_way() -> None:
    assert "期限" not in written(outcome("disclosed"), means="随本答复提供复印件").replace("起诉期限", "")


def test_30_the_letter_quotes_what_was_asked_in_the_end(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    on = date(2025, 9, 19)
    take(application, Act.ASK_CLARIFICATION, on, people.wang, points="请写明年份", days=10)
    clarified = "示例县陈家村2024年农村道路养护资金的分配结果"
    acts.act(application, Step("clarify", on), today=on, by=people.wang, clarified=clarified)
    take(application, Act.DRAFT, on, people.wang, outcome="disclosed", elements={"means": "随本答复提供"})
    take(application, Act.REPLY, on, people.li)
    assert f"申请公开的内容为：{clarified}。" in text_of(kept(application))
    filled = queries.filled(application)
    assert (filled.wanted, filled.values["description"]) == (clarified, PERSON["description"]), "both are kept"
    assert clarified.encode() not in bytes(application.personal)


# -- remedies ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "on", "said", "unsaid"),
    [
        ("privacy", date(2015, 4, 30), "或者自收到本答复之日起3个月内", "先向"),
        ("privacy", date(2015, 5, 1), "或者自收到本答复之日起6个月内", "先向"),
        ("privacy", date(2023, 12, 31), "或者自收到本答复之日起6个月内", "先向"),
        ("privacy", date(2024, 1, 1), "应当自收到本答复之日起60日内先向示例县人民政府申请行政复议", "6个月"),
        ("partly_disclosed", date(2024, 1, 1), "自收到复议决定书之日起15日内向示例县人民法院", "6个月"),
        ("disclosed", date(2024, 1, 1), "或者自收到本答复之日起6个月内向示例县人民法院提起行政诉讼", "先向"),
    ],
)
def test_each_day_tells_the_remedy_of_its_law(key: str, on: date, said: str, unsaid: str) -> None:
    text = written(outcome(key), Version.R2007, signed_on=on)
    assert said in text and unsaid not in text


def test_17_no_letter_leaves_that_cannot_name_the_body_of_review(people: Cast) -> None:
    vertical = authority("shili-qixiang", "示例县气象局", AuthorityKind.VERTICAL, parent=people.county)
    vertical.profile.letter_code = "示气公复"
    vertical.profile.save()
    on = date(2025, 9, 18)
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    application = acts.receive(vertical, filled, on=on, today=on, once="f" * 32, by=people.wang).application
    take(application, Act.DRAFT, on, people.wang, outcome="disclosed", elements={"means": "随本答复提供"})
    with pytest.raises(Unlawful, match="尚未填写行政复议机关") as refused:
        take(application, Act.REPLY, on, people.li)
    assert refused.value.basis is not None and refused.value.basis.short == "行政复议法实施条例第十七条"
    assert not Counter.objects.of(vertical).filter(series__startswith="文号").exists()
    vertical.profile.review_body = "样本州气象局"
    vertical.profile.save()
    take(application, Act.REPLY, on, people.li)
    assert "向样本州气象局申请行政复议" in text_of(kept(application))


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (AuthorityKind.COUNTY, "样本州人民政府"),
        (AuthorityKind.TOWNSHIP, "示例县人民政府"),
        (AuthorityKind.DEPARTMENT, "示例县人民政府"),
        (AuthorityKind.AGENCY, "示例县人民政府"),
        (AuthorityKind.CENTRE, "示例县人民政府"),
    ],
)
def test_24_the_body_of_review_follows_from_the_kind_of_authority(
    people: Cast, kind: AuthorityKind, named: str
) -> None:
    parent = people.prefecture if kind is AuthorityKind.COUNTY else people.county
    made = authority(f"fuyi-{kind.value}", "某机关", kind, parent=parent)
    assert letters.sender(made).reviewing_body == named


def test_24_a_province_hears_the_review_of_itself(db: None) -> None:
    assert (
        letters.sender(authority("shilisheng", "示例省人民政府", AuthorityKind.PROVINCE)).reviewing_body
        == "示例省人民政府"
    )


# -- on paper ----------------------------------------------------------------------------------------------------------------


def test_every_element_has_a_place_in_the_wordings() -> None:
    assert set(ELEMENTS.values()) == set(Element)
    for leaf in OUTCOMES:
        if leaf.is_reply:
            text = "\n".join(letters.wording(leaf.key).paragraphs)
            for name, element in ELEMENTS.items():
                assert (f"{{{name}}}" in text) == (element in (*leaf.elements, *leaf.optional)), (leaf.key, name)


def test_a_long_letter_with_a_rare_name_can_be_set() -> None:
    long = letters.compose(
        Filled(
            ApplicantKind.PERSON, Channel.IN_PERSON, {**PERSON, "name": "𬱖䶮𰻝", "description": "很长的内容。" * 330}
        ),
        standing(Version.R2019),
        Draft("not_held", {"search": "检索了档案室。\n" * 120}, SIGNED[Version.R2019]),
        SENDER,
        number="示民公复〔2025〕1号",
        signed_on=SIGNED[Version.R2019],
    )
    assert write_pdf(long).archival
