"""One of several processes that try the same thing at the same time; prints how often it was let through."""

from __future__ import annotations

import sys
from datetime import datetime

import django


def main() -> None:
    scope, limit, tries = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    from gongkai.web.limits import allow

    now = datetime.fromisoformat("2025-09-18T09:00:00+08:00")
    print(sum(allow(scope, "192.0.2.1", limit, 600, now) for _ in range(tries)))


if __name__ == "__main__":
    django.setup()
    main()
