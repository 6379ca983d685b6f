"""核对: what lies in the tree against what is known of it (防篡改): changed, missing, or put there by nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from gongkai.engines.press.models import PressedPage
from gongkai.engines.press.notes import Key
from gongkai.engines.press.places import TWIN, place
from gongkai.engines.press.tree import Tree, digest


class Wrong(Enum):
    """不符: what is the matter with a page."""

    CHANGED = "内容与登记不符"
    MISSING = "登记了却没有文件"
    TWIN = "压缩页与页面不符"
    STRANGE = "没有登记的文件"
    STALE = "与现在重做的不符"


@dataclass(frozen=True, slots=True)
class Finding:
    """一处不符: where, what, and which page it is; of a strange file nobody knows a page."""

    at: str
    wrong: Wrong
    key: Key | None

    def __str__(self) -> str:
        return f"{self.at}：{self.wrong.value}"


def compared(tree: Tree, progress: Callable[[int], object] = lambda done: None) -> Iterator[Finding]:
    """核对: every row against its file and its twin, then every file against the rows."""
    known: set[str] = set()
    rows = PressedPage.objects.order_by("pk").only("look", "address", "sha256")
    for done, row in enumerate(rows.iterator(1000), 1):
        key = (row.look, row.address)
        at = place(row.address, row.look)
        known |= {str(at), f"{at}{TWIN}"}
        page = tree.read(at)
        if page is None:
            yield Finding(str(at), Wrong.MISSING, key)
        elif digest(page) != row.sha256:
            yield Finding(str(at), Wrong.CHANGED, key)
        elif not tree.faithful(at, page):
            yield Finding(str(at), Wrong.TWIN, key)
        if done % 1000 == 0:
            progress(done)
    yield from (Finding(str(at), Wrong.STRANGE, None) for at in tree.places() if str(at) not in known)
