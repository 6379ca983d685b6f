"""政务服务大厅: halls with their zones, windows and facilities, who sits where and when, and where a matter is taken."""
