"""本机关的例子: the last of one's own records that shows a form well filled in; what names a person is never taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.law.attributes import Attribute, Ground
from gongkai.law.outcomes import outcome
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import Document


def own(authority: Authority, card: str) -> str:
    """自己的例子: in words, or empty where there is none yet."""
    told = _OF_CARD.get(card)
    return told(authority) if told else ""


def _label(authority: Authority) -> str:
    """The last signed document with a ground; its title may be withheld and is not told."""
    rows = Document.objects.of(authority).exclude(made_on=None).exclude(ground="").order_by("-made_on", "-pk")
    row = rows.first()
    if row is None:
        return ""
    return f"{row.number or '一份公文'}标为{Attribute(row.attribute).label}，理由：{Ground(row.ground).label}。"


def _outcome(authority: Authority) -> str:
    rows = Dossier.objects.of(authority).filter(kind="application").exclude(outcome="").exclude(closed_on=None)
    row = rows.order_by("-closed_on", "-pk").first()
    if row is None:
        return ""
    leaf = outcome(row.outcome)
    article = next(iter(leaf.articles.values()))
    return f"申请{row.number}的办理结果：{leaf.label}（{article.short}）。"


def _column(authority: Authority) -> str:
    rows = Content.objects.of(authority).filter(withdrawn_on=None).select_related("column")
    row = rows.order_by("-published_on", "-pk").first()
    return f"《{row.title}》发到“{row.column.name}”。" if row is not None else ""


_OF_CARD: Mapping[str, Callable[[Authority], str]] = {
    "document-attribute": _label,
    "application-outcome": _outcome,
    "publication-column": _column,
}
