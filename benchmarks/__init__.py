"""Measurements of speed and memory, run by hand on a quiet machine."""
