"""登记簿开放数据: what machines read of the registers: tables, schema, catalogue, changes."""
