"""文件检查: what an uploaded file carries that should be looked at before it goes out: traces and personal data.

Nothing is refused here but what cannot be opened: a person decides, with the warnings before them. No warning holds the
number it warns of. What is found is found as the gate finds it, before which the file will come when it is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import File

from gongkai.engines import privacy
from gongkai.law.screening import Concern
from gongkai.papers.traces import traces
from gongkai.publication.gate.findings import Finding
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.scanning import scan
from gongkai.web.uploads import DOCX, OFD, XLSX, FileKind

_PACKAGES = (DOCX, XLSX, OFD)
_TOLD = frozenset({Concern.PERSONAL, Concern.SECRET, Concern.UNSEEN})
_SHOWN = 3


def warnings(upload: File[Any], kind: FileKind) -> list[str]:
    """检查结果: one line for each thing to look at. Raises PaperError for a file that unpacks beyond reason or not at all."""
    told = traces(upload, kind.label) if kind in _PACKAGES else []
    return [*told, *_told(_found(upload, kind))]


def personal_kinds(upload: File[Any], kind: FileKind) -> frozenset[privacy.Kind]:
    """个人信息种类: what kinds of personal data a file holds, as far as its content can be read."""
    labels = {each.kind for each in _found(upload, kind) if each.concern == Concern.PERSONAL}
    return frozenset(each for each in privacy.Kind if each.label in labels)


def _found(upload: File[Any], kind: FileKind) -> list[Finding]:
    upload.seek(0)
    data = upload.read()
    return scan(Part("upload", upload.name or "", kind.extension, "", lambda: data)).findings


def _told(found: list[Finding]) -> Iterator[str]:
    """A line for each kind and certainty, with how often, and the first places."""
    grouped: dict[tuple[str, str, str], list[Finding]] = {}
    for each in found:
        if each.concern in _TOLD:
            grouped.setdefault((each.concern, "确定" if each.sure else "疑似", each.kind), []).append(each)
    for (concern, certainty, kind), same in grouped.items():
        more = "等" if len(same) > _SHOWN else ""
        if concern == Concern.UNSEEN:
            yield f"须人工查看：{'、'.join(f'{each.where}（{each.note}）' for each in same[:_SHOWN])}{more}"
        else:
            places = "、".join(f"{each.where}（{each.shown}）" for each in same[:_SHOWN])
            yield f"{certainty}有{sum(each.count for each in same)}处{kind}：{places}{more}"
