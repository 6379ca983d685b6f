"""依赖核对: what is known to be wrong with the packages we lock, as pip-audit is told by the public list of advisories.

``python -m bench.auditing requirements/run.txt …`` ends with 0 where nothing is known, 1 where something is, 2 where the list
could not be asked: pip-audit itself calls a package it could not ask about skipped and ends well, which would be read as safe.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

CLEAN, FAULTY, UNASKED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Audit:
    """核对结果: packages that were asked about, what is known of them, and those nobody answered for."""

    asked: int
    faults: tuple[str, ...]
    skipped: tuple[str, ...]

    @property
    def status(self) -> int:
        """What the command ends with: one package nobody answered for is enough not to call it clean."""
        return FAULTY if self.faults else UNASKED if self.skipped or not self.asked else CLEAN


def read(answer: str) -> Audit:
    """读核对结果: the JSON of pip-audit; raises ValueError for anything else."""
    asked, faults, skipped = 0, [], []
    for each in json.loads(answer)["dependencies"]:
        if "skip_reason" in each:
            skipped.append(str(each["name"]))
            continue
        asked += 1
        for fault in each["vulns"]:
            fixed = "、".join(fault["fix_versions"]) or "尚无修复版本"
            faults.append(f"{each['name']} {each['version']}：{fault['id']}，修复版本 {fixed}")
    return Audit(asked, tuple(faults), tuple(skipped))


def audit(file: str) -> Audit:
    """核对一个锁定文件: nothing is installed or resolved; the locked names and versions are asked about."""
    command = (sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format", "json", "-r", file)
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return read(run.stdout)
    except (ValueError, KeyError, TypeError):
        return Audit(0, (), ())


def told(file: str, found: Audit) -> str:
    """说法: one line for each fault, and how much was asked."""
    lines = [f"{file}：核对{found.asked}个包，已知问题{len(found.faults)}个", *(f"  {fault}" for fault in found.faults)]
    if found.skipped or not found.asked:
        lines.append(
            f"  没有核对：{'、'.join(found.skipped) or '全部'}。漏洞库不能访问，或者没有收这个包；请在能上网的机器上运行"
        )
    return "\n".join(lines)


def main(files: Sequence[str]) -> int:
    """核对: every file that is named; ends as the worst of them."""
    if importlib.util.find_spec("pip_audit") is None:
        print("没有安装pip-audit，没有核对。请运行 python -m pip install pip-audit")
        return UNASKED
    results = [(file, audit(file)) for file in files]
    for file, found in results:
        print(told(file, found))
    statuses = {found.status for _, found in results}
    return next(status for status in (FAULTY, UNASKED, CLEAN) if status in statuses or status == CLEAN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
