"""追随者的体检项: the index and the pressed pages are there, whole, and keep up with the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from opensearchpy.exceptions import OpenSearchException

from gongkai.doors.followers.following import Follower
from gongkai.doors.followers.index import INDEX
from gongkai.doors.followers.lagging import lag
from gongkai.doors.followers.press import PRESS, looks
from gongkai.doors.search import index
from gongkai.engines.press.bucket_tree import BucketTree
from gongkai.engines.press.models import PressedPage
from gongkai.engines.press.places import place
from gongkai.engines.press.pressing import the_tree
from gongkai.engines.search.clustered import Clustered
from gongkai.engines.store.s3 import StoreError
from gongkai.web.examining import Checkup, Condition, danger, fine, note

LATE, TOO_LATE = timedelta(minutes=2), timedelta(minutes=30)
SOME = 200
PATIENCE = 5


def search_index(now: datetime) -> Iterator[Condition]:
    """检索索引: there, whole, and made by the words in force."""
    remedy = "运行manage.py index --rebuild；值守在运行时会自动重建"
    if index.is_broken():
        yield danger("检索索引已损坏，什么也搜不到", "运行manage.py index --rebuild，再重新启动网站和值守")
    elif not index.whole().exists():
        yield danger("检索索引没有建好，什么也搜不到或者搜不全", remedy)
    elif index.is_behind():
        yield note("检索索引是按以前的词典或者版本建的", remedy)
    else:
        yield fine("检索索引完整")


def cluster(now: datetime) -> Iterator[Condition]:
    """检索集群: answers, and has its nodes."""
    engine = index.engine()
    if not isinstance(engine, Clustered):
        return
    try:
        told = engine.client.cluster.health(params={"request_timeout": PATIENCE})
    except OpenSearchException as silence:
        told_why = f"检索集群没有应答（{type(silence).__name__}）"
        yield danger(told_why, "检查GONGKAI_OPENSEARCH和集群；其间检索不能使用，其他照常")
        return
    state = str(told.get("status", ""))
    if state == "red":
        yield danger("检索集群有主分片不在（red）", "看集群的节点和磁盘")
    else:
        yield fine(f"检索集群有{told.get('number_of_nodes', '?')}个节点（{state}）")


def _keeps_up(follower: Follower, what: str, remedy: str, now: datetime) -> Iterator[Condition]:
    behind = lag(follower)
    if behind.lost:
        yield note(f"{what}的游标不在{len(behind.lost)}条台账链上（多半是从备份恢复过）", remedy)
    late = now - behind.since if behind.since else timedelta()
    if late > LATE:
        say = danger if late > TOO_LATE else note
        told = f"{what}落后{behind.entries}条，最早的已{int(late.total_seconds() // 60)}分钟"
        yield say(told, f"查值守（manage.py work）是否在运行、日志有无出错；也可以{remedy}")
    if not behind.lost and late <= LATE:
        yield fine(f"{what}跟上了台账")


def index_keeps_up(now: datetime) -> Iterator[Condition]:
    """索引跟上台账."""
    return _keeps_up(INDEX, "检索索引", "运行manage.py index", now)


def press_keeps_up(now: datetime) -> Iterator[Condition]:
    """静态页跟上台账."""
    if settings.PRESSED:
        yield from _keeps_up(PRESS, "静态页", "运行manage.py press", now)


def pressed_tree(now: datetime) -> Iterator[Condition]:
    """静态页: some of those that are registered lie where they should."""
    if not settings.PRESSED:
        yield note("没有出版静态页，每次都现做", "访问多的设GONGKAI_PRESSED=1")
        return
    tree, remedy = the_tree(), "运行manage.py press --rebuild；值守在运行的，先看日志"
    rows = list(PressedPage.objects.filter(look__in=looks()).order_by("-pk").values_list("address", "look")[:SOME])
    try:
        gone = [address for address, look in rows if not tree.lies(place(address, look))]
    except StoreError as trouble:
        yield danger(f"静态页看不到：{trouble}", "检查GONGKAI_PAGES和对象存储；其间页面现做")
        return
    if not rows:
        yield note("还没有出版静态页", "启动值守（manage.py work），或者运行manage.py press")
    elif gone:
        yield danger(f"静态页缺失：抽查{len(rows)}页，{len(gone)}页不在", remedy)
    else:
        yield fine(f"静态页抽查{len(rows)}页都在")


def pages_store(now: datetime) -> Iterator[Condition]:
    """静态页的对象存储: a page can be put there, read and taken away."""
    tree = the_tree()
    if not settings.PRESSED or not isinstance(tree, BucketTree):
        return
    try:
        tree.bucket.prove()
    except OSError as trouble:
        remedy = "检查GONGKAI_PAGES、GONGKAI_PAGES_SECRET和对象存储；其间页面现做，撤下类的办理办不成"
        yield danger(f"静态页放不进对象存储：{trouble}", remedy)
    else:
        yield fine("静态页的对象存储能放、能取、能删")


CHECKUPS = [
    Checkup("search_index", "检索和静态页", "检索索引", search_index),
    Checkup("index_keeps_up", "检索和静态页", "索引跟上台账", index_keeps_up),
    Checkup("cluster", "检索和静态页", "检索集群", cluster, heavy=True),
    Checkup("pressed_tree", "检索和静态页", "静态页", pressed_tree),
    Checkup("pages_store", "检索和静态页", "静态页的对象存储", pages_store, heavy=True),
    Checkup("press_keeps_up", "检索和静态页", "静态页跟上台账", press_keeps_up),
]
