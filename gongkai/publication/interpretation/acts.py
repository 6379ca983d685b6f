"""解读办理: submit the package with the draft, publish document and interpretation together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import Act
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interpretation import Form, Part, require_whole
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.models import Document
from gongkai.publication.interpretation.models import Interpretation, Package


@dataclass(frozen=True)
class Plan:
    """解读方案: title, forms, who explains, the parts of the material, and when it is to go out."""

    title: str
    forms: tuple[Form, ...]
    people: str
    parts: dict[str, str]
    planned_on: date | None = None


@transaction.atomic
def submit(document: Document, plan: Plan, *, on: date, today: date, by: Official) -> Package:
    """报送解读: the package stands with the draft, and the document's own dossier takes the step ``package_complete``."""
    require_whole(plan.parts)
    package, _ = Package.objects.of(document.authority).update_or_create(
        document=document,
        defaults={
            "authority": document.authority,
            "title": plan.title,
            "forms": [form.value for form in plan.forms],
            "people": plan.people,
            "planned_on": plan.planned_on,
            "parts": plan.parts,
            "submitted_on": on,
        },
    )
    details: dict[str, JSON] = {"title": plan.title, "forms": [form.value for form in plan.forms]}
    documents.act(document, Step(Act.PACKAGE_COMPLETE.value, on, details), today=today, by=by)
    return package


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
) -> tuple[Content, Interpretation]:
    """同步发布: the document and its interpretation in one transaction, linked both ways."""
    policy = disclosure.publish_document(document, column, outlets, on=on, today=today, by=by)
    package = Package.objects.of(document.authority).get(document=document)
    text = "\n".join(f"{part.label}\n{package.parts[part.value]}" for part in Part if package.parts.get(part.value))
    item = Item(ContentClass.INTERPRETATION, package.title, text=text, issuer=document.authority.name)
    content = disclosure.publish(explained_in, item, on=on, today=today, by=by, review=policy.review)
    return policy, link(policy, content, Form(package.forms[0]), author=package.people, on=on, by=by)


@transaction.atomic
def link(
    policy: Content, content: Content, form: Form, *, on: date, by: Official | None, author: str = ""
) -> Interpretation:
    """关联: the policy and what explains it; one row is the link both ways."""
    data: dict[str, JSON] = {"policy": policy.pk, "content": content.pk, "form": form.value}
    journal.enter(policy.authority, "link_interpretation", on=on, by=by, data=data)
    return Interpretation.objects.of(policy.authority).create(
        authority=policy.authority, policy=policy, content=content, form=form, author=author, linked_on=on
    )
