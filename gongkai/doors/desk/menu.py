"""工作台菜单: the pages of the desk in the order officials use them, each shown to those its own guard admits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from gongkai.doors.desk.admission import admits
from gongkai.doors.desk.due import is_guest, urgent
from gongkai.law.authorities import Office
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.notices.queries import unread
from gongkai.web import clock
from gongkai.web.context import MANY, MenuItem
from gongkai.web.jinja import url_or_none


@dataclass(frozen=True, slots=True)
class Row:
    """菜单行: a heading, a label and the name of the page."""

    group: str
    label: str
    page: str


ROWS = (
    Row("", "到期提醒", "desk:due"),
    Row("", "通知", "desk:notices"),
    Row("", "十分钟清单", "handing:ten"),
    Row("", "内部通知", "notices:circulars"),
    Row("", "办理中的工作", "jobs:jobs"),
    Row("公文", "公文草稿", "documents:drafts"),
    Row("公文", "待审查", "documents:to_review"),
    Row("公文", "待签发", "documents:to_sign"),
    Row("公文", "全部公文", "documents:all"),
    Row("公文", "不公开待复审", "documents:lapsing"),
    Row("公文", "会议", "documents:meetings"),
    Row("公文", "决策预公开", "documents:decisions"),
    Row("公文", "规范性文件", "documents:instruments"),
    Row("公文", "文件清理", "documents:clean_ups"),
    Row("公文管理", "发布审查登记簿", "documents:register"),
    Row("公文管理", "编号簿", "documents:numbers"),
    Row("公文管理", "合法性审核意见书", "documents:legal_opinions"),
    Row("公文管理", "属性抽查", "documents:audits"),
    Row("公文管理", "五公开矩阵", "documents:matrix"),
    Row("公文管理", "公文统计", "documents:figures"),
    Row("公文管理", "审查次序", "documents:order"),
    Row("公文管理", "口径", "documents:practice"),
    Row("主动公开", "待公开", "disclosure:waiting"),
    Row("主动公开", "公开前筛查", "gate:waiting"),
    Row("主动公开", "词表", "gate:words"),
    Row("主动公开", "公开内容", "disclosure:index"),
    Row("主动公开", "待登记凭证", "disclosure:owed"),
    Row("主动公开", "渠道导出", "disclosure:exports"),
    Row("主动公开", "往年台账", "disclosure:ledgers"),
    Row("主动公开", "新媒体账号", "disclosure:accounts"),
    Row("主动公开", "渠道字数", "disclosure:limits"),
    Row("主动公开", "公开统计", "disclosure:figures"),
    Row("主动公开", "专题专栏", "specials:desk"),
    Row("线下公开", "政府公报", "disclosure:gazettes"),
    Row("线下公开", "久未签收", "disclosure:unsigned"),
    Row("线下公开", "查阅点", "disclosure:points"),
    Row("线下公开", "我的查阅点", "disclosure:own_points"),
    Row("线下公开", "公开栏", "disclosure:boards"),
    Row("线下公开", "宣传品", "disclosure:printed"),
    Row("线下公开", "印刷品订制", "disclosure:print_orders"),
    Row("线下公开", "媒体节目", "disclosure:programmes"),
    Row("线下公开", "外部报道", "disclosure:coverage"),
    Row("政策解读", "解读到期单", "interpretation:duties"),
    Row("政策解读", "全部解读", "interpretation:all"),
    Row("政策解读", "政策图谱", "interpretation:policies"),
    Row("政策解读", "吹风会、宣讲", "interpretation:briefings"),
    Row("政策解读", "关联核对", "interpretation:findings"),
    Row("政策解读", "解读统计", "interpretation:figures"),
    Row("政策解读", "专家库", "interpretation:experts"),
    Row("政策解读", "送我审核的", "interpretation:assigned"),
    Row("政策解读", "解读规定", "interpretation:settings"),
    Row("回应关切", "舆情事件", "response:events"),
    Row("回应关切", "新闻发布会", "response:conferences"),
    Row("回应关切", "预警", "response:warnings"),
    Row("回应关切", "值班表", "response:roster"),
    Row("回应关切", "应急联系人", "response:contacts"),
    Row("回应关切", "处置预案", "response:playbooks"),
    Row("回应关切", "回应时限", "response:hours"),
    Row("回应关切", "回应统计", "response:figures"),
    Row("登记簿", "登记簿", "registers:kept"),
    Row("登记簿", "登记簿导入", "registers:imports"),
    Row("登记簿", "清单调整", "registers:adjustments"),
    Row("登记簿", "清单比对", "registers:comparisons"),
    Row("登记簿", "公告链", "registers:matters"),
    Row("登记簿", "异议", "registers:protests"),
    Row("登记簿", "双随机抽取", "registers:draws"),
    Row("登记簿", "失信名单", "registers:credit_list"),
    Row("登记簿", "定期公开", "registers:periods"),
    Row("登记簿", "登记簿统计", "registers:figures"),
    Row("登记簿", "接口密钥", "registers:keys"),
    Row("登记簿", "数据使用条款", "registers:data_terms"),
    Row("公开目录", "我的时点", "catalogue:my_slots"),
    Row("公开目录", "时点月历", "catalogue:slots"),
    Row("公开目录", "时点统计", "catalogue:slot_statistics"),
    Row("公开目录", "单位目录", "catalogue:unit"),
    Row("公开目录", "标准目录", "catalogue:standards"),
    Row("栏目", "栏目", "catalogue:columns"),
    Row("栏目", "责任分解表", "catalogue:responsibility"),
    Row("栏目", "法定事项", "catalogue:matters"),
    Row("栏目", "移栏建议", "catalogue:placements"),
    Row("栏目", "栏目抽查", "disclosure:column_audits"),
    Row("栏目", "扩展建议", "catalogue:expansions"),
    Row("栏目", "内容比重", "catalogue:shares"),
    Row("栏目", "索引号", "catalogue:index_numbers"),
    Row("栏目", "分类", "catalogue:classes"),
    Row("栏目", "公开指南", "catalogue:guide"),
    Row("检索", "搜不到的词", "search:vain"),
    Row("检索", "检索词典", "search:words"),
    Row("依申请公开", "待办申请", "applications:inbox"),
    Row("依申请公开", "登记申请", "applications:register"),
    Row("依申请公开", "全部申请", "applications:all"),
    Row("依申请公开", "征求我机关意见", "applications:opinions"),
    Row("依申请公开", "依法行政建议", "applications:advice_all"),
    Row("依申请公开", "文书用语", "applications:wordings"),
    Row("依申请公开", "转为主动公开", "applications:conversions"),
    Row("依申请公开", "办理统计", "applications:figures"),
    Row("依申请公开", "更正申请", "applications:corrections"),
    Row("行政复议诉讼", "复议诉讼案件", "remedies:index"),
    Row("行政复议诉讼", "保管与销毁", "remedies:retention"),
    Row("行政复议诉讼", "复议诉讼登记簿", "remedies:ledger"),
    Row("行政复议诉讼", "举报投诉", "remedies:complaints"),
    Row("建议提案", "建议提案", "proposals:index"),
    Row("建议提案", "承诺事项", "proposals:promises"),
    Row("建议提案", "代表委员联络", "proposals:delegates"),
    Row("政民互动", "留言", "engagement:tickets"),
    Row("政民互动", "留言统计", "engagement:figures"),
    Row("政民互动", "诉求分析", "engagement:analysis"),
    Row("政民互动", "问卷调查", "engagement:surveys"),
    Row("政民互动", "在线访谈", "engagement:interviews"),
    Row("政民互动", "互动统计", "engagement:activity"),
    Row("政民互动", "信箱", "engagement:mailboxes"),
    Row("政民互动", "留言期限", "engagement:terms"),
    Row("政民互动", "留言导入", "engagement:imports"),
    Row("政民互动", "收信账号", "engagement:inbound"),
    Row("政务服务", "服务事项", "services:items"),
    Row("政务服务", "事项统计", "services:figures"),
    Row("政务服务", "一件事套餐", "services:package_list"),
    Row("政务服务", "张贴的指南", "services:copies"),
    Row("政务服务", "服务窗口", "services:counter"),
    Row("政务服务", "办件", "services:cases"),
    Row("政务服务", "本单位承办", "services:deciding"),
    Row("政务服务", "时效黄红牌", "services:cards"),
    Row("政务服务", "办件统计", "services:case_figures"),
    Row("政务服务", "窗口考核", "services:scores"),
    Row("政务服务", "政务大厅", "services:halls"),
    Row("村务", "各村", "villages:villages"),
    Row("村务", "村务公告", "villages:notices"),
    Row("村务", "村民认证", "villages:villagers"),
    Row("村务", "村群", "villages:groups"),
    Row("村务", "待审核发言", "villages:posts"),
    Row("村务", "村民提问", "villages:questions"),
    Row("村务", "村级月报", "villages:figures"),
    Row("年度报告", "年度报告", "reports:desk"),
    Row("年度报告", "月度数据", "reports:this_month"),
    Row("年度报告", "月报表", "reports:returns"),
    Row("年度报告", "指标库", "reports:indicators"),
    Row("年度报告", "年报校对", "reports:proofread_batch"),
    Row("监督检查", "红线表盘", "supervision:dials"),
    Row("监督检查", "检查发现", "supervision:findings"),
    Row("监督检查", "今日读网", "supervision:read"),
    Row("监督检查", "检查轮次", "supervision:rounds"),
    Row("监督检查", "检查指标", "supervision:indicators"),
    Row("监督检查", "站群巡检", "crawling:sites"),
    Row("监督检查", "工作要点", "plans:plans"),
    Row("监督检查", "顽疾清单", "problems:problems"),
    Row("考核", "考核", "assessment:runs"),
    Row("考核", "考核方案", "assessment:schemes"),
    Row("考核", "人工计分", "assessment:manual"),
    Row("考核", "记分卡", "assessment:cards"),
    Row("考核", "通报", "assessment:bulletins"),
    Row("考核", "责任书", "assessment:letters"),
    Row("考核", "问责", "assessment:accountabilities"),
    Row("考核", "做法库", "assessment:practices"),
    Row("学习", "培训班", "training:classes"),
    Row("学习", "练习", "training:exercise"),
    Row("学习", "学习情况", "training:results"),
    Row("学习", "上门辅导", "training:visits"),
    Row("学习", "内部问答", "training:threads"),
    Row("学习", "知识库", "training:entries"),
    Row("学习", "做法库", "training:practices"),
    Row("制度", "制度库", "rulebook:rules"),
    Row("制度", "制度缺口表", "rulebook:gaps"),
    Row("网站", "站点", "sites:sites"),
    Row("网站", "运维工单", "sites:tickets"),
    Row("网站", "访问统计", "visits:visits"),
    Row("网站", "运行状况", "watch:health"),
    Row("机关与人员", "机关信息", "establishment:profile"),
    Row("机关与人员", "机构和领导", "institution:desk"),
    Row("机关与人员", "机关和人员", "establishment:authorities"),
    Row("机关与人员", "工作交接", "handing:handovers"),
    Row("机关与人员", "影子视图", "handing:shadow"),
    Row("机关与人员", "交接效果", "handing:effects"),
    Row("机关与人员", "领导小组", "people:group"),
    Row("机关与人员", "三到位", "people:lights"),
    Row("机关与人员", "责任到人", "people:responsibility"),
    Row("机关与人员", "单点风险", "people:points"),
    Row("机关与人员", "备岗演练", "people:drills"),
    Row("机关与人员", "流程分工", "people:division"),
    Row("机关与人员", "机构变动", "people:changes"),
    Row("机关与人员", "经费和人员", "people:funds"),
    Row("机关与人员", "离岗和代办", "establishment:absences"),
    Row("机关与人员", "工作日历", "establishment:calendar"),
    Row("账号", "账号安全", "security:accounts"),
    Row("账号", "查阅日志", "security:log"),
    Row("账号", "我的账号", "desk:account"),
    Row("账号", "修改密码", "desk:password"),
    Row("平台", "备份", "backups:backups"),
)

STARTS = {
    "inbox": "applications:inbox",
    "counter": "services:counter",
    "delegates": "proposals:delegates",
    "own_points": "disclosure:own_points",
    "assigned": "interpretation:assigned",
    "cards": "services:cards",
    "tickets": "engagement:tickets",
    "drafts": "documents:drafts",
    "reviews": "documents:to_review",
    "to_review": "documents:to_review",
    "to_sign": "documents:to_sign",
    "columns": "catalogue:my_slots",
    "interpretations": "interpretation:all",
    "events": "response:events",
    "returns": "reports:returns",
    "registers": "registers:kept",
    "plans": "plans:plans",
    "supervision": "supervision:findings",
    "assessment": "assessment:runs",
    "system": "establishment:authorities",
    "accounts": "establishment:authorities",
}
"""起始页: the page an office starts on (``law.authorities.Office.start``), where one is built."""


def desk_menu(request: DeskRequest) -> tuple[MenuItem, ...]:
    """工作台菜单: the rows whose pages exist and admit this official; empty before log-in."""
    if getattr(request, "official", None) is None:
        return ()
    pages = _open_to(request.roles, settings.ROOT_URLCONF)
    serves = getattr(request, "authority", None) is not None
    waiting = {"desk:notices": unread(request.official)[: MANY + 1].count()}
    if serves and not is_guest(request.roles):
        waiting["desk:due"] = urgent(request.authority, clock.today())
    here = max((href for _, href in pages if request.path.startswith(href)), key=len, default="")
    return tuple(
        MenuItem(row.label, href, href == here, row.group, waiting.get(row.page, 0), href == request.path)
        for row, href in pages
    )


@lru_cache(maxsize=256)
def _open_to(roles: frozenset[Role], house: str) -> tuple[tuple[Row, str], ...]:
    """开放的各行: addresses and guards do not change while the process lives, and officials come in few kinds."""
    return tuple((row, href) for row in ROWS if (href := url_or_none(row.page)) and admits(href, roles))


def start_page(offices: Iterable[Office], roles: frozenset[Role]) -> str:
    """起始页: the page of the first office that has one; what is due, for everybody else."""
    pages = (url_or_none(STARTS[office.start]) for office in offices if office.start in STARTS)
    return next((page for page in pages if page and admits(page, roles)), "desk:due")
