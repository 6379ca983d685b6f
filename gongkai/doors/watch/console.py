"""gongkai doctor: the doctor of this installation, also where its settings cannot even be read."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from gongkai.bootstrap import local_keys

HOUSE = Path(__file__).resolve().parents[3]


def main() -> None:
    """运行状况: keys are made for nobody here: those of a first run are used where they are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    keys = Path(os.environ.get("GONGKAI_VAR") or HOUSE / "var") / "keys"
    if keys.is_dir():
        local_keys(keys)
    try:
        execute_from_command_line(["gongkai", "doctor", *sys.argv[1:]])
    except (ImproperlyConfigured, OSError) as refusal:
        _tell(f"设置读不出，平台不能启动：{refusal}")
        sys.exit(2)


def _tell(what: str) -> None:
    remedy = "按提示改正环境变量（运维说明“设置”一节），再检查一次"
    if "--json" in sys.argv:
        one = {"level": "danger", "what": what, "remedy": remedy}
        only = {"key": "settings", "group": "设置", "name": "设置", "level": "danger", "conditions": [one]}
        sys.stdout.write(json.dumps({"level": "danger", "checkups": [only]}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"× 危险  设置：{what}\n          办法：{remedy}\n")


if __name__ == "__main__":
    main()
