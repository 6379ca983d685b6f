"""其余部件: what Word and Excel files show nobody: properties, links, files within, parts of any other sort."""

from __future__ import annotations

import re
from posixpath import basename
from urllib.parse import unquote

from lxml import etree

from gongkai.papers.package import Package
from gongkai.papers.said.pieces import Heard
from gongkai.papers.text import PaperError

_TITLES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改人",
    "title": "标题",
    "subject": "主题",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "Company": "单位",
    "Manager": "经理",
    "contentStatus": "状态",
}
_DULL = frozenset(
    {
        "Application",
        "AppVersion",
        "Template",
        "TotalTime",
        "Pages",
        "Words",
        "Characters",
        "Lines",
        "Paragraphs",
        "DocSecurity",
    }
    | {
        "ScaleCrop",
        "LinksUpToDate",
        "CharactersWithSpaces",
        "SharedDoc",
        "HyperlinksChanged",
        "created",
        "modified",
        "revision",
    }
)
_TOLD = frozenset(
    {"descr", "title", "alt", "name", "tooltip", "author", "userId", "displayName", "v", "val", "target", "ref3D"}
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_EMBEDDED = re.compile(r"(?:word|xl|ppt)/embeddings/.+")


def properties(told: Heard, package: Package) -> None:
    """文档属性: who wrote it, for whom, under what words."""
    for name in package.names():
        if not name.startswith("docProps/") or not name.endswith(".xml"):
            continue
        for each in package.xml(name).iter("*"):
            local = etree.QName(each).localname
            if each.text and each.text.strip() and local not in _DULL and not len(each):
                told.say(f"文档属性：{_TITLES.get(local, '其他')}", each.text, hidden=True)


def targets(told: Heard, package: Package) -> None:
    """链接的去处: outside the file, of whatever part."""
    for name in package.names():
        if name.endswith(".rels"):
            for each in package.xml(name).iter(_RELATION):
                if each.get("TargetMode") == "External":
                    told.say("链接的地址", unquote(str(each.get("Target"))), hidden=True)


def leftovers(told: Heard, package: Package, known: set[str]) -> None:
    """其余部件: the words of every XML part that nothing else reads, so that no place is forgotten."""
    for name in package.names():
        if name in known or name.startswith(("docProps/", "_rels/")) or not name.endswith((".xml", ".vml")):
            continue
        if basename(name) == "[Content_Types].xml":
            continue
        told.say(f"部件“{name}”", _words(package, name), hidden=True)


def _words(package: Package, name: str) -> str:
    try:
        root = package.xml(name)
    except PaperError:
        return package.part(name).decode("utf-8", "replace")
    words = []
    for each in root.iter("*"):
        words.append(each.text or "")
        words += [str(value) for key, value in each.items() if etree.QName(str(key)).localname in _TOLD]
        words.append(each.tail or "")
    return "\n".join(word.strip() for word in words if word.strip())


def nested(told: Heard, package: Package) -> None:
    """内嵌的文件: laid aside, to be read as files of their own."""
    for name in package.names():
        if _EMBEDDED.fullmatch(name):
            told.inner.append((f"内嵌的文件“{basename(name)}”", package.part(name)))
