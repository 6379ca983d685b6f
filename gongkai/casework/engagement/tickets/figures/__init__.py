"""留言统计: counts of a period from dates, each opening its tickets; claims of other systems beside what follows."""
