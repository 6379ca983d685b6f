"""姓名的边界: where a name begins and ends in a text that has no blanks.

A surname begins many words that are no names (高兴, 关于, 项目); these are listed. Where a name of two characters and one of
three would both fit, what follows decides: a character that never stands in a given name ends it.
"""

from __future__ import annotations

import re

from gongkai.engines.privacy.people import COMPOUND, SURNAMES

_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMPOUND = re.compile(COMPOUND)
_FOREIGN = re.compile(r"[^\W委会任记局长员家户的说是和0-9A-Za-z_]{1,4}·[\u4e00-\u9fff]")
_LONGEST_FOREIGN = 8
_ENDS = re.compile(
    r"[^\u4e00-\u9fff]|[说的在因患被到从把等是没不很就便又还也已了着曾称跟给对那这及与将让吃买卖骑驾拿未均仍都需即则并且但而若系]"
    r"|告诉|表示|介绍|反映|反馈|回忆|今年|现年|一家|一边|一直|正在|申请|提出|提交|要求|死亡|去世|受伤|主动|自愿|来信|来电|来访|"
    r"投诉|举报|咨询|求助|报警|家[的里中门住有养种庭]|近日|最近|激动|高兴|感慨|感激|笑着|坦言|家人|本人|之[前后子女妻]|于[20一-九当今昨]|为其|"
    r"以[前后及]|有[了个三两]|向[记民县市镇乡村本其法]|和[他她妻丈家儿女村]|由[于其]|经[过营营济常]|自[己从]|种[植了]|养[殖了]|夫妇|夫妻|老人|"
    r"大[爷娘妈叔]|获[得评]|参[加与]|通过|经营|经过|所[在有需]|一起|一同|全家(?![里中的门])|致富|名下|使用|收到|领到|领取|签[订收字]|拨打|前往|来到|"
    r"走进|看着|看到|住[在进上]|开[着办了]|办理|提供|认为|觉得|希望|不服|诉|当选|担任|任命|留言|发帖|评论|完成|取得|报名|捐款|捐赠|涉嫌|驾驶|与|共|等"
)
_MAY_END = re.compile(
    r"[家可能会应承发无逾违签搬修建盖请报交补签转退返打找送回和向正有得同自来开为以用去走住种养领看接收获于由经之一两名说共]"
)
_NO_NAME = re.compile(
    "安全|安置|安排|安装|安静|安心|安居|安定|安慰|安葬|安徽|白天|白酒|白色|白内|包括|包含|包装|包容|包户|包干|毕业|毕竟|边界|边境|边说|边远|车辆|车站|"
    "车主|车牌|车票|车间|陈述|陈旧|陈列|成立|成为|成绩|成员|成功|成果|成本|成长|成年|成都|成份|程序|程度|党员|党支|党组|党委|党建|党群|党总|杜绝|段落|"
    "范围|范文|方便|方式|方案|方面|方法|方可|方向|方才|房屋|房产|房子|房价|房租|房地|费用|费时|付出|付款|付费|符合|高兴|高度|高龄|高效|高考|高校|高血|"
    "高中|高速|高温|高质|高标|高级|高原|巩固|古老|古迹|谷物|顾客|顾虑|顾问|顾不|关于|关注|关心|关系|关键|关爱|关切|关怀|关闭|管理|管道|管护|管控|管委|"
    "何时|何种|何处|何况|和谐|和睦|和平|和当|和企|和其|和政|和相|和社|和基|和法|和单|胡乱|胡同|华人|黄金|黄河|黄色|黄土|黄牛|纪念|纪检|纪律|纪委|纪实|"
    "季节|季度|简单|简介|简历|简化|简易|江苏|江西|焦虑|焦急|解决|解释|解读|解答|解除|解困|解难|解放|金额|金融|金华|金塔|景区|景点|景观|景泰|康复|康养|"
    "兰州|蓝天|冷暖|冷热|冷静|冷库|连续|连接|连年|连片|连忙|连线|林业|林地|林木|林权|林草|林区|凌晨|陆续|路灯|路线|路口|路段|路面|路边|路过|麻烦|麻醉|"
    "马上|马路|马铃|蒙古|米面|苗木|苗族|明确|明白|明显|明年|明天|明细|明知|宁夏|宁愿|牛羊|牛奶|农村|农业|农户|农民|农田|农药|农家|农机|农产|农资|农闲|"
    "农忙|齐心|齐全|齐聚|钱款|钱财|乔迁|全部|全体|全面|全家|全县|全镇|全村|全国|全程|全年|全省|全区|全市|全州|全力|全员|任何|任务|任意|任职|任免|任教|荣誉|荣获|"
    "商店|商户|商品|商业|商量|商铺|尚未|尚无|尚且|申请|申报|申诉|申领|申办|申述|师生|师范|师傅|施工|施行|施策|施肥|时间|时候|时代|时刻|时常|时有|时任|时期|"
    "时长|石料|史料|司法|司机|孙子|孙女|田间|田地|童年|万元|万人|万一|万户|万名|万余|万亩|卫生|卫健|温暖|温馨|温饱|温度|温室|文化|文明|文件|文艺|文体|"
    "文字|文书|文物|武装|武警|武汉|武威|席位|夏季|夏天|夏收|夏粮|夏河|项目|向上|向我|向社|向政|向记|向本|向市|向县|向镇|向乡|向村|向有|向相|向其|向法|向人|"
    "向公|向行|向组|向党|向区|向国|向该|向他|向她|向所|向受|向申|谢谢|谢意|辛苦|辛勤|辛劳|许多|许可|许久|严格|严重|严禁|严肃|严厉|严防|阳光|阳台|易地|易于|"
    "易懂|易腐|易返|殷切|应当|应该|应急|应及|应对|应尽|应按|应于|应如|应向|应在|应由|应用|应付|应聘|应届|游客|游玩|游览|尤其|于是|于近|于日|于当|于今|于昨|"
    "于上|于下|于本|于去|于前|于次|于同|于事|于每|于一|余额|余人|余名|余户|余万|余件|余条|岳父|岳母|曾经|曾任|曾于|曾在|曾多|曾因|张贴|张榜|章程|郑重|钟爱|"
    "周边|周末|周围|周期|周一|周二|周三|周四|周五|周六|周日|周岁|周到|周知|祝贺|祝福|祝愿|庄稼|庄严|左右|左侧|单位|单独|单元|单方|单价|单身|单亲|查询|查看|"
    "查处|查找|查阅|查明|查验|查收|迟迟|迟到|迟报|柴草|柴油|宗教|宗旨|宗地|甘肃|甘愿|甘州|拜访|拜年|妥善|吉祥|吉林|卓有|仲裁|黎明|陶醉|诸多|诸如|江河|常住|"
    "临夏|临泽|平凉|平川|武都|民和|祖籍|阎王|游泳|魏晋|唐朝|宋代|汉族|王府|张掖|金昌|白银|边防|车祸|成群|成人|方知|解说|全新|全天|全职|文盲|钱币|温室|"
    "费劲|关门|关押|牛肉|马匹|毛巾|毛病|米饭|水果|苏打|雷雨|雷电|雷击|龙头|鲁莽|江水|林场|林果|田园|田径|武术|夏令|向阳村|严寒|颜色|叶片|易燃|"
    "尹始|余下|郎中|强制|厂方|汤药|祁连|乐意|常见|常年|常态|阳性|水电|曲艺|曲线|屈服|柳树|柳编|麦收|麦田|梅花|孔雀|康县|康乐|沙漠|沙发|沙石|桑树|商务|"
    "韶关|师资|时事|时政|司仪|隋唐|牟取|巫术|席卷|辛亥|易县|应收|应征|喻为|岳麓|展览|支持|支部|支出|支付|祝寿|卓越|左权"
)
_BAD_END = re.compile(
    r"[区县市省镇乡村局委办院校部厅会社站所组队厂店处室科街号案令表类等及的了与或在某们者吗呢吧啊着过]$|[*＊×]|长$|公司|政府|学校|医院|银行|街道"
)
_BAD_WITHIN = re.compile(r"^和|[的了们吗呢吧啊着某谁哪]|[*＊×]|同学|女士|先生|师傅|老师|大夫|小姐")


