"""登记簿接口: rows that another system hands in with a key, judged like any other."""
