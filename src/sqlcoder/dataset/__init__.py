"""Question sets as data: what an entry holds, and reading other formats into it."""
