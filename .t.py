import sys
from pathlib import Path
from bench.house import open_house
db=next((a for a in sys.argv[1:] if "://" in a),"")
with open_house(db) as f:
    from bench.ledger_import import imported
    for n in [int(a) for a in sys.argv[1:] if a.isdecimal()]:
        r=imported(n,f); print(r, f"{r.rate:.0f}/s", flush=True)
