"""导出办理: take in a file, match its rows, decide the doubtful ones, accept: one batch, one entry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath

from django.db import transaction

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure.exports import queries
from gongkai.publication.disclosure.exports.matching import SURE, How, Matcher
from gongkai.publication.disclosure.exports.reading import Meaning, head_row, posts, read_table
from gongkai.publication.disclosure.models import Batch, ChannelExport, Content, ExportMapping, ExportRow, Release
from gongkai.publication.disclosure.seals import batch_note, release_digest


@transaction.atomic
def upload(
    authority: Authority, channel: ReleaseChannel, account: str, name: str, data: bytes, *, on: date
) -> ChannelExport:
    """上传: read into a table; the same file again is the one that is there. Nothing is entered and nothing changes."""
    digest = hashlib.sha256(data).hexdigest()
    mine = ChannelExport.objects.of(authority)
    if there := mine.filter(channel=channel.value, account=account, digest=digest).first():
        return there
    table = read_table(data, PurePath(name).suffix.lower().lstrip("."))
    return mine.create(
        authority=authority,
        channel=channel.value,
        account=account,
        name=name[:200],
        digest=digest,
        table=table,
        head=head_row(table),
        uploaded_on=on,
    )


@transaction.atomic
def map_columns(export: ChannelExport, columns: Mapping[str, int], *, on: date, head: int | None = None) -> int:
    """对应列: remember which column is what, read the rows and match them; returns how many were matched."""
    _lock(export)
    _waiting(export)
    if Meaning.TITLE.value not in columns and Meaning.TEXT.value not in columns:
        raise Unlawful("请指定标题或者正文在哪一列", field=Meaning.TITLE.value)
    if Meaning.POSTED_ON.value not in columns:
        raise Unlawful("请指定发布日期在哪一列", field=Meaning.POSTED_ON.value)
    if len(set(columns.values())) < len(columns):
        raise Unlawful("同一列不能当作两项", field=Meaning.TITLE.value)
    export.head = export.head if head is None else head
    export.save(update_fields=["head"])
    heads = export.table[export.head]
    ExportMapping.objects.of(export.authority).update_or_create(
        authority=export.authority,
        channel=export.channel,
        defaults={"columns": {meaning: heads[at] for meaning, at in columns.items()}, "saved_on": on},
    )
    read = list(posts(export.table, export.head, columns))
    matcher = Matcher(export.authority, read, ReleaseChannel(export.channel))
    rows = []
    for post in read:
        match = None if post.trouble else matcher.match(post)
        rows.append(
            ExportRow(
                authority=export.authority,
                export=export,
                number=post.number,
                title=post.title,
                link=post.link,
                text=post.text,
                posted_on=post.posted_on,
                trouble=post.trouble,
                match_id=match.content if match else None,
                how=match.how.value if match else "",
                likeness=match.likeness if match else 0,
                decided=match is not None and match.how in SURE,
            )
        )
    ExportRow.objects.of(export.authority).filter(export=export).delete()
    ExportRow.objects.of(export.authority).bulk_create(rows)
    return sum(row.match_id is not None for row in rows)


@transaction.atomic
def decide(row: ExportRow, content: Content | None, *, same: bool) -> None:
    """确认: a person says that a post is this content, or that it is none of ours."""
    row.refresh_from_db(from_queryset=ExportRow.objects.everywhere().select_for_update())
    _waiting(row.export)
    if row.trouble:
        raise Unlawful(f"第{row.number}行：{row.trouble}，不能对应")
    if same and content is None:
        raise Unlawful("请选明对应的内容", field="match")
    if content is not None and content.authority_id != row.authority_id:
        raise Unlawful("不能对应到其他机关的内容", field="match")
    if same and content is not None and content.pk != row.match_id:
        row.how = How.HAND.value
    row.match, row.decided = (content if same else None), True
    row.save(update_fields=["match", "how", "decided"])


@transaction.atomic
def accept(export: ChannelExport, *, on: date, by: Official) -> Batch:
    """接受: every matched row becomes a release with its link for proof; one entry seals them all.

    What was planned for the same content and account is proven by it; what is entered already is left as it is.
    """
    _lock(export)
    if export.batch is not None:
        return export.batch
    left = queries.doubtful(export).count()
    if left:
        raise Unlawful(f"还有{left}行待确认，确认后再接受")
    matched = queries.matched(export)
    if not matched.exists():
        raise Unlawful("没有一行对应到公开内容，没有可登记的发布")
    batch = Batch.objects.of(export.authority).create(
        authority=export.authority, title=f"{export}", accepted_on=on, rows=matched.count()
    )
    fresh, proven = _releases(export, batch, on)
    with in_chinese():
        Release.objects.of(export.authority).bulk_create(fresh)
    fresh.sort(key=lambda release: release.pk)
    data: dict[str, JSON] = {
        **batch_note(batch, (), (release_digest(each) for each in fresh)),
        "export": export.pk,
        "file": export.digest,
        "rows": [release_digest(each) for each in proven],
    }
    batch.entry = journal.enter(export.authority, "accept_export", on=on, by=by, data=data)
    batch.save(update_fields=["entry"])
    for each in (*fresh, *proven):
        each.entry = batch.entry
    Release.objects.of(export.authority).filter(batch=batch).update(entry=batch.entry)
    for each in proven:
        each.save()
    export.batch = batch
    export.save(update_fields=["batch"])
    return batch


def _releases(export: ChannelExport, batch: Batch, on: date) -> tuple[list[Release], list[Release]]:
    """The releases the matched rows make, and the plans they prove; a post told twice makes one."""
    there = _there(export)
    fresh: list[Release] = []
    proven: list[Release] = []
    for row in queries.matched(export).select_related("match").order_by("number"):
        assert row.match is not None and row.posted_on is not None  # noqa: S101 (matched rows have both)
        proof = row.link or f"{export}第{row.number}行"
        if (row.match.pk, row.posted_on) in there.days or proof in there.proofs.get(row.match.pk, set()):
            continue
        there.days.add((row.match.pk, row.posted_on))
        there.proofs.setdefault(row.match.pk, set()).add(proof)
        plan = there.plans.pop(row.match.pk, None)
        if plan is not None:
            plan.released_on, plan.proof, plan.proven_on, plan.released_at = row.posted_on, proof, on, None
            proven.append(plan)
            continue
        fresh.append(
            Release(
                authority=export.authority,
                content=row.match,
                channel=export.channel,
                carrier=export.account,
                released_on=row.posted_on,
                proof=proof,
                proven_on=on,
                content_edition=row.match.edition,
                batch=batch,
            )
        )
    return fresh, proven


class _There:
    """What is entered already for the account: days and proofs, and plans that wait for one."""

    def __init__(self, rows: list[Release]) -> None:
        self.days = {(row.content_id, row.released_on) for row in rows if row.proof}
        self.proofs: dict[int, set[str]] = {}
        self.plans: dict[int, Release] = {}
        for row in rows:
            if row.proof:
                self.proofs.setdefault(row.content_id, set()).add(row.proof)
            elif row.withdrawn_on is None and row.batch_id is None:
                self.plans.setdefault(row.content_id, row)


def _there(export: ChannelExport) -> _There:
    contents = queries.matched(export).values("match")
    rows = Release.objects.of(export.authority).filter(
        channel=export.channel, carrier=export.account, content__in=contents
    )
    return _There(list(rows.select_for_update().order_by("released_on", "pk")))


def _lock(export: ChannelExport) -> None:
    export.refresh_from_db(from_queryset=ChannelExport.objects.everywhere().select_for_update())


def _waiting(export: ChannelExport) -> None:
    if export.batch_id is not None:
        raise Unlawful("这个文件已经接受，不能再改")
