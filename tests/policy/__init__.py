"""The policy room's tests: the reader, the library, the Twente book and its stories."""
