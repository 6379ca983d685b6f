"""服务事项: items in versions, their guides on every carrier, and where a print hangs."""
