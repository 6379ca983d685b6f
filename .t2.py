import sys, os
from pathlib import Path
from bench.house import open_house
n=int(sys.argv[1])
with open_house("") as f:
    from bench.ledger_import import ledger_of
    from bench import ledger_process as lp
    p=ledger_of(n,f/"x.xlsx")
    import gc, ctypes
    def rss():
        for l in open("/proc/self/status"):
            if l.startswith("VmRSS"): return int(l.split()[1])//1024
    from gongkai.publication.disclosure.ledger import acts
    k=[0]
    def tell(l):
        k[0]+=1
        if k[0]%10==0: print(l.stage,k[0],rss(),len(gc.get_objects()),flush=True)
    orig_r, orig_p = acts.read_on, acts.publish_on
    acts.read_on=lambda l,**kw: orig_r(l,tell=tell,**kw)
    acts.publish_on=lambda l,**kw: orig_p(l,tell=tell,**kw)
    print("start",rss())
    print(lp.run(p,"bench-x",0.0))
