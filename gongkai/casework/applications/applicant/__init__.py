"""申请人页面: what an applicant does by number and code after the application was sent."""
