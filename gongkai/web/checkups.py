"""平台设置的体检项: what is set, what is unsafe, and what this machine lacks."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

from django.conf import settings

from gongkai.papers.document import Document, Paragraph
from gongkai.papers.pdf import write_pdf
from gongkai.web import viruses
from gongkai.web.clock import BEIJING
from gongkai.web.examining import Checkup, Condition, danger, fine, note

KEYS = ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
FEWEST_SIGNS = 12
"""A key of 32 characters drawn at random has more different ones than this; one that was typed may not."""
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}
MEGABYTE = 1024 * 1024
PROBE = b"gongkai" * 1024
STALE = timedelta(days=7)
"""Signatures of viruses come out daily."""


def debug(now: datetime) -> Iterator[Condition]:
    """调试模式: shows insides of the house to whoever makes it stumble."""
    if settings.DEBUG:
        yield danger("调试模式开着，出错时会把设置和数据显示给访客", "去掉GONGKAI_DEBUG，重新启动")
    else:
        yield fine("调试模式关着")


def keys(now: datetime) -> Iterator[Condition]:
    """密钥: strong, three different ones, and read by nobody else."""
    sound = True
    for name in KEYS:
        if len(set(getattr(settings, name))) < FEWEST_SIGNS:
            sound = False
            yield danger(f"密钥{name}太简单", _make_anew(name))
    for one, other in ((one, other) for at, one in enumerate(KEYS) for other in KEYS[at + 1 :]):
        if getattr(settings, one) == getattr(settings, other):
            sound = False
            yield danger(f"密钥{one}和{other}是同一个，泄露一个就是泄露两个", _make_anew(other))
    if sound:
        yield fine("三个密钥各不相同，长度足够")


def _make_anew(name: str) -> str:
    if name == "VAULT_KEY":
        return "运行gongkai keys生成新的，按运维说明“密钥”一节更换，不能直接改"
    return "运行gongkai keys生成新的；SEAL_KEY换掉以后旧记录不能核验，已有业务的先看运维说明“密钥”一节"


def key_files(now: datetime) -> Iterator[Condition]:
    """密钥文件: read by the account of the service alone."""
    for name, path in settings.SECRET_FILES.items():
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except OSError as trouble:
            told = f"密钥文件{path}看不到（{type(trouble).__name__}），下次启动会失败"
            yield danger(told, f"放回文件，或者改正GONGKAI_{name}_FILE")
            continue
        if mode & 0o007:
            yield danger(
                f"密钥文件{path}本机任何人都能读写（{mode:04o}）", f"chmod 600 {path}，并视为已经泄露，考虑更换"
            )
        elif mode & 0o070:
            yield note(f"密钥文件{path}同组的人能读写（{mode:04o}）", f"chmod 600 {path}")


def hosts(now: datetime) -> Iterator[Condition]:
    """主机名和HTTPS: who may be asked for, and whether passwords travel in the open."""
    names = [name for name in settings.ALLOWED_HOSTS if name not in LOCAL]
    if "*" in names:
        yield danger("接受任何主机名，邮件中的链接可以被人伪造", "把GONGKAI_HOSTS设为本平台的域名")
    if not names:
        yield note("只能从本机访问", "正式服务时把GONGKAI_HOSTS设为本平台的域名")
        return
    if not settings.HTTPS:
        yield danger("没有启用HTTPS，密码和申请在网上是明文", "在代理上配好证书，设GONGKAI_HTTPS=1，重新启动")
    elif not settings.PROXY_HOPS:
        yield note(
            "没有声明前置代理：若前面有nginx，所有访客会被当成一个来源，限速会误伤",
            "前面有代理的设GONGKAI_PROXY_HOPS为层数；确实没有的不用管",
        )
    else:
        yield fine(f"HTTPS已启用，前置代理{settings.PROXY_HOPS}层")


def disks(now: datetime) -> Iterator[Condition]:
    """磁盘: room enough, and a file can be written, wherever the platform writes."""
    told: set[int] = set()
    for name, folder in _folders():
        try:
            device = folder.stat().st_dev
            full = _full(name, folder) if device not in told else None
            told.add(device)
            yield from [full] if full else []
            _write(folder)
        except OSError as refusal:
            told_why = refusal.strerror or type(refusal).__name__
            yield danger(f"{name}（{folder}）不能写入：{told_why}", _room(folder))
    free = shutil.disk_usage(settings.VAR_DIR).free // MEGABYTE if Path(settings.VAR_DIR).is_dir() else 0
    yield fine(f"数据目录可用{free}兆字节")


def _folders() -> Iterator[tuple[str, Path]]:
    yield "数据目录", Path(settings.VAR_DIR)
    if Path(settings.MEDIA_ROOT).is_dir():
        yield "上传目录", Path(settings.MEDIA_ROOT)
    yield "临时目录", Path(gettempdir())


def _full(name: str, folder: Path) -> Condition | None:
    free = shutil.disk_usage(folder).free // MEGABYTE
    least = settings.DISK_FREE_MEGABYTES
    if free >= least:
        return None
    say = danger if free < least / 4 else note
    return say(f"{name}所在的磁盘只剩{free}兆字节（不应少于{least}兆）", _room(folder))


def _room(folder: Path) -> str:
    return f"清理或者扩大{folder}所在的磁盘；先看旧备份和日志，不要删数据目录里的文件"


def _write(folder: Path) -> None:
    """Raises OSError where the disk is full, read-only or another's."""
    probe = folder / f".doctor-{uuid4().hex}"
    try:
        with probe.open("xb") as file:
            file.write(PROBE)
            file.flush()
            os.fsync(file.fileno())
    finally:
        probe.unlink(missing_ok=True)


