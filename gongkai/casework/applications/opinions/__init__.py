"""征求意见的答复: third parties answer on a page of their own by code, authorities of the platform at their desk."""
