"""Measures text-to-SQL models and services: asks a question set, scores the answers, reports."""
