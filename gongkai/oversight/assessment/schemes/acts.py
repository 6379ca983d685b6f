"""方案办理: begun anew, from a ready-made one or from the last version; changed row by row; approved by another person."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.supervision.assessment import ASSESSED
from gongkai.law.supervision.schemes import SchemeText, read_scheme
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.assessment.packing import digest, packed
from gongkai.oversight.assessment.schemes.models import SchemeVersion

APPROVE_SCHEME = "approve_scheme"


@transaction.atomic
def begin(authority: Authority, text: SchemeText, *, origin: str = "", on: date, by: Official) -> SchemeVersion:
    """起草方案: the first version of a name, or the next one; one draft of a name at a time."""
    name = text.label.strip()
    if not name:
        raise Unlawful("方案名称不能为空", ASSESSED, field="label")
    versions = SchemeVersion.objects.of(authority).filter(name=name)
    if versions.filter(approved_on=None).exists():
        raise Unlawful(f"“{name}”已有一份草案，请先改完批准", ASSESSED, field="label")
    last = versions.order_by("-edition").values_list("edition", flat=True).first() or 0
    version = SchemeVersion(
        authority=authority,
        name=name[:100],
        edition=last + 1,
        content=packed(text.data()),
        origin=origin,
        drafted_on=on,
        drafted_by=by,
    )
    version.save(force_insert=True)
    return version


@transaction.atomic
def change(version: SchemeVersion, how: Callable[[SchemeText], SchemeText], *, on: date, by: Official) -> SchemeText:
    """改草案: who changed it last is its drafter; what is approved does not change."""
    held = SchemeVersion.objects.of(version.authority).select_for_update().get(pk=version.pk)
    if held.approved_on:
        raise Unlawful("已批准的方案不能修改，请起草新的一版", ASSESSED)
    text = how(read_scheme(json.loads(held.content)))
    held.content, held.drafted_on, held.drafted_by = packed(text.data()), on, by
    held.save(update_fields=["content", "drafted_on", "drafted_by"])
    version.content = held.content
    return text


@transaction.atomic
def approve(version: SchemeVersion, *, on: date, by: Official) -> None:
    """批准方案: by another person, and only where nothing is wrong with it."""
    held = SchemeVersion.objects.of(version.authority).select_for_update().get(pk=version.pk)
    text = read_scheme(json.loads(held.content))
    if held.approved_on:
        raise Unlawful("该版已经批准", ASSESSED)
    if held.drafted_by_id == by.pk:
        raise Unlawful("方案应由起草人以外的人批准", ASSESSED)
    if faults := text.faults():
        raise Unlawful(f"方案还有{len(faults)}处问题：{'；'.join(faults)}", ASSESSED)
    told: dict[str, JSON] = {"scheme": held.name, "edition": held.edition, "digest": digest(held.content)}
    held.entry = journal.enter(held.authority, APPROVE_SCHEME, on=on, by=by, data=told)
    held.approved_on, held.approved_by = on, by
    held.save(update_fields=["entry", "approved_on", "approved_by"])
    version.refresh_from_db(from_queryset=SchemeVersion.objects.everywhere())
