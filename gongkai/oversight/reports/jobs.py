"""统计和年报的工作: a large batch of reports is checked file by file."""

from gongkai.office.jobs.kinds import Kind
from gongkai.oversight.reports.proofreading.batches import acts, going

JOBS = [Kind(acts.JOB, "校对年报", going.go_on, stop=going.stop)]
