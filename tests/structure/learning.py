"""学与告样例: a notice with a file, a rule not open to the public, a class, a visit, a question and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.circulars import CircularKind
from gongkai.law.grammar.flow import Role, Step
from gongkai.law.training.bank import Topic
from gongkai.law.training.classes import TrainingKind
from gongkai.office.notices.circulars import acts as circulars
from gongkai.office.notices.circulars.acts import CircularGiven, CircularUpload
from gongkai.office.notices.circulars.models import Circular, CircularFile
from gongkai.oversight.rulebook import acts as rulebook
from gongkai.oversight.rulebook.acts import RuleGiven
from gongkai.oversight.rulebook.models import Rule
from gongkai.oversight.training.classes import acts as classes
from gongkai.oversight.training.classes.acts import TrainingGiven
from gongkai.oversight.training.classes.models import CoachingWay, TrainingClass
from gongkai.oversight.training.help import acts as help_threads
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge import acts as knowledge
from gongkai.oversight.training.knowledge.acts import EntryGiven
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.web.uploads import TXT
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: Mapping[str, str]) -> None:
    """布置."""
    units, roles = (people.bureau,), (Role.HANDLER,)
    told = CircularGiven(CircularKind.ORDINARY, "示例通知", secrets["description"], units, roles)
    upload = CircularUpload(SimpleUploadedFile("无人知晓.txt", secrets["name"].encode()), TXT)
    row = circulars.draft(people.bureau, told, [upload], on=day, today=day, by=people.wang)
    circulars.act(row, Step("issue", day), today=day, by=people.li)
    given = RuleGiven("review", "示例制度", secrets["description"])
    rulebook.record(people.bureau, given, "示〔2025〕1号", day, public=False, on=day, today=day, by=people.wang)
    told_of = TrainingGiven(secrets["description"], TrainingKind.CLASS, day, 60, "三楼", "信息员")
    classes.plan(people.bureau, told_of, on=day, today=day, by=people.wang)
    helped = (CoachingWay.PHONE, "怎样写", secrets["description"])
    classes.coach(people.bureau, people.bureau, *helped, on=day, today=day, by=people.wang)
    asked = ("问题", secrets["description"])
    help_threads.ask(people.bureau, Topic.TERMS, *asked, on=day, today=day, by=people.wang)
    known = EntryGiven("条目", secrets["description"], "条例第三十条")
    knowledge.write(people.bureau, known, on=day, today=day, by=people.wang)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name."""
    return {
        "circular": Circular.objects.of(people.bureau).get().dossier_id,
        "notices:file": CircularFile.objects.of(people.bureau).get().pk,
        "notices:unit": people.bureau.code,
        "notices:name": "finish",
        "rule": Rule.objects.of(people.bureau).get().pk,
        "rulebook:name": "repeal",
        "training": TrainingClass.objects.of(people.bureau).get().pk,
        "training:name": "hold",
        "training:answer": 1,
        "thread": HelpThread.objects.of(people.bureau).get().pk,
        "entry": KnowledgeEntry.objects.of(people.bureau).get().pk,
    }
