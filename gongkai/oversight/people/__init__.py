"""人员与责任: who leads, who keeps what, who stands in, what it costs, and what becomes of it when an authority ends."""
