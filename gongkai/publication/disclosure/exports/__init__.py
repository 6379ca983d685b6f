"""渠道导出: what the back end of a channel exports, matched to contents; nothing changes until a person accepts it."""
