"""长跑: ``python -m tests.soaking [MINUTES] [--break] [session|transaction]``: sixteen people at an installation on PostgreSQL.

With ``session`` all of it, with ``transaction`` its web processes reach the database through a PgBouncer of that mode.

``--break`` kills the mail server, the worker, the database, the index and the web server in turn meanwhile. Afterwards the
installation must know what everybody was told, once each; every letter it owed must have arrived; ``verify --all`` must be clean;
memory must not have grown. Ends with 1 where anything is otherwise.

Letters: each arrives exactly once, but for two things no sender of mail can do better. The one in the hands of a mail server
that dies is sent again and may arrive twice, under the same Message-ID; the one in the hands of a worker or a database that dies
is not sent again unasked and stands at the desk as uncertain. More of either than there were deaths is a fault.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from threading import Event, Thread
from time import monotonic, sleep

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()  # the words and passwords of the tests lie beside models; no database is opened here

from tests.bouncers import SESSION, TRANSACTION  # noqa: E402
from tests.clusters import impossible  # noqa: E402
from tests.soaking.installation import Installation, installed  # noqa: E402
from tests.soaking.letters import ASKED, URGED, Post  # noqa: E402
from tests.soaking.mail import arrived  # noqa: E402
from tests.soaking.visitors import COMPANY, Visitor  # noqa: E402

BROKEN = ("mail", "work", "database", "index", "web")
EVERY = 40.0
"""Seconds from one break to the next; less in a run too short for each part to break once."""
URGING = 25.0
"""Seconds from one round of lists to the next."""
QUESTIONS = """
import django, json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
django.setup()
from gongkai.casework.applications.models import Application
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.queries import address
numbers = list(Application.objects.everywhere().values_list("dossier__number", flat=True))
rows = list(Content.objects.everywhere().select_related("authority"))
state = {str(row.pk): bool(row.withdrawn_on) for row in rows}
gone = [address(row) for row in rows if row.withdrawn_on]
print(json.dumps({"numbers": numbers, "contents": state, "gone": gone}))
"""


def main() -> int:
    """Run, and say what it came to."""
    if why := impossible():
        print(f"长跑没有做：{why}")
        return 0
    minutes = float(next((each for each in sys.argv[1:] if each.replace(".", "").isdecimal()), "10"))
    folder = Path(mkdtemp(prefix="gongkai-soaking-"))
    folder.chmod(0o755)
    try:
        pooler = next((each for each in sys.argv[1:] if each in (SESSION, TRANSACTION)), "")
        with installed(folder / "place", waiting=int(minutes * 120), pooler=pooler) as place:
            return soak(place, minutes * 60, breaking="--break" in sys.argv)
    finally:
        shutil.rmtree(folder, ignore_errors=True) if not os.environ.get("KEEP") else None


def soak(place: Installation, seconds: float, *, breaking: bool) -> int:
    stop, broken = Event(), Event()
    company = [kind(place.site, number, stop, broken.is_set) for number, kind in enumerate(COMPANY)]
    threads = [Thread(target=visitor.run, name=f"{type(visitor).__name__} {visitor.number}") for visitor in company]
    for thread in threads:
        thread.start()
    held: list[float] = []
    breaks: Counter[str] = Counter()
    begun, last, urged = monotonic(), monotonic(), monotonic()
    every, weeks = min(EVERY, seconds / (len(BROKEN) + 1)), 0
    while monotonic() - begun < seconds:
        sleep(2)
        held.append(sum(part.memory() for name, part in place.parts.items() if name != "mail"))
        if monotonic() - urged > URGING:
            place.run("-c", URGED.format(first=21 + 7 * weeks))
            weeks, urged = weeks + 1, monotonic()
        if breaking and monotonic() - last > every:
            what = BROKEN[sum(breaks.values()) % len(BROKEN)]
            print(f"· {monotonic() - begun:.0f}秒：{what}", flush=True)
            broken.set()
            place.break_and_mend(what)
            sleep(3)  # whoever waits for an answer of before gives up
            broken.clear()
            breaks[what] += 1
            last = monotonic()
    stop.set()
    for thread in threads:
        thread.join()
    place.settle()
    return told(place, company, held, breaks)


def told(place: Installation, company: list[Visitor], held: list[float], breaks: Counter[str]) -> int:
    """What was asked, what came of it, what is otherwise than it should be."""
    wrong = [each for visitor in company for each in visitor.diary.wrong]
    done = sum((visitor.diary.done for visitor in company), Counter[str]())
    times = sorted(time for visitor in company for time in visitor.diary.times)
    known = json.loads(place.run("-c", QUESTIONS).splitlines()[-1])
    given = [number for visitor in company for number in visitor.diary.applied]
    wrong += [f"{number}回执给了，库中没有" for number in given if number not in known["numbers"]]
    wrong += [f"{number}重号" for number, times_ in Counter(known["numbers"]).items() if times_ > 1]
    surplus = len(known["numbers"]) - len(given)
    if surplus and not breaks:
        wrong.append(f"多出{surplus}件申请")
    withdrawn = {item for visitor in company for item in visitor.diary.withdrawn}
    for visitor in company:
        wrong += [f"内容{item}公开了，库中没有" for item in visitor.diary.published if item not in known["contents"]]
    wrong += [f"内容{item}撤回了，库中仍公开" for item in withdrawn if not known["contents"].get(item)]
    gone = {path for visitor in company for path in visitor.diary.gone}
    wrong += [f"{path}称已撤回，库中没有撤回" for path in gone - set(known["gone"])]
    post = posted(place, company, breaks)
    wrong += post.wrong()
    verified = place.run("manage.py", "verify", "--all")
    third = len(held) // 3
    early, late = (median(part) for part in (held[third : 2 * third], held[2 * third :]))
    if late > 1.1 * early and not breaks:
        wrong.append(f"内存从{early:.0f}兆涨到{late:.0f}兆")
    print(
        f"请求{len(times)}次，中位{median(times) * 1000:.0f}毫秒，百分之九十五在{quantiles(times, n=20)[-1] * 1000:.0f}毫秒以内"
    )
    print(f"办了：{dict(done)}；库中申请{len(known['numbers'])}件（回执{len(given)}件）")
    print(post)
    print(f"中断{dict(breaks)}，其间没有应答{sum(visitor.diary.away for visitor in company)}次")
    print(f"内存：中段{early:.0f}兆，后段{late:.0f}兆；核验：{verified.strip().splitlines()[-1]}")
    for each in wrong[:40]:
        print(f"!! {each}")
    print(f"不对的：{len(wrong)}")
    return 1 if wrong else 0


def posted(place: Installation, company: list[Visitor], breaks: Counter[str]) -> Post:
    """The letters owed and those that came."""
    asked = json.loads(place.run("-c", ASKED).splitlines()[-1])
    receipts = {to: number for visitor in company for to, number in visitor.diary.mailed.items()}
    book = list(arrived(place.parts["mail"].log))
    return Post(asked["letters"], asked["steps"], asked["told"], book, receipts, breaks)


if __name__ == "__main__":
    sys.exit(main())
