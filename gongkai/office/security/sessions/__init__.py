"""登录会话: where an official is logged in, and for how long."""
