"""粘贴: whatever is pasted comes out clean, the same when cleaned again, with no word lost and no script left."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections import Counter
from datetime import date
from html import escape

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.papers.document import Document, Heading, Paragraph, Signature, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Grid
from gongkai.papers.pasted import Pasted, cleaned, from_docx, missing, plain
from gongkai.papers.pasted.safe import MOST_CHARACTERS, MOST_DEEP, SPOKEN
from gongkai.papers.text import PaperError

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

# -- documents as people paste them ------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        "一、总体要求",
        "（一）加强领导",
        "1.申请条件",
        "（1）本县户籍",
        "第一章 总则",
        "第一条 为做好临时救助工作，制定本办法。",
        "二、各乡镇要高度重视，按时完成。",
        "各乡镇人民政府，县政府各部门：",
        "附件：1．申请表",
        "2．花名册",
        "附件1",
        "示例县人民政府",
        "示例县民政局",
        "2025年9月18日",
        "二〇二五年九月十八日",
        "（此件公开发布）",
        "示政发〔2025〕1号",
        "示例县人民政府文件",
        "关于印发临时救助办法的通知",
        "表1 补助标准",
        "合　计",
        "本办法自公布之日起施行，有效期五年，由县民政局负责解释。",
        "申请人应当提交身份证明、家庭收入证明和救助申请书，由村民委员会核实。",
        "a < b & c > d",
        "&lt;script&gt;",
    ]
) | st.text(alphabet="公开年月日一二（）、：. 　\u00a0\n1aX\u200b\x07‘<&", min_size=1, max_size=30)
STYLES = st.sampled_from(
    [
        "",
        ' align="center"',
        ' style="text-align:right"',
        ' class="MsoTitle"',
        ' class="MsoHeading2"',
        ' style="text-indent:32.0pt;font-size:16.0pt;font-family:仿宋_GB2312;mso-fareast-language:ZH-CN"',
        ' style="mso-outline-level:3"',
        ' style="font-size:22.0pt"',
        ' class="signature"',
        ' class="footnote" id="note-1"',
        ' style="mso-list:l0 level2 lfo1"',
    ]
)


@st.composite
def inlines(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        text = escape(draw(LINES), quote=False)
        shape = draw(
            st.sampled_from(
                [
                    "{}",
                    "<b>{}</b>",
                    "<span style='font-weight:bold'>{}</span>",
                    "<span lang=EN-US style='font-size:16.0pt;mso-bidi-font-size:12.0pt'>{}<o:p></o:p></span>",
                    "<sup>{}</sup>",
                    "<a href='https://example.invalid/a?b=1&amp;c=2'>{}</a>",
                    "<a href='#_ftn1'>{}</a>",
                    "<a href='file:///C:/x.doc'>{}</a>",
                    "{}<br>",
                    "<br/><br/>{}",
                    "　　{}",
                    "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;{}",
                    "<font color=red size=7>{}</font>",
                ]
            )
        )
        parts.append(shape.format(text))
    return "".join(parts)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["p", "p", "p", "h1", "h2", "h4", "div", "bare", "list", "table", "br"]))
    if kind == "bare":
        return draw(inlines())
    if kind == "br":
        return "<p><br></p>"
    if kind == "list" and depth:
        tag = draw(st.sampled_from(["ul", "ol", "ol start=3"]))
        inner = draw(st.lists(inlines() | blocks(depth=depth - 1), max_size=3))
        return f"<{tag}>{''.join(f'<li>{each}</li>' for each in inner)}</{tag.split()[0]}>"
    if kind == "table" and depth:
        return draw(tables(depth - 1))
    if kind in ("list", "table"):
        kind = "p"
    return f"<{kind}{draw(STYLES)}>{draw(inlines())}</{kind}>"


@st.composite
def tables(draw: st.DrawFn, depth: int) -> str:
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        cells = []
        for _ in range(draw(st.integers(0, 3))):
            tag = draw(st.sampled_from(["td", "td", "td", "th"]))
            spans = draw(st.sampled_from(["", " colspan=2", " rowspan=2", " rowspan=0 colspan=x"]))
            content = draw(st.just("") | st.just("12.5") | inlines() | blocks(depth=depth))
            cells.append(f"<{tag}{spans}>{content}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = draw(st.sampled_from(["", "<caption>补助表</caption>"]))
    return f"<table border=1>{caption}{''.join(rows)}</table>"


PAGES = st.lists(blocks(), max_size=6).map("".join)


def letters(text: str) -> Counter[str]:
    """The characters a reader sees; bullets and blanks are none."""
    return Counter(re.sub(r"[\s\u200b\x00-\x1f\x7f-\x9f]", "", text))


def seen(html: str) -> str:
    return (
        re.sub(r"<[^>]*>", "", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
    )


# -- properties --------------------------------------------------------------------------------------------------------


@SLOW
@given(PAGES)
def test_what_was_cleaned_once_is_clean(page: str) -> None:
    once = cleaned(page)
    again = cleaned(once.body)
    assert again.body == once.body
    assert (again.text, again.title, again.attachments) == (once.text, "", once.attachments)


@SLOW
@given(PAGES)
def test_no_character_a_reader_saw_is_lost_or_added(page: str) -> None:
    found = cleaned(page)
    assert letters(found.title + seen(found.body)) == letters(seen(page)) == letters(found.title + found.text)


@SLOW
@given(
    st.lists(
        st.sampled_from(
            [
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href='java\nscript:alert(1)'>x</a>",
                "<a href='  JAVASCRIPT:alert(1)'>x</a>",
                "<svg><script>alert(1)</script></svg>",
                "<svg/onload=alert(1)>",
                "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<p style='background:url(javascript:alert(1))' onclick='alert(1)' id='x'>t</p>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
                "<!--[if gte mso 9]><xml><script>alert(1)</script></xml><![endif]-->",
                "<form action=//x><input name=a><button>b</button></form>",
                "<td><th><table><caption><script>",
                "<a href='data:text/html,<script>alert(1)</script>'>d</a>",
                "<p class='signature x' id='note-1\" onload=\"x'>",
                "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
                "<style>@import 'x'</style><link rel=stylesheet href=x><meta http-equiv=refresh content=0>",
                "<textarea></textarea><img src=x onerror=alert(1)>",
                "<a id=note-1 href='#note-1'>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<",
                "<p",
                "'\">",
            ]
        )
        | st.text(max_size=20),
        max_size=8,
    ).map("".join)
)
def test_no_script_survives_whatever_is_pasted(page: str) -> None:
    body = cleaned(page).body
    tags = re.findall(r"<(/?)([^\s>/]*)([^>]*)>", body)
    assert {tag for _, tag, _ in tags} <= SPOKEN
    for _, tag, attributes in tags:
        for name, value in re.findall(r'([^\s=]+)="([^"]*)"', attributes):
            assert name in {"href", "id", "class", "start", "rowspan", "colspan", "headers", "scope"}, (tag, name)
            assert name != "href" or re.match(r"https?://|mailto:|#note", value, re.IGNORECASE)
    assert body.count("<") == len(tags)
    assert cleaned(body).body == body


@given(st.text(max_size=200))
def test_any_plain_text_keeps_its_words(text: str) -> None:
    found = plain(text)
    assert letters(found.title + found.text) == letters(
        re.sub("[\ud800-\udfff\ufffe\uffff\ufeff\u2060\ufff9-\ufffb\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    )
    assert cleaned(found.body).body == found.body


# -- an official paper pasted from Word --------------------------------------------------------------------------------

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-parent:""; font-size:16.0pt} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<p class=MsoNormal align=center style='text-align:center'><span
style='font-size:22.0pt;font-family:方正小标宋简体'>示例县人民政府<o:p></o:p></span></p>
<p class=MsoNormal align=center style='text-align:center'><span
style='font-size:22.0pt'>关于印发《示例县临时救助办法》的通知</span></p>
<p class=MsoNormal align=center>示政发〔2025〕1号</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><span lang=EN-US>各乡镇人民政府，县政府各部门：</span></p>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'>现将《示例县临时救助办法》印发给你们，
请认真贯彻执行。</p>
<p class=MsoNormal style='text-indent:32.0pt'><b><span style='font-family:黑体'>一、总体要求</span></b></p>
<p class=MsoNormal>　　坚持<b>应救尽救</b>，面积<span lang=EN-US>100m<sup>2</sup></span>以内。<a href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a></p>
<p class=MsoNormal>　　（一）救助对象</p>
<p class=MsoNormal>　　（二）加强领导。各乡镇要高度重视，按时完成，县民政局会同有关部门督促检查。</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Wingdings'><span
style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span></span><![endif]>低保家庭</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l&nbsp;</span>特困人员</p>
<p class=MsoNormal align=center style='text-align:center'>补助标准表</p>
<table class=MsoTableGrid border=1 cellspacing=0><tr>
<td rowspan=2><p class=MsoNormal>类别</p></td><td colspan=2>标准（元）</td></tr>
<tr><td>城市</td><td>农村</td></tr><tr><td>一类</td><td>1200</td><td>900</td></tr><tr><td></td><td></td><td></td></tr>
<tr><td>二类</td><td>800</td><td>600</td></tr></table>
<table><tr><td><p>以上标准每年调整。</p><p><img src="file:///C:/tmp/image001.png" alt="流程图"></p></td></tr></table>
<p class=MsoNormal>　　附件：1．临时救助申请表</p><p class=MsoNormal>　　　　　2．审核确认花名册</p>
<p class=MsoNormal><span>SPACES</span>示例县人民政府</p>
<p class=MsoNormal align=right>2025年9月18日</p>
<p class=MsoNormal>　　（此件公开发布）</p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1"
name="_ftn1"><span>[1]</span></a> 建筑面积。</p></div></div>
</body></html>""".replace("SPACES", "&nbsp;" * 20)
CLEAN = """<p>示政发〔2025〕1号</p>
<p class="addressee">各乡镇人民政府，县政府各部门：</p>
<p>现将《示例县临时救助办法》印发给你们，请认真贯彻执行。</p>
<h2>一、总体要求</h2>
<p>坚持<strong>应救尽救</strong>，面积100m<sup>2</sup>以内。<a href="#note-1" id="noted-1">[1]</a></p>
<h3>（一）救助对象</h3>
<p>（二）加强领导。各乡镇要高度重视，按时完成，县民政局会同有关部门督促检查。</p>
<ul><li>低保家庭</li><li>特困人员</li></ul>"""


