"""Lets `python -m sqlcoder` do what the command `sqlcoder` does."""

from sqlcoder.cli.main import main

main()
