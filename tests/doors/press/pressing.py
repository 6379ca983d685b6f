"""出版的天地: a folder to press into, what lies in it, and whether it is what a press from nothing would make."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from gongkai.doors.followers import press
from gongkai.doors.followers.models import Cursor
from gongkai.engines.press import pressing
from gongkai.engines.press.models import PressedPage
from gongkai.engines.press.places import place
from gongkai.engines.press.tree import Tree, digest

Pages = dict[str, bytes]


def lying(tree: Tree | None = None) -> Pages:
    """What lies on the disk, by place."""
    tree = tree or pressing.the_tree()
    return {str(at): tree.read(at) or b"" for at in tree.places()}


def text_of(pages: Pages) -> str:
    return "\n".join(page.decode(errors="replace") for page in pages.values())


def from_nothing() -> Pages:
    """What a press from nothing makes."""
    tree = pressing.the_tree()
    for at in list(tree.places()):
        tree.remove(at)
    Cursor.objects.filter(follower=press.NAME).delete()
    PressedPage.objects.all().delete()
    press.follow()
    return lying()


def differing(one: Pages, other: Pages) -> list[str]:
    return sorted(at for at in one.keys() | other.keys() if one.get(at) != other.get(at))


def unsound() -> list[str]:
    """Where the rows do not say what the files are, or a twin is not what its page is."""
    tree = pressing.the_tree()
    told = []
    rows = {str(place(row.address, row.look)): row for row in PressedPage.objects.all()}
    there = lying()
    for at in rows.keys() | there.keys():
        row, page = rows.get(at), there.get(at)
        if row is None or page is None or row.sha256 != digest(page):
            told.append(f"{at}: {'无登记' if row is None else '无文件' if page is None else '不符'}")
        elif not tree.faithful(PurePosixPath(at), page):
            told.append(f"{at}: 压缩页不符")
    return told


def notes_left() -> list[Path]:
    return list(pressing.the_tree().workshop.glob("*.note"))
