"""人员与责任（条例第三、四条）: who leads, who keeps what, who stands in, and what becomes of it when an authority ends."""
