"""举报投诉: what the public tells the competent office of authorities that do not do their duty (条例第四十七、五十一条)."""
