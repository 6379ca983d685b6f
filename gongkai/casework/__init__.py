"""受理: what citizens bring."""
