"""解读办理: submit the package with the draft, have it reviewed, publish document and interpretation together, explain later.

Each verb is one transaction. What concerns a document is a step on the document's own dossier; what concerns a package, an
interpretation or a link is an entry that holds the digest of the row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law import interpretation as law
from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source
from gongkai.law.documents import CHECKS, Act, ReturnCode, Standing, State
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.interpretation import (
    INTERPRETING,
    AuthorRole,
    Form,
    Gap,
    Material,
    PackageFacts,
    PolicyOrigin,
    Stage,
    gaps,
    reprint_gaps,
    require_complete,
    stages_of,
)
from gongkai.law.script import Script, read_script
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal.seals import canonical
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.duties import Duty
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import explain_rules
from gongkai.publication.documents import queries as documented
from gongkai.publication.documents.models import Document, ReleaseReview
from gongkai.publication.interpretation import rendering
from gongkai.publication.interpretation.models import (
    Exemption,
    Expert,
    ExpertRequest,
    Interpretation,
    MaterialReview,
    Package,
    PackageVersion,
)


@dataclass(frozen=True)
class Speaker:
    """参与解读的人: in which role, by name, with post."""

    role: AuthorRole
    name: str
    post: str = ""


@dataclass(frozen=True)
class Plan:
    """解读方案: title, forms, channels, who explains, the parts and the structured text, and when it is to go out."""

    title: str
    forms: tuple[Form, ...]
    people: str
    parts: dict[str, str]
    planned_on: date | None = None
    channels: tuple[ReleaseChannel, ...] = (ReleaseChannel.WEBSITE,)
    speakers: tuple[Speaker, ...] = ()
    script: Script = field(default_factory=Script)
    source: Source = Source.OWN
    origin: PolicyOrigin = PolicyOrigin.OWN
    reprinted_from: str = ""
    licence: str = ""
    local: Mapping[str, str] = field(default_factory=dict)
    section: str = ""

    def facts(self) -> PackageFacts:
        """方案要件: what the completeness check looks at."""
        return PackageFacts(
            self.title,
            self.forms,
            [channel.value for channel in self.channels],
            self.people,
            self.parts,
            [speaker.role for speaker in self.speakers],
            self.source,
            self.reprinted_from,
            self.licence,
            self.local,
        )

    def row(self) -> dict[str, JSON]:
        """方案存为JSON: everything it says, as plain values."""
        return {
            "title": self.title.strip(),
            "forms": [form.value for form in self.forms],
            "channels": [channel.value for channel in self.channels],
            "people": self.people.strip(),
            "speakers": [{"role": each.role.value, "name": each.name, "post": each.post} for each in self.speakers],
            "planned_on": self.planned_on.isoformat() if self.planned_on else None,
            "parts": dict(self.parts),
            "script": replace(self.script, parts={}).to_json(),
            "source": self.source.value,
            "origin": self.origin.value,
            "reprinted_from": self.reprinted_from.strip(),
            "licence": self.licence.strip(),
            "local": dict(self.local),
            "section": self.section,
        }


# -- the package -------------------------------------------------------------------------------------------------------


@transaction.atomic
def submit(document: Document, plan: Plan, *, on: date, today: date, by: Official, seen: int | None = None) -> Package:
    """报送解读: the package stands with the draft. Where no review of the material is set, it is complete at once.

    What comes only after the signature (a document that was opened later) was not before the document's reviewers, and is
    reviewed for release here.
    """
    not_in_the_future(on, today)
    journal.lock(document.dossier)
    if plan.source is Source.REPRINT:
        raise Unlawful("本机关公文的解读应当由起草单位自己作出，转载不能代替", INTERPRETING, field="source")
    plan = plan if plan.section else replace(plan, section=document.section)
    package = Package.objects.of(document.authority).filter(document=document).first()
    package = package or Package(authority=document.authority, document=document, edition=0)
    standing = documented.standing(document)
    _may_submit(package, standing, on)
    signed = standing.state is State.TO_PUBLISH
    _keep(package, plan, with_the_draft=not signed, on=on, by=by, seen=seen)
    if not package.stages:
        _complete(package, on=on, today=today, by=by)
    return package


def _may_submit(package: Package, standing: Standing, on: date) -> None:
    """Whether the document still takes a package; one that was reviewed here is opened again by a return only."""
    for objection in standing.objections(Act.PACKAGE_COMPLETE, on, calendar_of(package.authority)):
        raise objection.raised()
    if package.complete_on is not None and package.stages and standing.package_on is not None:
        raise Unlawful("解读材料已经审核完毕，因解读退文以后才能再改", INTERPRETING)


@transaction.atomic
def prepare(policy: Content, plan: Plan, *, on: date, today: date, by: Official) -> Package:
    """拟稿解读: a package for a policy that is public already: a later one, another form, or a reprint."""
    not_in_the_future(on, today)
    if not policy.is_public or policy.kind == ContentClass.INTERPRETATION:
        raise Unlawful("只能解读公开中的政策文件", INTERPRETING, field="policy")
    if not plan.section and policy.document is not None:
        plan = replace(plan, section=policy.document.section)
    package = Package(authority=policy.authority, policy=policy, edition=0)
    return _keep(package, plan, with_the_draft=False, on=on, by=by, seen=None)


@transaction.atomic
def revise(package: Package, plan: Plan, *, on: date, today: date, by: Official, seen: int | None) -> Package:
    """修改解读材料: another edition of a later package; its reviews begin anew."""
    not_in_the_future(on, today)
    if package.document is not None:
        return submit(package.document, plan, on=on, today=today, by=by, seen=seen)
    _lock(package)
    if Interpretation.objects.of(package.authority).filter(package=package).exists():
        raise Unlawful("解读已经发布，不能再改材料；须改的，撤回后另行解读", INTERPRETING)
    return _keep(package, plan, with_the_draft=False, on=on, by=by, seen=seen)


def _keep(package: Package, plan: Plan, *, with_the_draft: bool, on: date, by: Official, seen: int | None) -> Package:
    if seen is not None and seen != package.edition:
        raise Unlawful(f"解读材料第{package.edition}版已由他人报送，您看到的是第{seen}版，请核对后再报送", field="seen")
    require_complete(gaps(plan.facts()))
    read_script(plan.script.to_json())
    row = plan.row()
    for name, value in row.items():
        setattr(package, name, value)
    package.planned_on = plan.planned_on
    rule = explain_rules.explain_rule(package.authority, on)
    package.stages = [stage.value for stage in stages_of(rule, with_the_draft=with_the_draft)]
    package.submitted_on, package.submitted_by, package.complete_on = on, by, None
    package.edition += 1
    package.save()
    data: dict[str, JSON] = {"package": package.pk, "edition": package.edition, "row": digest(row)}
    entry = journal.enter(package.authority, "submit_package", on=on, by=by, data=data)
    PackageVersion.objects.of(package.authority).create(
        authority=package.authority,
        package=package,
        edition=package.edition,
        row=row,
        by=by,
        saved_on=on,
        entry=entry,
    )
    return package


def _complete(package: Package, *, on: date, today: date, by: Official) -> None:
    package.complete_on = on
    package.save(update_fields=["complete_on"])
    if package.document is not None:
        details: dict[str, JSON] = {
            "title": package.title,
            "forms": list(package.forms),
            "edition": package.edition,
        }
        step = Step(Act.PACKAGE_COMPLETE.value, on, details)
        documents.act(package.document, step, today=today, by=by)


# -- the reviews of the material ---------------------------------------------------------------------------------------


def material(package: Package) -> Material:
    """解读材料情况: the stages of the present edition and those it has passed."""
    rows = MaterialReview.objects.of(package.authority).filter(package=package, edition=package.edition)
    stages = tuple(Stage(stage) for stage in package.stages)
    standing = Material(package.submitted_by.username if package.submitted_by else "", stages)
    for row in rows.select_related("by"):
        if row.passed:
            standing = standing.passed(row.by.username, CHECKS)
    return standing


@transaction.atomic
def pass_material(
    package: Package,
    *,
    on: date,
    today: date,
    by: Official,
    opinion: str = "",
    checks: Collection[str] = (),
    expert: Expert | None = None,
) -> MaterialReview:
    """材料审核通过: the next stage; after the last one the package is complete."""
    not_in_the_future(on, today)
    _lock(package)
    standing = material(package)
    stage = standing.next_stage
    after = standing.passed(by.username, checks)
    if stage is Stage.EXPERT:
        _in_person(package, by, expert)
    made = _reviewed(package, stage, True, on=on, by=by, opinion=opinion, expert=expert)
    if after.next_stage is None:
        _complete(package, on=on, today=today, by=by)
    return made


@transaction.atomic
def return_material(
    package: Package, found: Sequence[Gap], opinion: str, *, on: date, today: date, by: Official
) -> MaterialReview:
    """退回材料: to who submitted it, with what is missing by code; another edition begins its reviews anew."""
    not_in_the_future(on, today)
    _lock(package)
    stage = material(package).next_stage
    if stage is None:
        raise Unlawful("解读材料已经审核完毕，不能退回", INTERPRETING)
    if not opinion.strip():
        raise Unlawful("退回应当写明意见", INTERPRETING, field="opinion")
    if stage is Stage.EXPERT:
        _unless_asked(package, by)
    return _reviewed(package, stage, False, on=on, by=by, opinion=opinion, found=found)


def _in_person(package: Package, by: Official, expert: Expert | None) -> None:
    """Who has an account speaks for himself; who has none is named by the reviewer who enters his opinion."""
    _unless_asked(package, by)
    if expert is None:
        raise Unlawful("专家审核应当选明专家", INTERPRETING, field="expert")
    if expert.official_id is not None and expert.official_id != by.pk:
        raise Unlawful(f"{expert.name}有自己的账号，请送他本人审核", INTERPRETING, field="expert")


def _unless_asked(package: Package, by: Official) -> None:
    asked = ExpertRequest.objects.of(package.authority).filter(
        package=package, edition=package.edition, review=None, withdrawn_on=None
    )
    row = asked.select_related("expert").first()
    if row is not None and row.expert.official_id != by.pk:
        raise Unlawful(f"已经送{row.expert.name}本人审核，等他写意见，或者先收回", INTERPRETING)


def _reviewed(
    package: Package,
    stage: Stage | None,
    passed: bool,
    *,
    on: date,
    by: Official,
    opinion: str,
    expert: Expert | None = None,
    found: Sequence[Gap] = (),
) -> MaterialReview:
    assert stage is not None  # noqa: S101 (checked by the law: Material.passed)
    told: dict[str, JSON] = {"package": package.pk, "edition": package.edition, "stage": stage.value}
    told |= {"passed": passed, "opinion": opinion.strip(), "gaps": [gap.value for gap in found]}
    entry = journal.enter(package.authority, "review_material", on=on, by=by, data=told)
    return MaterialReview.objects.of(package.authority).create(
        authority=package.authority,
        package=package,
        edition=package.edition,
        stage=stage,
        passed=passed,
        opinion=opinion.strip(),
        gaps=[gap.value for gap in found],
        expert=expert,
        by=by,
        reviewed_on=on,
        entry=entry,
    )


@transaction.atomic
def send_back(
    document: Document, found: Sequence[Gap], *, on: date, today: date, by: Official, note: str = ""
) -> Standing:
    """因解读退文: return the document itself, for its package is missing or lacks what is named."""
    there = Package.objects.of(document.authority).filter(document=document).exists()
    code = ReturnCode.INTERPRETATION_INCOMPLETE if there else ReturnCode.NO_INTERPRETATION
    if there and not found and not note.strip():
        raise Unlawful("退文应当选明缺项，或者写明意见", INTERPRETING, field="gaps")
    details: dict[str, JSON] = {"codes": [code.value], "missing": [gap.value for gap in found], "note": note.strip()}
    return documents.act(document, Step(Act.RETURN.value, on, details), today=today, by=by)


@transaction.atomic
def exempt(document: Document, reason: str, *, on: date, today: date, by: Official) -> Exemption:
    """免予解读: a reviewer waives the interpretation of a document, with the reason."""
    details: dict[str, JSON] = {"reason": reason.strip()}
    documents.act(document, Step(Act.EXEMPT.value, on, details), today=today, by=by)
    made, _ = Exemption.objects.of(document.authority).update_or_create(
        document=document,
        defaults={"authority": document.authority, "reason": reason.strip(), "by": by, "exempted_on": on},
    )
    return made


# -- going out ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_together(
    document: Document,
    column: Column,
    explained_in: Column,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    explained_by: Sequence[Outlet] = (WEBSITE,),
    seen: int | None = None,
    once: str = "",
    duty: Duty | None = None,
) -> tuple[Content, Interpretation]:
    """同步发布: the document and its interpretation in one transaction, linked both ways; if one fails nothing is out."""
    journal.lock(document.dossier)
    if done := disclosed.sent(document.authority, once):
        return done, Interpretation.objects.of(document.authority).get(policy=done, package__document=document)
    journal.lock(document.dossier, seen=seen)
    package = Package.objects.of(document.authority).filter(document=document).first()
    if package is None or package.complete_on is None:
        raise Unlawful("解读方案和材料没有齐备，不能同步发布", INTERPRETING, field="package")
    review = ReleaseReview.objects.of(document.authority).filter(document=document).first()
    content = _publish(package, explained_in, explained_by, on=on, today=today, by=by, review=review)
    policy = disclosure.publish_document(
        document, column, outlets, on=on, today=today, by=by, once=once, explained=content.index_number, duty=duty
    )
    return policy, _link_package(policy, content, package, on=on, by=by)


@transaction.atomic
def explain(
    package: Package,
    explained_in: Column,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    once: str = "",
    duty: Duty | None = None,
) -> Interpretation:
    """补充解读: publish a package that was prepared for a public policy, after its reviews; they enter the register."""
    _lock(package)
    if done := disclosed.sent(package.authority, once):
        return Interpretation.objects.of(package.authority).get(content=done)
    policy = package.policy
    if policy is None:
        raise Unlawful("随公文报送的解读应当与公文同步发布", INTERPRETING)
    if package.complete_on is None:
        raise Unlawful("解读材料没有审核完毕，不能发布", INTERPRETING, field="package")
    if Interpretation.objects.of(package.authority).filter(package=package).exists():
        raise Unlawful("这份解读已经发布", INTERPRETING)
    rows = MaterialReview.objects.of(package.authority).filter(package=package, edition=package.edition, passed=True)
    review = documents.register_review(
        package.authority,
        title=package.title,
        checks=dict.fromkeys(CHECKS, True),
        reviewers=[[row.stage, row.by.username, row.reviewed_on.isoformat()] for row in rows.select_related("by")],
        on=on,
        by=by,
        source=package.reprinted_from[:100],
    )
    content = _publish(package, explained_in, outlets, on=on, today=today, by=by, review=review, once=once, duty=duty)
    return _link_package(policy, content, package, on=on, by=by)


def _publish(
    package: Package,
    column: Column,
    outlets: Sequence[Outlet],
    *,
    on: date,
    today: date,
    by: Official,
    review: ReleaseReview | None,
    once: str = "",
    duty: Duty | None = None,
) -> Content:
    text = script_of(package)
    local = rendering.local_text(package.local)
    item = Item(
        ContentClass.INTERPRETATION,
        package.title,
        body=str(rendering.body(text, package.local)),
        text="\n".join(filter(None, (text.full(), local))),
        issuer=package.authority.name,
        source=Source(package.source),
        origin=package.reprinted_from,
        extra={"explains": package.document_id} if package.document_id else {},
    )
    return disclosure.publish(column, item, outlets, on=on, today=today, by=by, review=review, once=once, duty=duty)


def script_of(package: Package) -> Script:
    """解读稿: the structured text of a package with its parts."""
    return replace(read_script(package.script or {}), parts=dict(package.parts))


def short_of(package: Package) -> str:
    """短文: the sentences a short version is taken from: the three minutes' one, or the whole where nobody wrote a gist."""
    text = script_of(package)
    return text.three_minutes() or text.full()


