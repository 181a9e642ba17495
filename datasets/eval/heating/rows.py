"""The rows of the district heating utility of Brennholm, from January 2021 to March 2025.

Draws plants and network first, then who took how much heat, and what broke. Runs no SQL.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace as Record

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Cell, TableRows

FIRST, TODAY, DAY = date(2021, 1, 1), date(2025, 3, 31), timedelta(days=1)
BUILDINGS, CUSTOMERS = 190, 175
TABLES = """plants plant_id plant_name commissioned_on decommissioned_on
boilers boiler_id plant_id boiler_label fuel capacity_mw efficiency_pct installed_on retired_on \
replaces_boiler_id
fuel_deliveries delivery_id plant_id fuel supplier_name delivered_at mass_t energy_mwh moisture_pct cost_eur \
is_rejected
network_zones zone_id zone_name main_plant_id backup_plant_id supply_temp_c pipe_km
substations substation_id substation_code zone_id fed_by_substation_id rated_kw installed_on removed_on
buildings building_id street_address substation_id building_use heated_area_m2 built_year is_municipal
customers customer_id customer_name customer_kind email account_closed_on
tariffs tariff_id tariff_group valid_from valid_to energy_eur_per_mwh capacity_eur_per_kw
contracts contract_id building_id customer_id tariff_group contracted_kw signed_on starts_on ends_on
heat_meters meter_id serial_no building_id installed_on removed_on replaces_meter_id calibrated_on
meter_readings meter_id reading_month heat_mwh volume_m3 return_temp_c quality
outages outage_id zone_id started_at ended_at cause is_planned
outage_substations outage_id substation_id restored_at
work_orders work_order_id substation_id boiler_id outage_id crew_name priority_no opened_on due_on \
closed_on cost_eur job_text"""
COLUMNS = {line.split()[0]: tuple(line.split()[1:]) for line in TABLES.split("\n")}
PARENTS = ("replaces_boiler_id", "fed_by_substation_id", "replaces_meter_id")
# Name, first and last year, 0 for none.
PLANTS = (("Northgate", 1998, 0), ("Riverside", 2006, 0), ("Old Brewery", 1979, 2022), ("Hilltop", 2014, 0))
# Plant, fuel, megawatts, first and last year, boiler replaced.
BOILERS = """1 gas 12.0 1998 2021 -|1 gas 14.5 2021 - 1|1 oil 8.0 2001 - -|2 wood_chips 9.0 2006 - -
2 wood_chips 6.5 2011 2023 -|2 wood_chips 7.5 2023 - 5|2 gas 10.0 2006 - -|3 oil 6.0 1988 2022 -
3 gas 5.5 1995 2022 -|4 biogas 3.0 2014 - -|4 wood_chips 5.0 2017 - -|4 gas 7.5 2014 - -"""
# Name, code, main and backup plant, supply temperature, kilometres, share of the buildings.
ZONES = (
    ("Old Quarter", "OQ", 2, 1, 95, "6.4", 0.2), ("University", "UN", 1, 2, 105, "5.1", 0.12),
    ("Station District", "SD", 1, 4, 105, "7.8", 0.2), ("Docks", "DO", 2, None, 95, "4.2", 0.1),
    ("Garden Suburb", "GS", 4, None, 80, "9.6", 0.26), ("Hill View", "HV", 4, 1, 85, "6.9", 0.12),
)  # fmt: skip
STREETS = "Ash Street,Bridge Lane,Cooper Row,Dyer Street,Elm Walk,Ferry Road,Glass Yard,High Street".split(
    ","
)
# Share, usual area, kilowatt-hours for a square metre in a year.
USES = {
    "flats": (0.4, 2600, 110), "house": (0.24, 190, 135), "office": (0.14, 3400, 95), "shop": (0.1, 900, 90),
    "school": (0.08, 5200, 120), "clinic": (0.04, 7400, 160),
}  # fmt: skip
# Share of the need for heat, euros for a megawatt-hour.
FUELS = {"wood chips": (0.05, 27.0), "gas": (0.3, 46.0), "biogas": (0.12, 58.0), "oil": (0.017, 74.0)}
MONTHS = (0.185, 0.16, 0.13, 0.085, 0.045, 0.02, 0.012, 0.013, 0.03, 0.075, 0.11, 0.155)
YEARS = {2021: 1.06, 2022: 0.97, 2023: 0.94, 2024: 0.9, 2025: 0.98}
GIVEN = "Aino Bruno Carla Dietmar Edda Finn Gesa Hauke Imke Jost Kaja Lars Meike Nele Onno Pia Rolf".split()
FAMILY = "Abendroth Boller Cordes Dreyling Ehlert Fokken Gerlach Hinz Immel Jessen Kroll Lohse Matzen".split()
FIRMS = "Housing Offices Trade Shops Care".split()
# Supplier, fuel, plants, chance that a load of chips is too wet.
SUPPLIERS = (
    ("Fernwald Timber", "wood chips", (2, 4), 0.03), ("Kolbe Sawmill", "wood chips", (2,), 0.09),
    ("Moor Forest Group", "wood chips", (2, 4), 0.05), ("Ostra Gas", "gas", (1, 2, 3, 4), 0.0),
    ("Lowland Biogas", "biogas", (4,), 0.0), ("Petersen Fuels", "oil", (1, 3), 0.04),
)  # fmt: skip
PRICES = {
    "2021-01-01": 1.0, "2021-10-01": 1.07, "2022-07-01": 1.42, "2023-01-01": 1.61, "2024-01-01": 1.38,
    "2025-01-01": 1.33,
}  # fmt: skip
GROUPS = {"S": (96.0, 31.0), "M": (88.0, 27.5), "L": (79.0, 24.0)}
CAUSES = {"leak": 0.32, "pump": 0.2, "power cut": 0.12, "boiler": 0.1, "digging": 0.08, "maintenance": 0.18}
JOBS = "Replace valve,Clean heat exchanger,Check pump,Seal flange,Renew insulation".split(",")
CREWS = {"Red": 0.35, "Blue": 0.3, "Green": 0.22, "External": 0.13}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    zones = [_row("network_zones", n, z[0], *z[2:5], Decimal(z[5])) for n, z in enumerate(ZONES, start=1)]
    boilers, substations, customers = _boilers(seed), _substations(seed), _customers(seed)
    buildings = _buildings(seed, substations)
    contracts = _contracts(seed, buildings, customers)
    meters = _meters(seed, buildings)
    outages = _outages(seed)
    cut = _cut_off(seed, outages, substations)
    found = (
        _plants(), boilers, _deliveries(seed), zones, substations, buildings, customers, _tariffs(),
        contracts, meters, _readings(seed, meters, buildings), outages, cut,
        _jobs(seed, substations, boilers, outages, cut),
    )  # fmt: skip
    return tuple(_table(name, rows) for name, rows in zip(COLUMNS, found, strict=True))


def _row(table: str, *cells: Cell) -> Record:
    return Record(**dict(zip(COLUMNS[table], cells, strict=True)))


def _table(name: str, rows: Sequence[Record]) -> TableRows:
    columns = COLUMNS[name]
    cells = tuple(tuple(getattr(row, column) for column in columns) for row in rows)
    return TableRows(name, columns, cells, next((c for c in columns if c in PARENTS), None))


def _decimal(value: float, places: int) -> Decimal:
    """Round half up to `places` decimals."""
    return Decimal(int(value * 10**places + 0.5)).scaleb(-places)


def _months(first: date = FIRST) -> Iterator[date]:
    month = date(first.year, first.month, 1)
    while month <= TODAY:
        yield month
        month = (month + 31 * DAY).replace(day=1)


def _seen(day: date) -> date | None:
    """Return `day` unless it is still to come."""
    return day if day <= TODAY else None


def _since(building_id: int) -> date | None:
    """Return the day on which one of the newer buildings was connected, None for the others."""
    return date(2021 + building_id % 4, 1 + building_id % 12, 1) if building_id % 9 == 4 else None


def _plants() -> list[Record]:
    found = []
    for n, (name, first, last) in enumerate(PLANTS, start=1):
        end = date(last, 9, 30) if last else None
        found.append(_row("plants", n, name, date(first, 10, 1), end))
    return found


def _boilers(seed: int) -> list[Record]:
    draws = Draws(seed, "boilers")
    found: list[Record] = []
    for n, line in enumerate(BOILERS.replace("\n", "|").split("|"), start=1):
        plant, fuel, power, first, last, old = line.split()
        label = f"{PLANTS[int(plant) - 1][0][:2].upper()}-K{n}"
        tested = None if n in (3, 8) else _decimal(draws.real(78, 94), 1)
        end = None if last == "-" else date(int(last), 9, 14)
        start = date(int(first), 9, 15) if old != "-" else date(int(first), 8, 1)
        row = (n, int(plant), label, fuel.replace("_", " "), Decimal(power), tested, start, end)
        found.append(_row("boilers", *row, None if old == "-" else int(old)))
    return found


def _deliveries(seed: int) -> list[Record]:
    """Draw the loads: chips and oil by lorry, gas once a month."""
    draws = Draws(seed, "deliveries")
    drafts: list[tuple[Cell, ...]] = []
    for month in _months():
        need = 4600 * MONTHS[month.month - 1] / 0.1 * YEARS[month.year]
        for supplier, fuel, plants, wet in SUPPLIERS:
            for plant in plants:
                if plant == 3 and month > date(2022, 9, 30):
                    continue
                part, price = draws.real(0.7, 1.3) * FUELS[fuel][0], draws.real(0.9, 1.2) * FUELS[fuel][1]
                if fuel.endswith("gas"):
                    at = datetime.combine(month, time(0 if plant == 2 else 6))
                    energy = need * part
                    money = _decimal(energy * price * (1.6 if 2022 <= month.year <= 2023 else 1), 2)
                    drafts.append((plant, fuel, supplier, at, None, _decimal(energy, 2), None, money, False))
                    continue
                for _ in range(int(need * part / 75 + draws.real(0, 1))):
                    clock = time(draws.whole(6, 17), draws.whole(0, 59))
                    at = datetime.combine(month + draws.whole(0, 30) * DAY, clock)
                    mass, moist = draws.real(17, 26), draws.normal(38, 6) if fuel == "wood chips" else None
                    energy = mass * (5.1 * (1 - moist / 100) if moist else 11.6)
                    bad = draws.chance(wet * (3 if moist and moist > 44 else 0.6))
                    measured = _decimal(moist, 1) if moist and draws.chance(0.9) else None
                    rest = (_decimal(energy, 2), measured, _decimal(energy * price, 2), bad)
                    drafts.append((plant, fuel, supplier, at, _decimal(mass, 1), *rest))
    drafts.sort(key=lambda draft: (str(draft[3]), str(draft[:3]), str(draft[5])))
    return [_row("fuel_deliveries", n, *draft) for n, draft in enumerate(drafts, start=1)]


def _substations(seed: int) -> list[Record]:
    draws = Draws(seed, "substations")
    found: list[Record] = []
    for zone, row in enumerate(ZONES, start=1):
        upstream: list[int] = []
        for number in range(1, int(9 + 30 * row[6]) + 1):
            start = draws.day(date(1999, 1, 1), date(2021, 12, 31))
            gone = draws.day(date(2022, 2, 1), date(2024, 11, 30)) if draws.chance(0.06) else None
            fed = draws.pick(upstream) if len(upstream) > 2 and draws.chance(0.25) else None
            power = draws.pick((50, 80, 100, 150, 150, 250, 400)) * (1 if fed else 2)
            row_id = len(found) + 1
            found.append(_row("substations", row_id, f"{row[1]}-{number:02d}", zone, fed, power, start, gone))
            if not fed and not gone:
                upstream.append(row_id)
    return found


def _buildings(seed: int, substations: Sequence[Record]) -> list[Record]:
    draws = Draws(seed, "buildings")
    found: list[Record] = []
    for n in range(1, BUILDINGS + 1):
        use = draws.weighted({name: row[0] for name, row in USES.items()})
        zone = draws.weighted({z: row[6] for z, row in enumerate(ZONES, start=1)})
        places = [s.substation_id for s in substations if s.zone_id == zone and not s.removed_on]
        # The first few of a zone stay without a building.
        place = None if draws.chance(0.07) else draws.pick(places[2:])
        area = int(USES[use][1] * draws.real(0.5, 1.5) * draws.real(0.7, 1.5)) // 10 * 10
        year = None if draws.chance(0.08) else draws.whole(1890, 2019)
        municipal = use == "school" or draws.chance(0.12)
        address = f"{STREETS[n % 8]} {n // 8 * 2 + 1 + n % 2}"
        found.append(_row("buildings", n, address, place, use, area, year, municipal))
    return found


def _customers(seed: int) -> list[Record]:
    draws = Draws(seed, "customers")
    found = [_row("customers", 1, "City of Brennholm", "M", "heat@brennholm.example", None)]
    for n in range(2, CUSTOMERS + 1):
        kind = "B" if draws.chance(0.35) else "P"
        name = f"{draws.pick(GIVEN)} {draws.pick(FAMILY)}"
        name = f"{draws.pick(FAMILY)} {draws.pick(FIRMS)}" if kind == "B" else name
        email = f"bills{n}@{'firm' if kind == 'B' else 'home'}.example" if draws.chance(0.8) else None
        found.append(_row("customers", n, name, kind, email, None))
    return found


def _tariffs() -> list[Record]:
    """Make the prices, the same for every seed."""
    days = [date.fromisoformat(day) for day in PRICES]
    found: list[Record] = []
    for group, (energy, power) in GROUPS.items():
        for first, last, level in zip(days, [*days[1:], None], PRICES.values(), strict=True):
            prices = (_decimal(energy * level, 2), _decimal(power * level, 2))
            row = (len(found) + 1, group, first, last - DAY if last else None, *prices)
            found.append(_row("tariffs", *row))
    return found


def _contracts(seed: int, buildings: Sequence[Record], customers: Sequence[Record]) -> list[Record]:
    """Draw the contracts of each connected building, one after the other, all from the first of a month."""
    draws = Draws(seed, "contracts")
    found: list[Record] = []
    for building in (b for b in buildings if b.substation_id):
        power = max(8, building.heated_area_m2 * draws.whole(45, 70) // 1000)
        start = _since(building.building_id) or date(draws.whole(2012, 2020), draws.whole(1, 12), 1)
        end: date | None = None
        while end is None or (draws.chance(0.9)):
            if end:
                # A third of the buildings stand empty for two months.
                start = end + DAY if draws.chance(0.7) else (end + 62 * DAY).replace(day=1)
            party = customers[0] if building.is_municipal else draws.pick(customers[1 : CUSTOMERS - 20])
            group = "S" if power <= 30 else "M" if power <= 150 else "L"
            later = date(draws.whole(2021, 2025), draws.whole(1, 12), 1) - DAY if draws.chance(0.32) else None
            end = later if later and start + 90 * DAY < later <= TODAY + 60 * DAY else None
            signed = min(start - draws.whole(5, 120) * DAY, TODAY)
            row = (building.building_id, party.customer_id, group, power, signed)
            found.append(_row("contracts", len(found) + 1, *row, start, end))
            if end is None:
                break
    for building in (b for b in buildings if not b.substation_id):
        # Not connected yet, or not any more since the day on which the data end.
        start, end = (date(2025, 5, 1), None) if draws.chance(0.5) else (date(2019, 10, 1), TODAY)
        party = draws.pick(customers[-20:]).customer_id
        terms = ("M", 60, start - 40 * DAY, start, end)
        found.append(_row("contracts", len(found) + 1, building.building_id, party, *terms))
    for customer in customers[1:]:
        own = [c.ends_on for c in found if c.customer_id == customer.customer_id]
        if own and None not in own and max(own) < TODAY and draws.chance(0.6):
            customer.account_closed_on = _seen(max(own) + draws.whole(20, 60) * DAY)
    return found


def _meters(seed: int, buildings: Sequence[Record]) -> list[Record]:
    draws = Draws(seed, "meters")
    found: list[Record] = []
    for building in (b for b in buildings if b.substation_id):
        old = draws.day(date(2012, 1, 1), date(2020, 12, 1))
        day: date | None = _since(building.building_id) or old
        before: int | None = None
        while day:
            change = draws.day(date(2021, 3, 1), date(2025, 2, 20))
            gone = change if draws.chance(0.2) and change > day + 60 * DAY else None
            due = day + draws.whole(300, 2000) * DAY
            checked = None if draws.chance(0.06) or due > (gone or TODAY) else due
            n = len(found) + 1
            row = (n, f"HM{70000 + n * 37}", building.building_id, day, gone, before, checked)
            found.append(_row("heat_meters", *row))
            day, before = gone, n
    return found


def _readings(seed: int, meters: Sequence[Record], buildings: Sequence[Record]) -> list[Record]:
    """Draw a reading for most months of each meter; in the month of a change both meters have one."""
    draws = Draws(seed, "readings")
    habits = Draws(seed, "habits")
    habit = {b.building_id: habits.real(0.7, 1.35) for b in buildings}
    found: list[Record] = []
    for meter in meters:
        building = buildings[meter.building_id - 1]
        faulty = 0.3 if draws.chance(0.06) else 0.04
        for month in _months(max(FIRST, meter.installed_on)):
            if month > (meter.removed_on or TODAY) or draws.chance(0.02):
                continue
            usual = building.heated_area_m2 * USES[building.building_use][2] / 1000
            year = usual * habit[building.building_id]
            heat = year * MONTHS[month.month - 1] * YEARS[month.year] * draws.real(0.85, 1.15)
            change = (meter.removed_on or date.min).replace(day=1) == month or meter.installed_on > month
            heat = 0.0 if month.month in (7, 8) and draws.chance(0.15) else heat * (0.5 if change else 1)
            quality = "E" if draws.chance(faulty) else "C" if draws.chance(0.015) else "M"
            back = None if quality == "E" or heat == 0 else _decimal(draws.normal(48, 5), 1)
            flow = _decimal(heat * draws.real(22, 34), 1)
            found.append(
                _row("meter_readings", meter.meter_id, month, _decimal(heat, 3), flow, back, quality)
            )
    return found


def _outages(seed: int) -> list[Record]:
    draws = Draws(seed, "outages")
    days = sorted(draws.day(FIRST, TODAY) for _ in range(120))
    # Some at the turn of each year, so that a question about a year can be wrong at its edges.
    days += [date(year, 1, 1) - edge * DAY for year in range(2022, 2026) for edge in (0, 1)]
    days += [date(2023, 12, 1), date(2024, 2, 29), TODAY - DAY]
    found: list[Record] = []
    for day in sorted(days):
        cause = draws.weighted(CAUSES)
        planned = cause == "maintenance" or (cause == "pump" and draws.chance(0.2))
        hour = draws.pick((7, 8, 9, 22)) if planned else draws.whole(0, 23)
        start = datetime.combine(day, time(hour, draws.whole(0, 11) * 5))
        end: datetime | None = start + timedelta(minutes=5 * draws.whole(8, 60) * draws.pick((1, 1, 2, 5)))
        end = None if (end or start).date() > TODAY - 2 * DAY else end
        zone = draws.weighted({1: 0.3, 2: 0.08, 3: 0.22, 4: 0.16, 5: 0.2, 6: 0.04})
        found.append(_row("outages", len(found) + 1, zone, start, end, cause, planned))
    return found


def _cut_off(seed: int, outages: Sequence[Record], substations: Sequence[Record]) -> list[Record]:
    draws = Draws(seed, "cut off")
    found: list[Record] = []
    for outage in outages:
        day = outage.started_at.date()
        there = [s for s in substations if s.zone_id == outage.zone_id and s.installed_on <= day]
        # The last substation of a zone has always been spared.
        for place in (s for s in there[:-1] if not s.removed_on or s.removed_on > day):
            if not draws.chance(0.3):
                continue
            back = outage.ended_at
            if back and draws.chance(0.6):
                minutes = int((back - outage.started_at).total_seconds()) // 60
                back = outage.started_at + timedelta(minutes=int(minutes * draws.real(0.2, 1)))
            found.append(_row("outage_substations", outage.outage_id, place.substation_id, back))
    return found


def _jobs(
    seed: int, substations: Sequence[Record], boilers: Sequence[Record], outages: Sequence[Record],
    cut: Sequence[Record],
) -> list[Record]:  # fmt: skip
    """Draw the jobs: most at substations, some at boilers, some because of an outage."""
    draws = Draws(seed, "jobs")
    drafts: list[tuple[date, int | None, int | None, int | None, int]] = []
    for outage in outages:
        places = [c.substation_id for c in cut if c.outage_id == outage.outage_id]
        if places and draws.chance(0.7):
            drafts.append((outage.started_at.date(), draws.pick(places), None, outage.outage_id, 1))
    for _ in range(430):
        day, priority = draws.day(FIRST, TODAY), draws.weighted({1: 0.15, 2: 0.4, 3: 0.45})
        boiler = draws.pick(boilers)
        if draws.chance(0.2) and boiler.installed_on <= day <= (boiler.retired_on or TODAY):
            drafts.append((day, None, boiler.boiler_id, None, priority))
        else:
            fit = [s for s in substations if s.installed_on <= day <= (s.removed_on or TODAY)]
            drafts.append((day, draws.pick(fit).substation_id, None, None, priority))
    drafts += [(TODAY - 5 * DAY, place.substation_id, None, None, 3) for place in substations[5:10]]
    drafts.sort(key=lambda draft: (draft[0], draft[1] or 0, draft[2] or 0))
    found = []
    for n, (day, place, boiler_id, outage_id, priority) in enumerate(drafts, start=1):
        days = {1: 2, 2: 7, 3: 60}[priority]
        closed = _seen(day + int(days * draws.real(0, 1) * draws.pick((0.5, 1, 1, 2))) * DAY)
        closed = None if draws.chance(0.03) else closed
        price = _decimal(draws.real(90, 900) * draws.pick((1, 1, 1, 4)), 2)
        cost = price if closed and draws.chance(0.9) else None
        row = (n, place, boiler_id, outage_id, draws.weighted(CREWS), priority, day, day + days * DAY)
        found.append(_row("work_orders", *row, closed, cost, draws.pick(JOBS)))
    return found