def static_files(now: datetime) -> Iterator[Condition]:
    """静态文件: the interface has its styles."""
    if "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]:
        return
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield danger("样式和脚本还没有收集，页面打不开", "运行manage.py collectstatic --noinput，重新启动")
    else:
        yield fine("样式和脚本已收集")


def office_program(now: datetime) -> Iterator[Condition]:
    """LibreOffice: only old carriers need it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        yield fine("LibreOffice已安装")
    else:
        yield note("没有安装LibreOffice，读不了doc、wps、rtf", "需要读旧版文件的，装libreoffice-writer；不需要的不用管")


def letters(now: datetime) -> Iterator[Condition]:
    """文书: a letter can be made, with its fonts; made for the trial and thrown away."""
    made = write_pdf(Document("运行状况检查", (Paragraph("政府信息公开申请答复书"),)))
    if made.data.startswith(b"%PDF"):
        yield fine(f"PDF文书能够生成（{len(made.data) // 1024}千字节）")
    else:
        yield danger("PDF文书不能生成", "重新安装依赖（make install）")


def hunter(now: datetime) -> Iterator[Condition]:
    """查毒: the daemon answers, knows what it must know, and not of long ago."""
    if not settings.CLAMAV:
        yield fine("没有接查毒服务")
        return
    try:
        signed, knows = viruses.signed_at(), viruses.knows_the_sample()
    except viruses.NotAsked:
        remedy = "检查GONGKAI_CLAMAV、clamd是否启动（systemctl status clamav-daemon）、网站的账号能否打开套接字"
        yield danger("查毒服务没有应答，现在什么文件都不收", remedy)
        return
    if not knows:
        yield danger(
            "查毒服务认不出检验用的样本（EICAR），等于没有查", "更新特征库（freshclam），重启clamd，再检查一次"
        )
    elif signed is None:
        yield note("查毒服务没有官方的特征库", "运行freshclam；不通外网的，从单位的镜像或者离线拷贝更新")
    elif now - signed > STALE:
        told = f"查毒服务的特征库是{signed.astimezone(BEIJING):%Y-%m-%d}的"
        yield note(told, "看freshclam的日志；不通外网的，从单位的镜像或者离线拷贝更新")
    else:
        yield fine(f"查毒服务在应答，特征库是{signed.astimezone(BEIJING):%Y-%m-%d}的")


def hunter_limits(now: datetime) -> Iterator[Condition]:
    """查毒的大小: a file as large as we take is looked at to its end; asked with one such file."""
    if not settings.CLAMAV:
        yield fine("没有接查毒服务")
        return
    most = settings.UPLOAD_MEGABYTES
    remedy = f"在clamd.conf中设StreamMaxLength、MaxFileSize各{most + 1}M，MaxScanSize {4 * most}M，AlertExceedsMax yes，重启clamd"
    try:
        whole = viruses.looks_to_the_end(most)
    except viruses.TooMuch:
        yield note(f"查毒服务查不了{most}兆字节的文件，这样大的都不收", remedy)
        return
    except viruses.NotAsked:
        yield danger("查毒服务没有应答，没有查成", "先使查毒服务应答，再检查一次")
        return
    if whole:
        yield fine(f"{most}兆字节的文件查得到底")
    else:
        yield danger(f"查毒服务对{most}兆字节的文件没有查完就说没有病毒，大文件里的病毒会收进来", remedy)


CHECKUPS = [
    Checkup("debug", "设置", "调试模式", debug),
    Checkup("keys", "设置", "密钥", keys),
    Checkup("key_files", "设置", "密钥文件", key_files),
    Checkup("hosts", "设置", "主机名和HTTPS", hosts),
    Checkup("disks", "本机", "磁盘空间", disks),
    Checkup("static_files", "本机", "样式和脚本", static_files),
    Checkup("office_program", "本机", "LibreOffice", office_program),
    Checkup("letters", "本机", "文书和字体", letters, heavy=True),
    Checkup("hunter", "本机", "查毒", hunter),
    Checkup("hunter_limits", "本机", "查毒的大小", hunter_limits, heavy=True),
]