@pytest.fixture(scope="module")
def paper() -> Pasted:
    return cleaned(WORD)


def test_a_paper_pasted_from_word_becomes_clean_html(paper: Pasted) -> None:
    assert paper.title == "示例县人民政府关于印发《示例县临时救助办法》的通知"
    assert paper.body.startswith(CLEAN)
    assert "mso" not in paper.body and "style" not in paper.body and "&nbsp;" not in paper.body
    assert len(paper.body) < len(WORD) / 2


def test_its_signature_remark_attachments_and_footnote_are_told(paper: Pasted) -> None:
    assert paper.body.endswith(
        '<p class="enclosure">附件：1．临时救助申请表</p>\n<p class="enclosure">2．审核确认花名册</p>\n'
        '<p class="signature">示例县人民政府</p>\n<p class="signature">2025年9月18日</p>\n'
        '<p class="remark">（此件公开发布）</p>\n'
        '<p class="footnote" id="note-1"><a href="#noted-1">[1]</a> 建筑面积。</p>'
    )
    assert paper.attachments == ("临时救助申请表", "审核确认花名册")
    assert "有1个图片没有带入（“流程图”），需要的请作为附件上传" in paper.warnings


def test_its_table_has_its_caption_and_heads_and_loses_its_empty_row(paper: Pasted) -> None:
    table = paper.body[paper.body.index("<table>") : paper.body.index("</table>")]
    assert "<caption>补助标准表</caption><thead>" in table
    assert '<th id="table-1-0-0" scope="col" rowspan="2">类别</th>' in table
    assert '<td headers="table-1-0-1 table-1-1-1" class="figure">1200</td>' in table
    assert table.count("<tr>") == 4
    assert "<p>以上标准每年调整。</p>" in paper.body  # the table around it only placed it


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<h1>标题</h1><h1>一、甲</h1><h3>乙</h3>", "<h2>一、甲</h2>\n<h3>乙</h3>"),
        ("<h4>甲</h4><p>1.乙方应当</p><p>按照合同的约定，及时、足额支付全部价款和费用。</p>", None),
        (
            "<p>一、申请材料：</p><p>1.身份证复印件；</p><p>2.申请表</p>",
            "<p>一、申请材料：</p>\n<p>1.身份证复印件；</p>\n<p>2.申请表</p>",
        ),
        ("甲乙<br>　　丙丁<br>戊", "<p>甲乙</p>\n<p>丙丁<br>戊</p>"),
        ("<p>姓　名</p>", "<p>姓　名</p>"),
        ("<p>中文\n换行 and\nEnglish</p>", "<p>中文换行 and English</p>"),
        ("<ol start=3><li>甲<ul><li>乙</li></ul></li></ol>", '<ol start="3"><li>甲<ul><li>乙</li></ul></li></ol>'),
        (
            "<table><tr><td>甲</td><td>乙</td></tr><tr><td><table><tr><td>丙</td><td>1</td></tr><tr><td>丁</td><td>2</td></tr></table></td></tr></table>",
            None,
        ),
        ("<p style='display:none'>藏</p><p>显</p>", "<p>显</p>"),
        (
            "<table><tr><td colspan=3>收支表</td></tr>"
            "<tr><td>项目</td><td>收</td><td>支</td></tr><tr><td>甲</td><td>1</td><td>2</td></tr></table>",
            "<table><caption>收支表</caption><thead>"
            '<tr><th scope="col">项目</th><th scope="col">收</th><th scope="col">支</th></tr></thead>'
            '<tbody><tr><td>甲</td><td class="figure">1</td><td class="figure">2</td></tr></tbody></table>',
        ),
    ],
)
def test_small_shapes(html: str, body: str | None) -> None:
    found = cleaned(html)
    assert body is None or found.body == body
    assert cleaned(found.body).body == found.body


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    ["<div>" * 300_000, "<b class=x>" * 200_000, "<table><td>" * 100_000, "<div>" * 90_000 + "x" + "</div>" * 90_000],
    ids=["div", "b", "table", "closed"],
)
def test_what_nests_too_deeply_is_refused_at_once(page: str) -> None:
    begun = time.process_time()
    with pytest.raises(PaperError, match="嵌套过深"):
        cleaned(page)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("page", ["<p>" * 400_000, "&lt;" * 200_000, "<br>" * 400_000], ids=["p", "references", "br"])
