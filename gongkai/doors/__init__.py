"""门：公众从门户进，工作人员从工作台进。The ways in: they mount the rooms and know no rules."""
