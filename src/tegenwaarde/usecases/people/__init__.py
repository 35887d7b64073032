"""People: inviting somebody of a supplier, and accepting the invitation."""