def test_what_is_no_paper_but_tags_is_refused_at_once(page: str) -> None:
    begun = time.process_time()
    with pytest.raises(PaperError, match="过多"):
        cleaned(page)
    assert time.process_time() - begun < 5


def test_a_page_of_aligning_blanks_is_cleaned_in_seconds() -> None:
    begun = time.process_time()
    assert cleaned("<p>甲" + "&nbsp;" * 300_000 + "乙</p>").body == "<p>甲 乙</p>"
    assert time.process_time() - begun < 10


def test_what_is_too_large_is_refused_and_what_nests_deeply_is_flattened() -> None:
    with pytest.raises(PaperError, match="过大"):
        cleaned("字" * (MOST_CHARACTERS + 1))
    assert cleaned("<div>" * (MOST_DEEP - 1) + "甲").body == "<p>甲</p>"
    nested = "<table><tr><td>" * 300 + "甲" + "</td></tr></table>" * 300
    assert cleaned(nested).body == "<p>甲</p>"


def test_two_breaks_in_a_bold_cell_leave_it_one_bold_text() -> None:
    once = cleaned("<p>一</p><table><tr><th><b>一</b><br><br> <b>二</b></th></tr></table>")
    assert "<strong>一<br>二</strong>" in once.body


def test_null_bytes_and_marks_of_direction_are_dropped() -> None:
    assert cleaned("<p>甲\x00乙\u202e丙\u200b</p>").body == "<p>甲乙丙</p>"


