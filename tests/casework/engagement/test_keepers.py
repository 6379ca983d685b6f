"""信箱负责人和来信附件: who keeps one mailbox sees no other; files are looked into, sealed, and handed to staff alone."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.casework.engagement.tickets import acts, keeping
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.attaching import acts as attaching
from gongkai.casework.engagement.tickets.models import Mailbox, MailboxKeeper, Ticket, TicketFile
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.papers.document import Document, Paragraph
from gongkai.papers.pdf import write_pdf
from tests.casework.engagement.conftest import LAMP, ON, letter, logged_in, public_form, who
from tests.casework.engagement.test_tickets import rows_of
from tests.cast import Cast, official
from tests.uploading import png

PNG = png()


def box(people: Cast, name: str) -> Mailbox:
    return Mailbox.objects.of(people.county).create(
        authority=people.county, name=name, source=TicketSource.LEADER.value
    )


def came(people: Cast, mailbox: Mailbox | None, once: str) -> Ticket:
    given = Given(letter(f"{LAMP}{once}"), ConcernKind.COMPLAIN, TicketSource.LEADER, mailbox=mailbox)
    return acts.receive(people.county, given, on=ON, today=ON, once=once).ticket


def test_who_keeps_one_mailbox_reads_and_handles_its_letters_and_no_others(people: Cast) -> None:
    official("shen", "沈专管", people.county, "hotline")
    head, secretary = box(people, "县长信箱"), box(people, "书记信箱")
    mine, other, site = came(people, head, "a"), came(people, secretary, "b"), came(people, None, "c")
    shen = logged_in("shen")
    listed = shen.get("/desk/engagement/").content.decode()
    assert all(each.dossier.number in listed for each in (mine, other, site)), "bound by the office only"
    address = f"/desk/engagement/mailboxes/{head.pk}/"
    given = logged_in("zheng").post(f"{address}keepers/", {"official": str(who("shen").pk)}, follow=True)
    assert "沈专管" in given.content.decode()
    listed = shen.get("/desk/engagement/?place=all").content.decode()
    assert mine.dossier.number in listed and "您负责县长信箱" in listed
    assert other.dossier.number not in listed and site.dossier.number not in listed
    assert shen.get(f"/desk/engagement/{mine.dossier_id}/").status_code == 200
    for each in (other, site):
        for page in ("", "act/take_up/", "slip/"):
            assert shen.get(f"/desk/engagement/{each.dossier_id}/{page}").status_code == 404
    for page in ("figures/", "register/", "imports/", "mailboxes/", f"mailboxes/{head.pk}/", "terms/"):
        assert shen.get(f"/desk/engagement/{page}").status_code == 403, page
    assert logged_in("sun").get(f"/desk/engagement/{other.dossier_id}/").status_code == 200
    due = shen.get("/desk/due/").content.decode()
    assert mine.dossier.number in due and other.dossier.number not in due
    late = came(people, secretary, "d")
    assert (
        not Message.objects.of(people.county)
        .filter(official=who("shen"), subject__contains=late.dossier.number)
        .exists()
    )
    keeper = MailboxKeeper.objects.of(people.county).get()
    logged_in("zheng").post(f"{address}keepers/{keeper.pk}/end/")
    assert other.dossier.number in shen.get("/desk/engagement/?place=all").content.decode()
    assert list(verify(whole=True)) == []


def test_nobody_gives_a_mailbox_to_themselves_or_twice(people: Cast) -> None:
    head = box(people, "县长信箱")
    with pytest.raises(Unlawful, match="不能确定自己"):
        keeping.give(head, who("zheng"), on=ON, by=who("zheng"))
    keeping.give(head, who("sun"), on=ON, by=who("zheng"))
    with pytest.raises(Unlawful, match="已经是"):
        keeping.give(head, who("sun"), on=ON, by=who("zheng"))
    assert logged_in("sun").post(f"/desk/engagement/mailboxes/{head.pk}/keepers/", {}).status_code == 403


def write(client: Client, **files: SimpleUploadedFile) -> str:
    form = public_form(kind="complain", title="路灯坏了", text=LAMP)
    return client.post("/shili/wyly/write/", {**form, **files}).content.decode()


def test_files_of_a_letter_are_sealed_kept_once_and_handed_to_staff_alone(people: Cast) -> None:
    pdf = write_pdf(Document("照片", (Paragraph("陈样例拍摄"),))).data
    form = public_form(kind="complain", title="路灯坏了", text=LAMP)
    for _ in range(2):
        files = {
            "file1": SimpleUploadedFile("陈样例的照片.png", PNG),
            "file2": SimpleUploadedFile("材料.pdf", pdf),
        }
        assert "查询码" in Client().post("/shili/wyly/write/", {**form, **files}).content.decode()
    ticket = Ticket.objects.of(people.county).get()
    assert attaching.files(ticket).count() == 2, "sent twice, kept once"
    assert "陈样例" not in rows_of("engagement_ticketfile") and "0" * 16 not in rows_of("engagement_ticketfile")
    page = logged_in("sun").get(f"/desk/engagement/{ticket.dossier_id}/").content.decode()
    assert "陈样例的照片.png" in page
    first = attaching.files(ticket)[0]
    address = f"/desk/engagement/{ticket.dossier_id}/files/{first.pk}/"
    answer = logged_in("sun").get(address)
    assert answer.content == PNG and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Access.objects.of(people.county).filter(what__contains="来信附件").count() == 1
    assert Client().get(address).status_code == 302 and logged_in("zhao").get(address).status_code == 404
    assert list(verify(whole=True)) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("照片.png", b"MZ a program", "不是PDF"),
        ("照片.pdf", PNG, "与文件名不符"),
        ("照片.png", PNG + b"0" * 6 * 1024 * 1024, "超过5兆字节"),
        ("材料.pdf", b"%PDF-1.7 /JavaScript (app.alert(1))", "带有脚本"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_letter_survives(
    people: Cast, name: str, content: bytes, said: str
) -> None:
    page = write(Client(), file1=SimpleUploadedFile(name, content))
    assert said in page and LAMP in page
    assert not Ticket.objects.of(people.county).exists() and not TicketFile.objects.of(people.county).exists()


def test_files_of_a_sealed_letter_name_nobody_and_are_read_by_who_may_ask_who_wrote_it(people: Cast) -> None:
    given = Given(letter("举报某村虚报补贴", "陈样例"), ConcernKind.REPORT, TicketSource.SITE)
    ticket = acts.receive(people.county, given, on=ON, today=ON, once="s").ticket
    attaching.attach(ticket, [attaching.Attached("陈样例.png", "png", PNG)], on=ON, by=None)
    page = logged_in("sun").get(f"/desk/engagement/{ticket.dossier_id}/").content.decode()
    assert "附件1.png" in page and "陈样例" not in page
    address = f"/desk/engagement/{ticket.dossier_id}/files/{attaching.files(ticket).get().pk}/"
    assert logged_in("sun").get(address).status_code == 403
    assert logged_in("zheng").get(address).content == PNG
