"""栏目责任: who answers for a column in which duty; 信息员 and 备岗 are the column's own, the others are kept here."""
