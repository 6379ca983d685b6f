"""对账的命令: what each of the five places published beside what the demo's ledgers come to.

python -m tests.demo.yields              for the database at hand; after ``manage.py demo --replay all`` it is whole
"""

from __future__ import annotations

import os
from importlib import import_module

import django

from gongkai.bootstrap import local_keys


def main() -> None:
    """对账: print every place."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    local_keys()
    django.setup()
    print("\n".join(import_module("tests.demo.yielded").report()))


if __name__ == "__main__":
    main()
