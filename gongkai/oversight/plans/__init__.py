"""要点与任务: the year's work points, divided into tasks, done, proved and checked; the annual report tells how far they got."""
