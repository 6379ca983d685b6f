"""匹配: which content a post is: by link, by title, by likeness. Sure ones attach themselves, doubtful ones ask a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.release_codes import read_release_code
from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.exports.likeness import Likeness, plain
from gongkai.publication.disclosure.exports.reading import Post
from gongkai.publication.disclosure.models import Content, Release

LIKE = 70
"""相似线: in the hundred; below it nobody is asked."""
BEFORE, AFTER = timedelta(days=400), timedelta(days=3)
"""时间窗: a post speaks of what was published up to so long before it, or a few days after (inferred, to be set by use)."""
_CODE = re.compile(r"发布码\s*[:：]?\s*([2-9A-HJ-KM-NP-Za-hj-km-np-z]{7,9})")


class How(Word):
    """匹配方式: how a post was found to be a content."""

    LINK = "link", "链接"
    CODE = "code", "发布码"
    TITLE = "title", "标题"
    LIKE = "like", "相似"
    HAND = "hand", "人工"


SURE = frozenset({How.LINK, How.CODE, How.TITLE, How.HAND})


@dataclass(frozen=True)
class Match:
    """匹配结果: the content, how it was found, how alike it is, and whether a person must look."""

    content: int
    how: How
    likeness: int = 100


class Matcher:
    """匹配器: the contents of an authority within reach of some posts, read once."""

    def __init__(self, authority: Authority, posts: Iterable[Post], channel: ReleaseChannel) -> None:
        days = [post.posted_on for post in posts if post.posted_on]
        rows = Content.objects.of(authority).select_related("authority")
        if days:
            rows = rows.filter(published_on__gte=min(days) - BEFORE, published_on__lte=max(days) + AFTER)
        self.authority, self.channel = authority, channel
        self.days: dict[int, date] = {}
        self.by_address: dict[str, int] = {}
        self.by_title: dict[str, list[int]] = defaultdict(list)
        self.like = Likeness(self._known(rows.defer("body").order_by("pk").iterator(500)))
        proofs = Release.objects.of(authority).filter(channel=channel.value).exclude(proof="")
        if days:
            proofs = proofs.filter(released_on__gte=min(days) - AFTER, released_on__lte=max(days) + AFTER)
        self.by_proof: dict[str, int] = dict(proofs.values_list("proof", "content"))

    def _known(self, rows: Iterable[Content]) -> Iterator[tuple[int, str, str]]:
        for content in rows:
            self.days[content.pk] = content.published_on
            self.by_address[queries.address(content)] = content.pk
            self.by_title[plain(content.title)].append(content.pk)
            yield content.pk, content.title, content.text

    def match(self, post: Post) -> Match | None:
        """匹配: the surest way first."""
        if post.link in self.by_proof:
            return Match(self.by_proof[post.link], How.LINK)
        return self._by_address(post) or self._by_code(post) or self._by_title(post) or self._by_likeness(post)

    def _by_address(self, post: Post) -> Match | None:
        for address in re.findall(r"/[\w-]+/zfxxgk/[^\s/]+/", f"{post.link} {post.text}"):
            if address in self.by_address:
                return Match(self.by_address[address], How.LINK)
        return None

    def _by_code(self, post: Post) -> Match | None:
        for code in _CODE.findall(f"{post.title} {post.text}"):
            try:
                number = read_release_code(code)
            except Unlawful:
                continue
            row = Release.objects.of(self.authority).filter(pk=number).first()
            if row is not None:
                return Match(row.content_id, How.CODE)
        return None

    def _by_title(self, post: Post) -> Match | None:
        """A title alone names a content; one that several bear asks a person, the nearest in time first."""
        found = self.by_title.get(plain(post.title), [])
        if len(found) == 1:
            return Match(found[0], How.TITLE)
        if found and post.posted_on:
            posted = post.posted_on
            return Match(min(found, key=lambda key: abs((self.days[key] - posted).days)), How.LIKE)
        return None

    def _by_likeness(self, post: Post) -> Match | None:
        near = self.like.nearest(post.title, post.text)
        return Match(near[0], How.LIKE, near[1]) if near and near[1] >= LIKE else None
