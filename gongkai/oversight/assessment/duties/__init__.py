"""责任: letters of responsibility signed by both sides, accountability by post, and practices worth taking over."""
