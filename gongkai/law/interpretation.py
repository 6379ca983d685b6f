"""政策解读（国办发〔2016〕80号等）: which documents owe one, its plan and parts, and by when it must be public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

INTERPRETING = Article("国办发〔2016〕80号", gist="谁起草谁解读，解读与文件同步组织、同步审签、同步部署")
LATEST = Term("发布解读材料", 3, Unit.WORKING_DAYS, "自文件公布之日起", INTERPRETING, certainty=Certainty.RECALLED)
MUST_EXPLAIN = frozenset({DocumentKind.RULES, DocumentKind.NORMATIVE, DocumentKind.POLICY})
"""须解读的公文: the kinds whose documents owe an interpretation; which they are differs by place and is a setting."""


class Form(Word):
    """解读形式."""

    TEXT = "text", "文字"
    DIAGRAM = "diagram", "图解"
    VIDEO = "video", "视频"
    QUESTIONS = "questions", "问答"
    EXPERT = "expert", "专家解读"
    MEDIA = "media", "媒体解读"
    LEADER = "leader", "领导解读"
    SIGNED_ARTICLE = "signed_article", "署名文章"
    INTERVIEW = "interview", "在线访谈"
    BRIEFING = "briefing", "政策吹风会"
    LECTURE = "lecture", "宣讲"


class Part(Word):
    """解读要素: what an interpretation tells."""

    BACKGROUND = "background", "背景依据"
    AIM = "aim", "目的意义、目标任务"
    CONTENT = "content", "主要内容"
    SCOPE = "scope", "适用范围"
    STANDARD = "standard", "执行标准"
    TERMS = "terms", "关键词诠释"
    DIFFERENCE = "difference", "新旧政策差异"
    CONTACT = "contact", "解读机关、解读人、联系方式"


NEEDED = (Part.BACKGROUND, Part.AIM, Part.CONTENT, Part.SCOPE)
"""必备要素: the parts without which an interpretation is not complete."""


def owed(kind: DocumentKind) -> bool:
    """须解读: whether a document of this kind owes the public an interpretation."""
    return kind in MUST_EXPLAIN


def require_whole(parts: Mapping[str, str]) -> None:
    """要素齐全: raises Unlawful naming the parts that are missing."""
    if missing := [part.label for part in NEEDED if not parts.get(part.value, "").strip()]:
        raise Unlawful(f"解读材料缺少：{'、'.join(missing)}", INTERPRETING, field="parts")


def due(published_on: date, calendar: Calendar) -> Reckoned:
    """解读期限: the last day to publish the interpretation of a document published on a day."""
    return calendar.after(published_on, LATEST.length)
