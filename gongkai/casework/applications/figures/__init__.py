"""办理统计: figures of the applications of an authority and a period, each with the files it was counted from."""
