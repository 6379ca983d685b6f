"""村级样例: a village with somebody certified whose name must not be read, a notice with its proof, a group, a question."""

from __future__ import annotations

import io
from datetime import date, timedelta

from PIL import Image

from gongkai.casework.villages.boards import acts as boards
from gongkai.casework.villages.boards.acts import NoticeText
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.casework.villages.groups import acts as groups
from gongkai.casework.villages.groups.models import VillageGroup, VillagePost
from gongkai.casework.villages.questions import acts as questions
from gongkai.casework.villages.questions.acts import Asked
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers import acts as villagers
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.villagers.people import Person
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villagers import Act
from gongkai.law.villages import Readership
from gongkai.office.authorities.models import Authority
from tests.cast import Cast, authority, official

CODE = "shili-cun"


def furnish(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """布置: what only villagers may read is there as well, and what waits to be read through."""
    village = authority(CODE, "示例村村民委员会", AuthorityKind.VILLAGE, parent=people.county)
    clerk = official("cun", "村信息员", village, "township_clerk")
    person = Person(secrets["name"], secrets["phone"], secrets["address"])
    villager = villagers.apply(village, person, on=day, today=day, once="a" * 32)
    verified: dict[str, JSON] = {"verified": "register"}
    for act, details in ((Act.VERIFY, verified), (Act.CERTIFY, {})):
        villagers.act(villager, Step(act.value, day, details), today=day, by=clerk)
    ends = day + timedelta(days=300)
    given = NoticeText(VillageAffair.AID, secrets["description"], "发放情况。", day, ends, Readership.VILLAGERS)
    notice = boards.post_notice(village, given, on=day, today=day, by=clerk)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    boards.prove_notice(notice, picture.getvalue(), secrets["address"], taken_on=day, on=day, today=day, by=clerk)
    group = groups.open_group(village, secrets["description"], "谈事", on=day, by=clerk)
    groups.say(group, villager, f"我是{secrets['name']}", on=day, today=day, once="b" * 32)
    questions.ask(villager, Asked(secrets["description"], secrets["address"]), on=day, today=day, once="c" * 32)


def samples() -> dict[str, object]:
    """样例: what fills an argument of the room: rows of the village, not of the bureau."""
    village = Authority.objects.get(code=CODE)
    notice = VillageNotice.objects.of(village).get()
    return {
        "villages:code": CODE,
        "villages:notice": notice.pk,
        "photo": NoticePhoto.objects.of(village).get().pk,
        "villager": Villager.objects.of(village).get().dossier_id,
        "villages:group": VillageGroup.objects.of(village).get().pk,
        "post": VillagePost.objects.of(village).get().pk,
        "villages:question": VillageQuestion.objects.of(village).get().dossier_id,
        "villages:name": "certify",
    }