def test_a_large_paper_is_cleaned_in_seconds() -> None:
    page = "".join(
        f"<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>第{n}条 为做好工作，制定本办法。</span></p>"
        for n in range(8000)
    )
    begun = time.process_time()
    assert cleaned(page).body.count("<p>") == 8000
    assert time.process_time() - begun < 20


def test_what_had_to_be_left_behind_is_told() -> None:
    told = cleaned(
        "<p onclick=x>甲<a href='file:///C:/a.doc'>乙</a><del>丙</del></p><iframe src=x></iframe>"
        "<form><input></form><img src='data:image/png;base64,AA'>"
    ).warnings
    assert told == (
        "含有脚本，已去掉",
        "含有嵌入的框架或者插件，已去掉",
        "含有表单，已去掉输入框",
        "有1个图片没有带入，需要的请作为附件上传",
        "有1个链接指向本机文件、脚本或者不明地址，已去掉链接，保留文字",
        "有1处修订标记为删除的文字，没有带入",
    )


def test_attachments_that_were_listed_and_not_uploaded_are_missing() -> None:
    names = ("临时救助申请表", "审核确认花名册")
    assert missing(names, ["附件1：临时救助申请表.docx"]) == ("审核确认花名册",)
    assert missing(names, ["1.临时救助申请表.docx", "审核确认花名册（2025）.xlsx"]) == ()


