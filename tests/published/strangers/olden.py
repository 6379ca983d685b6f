"""旧时与短小: reports from before there was a form, of schools and enterprises, of towns with a few sentences; 2014's table in
halves and with columns of its own. They have no cells of a form, or those that are printed, and never others.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.published import grids
from tests.published.grids import Merged
from tests.published.strangers.matter import Matter

PROSE: dict[str, tuple[str, int, str, str]] = {
    "prose of 2008": (
        "青岭县人民政府办公室",
        2008,
        """青岭县人民政府办公室2008年政府信息公开工作年度报告

　　根据《中华人民共和国政府信息公开条例》要求编制本报告。全文包括概述、主动公开情况、依申请公开情况、复议诉讼情况、存在的问题五个部分。所列数据的统计期限自2008年5月1日起至2008年12月31日止。
一、概述
　　5月1日以来，我办配备专兼职人员3名，设立查阅点2处。
二、主动公开政府信息的情况
　　至年底主动公开政府信息486条，全文电子化率为98%。其中，机构职能类12条，占2.5%；规范性文件类64条，占13.2%；工作动态类410条，占84.4%。
三、依申请公开政府信息的情况
　　（一）申请情况。共收到申请7件，其中当面申请4件，信函申请2件，网上申请1件。
　　（二）答复情况。7件申请均已答复：同意公开5件，信息不存在1件，不属于本机关公开1件。
四、复议、诉讼情况
　　没有发生因政府信息公开引起的行政复议和行政诉讼。
五、存在的主要问题和改进措施
　　公开的渠道还不多，办理的时限还可以缩短。今后将充实查阅点，缩短答复时间。
附表：
指标\t单位\t数量
主动公开信息数\t条\t486
其中：规范性文件\t条\t64
申请总数\t件\t7
咨询数\t人次\t215
收取费用\t元\t0
""",
        "",
    ),
    "prose of 2011": (
        "松林市环境保护局",
        2011,
        """松林市环境保护局2011年政府信息公开年度报告
一、基本情况
2011年，我局主动公开环境信息1320条，比2010年的1200条增长10%。门户网站访问量36万人次。
二、主动公开情况
公开的1320条信息中，环境质量类365条，建设项目审批类540条，其他415条。
三、依申请公开情况
受理申请24件，全部按期答复，答复率100%。其中同意公开18件，部分公开2件，不予公开1件，不属于本机关掌握3件。
四、咨询、复议、诉讼和申诉情况
接受咨询560人次，其中现场120人次，电话400人次，网上40人次。复议1件，维持1件；没有诉讼和申诉。
五、收费情况
检索、复制等成本费用没有收取。
六、存在问题和改进措施
公开目录的分类还要细化，将于明年一季度完成。
""",
        "",
    ),
    "prose of 2012 wrong": (
        "平江市民政局",
        2012,
        """平江市民政局2012年政府信息公开工作年度报告
一、概述
2012年，我局认真做好公开工作。
二、主动公开政府信息情况
全年主动公开政府信息615条，其中：业务动态类300条，政策法规类85条，人事类40条，其他类180条。
三、依申请公开情况
收到申请5件，均已答复。
四、存在的问题及改进措施
更新不够及时，今后逐月通报。
""",
        "P01",
    ),
    "a few sentences": (
        "黄泥坡乡人民政府",
        2013,
        """黄泥坡乡人民政府2013年政府信息公开工作年度报告
2013年，本乡通过公开栏和网站公开信息58条，其中惠农政策20条、财务公开24条、其他14条。没有收到信息公开申请，没有收取费用，没有复议和诉讼。
主要问题是人手少、更新慢，明年将确定专人负责。
""",
        "",
    ),
    "a school year": (
        "云岫学院",
        2018,
        """云岫学院2018年信息公开年度报告

本报告按照高等学校信息公开的规定编制，数据的统计期限为2017年9月1日至2018年8月31日。
一、概述
学校成立信息公开工作领导小组，修订了信息公开指南。
二、主动公开信息情况
本学年通过学校网站公开信息2210条，微信公众号推送316条。招生信息42条，财务信息18条。
三、依申请公开情况
本学年收到信息公开申请3件，均已答复，其中予以公开2件，部分公开1件。
四、对信息公开的评议情况
师生普遍满意，没有因信息公开受到举报。
五、存在的问题和改进措施
信息公开的时效还要提高，下一学年将逐月检查。
""",
        "",
    ),
    "a water company": (
        "望溪供水有限公司",
        2022,
        """望溪供水有限公司2022年信息公开工作年度报告
一、总体情况
2022年公司公开停水公告64条、水质信息12期、收费标准1项，热线受理来电8260件，办结8255件，办结率99.9%。
二、存在的问题及改进情况
停水公告提前的时间不够，2023年起提前24小时发布。
三、其他需要报告的事项
无政府信息公开申请。
""",
        "",
    ),
}
"""各份: authority, year, text, and the code of the check its one contradiction belongs to."""


def in_halves(matter: Matter) -> bytes:
    """The table of 2014 in two halves beside each other, to save a page."""
    (boxes,) = next(part.tables for part in matter.parts() if part.tables)
    rows = [[box.text for box in row] for row in grids.rows(boxes, Merged.PADDED)]
    head, body = rows[0], rows[1:]
    half = (len(body) + 1) // 2
    left, right = [head, *body[:half]], [head, *body[half:]]
    right += [[""] * len(head)] * (len(left) - len(right))
    return _with(matter, ("\t".join([*one, *other]) for one, other in zip(left, right, strict=True)))


def coded(matter: Matter) -> bytes:
    """The table of 2014 with a code before each row and the name of the unit under the caption."""
    (boxes,) = next(part.tables for part in matter.parts() if part.tables)
    lines = []
    for at, row in enumerate(grids.rows(boxes, Merged.PADDED)):
        lines.append("\t".join(["代码" if not at else f"{at:02}", *(box.text for box in row)]))
    return _with(matter, iter((f"填报单位（盖章）：{matter.authority}　　　统计时间：{matter.year}年", *lines)))


def _with(matter: Matter, table: Iterator[str]) -> bytes:
    lines = [matter.title, matter.lead]
    for part in matter.parts():
        lines += [part.heading, *part.paragraphs, *(table if part.tables else ())]
    lines.append(f"单位负责人：　　　审核人：　　　填报人：　　　填报日期：{matter.year + 1}年1月10日")
    return "\n".join(lines).encode()
