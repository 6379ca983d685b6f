"""办理过程: the entries of a document in words, for the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.documents import Act, Attribute, DocumentKind, Ground, ReturnCode
from gongkai.law.grammar.words import Word
from gongkai.law.reviews import CHECKS
from gongkai.office.journal import queries as journal
from gongkai.publication.documents import acts
from gongkai.publication.documents.attachments import ATTACH, DETACH
from gongkai.publication.documents.models import Document


@dataclass(frozen=True)
class Event:
    """一条: a step as the timeline shows it."""

    on: date
    title: str
    by: str = ""
    text: str = ""
    amended: bool = False


_OWN = {acts.DESCRIBE: "修改登记内容", ATTACH: "上传附件", DETACH: "撤下附件"}
_ACTS = {act.value: act.label for act in Act}
_TOLD = {
    "kind": "种类",
    "edition": "版次",
    "wanted_on": "要求办结",
    "attribute": "属性",
    "proposed": "建议",
    "ground": "理由",
    "number": "文号",
    "reason": "说明",
    "remark": "意见",
}
_WORDS: Mapping[str, type[Word]] = {
    "kind": DocumentKind,
    "attribute": Attribute,
    "proposed": Attribute,
    "ground": Ground,
}
_FACTS = {
    "title": "标题",
    "issuer": "发文机关",
    "addressees": "主送机关",
    "section": "起草科室",
    "phase": "五公开阶段",
    "theme": "主题分类",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
}


def office(document: Document) -> list[Event]:
    """办理过程: every entry, who made it and what it says."""
    return [
        Event(
            on=line.step.on if line.step else line.on,
            title=_OWN.get(line.act) or _ACTS.get(line.act) or line.label,
            by=line.by.name if line.by else "",
            text=told(line),
            amended=line.amended_by is not None,
        )
        for line in journal.timeline(document.dossier)
    ]


def told(line: journal.Line) -> str:
    """内容: the details of an entry in words; of an amendment, its reason; of changed facts, what each was."""
    if line.act == acts.DESCRIBE:
        return "；".join(_changes(line.data.get("note", {})))
    if line.act in (ATTACH, DETACH):
        return "；".join(_of_a_file(line.data.get("note", {})))
    details: Mapping[str, Any] = line.step.details if line.step else line.data.get("details", {})
    return "；".join(_details(details)) or str(line.data.get("reason", ""))


def _changes(note: Mapping[str, Any]) -> Iterator[str]:
    for name, label in _FACTS.items():
        if name in note:
            before, after = note[name]
            yield f"{label}由“{before or '空'}”改为“{after or '空'}”"


def _of_a_file(note: Mapping[str, Any]) -> Iterator[str]:
    yield f"“{note['name']}”"
    if note.get("original"):
        yield "原件"
    if reason := note.get("reason"):
        yield f"理由：{reason}"


def _details(details: Mapping[str, Any]) -> Iterator[str]:
    for name, label in _TOLD.items():
        if value := details.get(name):
            yield f"{label}：{_WORDS[name](value).label if name in _WORDS else value}"
    if codes := details.get("codes"):
        yield "退文原因：" + "、".join(ReturnCode(code).label for code in codes)
    if checks := details.get("checks"):
        found = [text for name, text in CHECKS.items() if not checks.get(name)]
        yield f"未确认：{'、'.join(found)}" if found else "审查清单逐项确认"
    explained = details.get("explained") or {}
    if isinstance(explained, str):
        yield f"同步发布的解读：{explained}"
        return
    for why in explained.values():
        yield f"文实不符的说明：{why}"
