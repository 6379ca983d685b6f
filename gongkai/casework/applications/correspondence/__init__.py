"""文书往来: the letters beside the reply, and the wordings an authority gives all of them."""
