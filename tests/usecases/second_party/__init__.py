"""What a second party is asked, what it answers, and what that stands in for."""
