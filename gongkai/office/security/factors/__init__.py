"""第二因素: what an official must have in hand besides the password."""
