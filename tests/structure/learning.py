"""学与告样例: a notice of the bureau to itself with a file, out and not yet answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.circulars import CircularKind
from gongkai.law.grammar.flow import Role, Step
from gongkai.office.notices.circulars import acts as circulars
from gongkai.office.notices.circulars.acts import CircularGiven, CircularUpload
from gongkai.office.notices.circulars.models import Circular, CircularFile
from gongkai.web.uploads import TXT
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: Mapping[str, str]) -> None:
    """布置."""
    units, roles = (people.bureau,), (Role.HANDLER,)
    told = CircularGiven(CircularKind.ORDINARY, "示例通知", secrets["description"], units, roles)
    upload = CircularUpload(SimpleUploadedFile("无人知晓.txt", secrets["name"].encode()), TXT)
    row = circulars.draft(people.bureau, told, [upload], on=day, today=day, by=people.wang)
    circulars.act(row, Step("issue", day), today=day, by=people.li)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name."""
    return {
        "circular": Circular.objects.of(people.bureau).get().dossier_id,
        "notices:file": CircularFile.objects.of(people.bureau).get().pk,
        "notices:unit": people.bureau.code,
        "notices:name": "finish",
    }
