"""合法性审核意见书: what the legal review said of a document, point by point, and what the drafter made of it."""
