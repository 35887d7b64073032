"""Import of notices: what each file becomes, who is meant by the names in it, and never a contract twice (A1)."""