def facts_of(package: Package) -> PackageFacts:
    """方案要件: of a package as it is kept."""
    return PackageFacts(
        package.title,
        [Form(form) for form in package.forms],
        package.channels,
        package.people,
        package.parts,
        [AuthorRole(each["role"]) for each in package.speakers],
        Source(package.source),
        package.reprinted_from,
        package.licence,
        package.local,
    )


def _link_package(policy: Content, content: Content, package: Package, *, on: date, by: Official) -> Interpretation:
    text = script_of(package)
    forms = {*(Form(form) for form in package.forms), *text.forms}
    return link(
        policy,
        content,
        Form(package.forms[0]),
        author=_authors(package),
        on=on,
        by=by,
        also=Also(
            package=package,
            forms=tuple(form for form in Form if form in forms),
            role=_first_role(package),
            origin=PolicyOrigin(package.origin),
            section=package.section,
            script=text,
            licence=package.licence,
            local=package.local,
        ),
    )


def _authors(package: Package) -> str:
    """Who explains, as the public reads it: the drafter and everybody who takes part, each with the role."""
    others = [f"{each['name']}（{AuthorRole(each['role']).label}）" for each in package.speakers]
    return "、".join([package.people, *others])[:100]


def _first_role(package: Package) -> AuthorRole:
    """The head where one takes part; otherwise who is named first; otherwise the drafter, or of a reprint the media."""
    if package.source == Source.REPRINT and not package.speakers:
        return AuthorRole.MEDIA
    roles = [AuthorRole(each["role"]) for each in package.speakers]
    heads = [role for role in roles if role in law.FIRST]
    return (heads or roles or [AuthorRole.DRAFTER])[0]


