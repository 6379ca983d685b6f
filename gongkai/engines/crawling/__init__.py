"""站群巡检: walks another site politely, in a process of its own, and tells what stands at each address. It judges nothing.

    folder = Folder(path)
    folder.give(Order("http://www.example.gov.cn/"))
    launch(folder)                     again after a kill: what is in the record is not asked for again
    folder.progress(), folder.pages()

The record of pages, written line by line, is all the state there is; the queue on disk serves one run and is thrown away.
"""

from gongkai.engines.crawling.folder import Folder, Progress
from gongkai.engines.crawling.order import Order
from gongkai.engines.crawling.reading import cleaned
from gongkai.engines.crawling.running import end, launch

__all__ = ["Folder", "Order", "Progress", "cleaned", "end", "launch"]
