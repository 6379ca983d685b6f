"""问题整改: a finding belongs to the authority that inspects; the unit it is about mends it, another person checks."""
