"""What is erased on its day, and what stays."""
