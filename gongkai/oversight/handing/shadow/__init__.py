"""影子视图: what the predecessor would do today."""
