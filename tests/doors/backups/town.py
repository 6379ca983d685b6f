"""样例镇: a small installation with an application, a published document with its file, a register; and what is done to it.

``python -m tests.doors.backups.town`` reads line by line where to be and what to do there, and answers what came of it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.doors.backups.settings"
    django.setup()

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from gongkai import settings as house
from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries
from gongkai.casework.applications.models import Application
from gongkai.doors.backups import checking, making, restoring, target
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.manifest import What
from gongkai.doors.backups.restoring import Wanted
from gongkai.doors.followers import index, press
from gongkai.doors.search import index as search
from gongkai.engines.press.models import PressedPage
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.flow import Step
from gongkai.law.receipt import Channel
from gongkai.law.registers import KINDS
from gongkai.office.authorities.models import Official
from gongkai.office.journal import heads, seals, vault
from gongkai.office.journal.models import Dossier, DossierKey
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments
from gongkai.publication.documents.models import StoredFile
from gongkai.publication.registers import acts as registers
from gongkai.web.uploads import TXT
from tests.casework.conftest import PERSON
from tests.cast import cast
from tests.doors.backups.conftest import ANSWER
from tests.publication.conftest import DAY, furnish
from tests.publication.registers.rows import row
from tests.publication.test_walk import drafted, reviewed

NAME = "陈样例"
ATTACHMENT = "样例附件的内容：临时救助标准一览。\n" * 40


def build() -> dict[str, Any]:
    """Make the tables and everything in them, press the pages, index the texts, write the heads outside."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    fill()
    index.rebuild()
    press.rebuild()
    heads.append()
    return told()


def fill() -> None:
    """The people, two applications of which one is closed, a document with its file, a record of a register."""
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.save()
    counter = furnish(people)
    for number in range(2):
        filled = Filled(
            ApplicantKind.PERSON, Channel.IN_PERSON, {**PERSON, "description": f"{NAME}申请的第{number}项信息"}
        )
        given = applications.receive(people.bureau, filled, on=DAY, today=DAY, once=f"{number:032x}", by=people.wang)
        if number == 0:
            withdrawal = Step(Act.WITHDRAW.value, DAY, {"reason": "已从网站查到"})
            applications.act(given.application, withdrawal, today=DAY, by=people.li)
    document = drafted(counter, DocumentKind.OTHER)
    upload = SimpleUploadedFile("附件1.txt", ATTACHMENT.encode())
    attachments.attach(document, upload, TXT, on=DAY, today=DAY, by=people.wang)
    reviewed(counter, document)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=people.li)
    disclosure.publish_document(document, counter.files, [WEBSITE], on=DAY, today=DAY, by=people.wang)
    kind = KINDS["power_item"]
    record = registers.enter(people.bureau, kind, row(kind), on=DAY, today=DAY, by=people.wang)
    registers.publish(people.bureau, kind, [record.pk], on=DAY, today=DAY, by=people.li)


def first() -> Application:
    """The application that is closed."""
    return Application.objects.everywhere().select_related("dossier__authority").order_by("pk")[0]


def shred() -> dict[str, Any]:
    """The closed one is shredded."""
    application = first()
    applications.shred(application, on=DAY, by=Official.objects.get(username="li"), reason="保管期满")
    return {"entry": DossierKey.objects.everywhere().get(dossier=application.dossier).shredded_by}


def receive_another() -> dict[str, Any]:
    """A third application, after a backup."""
    application = first()
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, {**PERSON, "description": "另一项信息", "name": "吴另一"})
    by = Official.objects.get(username="wang")
    authority = application.dossier.authority
    given = applications.receive(authority, filled, on=DAY, today=DAY, once="e" * 32, by=by)
    return {"dossier": given.application.dossier_id}


def told() -> dict[str, Any]:
    """What stands here: whether the journal is sound, what can be read of the first applicant, which pages are answered."""
    application = first()
    try:
        read = str(queries.filled(application).values["name"])
    except vault.Shredded as gone:
        read = str(gone)
    return {
        "found": [str(finding) for finding in verify(whole=True)],
        "personal": read,
        "subject": application.subject,
        "title": Dossier.objects.everywhere().get(pk=application.dossier_id).title,
        "pages": pages(),
        "keys": DossierKey.objects.everywhere().filter(wrapped__isnull=False).count(),
        "vendor": connection.vendor,
    }


def pages() -> dict[str, str]:
    """Every pressed page as somebody gets it, and the file a document offers."""
    client, found = Client(SERVER_NAME="localhost"), {}
    addresses = list(PressedPage.objects.filter(look="").order_by("address").values_list("address", flat=True))
    files = [
        reverse("disclosure:attachment", args=[each.authority.code, each.pk])
        for each in StoredFile.objects.everywhere()
    ]
    for address in [*addresses, *files]:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        found[address] = f"{answer.status_code} {sha256(body).hexdigest()}"
    return found