def name_at(text: str, at: int, until: int | None = None, *, sure: bool = False) -> int | None:
    """姓名到哪里: where the name ends that begins there, None where none does; ``until`` says where it is to end.

    ``sure`` says that a name must stand there: then three characters are one though nothing tells where it ends.
    """
    if at >= len(text):
        return None
    if (foreign := _FOREIGN.match(text, at)) is not None:
        return _foreign(text, foreign.end(), until)
    head = 2 if _COMPOUND.match(text, at) else 1 if text[at] in SURNAMES else 0
    if not head or begins_a_word(text[at : at + 3]):
        return None
    short, long = at + head + 1, at + head + 2
    if until is not None:
        return until if until in (short, long) and _is_one(text, at, until) else None
    short_fits = _is_one(text, at, short) and fits(text, short)
    long_fits = _is_one(text, at, long) and (fits(text, long) or _MAY_END.match(text, long) is not None)
    if short_fits:
        return short
    if long_fits:
        return long
    if _is_one(text, at, short) and _MAY_END.match(text, short):
        return short
    return long if sure and _is_one(text, at, long) else None


def _foreign(text: str, end: int, until: int | None) -> int | None:
    """A name with a dot goes on until something that never belongs to a name."""
    if until is not None:
        return until if end <= until <= end + _LONGEST_FOREIGN else None
    ends = range(end, min(len(text), end + _LONGEST_FOREIGN) + 1)
    return next((each for each in ends if fits(text, each) or _MAY_END.match(text, each)), None)


def fits(text: str, end: int) -> bool:
    """到此为止: whether what follows never belongs to a name."""
    return end >= len(text) or _ENDS.match(text, end) is not None


def begins_a_word(text: str) -> bool:
    """是普通词: whether a text begins with a word that only looks like a name."""
    return _NO_NAME.match(text) is not None


def _is_one(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return (
        len(name) == end - start
        and all(map(_HAN.match, name))
        and _BAD_END.search(name) is None
        and _BAD_WITHIN.search(name) is None
    )
