"""底稿: the wording a report begins with, section by section; figures are names in braces, 〔待补充…〕 is left to the clerk.

A draft states nothing the ledger does not know: what only people can tell is asked for, and a report that still asks
cannot be frozen.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.annual_report.procedure import Standing
from gongkai.law.authorities import duties

_PERIOD = "本报告所列数据的统计期限为{年度}年1月1日至{年度}年12月31日。"

_OVERVIEW = f"""\
根据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定编制本报告。{_PERIOD}
（一）主动公开
〔待补充：本年主动公开的重点、数量和效果〕
（二）依申请公开
{{年度}}年，新收政府信息公开申请{{新收}}件，上年结转{{上年结转}}件，办结{{办结}}件，结转下年度继续办理{{结转下年}}件。\
办结的申请中，予以公开{{予以公开}}件，部分公开{{部分公开}}件，不予公开{{不予公开}}件，无法提供{{无法提供}}件，\
不予处理{{不予处理}}件，其他处理{{其他处理}}件。因政府信息公开申请发生行政复议{{行政复议}}件、行政诉讼{{行政诉讼}}件。
（三）政府信息管理
〔待补充：公开属性审核、保密审查、规范性文件清理等情况〕
（四）平台建设
〔待补充：政府网站、政务新媒体、政府公报和公开专区的建设情况〕
（五）监督保障
〔待补充：人员、培训和监督检查情况〕
"""
_OF_GOVERNMENTS = "〔待补充：工作考核、社会评议和责任追究的结果〕\n"
_PROBLEMS = """\
{年度}年，政府信息公开工作还存在以下问题：
〔待补充：存在的主要问题，以及上年所列问题的改进情况〕
下一步，将从以下方面改进：
〔待补充：改进措施〕
"""
_FEES = """\
{年度}年，依申请提供政府信息收取信息处理费〔待补充：金额，没有收取的填0〕元。
其他需要报告的事项：〔待补充：没有的写“无”〕
"""

_SIX_SECTIONS: Mapping[str, str] = {"overview": _OVERVIEW, "problems": _PROBLEMS}
_OF_2014: Mapping[str, str] = {
    "overview": f"根据《中华人民共和国政府信息公开条例》的规定编制本报告。{_PERIOD}\n〔待补充：本年政府信息公开工作概况〕",
    "disclosure": "{年度}年，主动公开政府信息{主动公开}条。\n〔待补充：公开的重点、渠道和效果〕",
    "applications": (
        "{年度}年，收到政府信息公开申请{新收}件，办结{办结}件，其中按时办结{按时办结}件、延期办结{延期办结}件；"
        "作出答复{答复}件，其中同意公开{同意公开}件、同意部分公开{部分公开}件、不同意公开{不同意公开}件。"
    ),
    "fees": "{年度}年，依申请公开信息收取费用{收费}万元。\n〔待补充：减免情况〕",
    "remedies": "{年度}年，因政府信息公开申请行政复议{行政复议}件、提起行政诉讼{行政诉讼}件，收到举报投诉{举报投诉}件。",
    "problems": _PROBLEMS,
    "others": "〔待补充：需要说明的其他事项，没有的写“无”〕",
}
_DRAFTS: Mapping[str, Mapping[str, str]] = {
    "2021": {**_SIX_SECTIONS, "others": _FEES},
    "2019": {**_SIX_SECTIONS, "others": "〔待补充：其他需要报告的事项，没有的写“无”〕"},
    "2014": _OF_2014,
}


def texts(standing: Standing) -> dict[str, str]:
    """底稿: the wording each section of this report begins with."""
    drafted = _DRAFTS[standing.edition.key]
    government = duties(standing.of).is_government
    return {
        section.key: (
            drafted.get(section.key, "") + (_OF_GOVERNMENTS if government and section.of_governments else "")
        ).strip()
        for section in standing.edition.sections
    }
