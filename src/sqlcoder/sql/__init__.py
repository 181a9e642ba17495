"""SQL as text and tree: dialects, extraction, the guard. Runs nothing."""
