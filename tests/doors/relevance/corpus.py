"""语料: what the test of relevance looks through: the quick demo of two places, documents with attachments, and the seeds' words.

Everything is made by acts; the bodies and the attachments here are invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.publications import replaying
from gongkai.demo.publications.writing import Part
from gongkai.demo.settling import settle
from gongkai.engines import privacy
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import CHECKS, Act, DocumentKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.office.authorities.models import Official
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document
from gongkai.web.uploads import TXT
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

TODAY = date(2026, 1, 5)
PARAGRAPH = 40
"""A paragraph of a seed with so many characters at least is a content of its own."""


@dataclass(frozen=True)
class Paper:
    """一件公文: its title, its text, and what stands in its attachment; ``asked`` are words from the attachment's middle."""

    title: str
    text: str
    attached: str
    asked: tuple[str, ...]


def _filled(middle: str) -> str:
    """An attachment whose telling lines stand in the middle of many that are like those of every other."""
    around = "\n".join(f"{number}．按照有关规定办理，由责任单位落实，按季度报送进展情况。" for number in range(1, 41))
    return f"附件\n任务分工表\n{around}\n{middle}\n{around}\n联系人：办公室。"


PAPERS = (
    Paper(
        "示例县2025年农村饮水安全巩固提升方案",
        "为保障农村居民饮水安全，制定本方案。各乡镇对供水设施逐一登记，九月底前完成维修。",
        _filled("李家沟村水窖清淤；柳树湾泵站更换变频柜；二十里铺管网改造三千二百米。"),
        ("柳树湾泵站", "水窖清淤", "变频柜", "管网改造"),
    ),
    Paper(
        "关于做好冬季清洁取暖补助发放工作的通知",
        "冬季取暖补助按户核定，十一月十五日前打入一卡通，不得以实物抵扣。",
        _filled("空气源热泵每户补助四千元；生物质炉具每户补助八百元；石墨烯电热画不在补助之列。"),
        ("空气源热泵", "生物质炉具", "石墨烯"),
    ),
    Paper(
        "示例县义务教育学校招生入学办法",
        "适龄儿童少年按户籍和居住地就近入学，随迁子女凭居住证申请，学校不得举行入学考试。",
        _filled("第三小学学区：东关社区、纺织厂家属院、槐树巷以北；多胞胎同校摇号。"),
        ("纺织厂家属院", "槐树巷", "多胞胎"),
    ),
    Paper(
        "示例县殡葬服务收费标准",
        "殡葬基本服务实行政府定价，困难群众免收遗体接运、存放、火化和骨灰寄存费用。",
        _filled("骨灰寄存每年一百二十元；卫生棺八十元；节地生态葬奖补二千元。"),
        ("节地生态葬", "骨灰寄存", "卫生棺"),
    ),
    Paper(
        "关于加强电动自行车停放充电管理的通告",
        "禁止在楼道、疏散通道停放电动自行车或者为其充电，物业服务人应当制止并报告。",
        _filled("换电柜选址：汽车站北侧、人民医院西门；飞线充电举报奖励五十元。"),
        ("换电柜", "飞线充电", "汽车站北侧"),
    ),
    Paper(
        "示例县枸杞产业扶持奖补实施细则",
        "对新栽、改良、加工和品牌销售给予奖补，奖补资金公示七日无异议后拨付。",
        _filled("烘干房每座补助三万元；水肥一体化每亩补助四百元；地理标志使用奖励五万元。"),
        ("烘干房", "水肥一体化", "地理标志"),
    ),
    Paper(
        "关于调整城区公共交通线路的公告",
        "自公告之日起调整三路、七路走向，学生、老人持卡免费或者半价乘车。",
        _filled("七路增设妇幼保健院站、锦绣花园站；末班车延至二十一时四十分；夜间定制公交需预约。"),
        ("锦绣花园站", "定制公交", "末班车"),
    ),
    Paper(
        "示例县地质灾害应急预案",
        "汛期实行二十四小时值班，隐患点落实监测人，险情发生后立即组织转移。",
        _filled("磨盘山滑坡隐患点监测人两名；雷达测雨站一座；避险明白卡发放到户。"),
        ("磨盘山", "避险明白卡", "雷达测雨站"),
    ),
    Paper(
        "关于开展家政服务员技能培训的通知",
        "面向就业困难人员、脱贫劳动力开展免费培训，合格者发放证书和交通食宿补贴。",
        _filled("母婴护理四十八课时；养老照护七十二课时；收纳整理十六课时；学员须满十八周岁。"),
        ("母婴护理", "收纳整理", "养老照护"),
    ),
    Paper(
        "示例县犬类管理办法",
        "养犬应当免疫登记，携犬外出应当束绳清便，禁养烈性犬。",
        _filled("狂犬疫苗接种点十二处；芯片植入免费；流浪犬收容所设在城南。"),
        ("狂犬疫苗", "芯片植入", "流浪犬收容"),
    ),
)


def demo() -> None:
    """示例：两个地方的公开内容，各栏若干条."""
    for place in (LINZE, PINGCHUAN):
        settle(place, "Only-for-tests-0452", TODAY, lambda told: None)
        for source in replaying.sources(place):
            replaying.bring(source, Part.SAMPLE, TODAY, replaying.clerk(place))


def written(house: House) -> dict[int, Paper]:
    """公文: published with their attachments; by the keys of their contents."""
    made = {}
    for paper in PAPERS:
        given = Draft(DocumentKind.OTHER, paper.title, f"<p>{paper.text}</p>", paper.text, section="办公室")
        document = documents.draft(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)
        upload = SimpleUploadedFile("任务分工表.txt", paper.attached.encode())
        attachments.attach(document, upload, TXT, on=DAY, today=DAY, by=house.people.wang)
        _act(document, Act.LABEL, house.people.wang, attribute="proactive")
        _act(document, Act.SUBMIT, house.people.wang)
        for by in (house.sun, house.qian, house.wu):
            _act(document, Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
        documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
        content = disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
        made[content.pk] = paper
    return made


def _act(document: Document, act: Act, by: Official, **details: JSON) -> None:
    documents.act(document, Step(act.value, DAY, details), today=DAY, by=by)


def of_seeds(house: House, folder: Path) -> dict[int, str]:
    """种子的词汇: every long paragraph of the five reports as a content; its text by its key."""
    column = opened(house.people, "年报段落", "nbdl")
    found = {}
    for place, path in enumerate(sorted(folder.glob("*.txt"))):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            text = re.sub(r"\s+", "", line)
            if len(text) >= PARAGRAPH and not privacy.look(text):  # run together, an office's address is like a home
                title = f"第{place + 1}份年报第{number + 1}段"
                found[published(house, column, title, ContentClass.DATA, text=text).pk] = text
    return found


def everything() -> list[Content]:
    """全部内容."""
    return list(Content.objects.everywhere().select_related("authority").order_by("pk"))
