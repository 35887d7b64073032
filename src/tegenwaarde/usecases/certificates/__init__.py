"""Certificates of suppliers: recorded and withdrawn, with what that does to what is due (B7, B8)."""
