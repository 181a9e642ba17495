"""One `map` over work items: on processes of this machine, or on a Ray cluster."""
