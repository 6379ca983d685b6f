"""追随者的工作."""

from gongkai.doors.followers import press_jobs

JOBS = [*press_jobs.JOBS]
