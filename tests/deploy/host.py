"""一台空白的Debian: made by debootstrap, entered through namespaces of its own; what runs there ends with it.

Its network is its own loopback, so ports, databases and names are nobody else's; packages of Debian are fetched before.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

SUITE = "bookworm"
READY = "DEBIAN_READY"
"""A folder that debootstrap has filled before, to spare the minutes while one works at the page."""
NEEDED = ("debootstrap", "unshare", "nsenter", "chroot")
STANDIN = Path(__file__).with_name("standin_systemctl.py")
LOOPBACK = """
import fcntl, socket, struct
with socket.socket() as one:
    fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 1))
"""


def impossible() -> str:
    """Why no host can be made here, or nothing."""
    if os.geteuid() != 0:
        return "要root才能建空白主机"
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    return f"没有{'、'.join(lacking)}" if lacking else ""


@dataclass(frozen=True)
class Host:
    """空白主机: its folder, and the first process of its namespaces."""

    root: Path
    pid: int

    def run(self, commands: str, **known: str) -> str:
        """执行: as root in the host, stopping at the first that fails; what it said."""
        told = "".join(f"{name}={value}\n" for name, value in known.items())
        ours = ("nsenter", f"--target={self.pid}", "--mount", "--pid", "--net", "--uts", "--root", "--wd")
        clean = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            [*ours, "/bin/bash", "-euc", "cd /\n" + told + commands],
            env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            logs = "\n".join(f"== {each.name}\n{each.read_text()[-3000:]}" for each in self._logs())
            raise AssertionError(f"退出代码{done.returncode}\n{commands}\n--\n{done.stdout[-6000:]}\n{logs}")
        return done.stdout

    def _logs(self) -> list[Path]:
        return sorted((self.root / "run/standin").glob("*.log"))


def fetched(root: Path, packages: str) -> None:
    """取来软件: the packages a page installs, fetched while there is a network."""
    inside = ["chroot", str(root), "/bin/sh", "-euc"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = (
        f"apt-get update -qq; apt-get install -y -qq --no-install-recommends --download-only {packages} >/dev/null"
    )
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    subprocess.run([*inside, command], check=True, env=environment)


@contextmanager
def debian(folder: Path, packages: str) -> Iterator[Host]:
    """一台主机: from nothing, with the packages ready to be installed, and gone afterwards."""
    root = folder / "debian"
    if ready := os.environ.get(READY):
        subprocess.run(["cp", "-a", ready, str(root)], check=True)
    else:
        command = ["debootstrap", "--variant=minbase", SUITE, str(root)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    fetched(root, packages)
    standin = root / "usr/local/sbin/systemctl"
    shutil.copy(STANDIN, standin)
    standin.chmod(0o755)
    first = "mount -t proc proc /proc; mount -t tmpfs tmpfs /dev/shm || true; exec sleep infinity"
    holder = subprocess.Popen(
        [
            "unshare",
            "--mount",
            "--pid",
            "--net",
            "--uts",
            "--fork",
            "--kill-child",
            "chroot",
            str(root),
            "/bin/sh",
            "-c",
            first,
        ]
    )
    try:
        host = Host(root, _child_of(holder.pid))
        subprocess.run(["nsenter", f"--target={host.pid}", "--net", sys.executable, "-c", LOOPBACK], check=True)
        yield host
    finally:
        holder.kill()
        holder.wait()
        shutil.rmtree(root, ignore_errors=True)


def _child_of(pid: int) -> int:
    for _ in range(100):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children and "sleep" in Path(f"/proc/{children[0]}/cmdline").read_text():
            return int(children[0])
        sleep(0.1)
    raise AssertionError("空白主机没有起来")
