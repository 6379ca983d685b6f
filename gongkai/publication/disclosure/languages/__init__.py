"""语言版本: a content told in another language, with the state of its translation."""
