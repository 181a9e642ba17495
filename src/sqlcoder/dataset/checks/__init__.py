"""Checks of the data sets that need no database: each looks at texts and yields what it finds."""