@dataclass(frozen=True)
class Also:
    """解读的其他要素: what a link says of the interpretation beside its form and author."""

    package: Package | None = None
    forms: tuple[Form, ...] = ()
    role: AuthorRole = AuthorRole.DRAFTER
    origin: PolicyOrigin = PolicyOrigin.OWN
    section: str = ""
    script: Script = field(default_factory=Script)
    licence: str = ""
    local: Mapping[str, str] = field(default_factory=dict)


LINKED = ("forms", "role", "origin", "section", "script", "licence", "local")
"""入封的列: of an interpretation, the columns whose digest its entry holds."""
NOTHING_ELSE = Also()
"""没有其他要素."""


@transaction.atomic
def link(
    policy: Content,
    content: Content,
    form: Form,
    *,
    on: date,
    by: Official | None,
    author: str = "",
    also: Also = NOTHING_ELSE,
) -> Interpretation:
    """关联: the policy and what explains it; one row is the link both ways.

    A reprint is refused without its source, its licence and its local block, whatever way it comes.
    """
    _may_explain(policy, content)
    if content.source == Source.REPRINT:
        require_complete(reprint_gaps(content.origin, also.licence, also.local))
    row: dict[str, JSON] = {
        "forms": [each.value for each in also.forms or (form,)],
        "role": also.role.value,
        "origin": also.origin.value,
        "section": also.section,
        "script": also.script.to_json(),
        "licence": also.licence,
        "local": dict(also.local),
    }
    data: dict[str, JSON] = {"policy": policy.pk, "content": content.pk, "form": form.value, "row": digest(row)}
    entry = journal.enter(policy.authority, "link_interpretation", on=on, by=by, data=data)
    columns: dict[str, Any] = {**row, "package": also.package, "entry": entry}
    return Interpretation.objects.of(policy.authority).create(
        authority=policy.authority,
        policy=policy,
        content=content,
        form=form,
        author=author,
        linked_on=on,
        **columns,
    )


def _may_explain(policy: Content, content: Content) -> None:
    if content.kind != ContentClass.INTERPRETATION:
        raise Unlawful(f"“{content.title}”不是解读", INTERPRETING, field="content")
    if policy.kind == ContentClass.INTERPRETATION:
        raise Unlawful("解读不能作为被解读的政策", INTERPRETING, field="policy")
    if not (policy.is_public and content.is_public):
        raise Unlawful("已经撤回的内容不能关联", INTERPRETING, field="content")
    if content.authority_id != policy.authority_id:
        raise Unlawful("只能关联本机关的内容；上级政策请登记为“上级政策”关联", INTERPRETING, field="content")
    if Interpretation.objects.of(policy.authority).filter(content=content).exists():
        raise Unlawful("这份解读已经关联", INTERPRETING, field="content")


def _lock(package: Package) -> None:
    package.refresh_from_db(from_queryset=Package.objects.everywhere().select_for_update(of=("self",)))


def digest(row: Mapping[str, JSON]) -> str:
    """行摘要: of what an entry seals; ``verifying`` reckons it again."""
    return hashlib.sha256(canonical(row).encode()).hexdigest()
