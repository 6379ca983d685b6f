"""清空: a demo makes room for a new one. The journal is append-only: nothing is deleted from it, its file goes as a whole.

Only the embedded database of this machine is thrown away, only when nothing but the demo is in it, and never while it is
being served. What was kept outside of its chains is put aside, for it speaks of entries that are gone.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connection, connections

from gongkai.demo.places import PLACES
from gongkai.doors.serving import LOCK, locked, tables_made
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import heads
from gongkai.web import clock


def clear() -> None:
    """清空: leaves no tables at all on SQLite; raises RuntimeError with the reason where that must not be done."""
    roots = _roots()
    if connection.vendor != "sqlite":
        if roots:
            raise RuntimeError(
                "台账只能追加，程序不清空PostgreSQL数据库；请新建一个空的数据库，把GONGKAI_DATABASE指向它，再装入示例数据"
            )
        return
    others = roots - {place.code for place in PLACES}
    if others:
        raise RuntimeError(f"数据库中还有不属于示例的机关（{'、'.join(sorted(others))}），不能丢弃")
    file = Path(str(connection.settings_dict["NAME"]))
    if not file.is_absolute():
        raise RuntimeError("数据库不在文件中，没有可丢弃的文件")
    with locked(LOCK, shared=False) as mine:
        if not mine:
            raise RuntimeError("平台正在使用这个数据库，请先停止（在运行窗口按Ctrl-C）")
        _throw_away(file)


def _roots() -> set[str]:
    if not tables_made():
        return set()
    return set(Authority.objects.filter(parent=None).values_list("code", flat=True))


def _throw_away(file: Path) -> None:
    connections.close_all()
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    if heads.folder().exists():
        heads.folder().rename(heads.folder().with_name(f"heads-until-{clock.now():%Y%m%d%H%M%S}"))
