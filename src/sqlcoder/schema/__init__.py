"""What a database looks like, and how it is told to a model."""
