"""Reader of eForms notices of every stage (the European standard form, UBL 2.3 with the eForms extension).

Lives here: bytes of one notice in, plain values and problems out. Knows: kernel, the port in usecases, lxml.
May never: use the network, read a contact person's name, phone or mail address, decide what social return is worth,
or raise for bad input.
"""

from __future__ import annotations

from tegenwaarde.adapters.eforms.reader import read_notice

__all__ = ["read_notice"]
