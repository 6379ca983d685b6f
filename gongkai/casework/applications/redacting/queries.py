"""区分处理查询: the papers of a file, what is personal in one, who has looked at which page, and what goes out with a reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.engines.privacy import Kind, find
from gongkai.law.applications import Act
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outcomes import Element, Version
from gongkai.law.redaction import DISTINGUISHING, PARTLY, Hidden, withheld_part
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.models import Access
from gongkai.papers.redacting import PageText, read_pages, readable
from gongkai.papers.text import PaperError


@dataclass(frozen=True)
class Shown:
    """区分处理件行: a paper with its name and what was hidden of it."""

    row: Redaction
    name: str
    told: str

    @property
    def state(self) -> str:
        """现状: how far it is."""
        if self.row.dropped_entry is not None:
            return "已停用"
        if self.row.confirmed_entry is not None:
            return "已复核"
        return "待复核" if self.row.made_entry is not None else "待隐去"

    @property
    def tone(self) -> str:
        """色: of the state."""
        return {"已复核": "good", "已停用": "plain"}.get(self.state, "warn")


def rows(application: Application) -> OwnedQuerySet[Redaction]:
    """区分处理件: of one application in the order they came, those that were dropped among them; without their contents."""
    mine = Redaction.objects.of(application.dossier.authority).filter(application=application)
    return mine.defer("original", "result", "told").select_related("made_by", "confirmed_by").order_by("pk")


def shown(application: Application) -> list[Shown]:
    """区分处理清单: with their names; those of a shredded file are told as such."""
    listed = list(rows(application))
    if not listed:
        return []
    version = applications.standing(application).version
    secrets = vault.secrets_of_many([application.dossier]).get(application.dossier_id)
    return [Shown(row, _name(row, secrets), hidden(row, "").told(version)) for row in listed]


def _name(row: Redaction, secrets: vault.Secrets | None) -> str:
    return secrets.unseal(f"redaction name {row.original_digest}", bytes(row.name)) if secrets else "（已销毁）"


def name(row: Redaction) -> str:
    """名称: opened; raises Shredded."""
    return _name(row, vault.secrets_of(row.application.dossier))


def original(row: Redaction) -> bytes:
    """原件: opened; raises Shredded once the key is gone, Unreadable when a bit was changed."""
    field = f"redaction original {row.original_digest}"
    return vault.unseal_file(row.application.dossier, field, bytes(row.original))


def result(row: Redaction) -> bytes:
    """隐去结果: opened; Unlawful while there is none."""
    if row.result is None:
        raise Unlawful("还没有隐去结果", DISTINGUISHING)
    field = f"redaction result {row.result_digest}"
    return vault.unseal_file(row.application.dossier, field, bytes(row.result))


def hidden(row: Redaction, named: str) -> Hidden:
    """隐去结果的计数: by ground, under a name."""
    return Hidden(named, row.hidden.get("places", {}), row.hidden.get("pages", {}))


# -- what may be hidden ------------------------------------------------------------------------------------------------------


def pages(row: Redaction) -> list[PageText]:
    """页文字: of the original; Unlawful for what cannot be read."""
    try:
        return read_pages(original(row))
    except PaperError as refusal:
        raise Unlawful(str(refusal), DISTINGUISHING) from refusal


def found(pages: Sequence[PageText]) -> dict[Kind, tuple[str, ...]]:
    """可能的个人信息: what the text holds of each kind, whole and over the ends of lines."""
    words: dict[Kind, dict[str, None]] = {}
    for page in pages:
        text = readable(page.text)
        for read in (text, "".join(text.splitlines())):
            for each in find(read):
                words.setdefault(each.kind, {})[read[each.start : each.end].strip()] = None
    return {kind: tuple(words[kind]) for kind in Kind if kind in words}


def doubtful(pages: Sequence[PageText]) -> list[int]:
    """须目视的页: those on which an image or an unreadable character may say what no search finds."""
    return [number for number, page in enumerate(pages, 1) if page.doubtful]


# -- who has looked ----------------------------------------------------------------------------------------------------------


def look_of(row: Redaction, page: int) -> str:
    """查看的说法: one page of one result, as the access log tells it."""
    return f"查看隐去结果（第{row.made_entry}号条目）第{page}页"


def unseen(row: Redaction, by: Official) -> list[int]:
    """没有看过的页: of the result as it is now, by this person."""
    looks = Access.objects.of(row.authority).filter(official=by, dossier=row.application.dossier)
    seen = set(
        looks.filter(what__startswith=f"查看隐去结果（第{row.made_entry}号条目）").values_list("what", flat=True)
    )
    return [page for page in range(1, row.pages + 1) if look_of(row, page) not in seen]


# -- what goes out -----------------------------------------------------------------------------------------------------------


def going_with(application: Application) -> list[Shown]:
    """随答复提供的: those confirmed before the last reply in force, where it discloses in part."""
    papers = [each for each in shown(application) if each.state == "已复核"]
    if not papers:
        return []
    signed = [line.seq for line in journal.timeline(application.dossier) if line.act == Act.REPLY and line.step]
    standing = applications.standing(application)
    if not signed or standing.replied_on is None or standing.draft is None or standing.draft.outcome != PARTLY:
        return []
    return [each for each in papers if (each.row.confirmed_entry or 0) < signed[-1]]


def prefilled(application: Application, version: Version) -> Mapping[str, str]:
    """拟办所需: the part that is withheld and the names of the papers, as the draft begins; empty without any."""
    papers = [each for each in shown(application) if each.state == "已复核"]
    if not papers:
        return {}
    told = withheld_part([hidden(each.row, each.name) for each in papers], version)
    return {Element.WITHHELD_PART.value: told, "attachments": "\n".join(attachment(each.name) for each in papers)}


def attachment(named: str) -> str:
    """附件名称: as the letter lists it."""
    return f"{named}（已作区分处理）"
