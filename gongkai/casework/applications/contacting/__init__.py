"""联系记录: when somebody tried to reach the applicant, how, and what came of it (条例第三十一条)."""
