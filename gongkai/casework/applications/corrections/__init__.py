"""更正申请: records about oneself that are said to be not accurate (条例第四十一条)."""
