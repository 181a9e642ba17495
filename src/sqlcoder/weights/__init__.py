"""Which model files exist, where they come from, and whether they are the right bytes."""
