"""Who the demo's people are: invented names and days of birth, from which only keyed hashes are kept."""

from __future__ import annotations

from datetime import date

IDENTITIES: dict[str, tuple[str, date]] = {
    "DB-014": ("van der Molen", date(1984, 3, 11)),
    "DB-015": ("Oude Luttikhuis", date(2004, 8, 2)),
    "DB-021": ("Scholten", date(1971, 5, 19)),
    "DB-022": ("Yıldız", date(1992, 11, 30)),
    "DB-030": ("ter Beek", date(2006, 1, 24)),
    "DB-040": ("Haarhuis", date(1988, 6, 7)),
    "DB-041": ("'t Lam", date(2005, 2, 15)),
    "SH-7": ("Abdi", date(1979, 9, 9)),
    "SH-9": ("Weernink", date(1967, 12, 3)),
    "SH-10": ("Bouwhuis", date(1995, 4, 28)),
    "SH-21": ("YILDIZ", date(1992, 11, 30)),  # the same person as DB-022, so that a double counting waits
    "HV-11": ("Kleine Koerkamp", date(1990, 10, 10)),
    "HV-12": ("de Groot", date(1993, 7, 21)),
    "HV-13": ("Nijland", date(2002, 5, 5)),
    "HV-31": ("Leusink", date(1982, 1, 17)),
    "HV-40": ("Roelvink", date(1986, 8, 26)),
    "HV-50": ("Wolbers", date(1989, 11, 12)),
    "TT-2": ("Engbers", date(1974, 2, 8)),
    "TT-8": ("in 't Veld", date(1962, 3, 29)),
    "IN-2": ("Morsink", date(1987, 9, 14)),
    "IN-5": ("Tesfay", date(1991, 6, 1)),
}
