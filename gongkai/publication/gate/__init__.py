"""公开前筛查: whatever is about to be published passes here: body, tables and attachments, openly and hiddenly."""
