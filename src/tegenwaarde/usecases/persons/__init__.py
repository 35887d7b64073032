"""Persons as a supplier knows them: by its own reference, and by a keyed hash that says only whether two are one."""
