"""历年数据: what the published reports of an authority say year by year, imported ones and those compiled here."""
