"""同行: other systems doing the same work on the same machine, each in an environment of its own."""