# -- plain text and Word files -----------------------------------------------------------------------------------------


def test_a_sentence_that_announces_a_list_addresses_nobody() -> None:
    found = plain(
        "关于废止部分文件的通知\n\n经清理，决定废止下列文件：\n《示例县临时救助办法》（示民发〔2025〕1号）。\n"
    )
    assert found.body.startswith("<p>经清理，决定废止下列文件：</p>")


def test_plain_text_gets_its_structure_from_its_words() -> None:
    found = plain(
        f"关于开展检查的通知\n\n各乡镇：\n    一、时间\n    9月起。\n{' ' * 20}示例县民政局\n{' ' * 20}2025年9月18日\n"
    )
    assert found.title == "关于开展检查的通知"
    assert found.body == (
        '<p class="addressee">各乡镇：</p>\n<h2>一、时间</h2>\n<p>9月起。</p>\n'
        '<p class="signature">示例县民政局</p>\n<p class="signature">2025年9月18日</p>'
    )


def test_the_text_of_our_own_word_files_comes_back_with_its_structure() -> None:
    rows = [["类别", "标准"], ["一类", "1200"]]
    document = Document(
        "示例县临时救助办法",
        (
            Heading("一、总则"),
            Paragraph("为做好临时救助工作，制定本办法。"),
            Heading("（一）对象", 2),
            Paragraph("本县户籍居民。"),
            Table(Grid.from_rows(rows, head_rows=1, caption="补助标准")),
            Signature("示例县民政局", date(2025, 9, 18)),
        ),
    )
    found = from_docx(write_docx(document))
    assert found.title == "示例县临时救助办法"
    assert "<h2>一、总则</h2>" in found.body and "<h3>（一）对象</h3>" in found.body
    assert '<th scope="col">类别</th>' in found.body
    assert found.body.endswith('<p class="signature">示例县民政局</p>\n<p class="signature">2025年9月18日</p>')
    assert cleaned(found.body).body == found.body


def test_a_foreign_word_file_brings_its_styles_bold_and_bullets() -> None:
    file = docx.Document()
    heading = file.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run("关于开展检查的通知").bold = True
    file.add_heading("检查内容", 1)
    paragraph = file.add_paragraph("坚持")
    paragraph.add_run("应查尽查").bold = True
    paragraph.add_run("，面积100m")
    paragraph.add_run("2").font.superscript = True
    file.add_paragraph("低保", style="List Bullet")
    out = io.BytesIO()
    file.save(out)
    found = from_docx(out.getvalue())
    assert found.title == "关于开展检查的通知"
    assert "<h2>检查内容</h2>" in found.body
    assert "<p>坚持<strong>应查尽查</strong>，面积100m<sup>2</sup></p>" in found.body
    assert "<ul><li>低保</li></ul>" in found.body


def numbered(forms: list[tuple[str, str]], depths: list[int]) -> bytes:
    """A Word file whose paragraphs are numbered by Word itself: each level with its form and its text."""
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(forms)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
        f"<w:r><w:t>总则</w:t></w:r></w:p>"
        for depth in depths
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{relation}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="n" '
            f'Type="{relation}/numbering" Target="numbering.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>",
            "word/numbering.xml": f'<w:numbering {space}><w:abstractNum w:abstractNumId="2">{levels}</w:abstractNum>'
            '<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num></w:numbering>',
        }.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_numbers_word_counts_by_itself_are_written_into_the_text() -> None:
    forms = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%3")]
    found = from_docx(numbered(forms, [0, 1, 1, 2, 0, 1]))
    assert found.text.split("\n") == ["一、总则", "（一）总则", "（二）总则", "一.1总则", "二、总则", "（一）总则"]
    assert "<h2>一、总则</h2>\n<h3>（一）总则</h3>" in found.body
    assert from_docx(numbered([("chineseCounting", "第%1章 ")], [0] * 21)).text.split("\n")[-1] == "第二十一章 总则"


def test_a_zip_bomb_that_calls_itself_a_word_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        archive.writestr("_rels/.rels", relations)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(80):
                part.write(b" " * (1024 * 1024))
    with pytest.raises(PaperError, match="过大"):
        from_docx(out.getvalue())
    with pytest.raises(PaperError, match="不是有效的docx"):
        from_docx(b"MZ nothing")
