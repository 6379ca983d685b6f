"""运维工单: what is wrong with a site, from its report to its close."""
