"""政务服务: the items an authority serves, their guides, and the packages that join them into one matter."""
