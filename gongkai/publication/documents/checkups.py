"""附件的体检项: every row has its file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from gongkai.engines.store.bucket import BucketStore
from gongkai.publication.documents.storage import store, wrong
from gongkai.web.examining import Checkup, Condition, danger, fine

MOST = 1000


def files(now: datetime) -> Iterator[Condition]:
    """附件和原件: there, and of the size that was stored; what is in them ``manage.py files`` reads."""
    kept = store()
    if isinstance(kept, BucketStore):
        try:
            kept.bucket.prove()
        except OSError as trouble:
            remedy = "检查GONGKAI_FILES、GONGKAI_FILES_SECRET和对象存储；其间附件不能上传、下载"
            yield danger(f"附件放不进对象存储：{trouble}", remedy)
            return
    missing = sum(1 for _ in islice(wrong(thoroughly=False), MOST))
    if missing:
        many = f"{missing}个" if missing < MOST else f"至少{MOST}个"
        remedy = "运行manage.py files看是哪些；用manage.py restore --into恢复到别处，把文件放回原来的去处"
        yield danger(f"附件和原件有{many}不在或者大小不符", remedy)
    else:
        yield fine("附件和原件都在")


CHECKUPS = [Checkup("files", "业务", "附件和原件", files, heavy=True)]