# -- killed anywhere ---------------------------------------------------------------------------------------------------


def killed_backups(folder: str, keys: str) -> dict[str, Any]:
    """A backup killed at each of its points: when it is about to flush, to rename or to write its manifest."""
    depots, died, bad = (Depot(Path(folder)), Depot(Path(keys))), 0, []
    for point in range(1, 200):
        if _survives(lambda: making.make(*depots), point):
            break
        died += 1
        bad += [f"{point}: {each}" for each in _untrue(*depots)]
    left = sum(len(each.unfinished()) for each in depots)
    making.make(*depots)
    return {"died": died, "bad": bad, "left": left, "left_after": sum(len(each.unfinished()) for each in depots)}


def _untrue(whole: Depot, keys: Depot) -> list[str]:
    """Whatever bears the name of a backup is one."""
    found = []
    for each, what in ((whole, What.WHOLE), (keys, What.KEYS)):
        for name in each.names(what):
            found += list(checking.verify(each, name))
    return found


def killed_restores(folder: str, keys: str) -> dict[str, Any]:
    """A restore killed at each of its points and begun again from what it left; the platform does not start meanwhile."""
    wanted, died, started = Wanted(Depot(Path(folder)), Depot(Path(keys)), products=False), 0, 0
    for point in range(1, 200):
        if _survives(lambda: restoring.restore(wanted), point):
            break
        died += 1
        started += not target.mark_path().exists() and bool(target.what_is_there())
    return {"died": died, "started": started, "marked": target.marked()}


def _survives(deed: Callable[[], object], point: int) -> bool:
    """In a process of its own that kills itself at the ``point``-th flush, rename or replacement."""
    connections.close_all()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return False
        assert os.WEXITSTATUS(status) == 0, f"point {point}"
        return True
    try:
        _die_at(point)
        deed()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _die_at(point: int) -> None:
    passed = 0

    def dying(done: Callable[..., Any]) -> Callable[..., Any]:
        def dies(*given: Any, **named: Any) -> Any:
            nonlocal passed
            passed += 1
            if passed == point:
                os.kill(os.getpid(), signal.SIGKILL)
            return done(*given, **named)

        return dies

    for of, name in ((os, "fsync"), (os, "rename"), (os, "replace"), (os, "unlink")):
        setattr(of, name, dying(getattr(of, name)))


def manage(*words: str) -> dict[str, Any]:
    """A command as one types it: its exit code and all it said."""
    said = StringIO()
    try:
        call_command(*words, stdout=said, stderr=said)
    except CommandError as refusal:
        return {"code": refusal.returncode, "said": f"{said.getvalue()}{refusal}"}
    return {"code": 0, "said": said.getvalue()}


DEEDS: dict[str, Callable[..., dict[str, Any]]] = {
    deed.__name__: deed for deed in (build, told, shred, receive_another, killed_backups, killed_restores, manage)
}


def stand(place: Mapping[str, str]) -> None:
    """Be at another installation: its folder, its database, its keys; nothing of the one before is remembered."""
    connections.close_all()
    os.environ.pop("GONGKAI_BACKUP_KEY_FORMER", None)
    os.environ.update({f"GONGKAI_{name}": key for name, key in ORIGINAL.items()})
    os.environ.update(place)
    var = Path(place["GONGKAI_VAR"])
    for name, where in (("VAR_DIR", var), ("MEDIA_ROOT", var / "files"), ("STATIC_ROOT", var / "static")):
        setattr(settings, name, where)
    for name in ("SEAL_KEY", "VAULT_KEY", "BACKUP_KEY"):
        setattr(settings, name, os.environ[f"GONGKAI_{name}"])
    settings.CRYPTO = place.get("GONGKAI_CRYPTO", "international")
    settings.BACKUP_KEYS_FORMER = [key for key in [place.get("GONGKAI_BACKUP_KEY_FORMER", "")] if key]
    house.VAR_DIR = var
    settings.DATABASES = connections.settings = connections.configure_settings(
        {"default": house.database(place["GONGKAI_DATABASE"])}
    )
    with suppress(AttributeError):  # nothing was asked of the one before
        del connections["default"]
    for remembered in (seals.key_id, seals._key):
        remembered.cache_clear()
    vault.forget()
    search.forget()


def play() -> None:
    """Do what is asked, line by line, wherever it is asked for."""
    for line in sys.stdin:
        place, deeds = json.loads(line)
        try:
            stand(place)
            told: Any = [DEEDS[name](*words) for name, *words in deeds]
        except Exception:
            told = traceback.format_exc()
        print(ANSWER + json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    ORIGINAL = {name: getattr(settings, name) for name in ("SEAL_KEY", "VAULT_KEY", "BACKUP_KEY")}
    play()
