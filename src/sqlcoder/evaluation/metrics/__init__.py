"""Metrics beside the verdict, one small file each; the table of them is in `evaluation.metric`."""
