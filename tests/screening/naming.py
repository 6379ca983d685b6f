"""Names alone in running text: private persons, who are asked about, and those who belong in an official text, who are not.

    python -m tests.screening.naming [N] [SEED]        N sentences of each way to say it (40 if not told)
    python -m tests.screening.naming FILE|FOLDER …     what is asked about in texts of one's own, with some words around it

Prints recall and precision; ends with 1 below 99 of 100 found or 95 of 100 told with cause. No sentence names anybody who exists.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from random import Random

from gongkai.engines import privacy
from gongkai.engines.privacy import Certainty, Found, Kind

RECALL, PRECISION = 0.99, 0.95
_FIRST = (
    "王李张刘陈马赵周吴徐孙杨黄何高林罗梁宋谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺龚文"
)
_GIVEN = (
    *("测试", "样例", "样本", "例甲", "例乙", "试丙", "样丁", "测", "例", "试", "样"),
    *("试和", "样家", "例正", "测有", "样安", "例平", "试国", "测明", "样文", "例全", "试金", "样林"),
)
_COMPOUND = ("欧阳测试", "司马样例", "尉迟例", "扎西·样例", "马·测试")

PRIVATE: tuple[str, ...] = (
    "村民{}说，路修通以后卖粮方便多了。",
    "样本村三社村民{}家里养了十头牛。",
    "记者走进居民{}家中，看到煤改电设备已经装好。",
    "“补贴到账了。”脱贫户{}告诉记者。",
    "工作队来到搬迁户{}家里，询问冬季取暖。",
    "群众{}来电咨询农村危房改造的条件。",
    "市民{}反映，样本小区垃圾清运不及时。",
    "家住样本小区3号楼的{}反映，楼道灯已经坏了两个月。",
    "43岁的{}去年返乡，办起了养殖场。",
    "{}，女，43岁，高中文化，待业。",
    "笔试第一名{}（男），样本大学毕业。",
    "看望了{}老人，送去米面油。",
    "县慰问组走访了困难群众{}一家，详细了解生活情况。",
    "农户{}的苹果通过合作社卖到了外省。",
    "学生{}获得全县作文比赛一等奖。",
    "申请人{}于2025年3月5日提出政府信息公开申请。",
    "原告{}不服示例县人民政府作出的答复，提起诉讼。",
    "当事人{}未取得许可从事食品经营，现予公告。",
    "司机{}因超载被处以罚款。",
    "驾驶员{}驾驶货车行至样本路口时发生事故。",
    "业主{}提出，公共收益应当公示。",
    "志愿者{}、{}和{}参加了清扫。",
    "老人{}、{}等人在日间照料中心就餐。",
    "{}的妻子长期在外务工。",
    "职工{}被认定为工伤。",
    "犯罪嫌疑人{}已被依法采取强制措施。",
    "消费者{}在样本超市购买的商品过期。",
    "网民{}留言询问校车线路。",
    "毕业生{}领到了创业补贴。",
    "妇女{}在家门口的扶贫车间上班，每月收入两千元。",
    "房主{}与施工队签订了协议。",
    "返乡青年{}承包了五十亩地。",
    "商户{}主动拆除了店外的棚子。",
    "会后，县长到样本村看望村民{}，询问收成。",
    "种植大户{}今年又流转了三百亩地。",
    "死者{}的家属已得到安抚。",
)
TENDER: tuple[str, ...] = (
    "低保户{}家的屋顶漏雨，民政所已经上报。",
    "患者{}在县医院接受治疗。",
    "举报人{}反映的问题已经查实。",
    "残疾人{}领到了轮椅。",
    "贫困户{}去年底实现稳定脱贫。",
    "留守儿童{}收到了新书包。",
    "受害人{}的损失已经追回。",
    "信访人{}反映的拖欠工资问题已经解决。",
)
"""What the word itself tells should not be read of a named person: no question, it waits for a decision."""
OFFICIAL: tuple[str, ...] = (
    "县委书记{}主持会议并讲话，县长{}出席。",
    "县委副书记、县长{}到样本镇调研春耕备耕。",
    "会议由副局长{}主持，局长{}作了部署。",
    "{}同志任示例县民政局局长，免去{}同志的副局长职务。",
    "{}，男，汉族，1975年3月生，中共党员，现任示例县司法局副局长，拟任局长。",
    "村民委员会主任{}介绍了村务公开情况。",
    "村党支部书记{}带领群众修路。",
    "居民委员会主任{}说，居民的事居民议。",
    "业主委员会主任{}参加了座谈。",
    "驻村第一书记{}到群众家中走访。",
    "县政协委员{}提出关于校车的提案，县人大代表{}附议。",
    "记者{} 通讯员{}",
    "（责任编辑：{}）",
    "主治医生{}坐诊，群众排队等候。",
    "教师{}被评为优秀，学生家长送来锦旗。",
    "民警{}帮群众找回了走失的老人。",
    "审判长{}，审判员{}，书记员{}。",
    "示例县人民政府办公室主任{}接受了在线访谈。",
    "新闻发言人{}回答了记者提问。",
    "分管副县长{}召开专题会议，听取群众意见。",
    "法定代表人{}，统一社会信用代码91620800MA72000X1B。",
    "样本公司经理{}介绍了项目进展。",
    "领导小组组长{}，副组长{}，成员{}。",
    "信息公开机构负责人{}，联系电话0933-2210000。",
    "村民{}当选为样本村村民委员会主任。",
    "村民{}（样本村党支部书记）介绍了做法。",
    "代表{}发言，委员{}补充。",
    "执法人员{}、{}出示执法证件后开展检查。",
    "州长{}看望慰问困难群众和环卫工人。",
    "{}局长在群众来访接待室听取意见。",
    "镇长{}与农户算收入账，鼓励农户发展养殖。",
    "调研员{}在座谈会上听取了村民意见。",
    "支部书记{}和村民一起清理河道。",
    "市长{}向市民代表通报了情况。",
)
NOBODY: tuple[str, ...] = (
    "群众关心的热点问题已经办结，群众高兴地说生活越来越好。",
    "居民安全用电、农户易地搬迁、学生毕业就业等工作扎实推进。",
    "申请人应当提供身份证明，申请人向行政机关提出申请，当事人任何时候都可以查询。",
    "群众满意度、居民时间安排、职工温暖过冬、村民文化活动、市民方便出行。",
    "村民于2019年搬入新居，群众连续三年增收，学生成绩提高，职工全部参保。",
    "关爱老人、高龄老人津贴、许多老人一家团圆、特困老人家中、单身老人夫妇。",
    "家长应当履行义务，学生许可外出，农民万元增收，游客管理，商户易于办理。",
    "当事人张掖市样本商贸有限公司、申请人高台县样本合作社、业主单位金塔县水务局。",
    "被告示例县自然资源局，原告金昌样本公司，第三人白银市样本厂。",
    "村民王某、居民李某某、学生张同学、患者陈女士、司机刘师傅的个人信息已经隐去。",
    "村民王*、居民李**、申请人张*试的姓名已经遮盖。",
    "方便群众、服务企业、温暖职工、关怀儿童、严格驾驶员管理。",
    "农户何时领取补贴、群众向谁反映、居民和谐相处、村民连片种植。",
    "残疾人辅助器具、患者安全、低保户金额、贫困户易返贫监测、信访人应当依法逐级走访。",
)


def name(chance: Random) -> str:
    """Somebody who does not exist, with given names whose characters often stand after a name as well."""
    if chance.random() < 0.04:
        return chance.choice(_COMPOUND)
    return chance.choice(_FIRST) + chance.choice(_GIVEN)


def filled(chance: Random, sentence: str) -> tuple[str, frozenset[str]]:
    """A sentence with names in its gaps, no two of them alike."""
    names: list[str] = []
    while len(names) < sentence.count("{}"):
        one = name(chance)
        if not any(one in other or other in one for other in names):
            names.append(one)
    return sentence.format(*names), frozenset(names)


@dataclass
class Count:
    """Of one way to say it: names planted, asked about, of these covered to the last character, told without cause."""

    planted: int = 0
    found: int = 0
    whole: int = 0
    wrong: int = 0


def told_in(text: str) -> list[Found]:
    """Who is found in a text."""
    return [each for each in privacy.look(text) if each.kind is Kind.NAME]


def measured(many: int, seed: int) -> tuple[dict[str, Count], list[str]]:
    """Of every sentence its count, and what went wrong. A name is asked about where a finding of the right certainty begins with
    it; where a name ends no rule knows in every case (王例家的苹果), so what is covered to the end is counted besides.
    """
    chance, counted, odd = Random(seed), defaultdict[str, Count](Count), list[str]()
    for sentences, certainty in (
        (PRIVATE, Certainty.ASKED),
        (TENDER, Certainty.LIKELY),
        (OFFICIAL, None),
        (NOBODY, None),
    ):
        for sentence in sentences:
            count = counted[sentence]
            for _ in range(many if "{}" in sentence else 1):
                text, names = filled(chance, sentence)
                places = {text.index(each): each for each in names} if certainty else {}
                told = {each.start: each for each in told_in(text)}
                right = {at for at in places if at in told and told[at].certainty is certainty}
                count.planted, count.found = count.planted + len(places), count.found + len(right)
                count.whole += sum(text[at : told[at].end] == places[at] for at in right)
                count.wrong += len(told.keys() - places.keys())
                odd += [f"漏{places[at]}：{text}" for at in sorted(places.keys() - right)]
                odd += [f"误{told[at].masked}：{text}" for at in sorted(told.keys() - places.keys())]
    return counted, odd


def rates(counts: Iterable[Count]) -> tuple[float, float, float]:
    """Recall and precision of all together, and the share that is covered whole."""
    planted, found, whole, wrong = (sum(column) for column in zip(*map(astuple, counts), strict=True))
    return found / max(planted, 1), found / max(found + wrong, 1), whole / max(found, 1)


def asked_in(path: Path) -> Iterator[str]:
    """Of texts of one's own, every name found with the words around it."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                for each in privacy.look(line):
                    if each.kind is Kind.NAME:
                        around = f"{line[max(0, each.start - 12) : each.start]}【{each.masked}】{line[each.end : each.end + 12]}"
                        yield f"{file.name}第{number}行\t{each.certainty.label}\t{around}"


def main(arguments: list[str]) -> int:
    """Print; the exit code."""
    if arguments and not arguments[0].isdecimal():
        lines = [line for path in arguments for line in asked_in(Path(path))]
        print("\n".join([*lines, f"共{len(lines)}处"]))
        return 0
    many, seed = ([int(each) for each in arguments] + [40, 1][len(arguments) :])[:2]
    counted, odd = measured(many, seed)
    print("\n".join(odd[:60]))
    recall, precision, whole = rates(counted.values())
    planted = sum(each.planted for each in counted.values())
    print(
        f"{len(counted)}种说法各{many}句，私人姓名{planted}处：查全{recall:.2%} 查准{precision:.2%}，遮盖完整{whole:.2%}"
    )
    return 0 if recall >= RECALL and precision >= PRECISION else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
