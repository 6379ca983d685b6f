"""语言版本的办理: asked for, drafted, read by another, published, taken back. Each is an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.languages import Language, TranslationState, may_publish, may_review
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.models import Content
from gongkai.publication.gate import acts as gate
from gongkai.publication.gate.parts import of_text


@dataclass(frozen=True)
class Told:
    """译文: title and text, who translated it, and whether a machine did."""

    title: str
    text: str
    translator: str
    by_machine: bool = False


@transaction.atomic
def want(content: Content, language: Language, *, on: date, by: Official) -> Translation:
    """登记待译."""
    rows = Translation.objects.of(content.authority)
    if rows.filter(content=content, language=language.value).exists():
        raise Unlawful("该内容已有这一语种的版本", field="language")
    row = rows.create(authority=content.authority, content=content, language=language.value)
    return _enter(row, "want_translation", on, by)


@transaction.atomic
def draft(row: Translation, told: Told, *, on: date, by: Official) -> Translation:
    """提交初译: of the text as it is now; whatever had been read must be read again, and what was public no longer is."""
    for name, label in (("title", "标题"), ("text", "正文"), ("translator", "译者")):
        if not getattr(told, name).strip():
            raise Unlawful(f"{label}不能为空", field=name)
    held = _held(row)
    held.title, held.text, held.translator = told.title.strip(), told.text.strip(), told.translator.strip()
    held.by_machine, held.drafted_by, held.reviewer, held.published_on = told.by_machine, by, None, None
    held.content_edition = held.content.edition
    held.state = TranslationState.DRAFTED
    return _enter(held, "draft_translation", on, by)


@transaction.atomic
def review(row: Translation, *, on: date, by: Official) -> Translation:
    """校对通过: by another person than the one who submitted it."""
    held = _held(row)
    may_review(TranslationState(held.state), by_machine=held.by_machine, same_person=held.drafted_by_id == by.pk)
    held.state, held.reviewer = TranslationState.REVIEWED, by
    return _enter(held, "review_translation", on, by)


@transaction.atomic
def publish(row: Translation, *, on: date, by: Official) -> Translation:
    """发布语言版本."""
    held = _held(row)
    if not held.content.is_public:
        raise Unlawful("原文已经撤回，语言版本不能发布")
    may_publish(TranslationState(held.state), translated_edition=held.content_edition, edition=held.content.edition)
    said = of_text(f"translation {held.pk}", "语言版本", f"{held.title}\n{held.text}")
    gate.pass_publication(held.authority, [said], on=on, by=by)
    held.state, held.published_on = TranslationState.PUBLISHED, on
    return _enter(held, "publish_translation", on, by)


@transaction.atomic
def take_back(row: Translation, reason: str, *, on: date, by: Official) -> Translation:
    """撤下语言版本: back to what was read; the page goes."""
    held = _held(row)
    if held.state != TranslationState.PUBLISHED:
        raise Unlawful("这一语言版本没有发布")
    if not reason.strip():
        raise Unlawful("撤下应当写明理由", field="reason")
    held.state, held.published_on = TranslationState.REVIEWED, None
    return _enter(held, "take_back_translation", on, by, reason=reason.strip())


def _held(row: Translation) -> Translation:
    return (
        Translation.objects.of(row.authority).select_related("content").select_for_update(of=("self",)).get(pk=row.pk)
    )


def _enter(row: Translation, act: str, on: date, by: Official, **more: JSON) -> Translation:
    data: dict[str, JSON] = {
        "content": row.content_id,
        "translation": row.pk,
        "language": row.language,
        "title": row.title,
        "text": row.text,
        "translator": row.translator,
        "by_machine": row.by_machine,
        "edition": row.content_edition,
        **more,
    }
    row.entry = journal.enter(row.authority, act, on=on, by=by, data=data)
    row.save()
    return row
