"""回应关切: what people talk about is answered to everybody, in time; warnings, press conferences, the roster, the playbooks."""
