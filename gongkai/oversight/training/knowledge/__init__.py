"""知识库: what is known once, found by words, shown beside the form it is about."""
