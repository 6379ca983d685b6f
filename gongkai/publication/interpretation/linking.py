"""政策关联办理: what belongs to a policy, the questions asked about it, the expert pool, and the rule that says who owes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.interpretation import ExplainRule
from gongkai.law.policy_links import LinkKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import ExplainSetting
from gongkai.publication.gate import acts as gate
from gongkai.publication.interpretation.models import Expert, PolicyLink, PolicyQuestion


@transaction.atomic
def belongs(
    policy: Content,
    kind: LinkKind,
    *,
    on: date,
    today: date,
    by: Official | None,
    content: Content | None = None,
    title: str = "",
    address: str = "",
) -> PolicyLink:
    """登记关联: a content of any authority, or a name with an address; the one row holds both ways."""
    not_in_the_future(on, today)
    _may_belong(policy, kind, content, title.strip(), address.strip())
    gate.pass_words(policy.authority, f"policy {policy.pk}", {"关联的名称": title}, on=on, by=by)
    data: dict[str, JSON] = {"policy": policy.pk, "kind": kind.value, "content": content.pk if content else None}
    data |= {"title": title.strip(), "address": address.strip()}
    entry = journal.enter(policy.authority, "link_policy", on=on, by=by, data=data)
    return PolicyLink.objects.of(policy.authority).create(
        authority=policy.authority,
        policy=policy,
        kind=kind,
        content=content,
        title=title.strip(),
        address=address.strip(),
        linked_on=on,
        entry=entry,
    )


def _may_belong(policy: Content, kind: LinkKind, content: Content | None, title: str, address: str) -> None:
    if not policy.is_public or (content is not None and not content.is_public):
        raise Unlawful("已经撤回的内容不能关联", field="content")
    if content is not None and content.pk == policy.pk:
        raise Unlawful("不能与自己关联", field="content")
    if content is not None and content.kind == ContentClass.INTERPRETATION:
        raise Unlawful("解读随发布自动关联，不在这里登记", field="content")
    if content is not None and address:
        raise Unlawful("填了索引号的不填网址", field="address")
    if content is None and not (title and address):
        raise Unlawful("请填写本平台内容的索引号；不在本平台的，填写名称和网址", field="content")
    if address and not address.startswith(("https://", "http://", "/")):
        raise Unlawful("网址应以 https:// 、http:// 或者 / 开头", field="address")
    live = PolicyLink.objects.of(policy.authority).filter(policy=policy, kind=kind, removed_on=None)
    if live.filter(content=content, address=address).exists():
        raise Unlawful("这一关联已经登记", field="content")


@transaction.atomic
def unlink(found: PolicyLink, reason: str, *, on: date, by: Official) -> None:
    """解除关联: the row stays, with the reason; neither side shows it any more."""
    if found.removed_on is not None:
        raise Unlawful("这一关联已经解除")
    if not reason.strip():
        raise Unlawful("解除关联应当写明理由", field="reason")
    found.removed_on, found.removed_reason = on, reason.strip()
    data: dict[str, JSON] = {"link": found.pk, "reason": reason.strip()}
    journal.enter(found.authority, "unlink_policy", on=on, by=by, data=data)
    found.save(update_fields=["removed_on", "removed_reason"])


@transaction.atomic
def answer(
    policy: Content,
    question: str,
    said: str,
    source: str,
    *,
    on: date,
    today: date,
    by: Official,
    asked_on: date | None = None,
) -> PolicyQuestion:
    """补充问答: what the public asked about a policy and the answer, with where it was asked."""
    not_in_the_future(on, today)
    for value, name, title in ((question, "question", "问题"), (said, "answer", "回答"), (source, "source", "来源")):
        if not value.strip():
            raise Unlawful(f"{title}不能为空", field=name)
    if not policy.is_public:
        raise Unlawful("政策已经撤回，不能补充问答")
    if asked_on is not None and asked_on > on:
        raise Unlawful("提出日期不能晚于答复日期", field="asked_on")
    told = {"问题": question, "回答": said, "来源": source}
    gate.pass_words(policy.authority, f"policy {policy.pk}", told, on=on, by=by)
    data: dict[str, JSON] = {"policy": policy.pk, "question": question.strip(), "answer": said.strip()}
    data |= {"source": source.strip()}
    entry = journal.enter(policy.authority, "answer_question", on=on, by=by, data=data)
    return PolicyQuestion.objects.of(policy.authority).create(
        authority=policy.authority,
        policy=policy,
        question=question.strip(),
        answer=said.strip(),
        source=source.strip(),
        asked_on=asked_on,
        answered_on=on,
        by=by,
        entry=entry,
    )


@transaction.atomic
def take_down(asked: PolicyQuestion, reason: str, *, on: date, by: Official) -> None:
    """撤下问答: nobody sees it any more; the row stays with the reason."""
    if asked.withdrawn_on is not None:
        raise Unlawful("这一问答已经撤下")
    if not reason.strip():
        raise Unlawful("撤下应当写明理由", field="reason")
    asked.withdrawn_on, asked.withdrawn_reason = on, reason.strip()
    data: dict[str, JSON] = {"question": asked.pk, "reason": reason.strip()}
    entry = journal.enter(asked.authority, "take_down_question", on=on, by=by, data=data)
    asked.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    hide(asked.authority, entry)


@transaction.atomic
def admit_expert(authority: Authority, name: str, unit: str, subject: str, *, on: date, by: Official) -> Expert:
    """专家入库."""
    for value, field, title in ((name, "name", "姓名"), (unit, "unit", "单位、职务"), (subject, "subject", "领域")):
        if not value.strip():
            raise Unlawful(f"{title}不能为空", field=field)
    expert = Expert.objects.of(authority).create(
        authority=authority, name=name.strip(), unit=unit.strip(), subject=subject.strip(), since=on
    )
    journal.enter(authority, "admit_expert", on=on, by=by, data={"expert": expert.pk, "subject": expert.subject})
    return expert


@transaction.atomic
def release_expert(expert: Expert, *, on: date, by: Official) -> None:
    """专家出库: the reviews the expert gave stay."""
    if expert.until is not None:
        raise Unlawful("该专家已经出库")
    expert.until = on
    journal.enter(expert.authority, "release_expert", on=on, by=by, data={"expert": expert.pk})
    expert.save(update_fields=["until"])


@transaction.atomic
def set_rule(
    authority: Authority, rule: ExplainRule, *, since: date, on: date, today: date, by: Official
) -> ExplainSetting:
    """设定解读规定: holds for documents opened from a day on; those opened before keep what they owed."""
    not_in_the_future(on, today)
    if since < on:
        raise Unlawful(f"施行日期不能早于设定之日（{on:%Y-%m-%d}），此前拟稿的公文照原规定", field="since")
    row: dict[str, JSON] = {
        "kinds": [*sorted(kind.value for kind in rule.kinds)],
        "flagged": rule.flagged,
        "themes": [*sorted(rule.themes)],
        "latest": rule.latest,
        "stages": [stage.value for stage in rule.stages],
        "source": rule.source.strip(),
    }
    data: dict[str, JSON] = {"since": since.isoformat(), **row}
    entry = journal.enter(authority, "set_explain_rule", on=on, by=by, data=data)
    return ExplainSetting.objects.of(authority).create(authority=authority, since=since, entry=entry, **row)
