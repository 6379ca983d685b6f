"""网上申请: a matter is applied for on this platform, with its materials; what is missing is sent later by number and code."""
