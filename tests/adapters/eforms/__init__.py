"""The tests of the reader of award notices."""
