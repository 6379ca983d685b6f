"""入库文本: contents as the engine takes them, many at a constant number of queries.

The text inside an attachment is read once, by whoever builds texts (a follower, a command), and kept; never in a request.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from html import unescape
from itertools import islice

from gongkai.doors.search.models import FileText
from gongkai.engines.search.values import Facet, Text
from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.validity import Validity
from gongkai.papers import words
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.media import queries as media
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.validities import validities
from gongkai.publication.documents import storage
from gongkai.publication.documents.models import StoredFile
from gongkai.publication.interpretation.models import Interpretation

BATCH = 200
"""每批: so many contents are turned into texts at once."""
OF_DOCUMENTS, OF_EXPLANATIONS, REPRINTED = 1.5, 1.2, 0.7
"""权重: documents of the authority itself before what explains them, reprints last."""
KEYS = {each.label: each.value for each in Validity}
_TAG = re.compile(r"<[^>]*>")


def texts(keys: Iterable[int], on: date) -> Iterator[Text]:
    """各条文本: of those contents among ``keys`` that the public may read on a day, batch by batch."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        rows = disclosure.public(Content.objects.everywhere().filter(pk__in=batch), on)
        yield from told(list(rows.select_related("column", "authority", "document").order_by("pk")), on)


def told(contents: Collection[Content], on: date) -> Iterator[Text]:
    """成文: some contents with everything that is searched; six questions, whatever their number."""
    valid = validities(contents, on)
    groups = groups_of(contents)
    attached, pictures = attached_texts(contents), media.shown(contents)
    for content in contents:
        beside = tuple(text for row in pictures.get(content.pk, ()) for text in (row.caption, row.words))
        yield sealed(_text(content, valid[content.pk], groups[content.pk], attached.get(content.pk, ()), beside))


def _text(content: Content, validity: str, group: str, attached: tuple[str, ...], beside: tuple[str, ...]) -> Text:
    facets = {
        Facet.AUTHORITY: content.authority.code,
        Facet.COLUMN: content.column.slug,
        Facet.KIND: content.kind,
        Facet.THEME: content.theme,
        Facet.VALIDITY: KEYS.get(validity, ""),
        Facet.YEAR: f"{content.published_on:%Y}",
    }
    return Text(
        key=str(content.pk),
        title=content.title,
        body="\n".join([plain_text(content), *beside]),
        facets={facet: value for facet, value in facets.items() if value},
        published_on=content.published_on,
        digest="",
        numbers=tuple(filter(None, (content.number, content.index_number))),
        issuer=content.issuer or content.authority.name,
        attached=attached,
        group=group,
        boost=_boost(content),
    )


def plain_text(content: Content) -> str:
    """正文文字: the plain text; that of the body where nobody has kept one."""
    return content.text or unescape(_TAG.sub("\n", content.body)).strip()


def _boost(content: Content) -> float:
    if content.source == Source.REPRINT:
        return REPRINTED
    return {ContentClass.DOCUMENT: OF_DOCUMENTS, ContentClass.INTERPRETATION: OF_EXPLANATIONS}.get(
        ContentClass(content.kind), 1.0
    )


def sealed(text: Text) -> Text:
    """加摘要: the digest of all the rest."""
    said = {**asdict(text), "published_on": text.published_on.isoformat(), "digest": ""}
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return replace(text, digest=hashlib.sha256(plain).hexdigest())


def groups_of(contents: Iterable[Content]) -> Mapping[int, str]:
    """所属政策: of each content the key of the policy it explains, else its own."""
    keys = [content.pk for content in contents]
    rows = Interpretation.objects.everywhere().filter(content__in=keys).order_by("pk")
    explains = {content: str(policy) for content, policy in rows.values_list("content", "policy")}
    return {key: explains.get(key, str(key)) for key in keys}


# -- the text inside files -------------------------------------------------------------------------------------------------


def attached_texts(contents: Iterable[Content]) -> Mapping[int, tuple[str, ...]]:
    """附件文字: by the keys of the contents, file by file; what nobody has read yet is read now."""
    files = disclosure.attachments_of(contents)
    known = _known([file for some in files.values() for file in some]) if files else {}

    def text_of(file: StoredFile) -> str:
        where = (file.authority_id, file.digest)
        if where not in known:
            known[where] = read_once(file).text
        return known[where]

    return {key: tuple(filter(None, map(text_of, some))) for key, some in files.items()}


def _known(files: Iterable[StoredFile]) -> dict[tuple[int, str], str]:
    rows = FileText.objects.everywhere().filter(digest__in={file.digest for file in files})
    return {(owner, digest): text for owner, digest, text in rows.values_list("authority", "digest", "text")}


def read_once(file: StoredFile) -> FileText:
    """读出文字: of a file, kept; one that says nothing is remembered with the reason. A file that is not there is tried again."""
    row = FileText(authority_id=file.authority_id, digest=file.digest)
    try:
        with storage.opened(file) as content:
            told = words.words(content.read())
    except OSError as missing:
        row.trouble = type(missing).__name__
        return row
    row.text, row.trouble = told.text, told.why[:200]
    FileText.objects.of(file.authority).bulk_create([row], ignore_conflicts=True)
    return row
