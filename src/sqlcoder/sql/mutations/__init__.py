"""The operators that make a query slightly wrong, and the rules that prove some of the changes harmless."""
