"""The demo database: three seasons of an invented beekeeping cooperative, drawn from a seed.

`build` writes it as a DuckDB file, `statements` gives it as SQL for any dialect, `questions` what to ask.
"""
