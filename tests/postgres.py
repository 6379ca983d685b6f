"""PostgreSQL上的测试: run the tests that touch a database again on a real server, or say loudly that none was found."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg

UNTOUCHED = ("tests/law", "tests/papers", "tests/engines", "tests/published", "tests/structure", "tests/web")
"""Tests that never open a database, or ask it for nothing but a page or two, need not run twice."""
LONG = (
    *("tests/demo", "tests/doors/relevance", "tests/doors/search/test_killed.py"),
    *("tests/publication/test_killed.py", "tests/publication/test_ledger_killed.py"),
    *(f"tests/casework/test_{name}.py" for name in ("killed_acts", "bad_input", "personal")),
    "tests/doors/backups/test_restoring.py",  # its towns have databases of their own, one of them on this server
    *(f"tests/doors/press/test_{name}.py" for name in ("killed", "order", "following", "proving", "same")),
)
"""Minutes each, by the acts and queries every other test tries, and locks that ``test_races`` tries; ``make soak`` has them."""
MARKED = "not soak and not browser"
"""What a browser shows was looked at on SQLite; the requests behind it are sent again by the tests of the pages."""


def reachable(url: str) -> str:
    """The reason why the server cannot be used, or nothing."""
    try:
        with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", connect_timeout=3) as connection:
            connection.execute("select 1")
    except psycopg.Error as failure:
        return str(failure).strip().splitlines()[0]
    return ""


def main() -> int:
    """Run pytest on PostgreSQL; a machine without a server is told so and is not failed for it."""
    url, *arguments = sys.argv[1:]
    if trouble := reachable(url):
        print(f"\n!! 未在PostgreSQL上运行测试 (tests on PostgreSQL SKIPPED): {trouble}\n")
        return 1 if os.environ.get("GONGKAI_REQUIRE_ALL") else 0
    print("· tests on PostgreSQL")
    left_out = UNTOUCHED if "soak" in arguments else (*UNTOUCHED, *LONG)
    ignored = [f"--ignore={folder}" for folder in left_out]
    marked = "not browser" if "soak" in arguments else MARKED
    rest = [each for each in arguments if each != "soak"]
    command = [sys.executable, "-m", "pytest", "-m", marked, *rest, *ignored]
    profile = os.environ.get("HYPOTHESIS_PROFILE") or ("soak" if "soak" in arguments else "again")
    env = {**os.environ, "GONGKAI_DATABASE": url, "HYPOTHESIS_PROFILE": profile}
    return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
