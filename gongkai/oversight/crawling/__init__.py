"""站群巡检: other sites of the county are walked politely; what is found becomes a finding, mended when it is seen right."""
