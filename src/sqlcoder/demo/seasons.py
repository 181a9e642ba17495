"""The cooperative's calendar and the rules of its country: regions, forage, seasons, weather.

Constants only; what is drawn from them stands in the files named after what they make.
"""

from __future__ import annotations

from datetime import date

YEARS = (2022, 2023, 2024)
TODAY = date(2024, 12, 31)

# A late frost took the acacia blossom of 2023 and a wet summer much of the rest.
WEATHER = {2022: 1.0, 2023: 0.76, 2024: 1.15}
FROSTED_FORAGE = "acacia"
FROST_YEAR = 2023

# Region: lowest and highest site in metres, and the forage of its sites in turn.
REGIONS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "River Plain": (80, 190, ("rapeseed", "acacia", "wildflower")),
    "Orchard Vale": (210, 400, ("clover", "acacia", "wildflower")),
    "Lakeside": (300, 480, ("lime", "clover")),
    "Pinewood": (540, 880, ("chestnut", "wildflower")),
    "Highmoor": (920, 1460, ("heather", "heather", "wildflower")),
}

# First and last day (month, day) of the harvest of each forage, and what it yields against the mean.
HARVEST_SEASON: dict[str, tuple[tuple[int, int], tuple[int, int], float]] = {
    "rapeseed": ((5, 16), (6, 2), 1.2),
    "acacia": ((6, 4), (6, 20), 1.1),
    "wildflower": ((6, 12), (7, 14), 0.9),
    "clover": ((6, 20), (7, 12), 1.0),
    "lime": ((6, 28), (7, 14), 1.15),
    "chestnut": ((7, 12), (8, 4), 0.95),
    "heather": ((8, 14), (8, 31), 0.75),
}
SUMMER_SITES = ("chestnut", "heather")

# Breed: how common among queens bought in, honey, varroa and temper against the mean.
BREEDS: dict[str, tuple[float, float, float, float]] = {
    "Carniolan": (0.42, 1.0, 1.0, 0.0),
    "Buckfast": (0.28, 1.22, 0.95, -0.4),
    "Italian": (0.16, 1.05, 1.3, 0.1),
    "Dark": (0.14, 0.78, 0.7, 1.2),
}
