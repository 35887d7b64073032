"""Tools that build and check the project; no part of what runs."""
