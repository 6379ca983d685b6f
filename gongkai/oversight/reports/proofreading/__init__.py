"""年报校对: published or drafted annual reports checked on a page, by officials and by anybody; nothing of them is kept."""
