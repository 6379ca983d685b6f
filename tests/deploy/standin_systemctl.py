#!/usr/bin/env python3
"""systemctl的替身: there is no systemd in a namespace, so the units are started as their files say, by account and environment.

Everything else systemd would do (its sandbox, restarts, timers) is not tried here; ``systemd-analyze verify`` reads the files.
"""

import configparser
import os
import pwd
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS, RUNNING = Path("/etc/systemd/system"), Path("/run/standin")


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNITS / name, encoding="utf-8")
    return parser


def environment(service: configparser.SectionProxy) -> dict[str, str]:
    found = dict(os.environ)
    for line in Path(service["EnvironmentFile"]).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, value = line.split("=", 1)
            found[name] = value
    if "Environment" in service:
        name, value = service["Environment"].split("=", 1)
        found[name] = value
    return found


def start(name: str) -> int:
    if not name.startswith("gongkai"):
        return subprocess.call(["service", name.removesuffix(".service"), "restart"])
    if name.endswith(".timer"):
        return 0 if unit(name)["Timer"]["OnCalendar"] else 1
    service = unit(name)["Service"]
    account = pwd.getpwnam(service["User"])
    command = [
        "setpriv",
        "--reuid",
        service["User"],
        "--regid",
        service["Group"],
        "--init-groups",
        *service["ExecStart"].split(),
    ]
    RUNNING.mkdir(exist_ok=True)
    log = (RUNNING / f"{name}.log").open("ab")
    process = subprocess.Popen(
        command,
        cwd=service["WorkingDirectory"],
        env={**environment(service), "HOME": account.pw_dir},
        stdout=log,
        stderr=log,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        umask=0o27,
    )
    if service["Type"] == "oneshot":
        return process.wait()
    (RUNNING / name).write_text(str(process.pid))
    time.sleep(6)
    return 1 if process.poll() is not None else 0


def stop(name: str) -> int:
    noted = RUNNING / name
    if not noted.exists():
        return 0
    pid = int(noted.read_text())
    noted.unlink()
    for number, seconds in ((signal.SIGTERM, 60), (signal.SIGKILL, 5)):
        try:
            os.killpg(pid, number)
        except ProcessLookupError:
            return 0
        for _ in range(seconds * 10):
            if not Path(f"/proc/{pid}").exists() or "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
                return 0
            time.sleep(0.1)
    return 1


def again(name: str) -> int:
    return stop(name) or start(name)


def main(verb: str, *names: str) -> int:
    wanted = [name for name in names if not name.startswith("-")]
    if verb == "daemon-reload" or (verb == "enable" and "--now" not in names):
        return 0
    does = {"start": start, "enable": start, "stop": stop, "restart": again}
    return max(does[verb](name) for name in wanted)


sys.exit(main(*sys.argv[1:]))
