"""流程分工: who takes which step, and who leads and helps."""
