"""The rows of a query and their values."""
