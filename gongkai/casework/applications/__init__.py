"""依申请公开: applications, their applicants, consultations, replies and letters."""
