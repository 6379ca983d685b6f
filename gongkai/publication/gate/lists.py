"""词表文件: the rows of a csv or xlsx list as a county keeps it: the word, its level, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.engines.wording import folded
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.screening import WordLevel
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

MOST_WORDS = 20_000
_HEADS = {
    "word": ("词", "词语", "敏感词", "错敏词", "关键词"),
    "level": ("级别", "类别", "类型"),
    "instead": ("推荐修改", "建议修改", "改为"),
}
_LEVELS = {level.label: level for level in WordLevel} | {
    "秘密": WordLevel.SECRET,
    "涉密": WordLevel.SECRET,
    "错误表述": WordLevel.WRONG,
}


@dataclass(frozen=True, slots=True)
class ListWord:
    """词表的一行."""

    word: str
    level: WordLevel
    instead: str = ""


def read_list(data: bytes) -> list[ListWord]:
    """读词表: every row that is wrong is named; raises Unlawful, and then nothing is taken."""
    try:
        [sheet, *_] = read_sheets(data)
    except (PaperError, ValueError) as refusal:
        raise Unlawful(f"词表读不出来：{refusal}", field="file") from refusal
    places = {name: _place(sheet, heads) for name, heads in _HEADS.items()}
    if places["word"] is None:
        raise Unlawful("词表第一行应有“词”这一列，另可有“级别”（错误、敏感、密）和“推荐修改”", field="file")
    found, wrong = dict[str, ListWord](), list[str]()
    for row in sheet.rows:
        said = {name: row.cells[place].strip() if place is not None else "" for name, place in places.items()}
        level = _LEVELS.get(said["level"] or WordLevel.SENSITIVE.label)
        if not folded(said["word"]) or len(said["word"]) > 60:
            wrong.append(f"第{row.number}行没有词，或者超过60个字")
        elif level is None:
            wrong.append(f"第{row.number}行的级别“{said['level'][:10]}”应为错误、敏感或者密")
        else:
            found[folded(said["word"])] = ListWord(said["word"], level, said["instead"][:60])
    if wrong:
        raise Unlawful("；".join(wrong[:10]), field="file")
    if not found or len(found) > MOST_WORDS:
        raise Unlawful(f"词表应有1至{MOST_WORDS}个词，读到{len(found)}个", field="file")
    return list(found.values())


def _place(sheet: InSheet, heads: tuple[str, ...]) -> int | None:
    return next((place for place, head in enumerate(sheet.heads) if head.strip() in heads), None)
