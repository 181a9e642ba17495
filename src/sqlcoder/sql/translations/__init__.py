"""Writing PostgreSQL queries for other databases: one file a target, over rules and kinds they share."""
