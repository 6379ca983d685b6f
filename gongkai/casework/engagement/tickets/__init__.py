"""留言: one pool for mailboxes, site, hotline, programmes and village boards; each ticket moves by the flow of the law."""
