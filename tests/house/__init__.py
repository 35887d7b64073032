"""What holds in the whole house."""
