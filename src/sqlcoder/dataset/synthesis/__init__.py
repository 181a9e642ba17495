"""Question/SQL pairs for any database: composed over its schema and values, said in plain words."""
