"""样例: an annual report and a letter as a county would issue them, all names invented."""

from __future__ import annotations

from datetime import date

from gongkai.papers.document import (
    Block,
    Document,
    Heading,
    Letter,
    Note,
    Paragraph,
    Signature,
    Table,
    paragraphs,
)
from gongkai.papers.grid import Align, Cell, Grid

APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")

OUTCOMES = (
    ("（一）予以公开", ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ()),
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    ("（四）无法提供", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
    ("（七）总计", ()),
)


def application_grid(figures: bool = True) -> Grid:
    """The official table of applications (form of 2021), with its merged heads; blank or with figures."""
    cells = [
        Cell(0, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3, head=True),
        Cell(0, 3, "申请人情况", 1, 7, head=True),
        Cell(1, 3, "自然人", 2, 1, head=True),
        Cell(1, 4, "法人或其他组织", 1, 5, head=True),
        Cell(1, 9, "总计", 2, 1, head=True),
        *(Cell(2, 4 + place, name, head=True) for place, name in enumerate(APPLICANTS)),
        Cell(3, 0, "一、本年新收政府信息公开申请数量", 1, 3, head=True),
        Cell(4, 0, "二、上年结转政府信息公开申请数量", 1, 3, head=True),
    ]
    row = 5
    for group, reasons in OUTCOMES:
        if reasons:
            cells.append(Cell(row, 1, group, len(reasons), 1, head=True, align=Align.START))
            cells += [Cell(row + place, 2, reason, head=True) for place, reason in enumerate(reasons)]
        else:
            cells.append(Cell(row, 1, group, 1, 2, head=True))
        row += len(reasons) or 1
    cells.append(Cell(5, 0, "三、本年度办理结果", row - 5, 1, head=True))
    cells.append(Cell(row, 0, "四、结转下年度继续办理", 1, 3, head=True))
    for line in range(3, row + 1):
        for column in range(3, 10):
            cells.append(Cell(line, column, str(line * column * 7 % 113) if figures else ""))
    return Grid(tuple(cells))


RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def remedies_grid() -> Grid:
    """The official table of reconsideration and litigation: fifteen columns, one row."""
    cells = [
        Cell(0, 0, "行政复议", 1, 5, head=True),
        Cell(0, 5, "行政诉讼", 1, 10, head=True),
        *(Cell(1, place, name, 2, 1, head=True) for place, name in enumerate(RESULTS)),
        Cell(1, 5, "未经复议直接起诉", 1, 5, head=True),
        Cell(1, 10, "复议后起诉", 1, 5, head=True),
        *(Cell(2, 5 + place, name, head=True) for place, name in enumerate(RESULTS * 2)),
        *(Cell(3, column, str(column % 4)) for column in range(15)),
    ]
    return Grid(tuple(cells))


def article_20_grid() -> Grid:
    """The official table of what was disclosed proactively: bands of heads down the page."""
    cells: list[Cell] = []
    row = 0
    for item, heads, lines in (
        (
            "第二十条第（一）项",
            ("本年制发件数", "本年废止件数", "现行有效件数"),
            (("规章", "0", "0", "0"), ("行政规范性文件", "6", "2", "41")),
        ),
        ("第二十条第（五）项", ("本年处理决定数量",), (("行政许可", "974"),)),
        ("第二十条第（六）项", ("本年处理决定数量",), (("行政处罚", "897"), ("行政强制", "29"))),
        ("第二十条第（八）项", ("本年收费金额（单位：万元）",), (("行政事业性收费", "3852.50"),)),
    ):
        span = 4 - len(heads) if len(heads) == 1 else 1
        cells.append(Cell(row, 0, item, 1, 4, head=True))
        cells.append(Cell(row + 1, 0, "信息内容", head=True))
        cells += [Cell(row + 1, 1 + place, name, 1, span, head=True) for place, name in enumerate(heads)]
        for place, (label, *figures) in enumerate(lines):
            cells.append(Cell(row + 2 + place, 0, label, head=True, align=Align.CENTER))
            cells += [Cell(row + 2 + place, 1 + at, figure, 1, span) for at, figure in enumerate(figures)]
        row += 2 + len(lines)
    return Grid(tuple(cells))


SUMMARY = (
    "2025年，青禾县人民政府认真贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，"
    "紧紧围绕群众关切的重点领域，持续提升政府信息公开的质量和实效。全年通过县人民政府门户网站主动公开政府信息12480条，"
    "其中规范性文件6件、财政预决算信息214条、行政许可和行政处罚信息1900条。"
)

MANAGEMENT = (
    "严格执行公文公开属性源头认定制度，拟制公文时同步明确“主动公开”“依申请公开”“不予公开”属性；"
    "落实“先审查、后公开”“一事一审”的要求，全年审查拟公开信息13062条（次），退回修改341条，未发生失泄密事件。"
)


def annual_report() -> Document:
    """An annual report with all its sections and tables."""
    blocks: list[Block] = [
        Paragraph(
            "根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。本报告所列数据的统计期限自2025年1月1日起，至12月31日止。"
        ),
        Heading("一、总体情况"),
        Heading("（一）主动公开", 2),
        Paragraph(SUMMARY),
        Heading("（二）政府信息管理", 2),
        Paragraph(MANAGEMENT),
        Heading("1. 制度建设", 3),
        Paragraph(MANAGEMENT),
        Heading("二、主动公开政府信息情况"),
        Table(article_20_grid()),
        Heading("三、收到和处理政府信息公开申请情况"),
        Table(application_grid()),
        Heading("四、政府信息公开行政复议、行政诉讼情况"),
        Table(remedies_grid()),
        Heading("五、存在的主要问题及改进情况"),
        *paragraphs(f"一是公开内容的针对性还不够强。{SUMMARY}\n二是基层工作力量薄弱。{MANAGEMENT}"),
        Heading("六、其他需要报告的事项"),
        Paragraph("2025年，本机关依申请提供政府信息收取信息处理费0元。"),
        Note("注：本报告电子版可在青禾县人民政府门户网站下载。"),
        Signature("青禾县人民政府办公室", date(2026, 1, 20)),
    ]
    return Document(
        "青禾县人民政府2025年政府信息公开工作年度报告",
        tuple(blocks),
        authority="青禾县人民政府办公室",
        made_on=date(2026, 1, 20),
    )


LETTER_BODY = (
    "本机关于2025年9月18日收到您提交的政府信息公开申请，您申请公开的内容为“青禾县2024年度农村公路养护资金的分配方案及"
    "使用情况”。\n"
    "经审查，您申请公开的信息属于本机关制作的政府信息。根据《中华人民共和国政府信息公开条例》第三十六条第（二）项的规定，"
    "现将《青禾县2024年度农村公路养护资金分配方案》和《青禾县2024年度农村公路养护资金使用情况表》提供给您。\n"
    "如不服本答复，可以自收到本答复书之日起60日内向青禾市人民政府申请行政复议，或者自收到本答复书之日起6个月内向青禾县"
    "人民法院提起行政诉讼。"
)


def letter(**changes: object) -> Letter:
    """A reply in the letter format; ``changes`` replace fields of it."""
    fields: dict[str, object] = {
        "authority": "青禾县人民政府办公室",
        "number": "青政办公复〔2025〕17号",
        "title": "关于王小样政府信息公开申请的答复书",
        "addressee": "王小样",
        "body": paragraphs(LETTER_BODY),
        "made_on": date(2025, 10, 9),
        "attachments": ("青禾县2024年度农村公路养护资金分配方案", "青禾县2024年度农村公路养护资金使用情况表"),
        "contact": "联系人：李示例，联系电话：0000-0000000",
    }
    return Letter(**(fields | changes))  # type: ignore[arg-type]
