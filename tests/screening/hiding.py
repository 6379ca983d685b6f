"""Every way to hide personal data in a file, half of the files clean: what is found, what is missed, what is told without cause.

    python -m tests.screening.hiding [N] [SEED]     N files of each trick (40 if not told), half of them clean

Prints recall and precision by carrier and trick; ends with 1 below 99 of 100 found or 95 of 100 told with cause. All data are
invented, with sound check digits; the clean half holds what looks like personal data and is none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from gongkai.engines import privacy
from gongkai.engines.privacy import Kind, mask
from gongkai.engines.wording import markings
from gongkai.publication.gate.crossing import crossing
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.scanning import heard
from tests.screening import carriers as made
from tests.screening.people import Person, harmless, person

RECALL, PRECISION = 0.99, 0.95
SECRET = "密级标志"
Planted = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Hidden:
    """A file, what was hidden in it, by kind and covered form."""

    name: str
    kind: str
    data: bytes
    planted: Planted


@dataclass
class Tally:
    """Of one trick: planted, found of those, told in all."""

    planted: int = 0
    found: int = 0
    told: int = 0
    rightly: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def _planted(*items: tuple[Kind, str]) -> Planted:
    return frozenset((kind.label, mask(kind, text)) for kind, text in items)


# -- what is written -------------------------------------------------------------------------------------------------------


def _sentence(who: Person) -> tuple[str, Planted]:
    text = f"村民{who.name}，身份证号{who.identity}，手机{who.mobile}"
    return text, _planted((Kind.NAME, who.name), (Kind.IDENTITY, who.identity), (Kind.MOBILE, who.mobile))


def _numbers(who: Person) -> tuple[str, Planted]:
    return f"{who.identity} / {who.card}", _planted((Kind.IDENTITY, who.identity), (Kind.BANK, who.card))


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in text)


def _chinese(text: str) -> str:
    return "".join("〇一二三四五六七八九"[int(sign)] if sign.isdecimal() else sign for sign in text)


def _one(write: Callable[[Person], tuple[Kind, str, str]]) -> Callable[[Person], tuple[str, Planted]]:
    def told(who: Person) -> tuple[str, Planted]:
        kind, number, text = write(who)
        return text, _planted((kind, number))

    return told


def _of(
    kind: Kind, before: str, number: Callable[[Person], str], after: str = ""
) -> Callable[[Person], tuple[str, Planted]]:
    return _one(lambda who: (kind, number(who), f"{before}{number(who)}{after}"))


WRITINGS: dict[str, Callable[[Person], tuple[str, Planted]]] = {
    "全角数字": _of(Kind.IDENTITY, "证件：", lambda who: _wide(who.identity)),
    "汉字数字": _of(Kind.IDENTITY, "证件为", lambda who: _chinese(who.identity)),
    "中间空格": _of(Kind.IDENTITY, "证件：", lambda who: " ".join(who.identity)),
    "中间点和横线": _of(
        Kind.IDENTITY, "证件：", lambda who: f"{who.identity[:3]}.{who.identity[3:9]}—{who.identity[9:]}"
    ),
    "零宽字符": _of(Kind.MOBILE, "找", lambda who: "\u200b".join(who.mobile)),
    "换行": _of(Kind.IDENTITY, "证件：", lambda who: f"{who.identity[:6]}\n{who.identity[6:14]}\n{who.identity[14:]}"),
    "另一种遮盖": _of(Kind.IDENTITY, "身份证号：", lambda who: f"{who.identity[:14]}****"),
    "手机另一种遮盖": _of(Kind.MOBILE, "手机：", lambda who: f"{who.mobile[:7]}****"),
    "银行卡": _of(Kind.BANK, "", lambda who: who.card, "，请核对"),
    "住址": _of(Kind.ADDRESS, "现住址：", lambda who: who.home),
    "出生日期": _of(Kind.BIRTH, "该同志", lambda who: f"{who.born:%Y年%-m月%-d日}", "出生，汉族"),
    "家庭电话": _of(Kind.PHONE, "家庭电话：", lambda who: f"0933-8{who.mobile[-6:]}"),
    "车牌": _of(Kind.PLATE, "车牌号：", lambda who: f"甘A{who.mobile[-5:]}"),
    "疾病": lambda who: (f"{who.name}因患{who.ill}申请救助", _planted((Kind.NAME, who.name), (Kind.HEALTH, who.ill))),
    "未成年人": lambda who: (
        f"学生{who.name}，男，1{who.mobile[-1]}岁" if who.mobile[-1] < "8" else f"学生{who.name}，女，9岁",
        _planted((Kind.NAME, who.name), (Kind.MINOR, "12岁" if who.mobile[-1] < "8" else "9岁")),
    ),
    "点名的村民": _of(Kind.NAME, "记者走进村民", lambda who: who.name, "家里，询问收成"),
    "点名的低保户": _of(Kind.NAME, "低保户", lambda who: who.name, "家的屋顶漏雨"),
    "某某的家人": _of(Kind.NAME, "", lambda who: who.name, "的妻子在外务工"),
    "密级标志": lambda who: (f"秘密★{who.mobile[-1]}年", frozenset({(SECRET, f"秘密★{who.mobile[-1]}年")})),
}

# -- where it is hidden ----------------------------------------------------------------------------------------------------

_WORD = {
    "正文": made.word_paragraph,
    "逐字分开": made.word_runs,
    "表格": made.word_cell,
    "修订（已删除）": made.word_deleted,
    "修订（新增）": made.word_inserted,
    "隐藏文字": made.word_vanished,
    "样式里隐藏": made.word_by_style,
    "白色文字": made.word_white,
    "极小文字": made.word_tiny,
    "黑底黑字": made.word_black,
    "页眉": made.word_header,
    "批注": made.word_comment,
    "文档属性": made.word_property,
    "域代码": made.word_field,
    "文本框": made.word_box,
    "内容控件": made.word_control,
    "链接文字": made.word_linked,
    "脚注": made.word_footnote,
    "表中之表": made.word_table_within,
    "图表缓存": made.word_chart,
    "自定义部件": made.word_custom_part,
    "内嵌工作簿": made.word_embedded,
    "图片信息": made.word_picture,
}
_BOOK = {
    "单元格": made.book_cell,
    "隐藏工作表": made.book_hidden,
    "深度隐藏工作表": made.book_very_hidden,
    "隐藏行": made.book_hidden_row,
    "隐藏列": made.book_hidden_column,
    "零宽列": made.book_narrow_column,
    "批注": made.book_comment,
    "公式": made.book_formula,
    "定义的名称": made.book_name,
    "白色文字": made.book_white,
    "不显示的格式": made.book_shown_as_nothing,
    "页脚": made.book_footer,
    "文档属性": made.book_property,
    "有效性列表": made.book_list,
    "透视表缓存": made.book_pivot,
    "外部链接缓存": made.book_external,
    "链接的提示": made.book_tip,
    "文本框": made.book_box,
    "输入提示": made.book_prompt,
    "内嵌的文件": made.book_embedded,
}
_PAGE = {
    "正文": made.pdf_text,
    "黑框下": made.pdf_boxed,
    "白色文字": made.pdf_white,
    "不可见文字": made.pdf_invisible,
    "极小文字": made.pdf_tiny,
    "页面以外": made.pdf_outside,
    "批注": made.pdf_note,
    "表单": made.pdf_field,
    "文档属性": made.pdf_property,
    "保存前的内容": made.pdf_before,
}
_PICTURE = {
    ("jpg", "EXIF"): made.jpg_described,
    ("jpg", "注释"): made.jpg_remarked,
    ("jpg", "末尾附带"): made.jpg_behind,
    ("png", "文字块"): made.png_text,
    ("png", "压缩的文字块"): made.png_packed,
}
_HTML: dict[str, Callable[[str], bytes]] = {
    "段落": lambda text: f"<p>{text}</p>".encode(),
    "表格": lambda text: (
        f"<table><tr><th>事项</th><th>说明</th></tr><tr><td>甲</td><td>{text}</td></tr></table>".encode()
    ),
    "图片说明": lambda text: f'<p>图<img src="/a.png" alt="{text}"></p>'.encode(),
    "注释": lambda text: f"<p>见附件<!-- {text} --></p>".encode(),
    "不显示": lambda text: f'<p>见附件<span style="display:none">{text}</span></p>'.encode(),
}


def tricks() -> Iterator[tuple[str, str, Callable[[Random, bool], Hidden]]]:
    """Carrier, trick, and how a file of it is made, dirty or clean."""
    for carrier, places in (("docx", _WORD), ("xlsx", _BOOK), ("body", _HTML)):
        for name, make in places.items():
            yield carrier, name, _hidden(carrier, make, _sentence)
    for name, make in _PAGE.items():
        yield (
            "pdf",
            name,
            _hidden(
                "pdf",
                make,
                _numbers,
                lambda chance: f"No. {chance.randrange(10**9)} / 2025-10-0{chance.randrange(1, 9)}",
            ),
        )
    yield "pdf", "中文正文", _hidden("pdf", made.pdf_of_text, _sentence)
    yield "pdf", "中文表格", _table(_families, "pdf")
    yield "docx", "拆在两段", _hidden("docx", made.word_paragraphs, _parted)
    for (carrier, name), make in _PICTURE.items():
        yield carrier, name, _hidden(carrier, make, _sentence)
    for name, write in WRITINGS.items():
        yield "txt", name, _hidden("txt", str.encode, write)
        yield "xlsx", name, _hidden("xlsx", made.book_cell, write)
        yield "docx", name, _hidden("docx", made.word_paragraph, write)
    yield "txt", "文件名", _named
    for name, rows in _TABLES.items():
        yield "xlsx", name, _table(rows, "xlsx")
        yield "csv", name, _table(rows, "csv")


def _hidden(
    kind: str,
    make: Callable[[str], bytes],
    write: Callable[[Person], tuple[str, Planted]],
    clean: Callable[[Random], str] = harmless,
) -> Callable[[Random, bool], Hidden]:
    def one(chance: Random, dirty: bool) -> Hidden:
        text, planted = write(person(chance)) if dirty else (clean(chance), frozenset())
        return Hidden("附件", kind, make(text), planted)

    return one


def _parted(who: Person) -> tuple[str, Planted]:
    text = f"{who.identity[:9]}\n{who.identity[9:]}"
    return text, frozenset({(Kind.IDENTITY.label, mask(Kind.IDENTITY, text))})


def _named(chance: Random, dirty: bool) -> Hidden:
    who = person(chance)
    name = f"{who.identity}申请表.txt" if dirty else f"示政办发〔2025〕{chance.randrange(99)}号申请表.txt"
    return Hidden(name, "txt", "见正文".encode(), _planted((Kind.IDENTITY, who.identity)) if dirty else frozenset())


# -- tables ----------------------------------------------------------------------------------------------------------------

Rows = Callable[[Random, bool], tuple[list[list[object]], Planted]]


def _families(chance: Random, dirty: bool) -> tuple[list[list[object]], Planted]:
    """Poor households by name and reason; clean: how many there are by village and reason."""
    if not dirty:
        villages = [[f"样本{number}村", "因病", chance.randrange(200), chance.randrange(17)] for number in "一二三四"]
        return [["村名", "致贫原因", "户数", "平均年龄"], *villages], frozenset()
    people = [person(chance) for _ in range(4)]
    rows: list[list[object]] = [[number, who.name, "因病", who.home] for number, who in enumerate(people, 1)]
    planted = [(Kind.NAME, who.name) for who in people] + [(Kind.ADDRESS, who.home) for who in people]
    return [["序号", "户主", "致贫原因", "家庭住址"], *rows], _planted(*planted, (Kind.HEALTH, "因病"))


def _pupils(chance: Random, dirty: bool) -> tuple[list[list[object]], Planted]:
    """Pupils by name and age; clean: offices by name, post and telephone."""
    if not dirty:
        rows: list[list[object]] = [
            [person(chance).name, "副局长", f"0933-{chance.randrange(2200000, 8999999)}"] for _ in range(4)
        ]
        return [["姓名", "职务", "办公电话"], *rows], frozenset()
    people = [(person(chance), chance.randrange(6, 18)) for _ in range(4)]
    said = [(Kind.NAME, who.name) for who, _ in people] + [(Kind.MINOR, str(age)) for _, age in people]
    pupils: list[list[object]] = [[who.name, str(age), "示例小学"] for who, age in people]
    return [["姓名", "年龄", "学校"], *pupils], _planted(*said)


def _split(chance: Random, dirty: bool) -> tuple[list[list[object]], Planted]:
    """A number in two cells; clean: a number of a paper and its day."""
    if not dirty:
        papers: list[list[object]] = [[f"{chance.randrange(10**9):09}", "20250918"] for _ in range(3)]
        return [["编号", "日期"], *papers], frozenset()
    who = person(chance)
    return [["甲", "乙"], [who.identity[:9], who.identity[9:]]], frozenset({(Kind.IDENTITY.label, "*" * 9)})


def _damaged(chance: Random, dirty: bool) -> tuple[list[list[object]], Planted]:
    """Identity numbers kept as figures; clean: large sums."""
    if not dirty:
        return [["项目", "金额（元）"], *(["道路", chance.randrange(10**9, 10**12)] for _ in range(3))], frozenset()
    numbers = [person(chance).identity[:15] + "000" for _ in range(3)]
    rows: list[list[object]] = [["甲", int(number)] for number in numbers]
    return [["项目", "身份证号"], *rows], _planted(*((Kind.IDENTITY, number) for number in numbers))


def _accounts(chance: Random, dirty: bool) -> tuple[list[list[object]], Planted]:
    """Allowances by card; clean: firms by their credit codes."""
    if not dirty:
        firms = [["示例有限公司", "91620800MA72000X1B", chance.randrange(10**6)] for _ in range(3)]
        return [["企业名称", "统一社会信用代码", "注册资本（万元）"], *firms], frozenset()
    people = [person(chance) for _ in range(3)]
    rows: list[list[object]] = [[who.name, who.card, 600] for who in people]
    planted = [(Kind.NAME, who.name) for who in people] + [(Kind.BANK, who.card) for who in people]
    return [["领取人", "一卡通账号", "补贴金额（元）"], *rows], _planted(*planted)


_TABLES: dict[str, Rows] = {
    "户主和致贫原因": _families,
    "姓名和年龄": _pupils,
    "拆在两格": _split,
    "存成数字": _damaged,
    "补贴账号": _accounts,
}


def _table(rows: Rows, kind: str) -> Callable[[Random, bool], Hidden]:
    def one(chance: Random, dirty: bool) -> Hidden:
        said, planted = rows(chance, dirty)
        if kind == "csv":
            data = "\n".join(",".join(map(str, row)) for row in said).encode()
        elif kind == "pdf":
            data = made.pdf_of_table([[str(cell) for cell in row] for row in said])
        else:
            data = made.table(said, title="公示表" if chance.random() < 0.5 else "")
        return Hidden("名单", kind, data, planted)

    return one


# -- measuring -------------------------------------------------------------------------------------------------------------


def told_of(file: Hidden) -> Planted:
    """Everything found in a file, by kind and covered form; where a PDF ends its lines does not count."""
    told, _ = heard(Part("test", file.name, file.kind, "", lambda: file.data))
    texts = [file.name, *(said.text for said in told.texts)]
    found = {(each.kind.label, each.masked) for text in texts for each in privacy.look(text)}
    found |= {(SECRET, each.text) for text in texts for each in markings(text)}
    found |= {(each.found.kind.label, each.found.masked) for each in crossing(told.texts)}
    for board in told.boards:
        found |= {(each.kind.label, each.masked) for each in privacy.look_in([line.cells for line in board.lines])}
        cells = (cell for line in board.lines for cell in line.cells)
        found |= {(SECRET, each.text) for cell in cells for each in markings(cell)}
    return frozenset((kind, "".join(shown.split()) if file.kind == "pdf" else shown) for kind, shown in found)


def measured(many: int, seed: int) -> dict[tuple[str, str], Tally]:
    """Of every trick ``many`` files, every other one clean."""
    chance, tallies = Random(seed), dict[tuple[str, str], Tally]()
    for carrier, name, make in tricks():
        tally = tallies.setdefault((carrier, name), Tally())
        for number in range(many):
            file = make(chance, number % 2 == 0)
            told = told_of(file)
            tally.planted += len(file.planted)
            tally.found += len(file.planted & told)
            tally.told += len(told)
            tally.rightly += len(file.planted & told)
            tally.missed += [f"{kind} {shown!r}" for kind, shown in file.planted - told]
            tally.wrong += [f"{kind} {shown!r}" for kind, shown in told - file.planted]
    return tallies


def rates(tallies: Sequence[Tally]) -> tuple[float, float]:
    """Recall and precision of all of them together."""
    planted, told = sum(each.planted for each in tallies), sum(each.told for each in tallies)
    found, rightly = sum(each.found for each in tallies), sum(each.rightly for each in tallies)
    return found / max(planted, 1), rightly / max(told, 1)


def main(many: int, seed: int) -> int:
    """Print every trick, then all of them; the exit code."""
    tallies = measured(many, seed)
    for (carrier, name), tally in tallies.items():
        recall, precision = rates([tally])
        odd = "；".join([*(f"漏{each}" for each in tally.missed[:2]), *(f"误{each}" for each in tally.wrong[:2])])
        print(f"{carrier:5} {name}\t查全{recall:7.1%} 查准{precision:7.1%} 应查{tally.planted:5} {odd}")
    for carrier in dict.fromkeys(carrier for carrier, _ in tallies):
        recall, precision = rates([tally for (of, _), tally in tallies.items() if of == carrier])
        print(f"{carrier:5} 合计\t查全{recall:7.2%} 查准{precision:7.2%}")
    recall, precision = rates(list(tallies.values()))
    print(f"全部{len(tallies)}种藏法，各{many}件（一半是干净的）：查全{recall:.2%} 查准{precision:.2%}")
    return 0 if recall >= RECALL and precision >= PRECISION else 1


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:3]]
    sys.exit(main(*(numbers + [40, 1][len(numbers) :])))
