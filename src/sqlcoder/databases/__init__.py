"""Databases: each opened read-only, each in its own file, all behind `base.Database`."""
