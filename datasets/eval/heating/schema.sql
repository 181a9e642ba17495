-- The district heating utility of Brennholm, January 2021 to March 2025. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE plants (
    plant_id INTEGER NOT NULL,
    plant_name VARCHAR(30) NOT NULL,
    commissioned_on DATE NOT NULL,
    decommissioned_on DATE,
    PRIMARY KEY (plant_id)
);
COMMENT ON TABLE plants IS 'Heating plants';
COMMENT ON COLUMN plants.plant_id IS 'Identifier';
COMMENT ON COLUMN plants.plant_name IS 'Name';
COMMENT ON COLUMN plants.commissioned_on IS 'First day of operation';
COMMENT ON COLUMN plants.decommissioned_on IS 'Last day of operation; NULL = in operation';

CREATE TABLE boilers (
    boiler_id INTEGER NOT NULL,
    plant_id INTEGER NOT NULL,
    boiler_label VARCHAR(8) NOT NULL,
    fuel VARCHAR(10) NOT NULL,
    capacity_mw NUMERIC(5,1) NOT NULL,
    efficiency_pct NUMERIC(4,1),
    installed_on DATE NOT NULL,
    retired_on DATE,
    replaces_boiler_id INTEGER,
    PRIMARY KEY (boiler_id),
    FOREIGN KEY (plant_id) REFERENCES plants (plant_id),
    FOREIGN KEY (replaces_boiler_id) REFERENCES boilers (boiler_id)
);
COMMENT ON TABLE boilers IS 'Boilers of the plants, retired ones included';
COMMENT ON COLUMN boilers.boiler_id IS 'Identifier';
COMMENT ON COLUMN boilers.plant_id IS 'Plant';
COMMENT ON COLUMN boilers.boiler_label IS 'Label on the boiler, such as NG-K2';
COMMENT ON COLUMN boilers.fuel IS 'wood chips, gas, oil or biogas';
COMMENT ON COLUMN boilers.capacity_mw IS 'Thermal capacity in megawatts';
COMMENT ON COLUMN boilers.efficiency_pct IS 'Efficiency at the last test in per cent; NULL = never tested';
COMMENT ON COLUMN boilers.installed_on IS 'Day of installation';
COMMENT ON COLUMN boilers.retired_on IS 'Day it was taken out of service; NULL = in service';
COMMENT ON COLUMN boilers.replaces_boiler_id IS 'Retired boiler whose place it took; NULL = none';

CREATE TABLE fuel_deliveries (
    delivery_id INTEGER NOT NULL,
    plant_id INTEGER NOT NULL,
    fuel VARCHAR(10) NOT NULL,
    supplier_name VARCHAR(30) NOT NULL,
    delivered_at TIMESTAMP NOT NULL,
    mass_t NUMERIC(6,1),
    energy_mwh NUMERIC(9,2) NOT NULL,
    moisture_pct NUMERIC(4,1),
    cost_eur NUMERIC(10,2) NOT NULL,
    is_rejected BOOLEAN NOT NULL,
    PRIMARY KEY (delivery_id),
    FOREIGN KEY (plant_id) REFERENCES plants (plant_id)
);
COMMENT ON TABLE fuel_deliveries IS 'Loads of fuel, rejected ones included; gas and biogas are booked once a month';
COMMENT ON COLUMN fuel_deliveries.delivery_id IS 'Identifier';
COMMENT ON COLUMN fuel_deliveries.plant_id IS 'Plant that received it';
COMMENT ON COLUMN fuel_deliveries.fuel IS 'As in boilers';
COMMENT ON COLUMN fuel_deliveries.supplier_name IS 'Supplier';
COMMENT ON COLUMN fuel_deliveries.delivered_at IS 'When it was weighed in or booked';
COMMENT ON COLUMN fuel_deliveries.mass_t IS 'Mass in tonnes; NULL = came by pipe';
COMMENT ON COLUMN fuel_deliveries.energy_mwh IS 'Energy content in megawatt-hours';
COMMENT ON COLUMN fuel_deliveries.moisture_pct IS 'Water content of wood chips in per cent; NULL = not measured or not wood';
COMMENT ON COLUMN fuel_deliveries.cost_eur IS 'Invoice in euros; nothing is paid for a rejected load';
COMMENT ON COLUMN fuel_deliveries.is_rejected IS 'True = load was sent back';

CREATE TABLE network_zones (
    zone_id INTEGER NOT NULL,
    zone_name VARCHAR(30) NOT NULL,
    main_plant_id INTEGER NOT NULL,
    backup_plant_id INTEGER,
    supply_temp_c INTEGER NOT NULL,
    pipe_km NUMERIC(5,1) NOT NULL,
    PRIMARY KEY (zone_id),
    FOREIGN KEY (main_plant_id) REFERENCES plants (plant_id),
    FOREIGN KEY (backup_plant_id) REFERENCES plants (plant_id)
);
COMMENT ON TABLE network_zones IS 'Zones of the pipe network';
COMMENT ON COLUMN network_zones.zone_id IS 'Identifier';
COMMENT ON COLUMN network_zones.zone_name IS 'Name';
COMMENT ON COLUMN network_zones.main_plant_id IS 'Plant that normally supplies it';
COMMENT ON COLUMN network_zones.backup_plant_id IS 'Plant that steps in; NULL = no backup';
COMMENT ON COLUMN network_zones.supply_temp_c IS 'Design supply temperature in degrees Celsius';
COMMENT ON COLUMN network_zones.pipe_km IS 'Length of the pipes in kilometres';

CREATE TABLE substations (
    substation_id INTEGER NOT NULL,
    substation_code VARCHAR(8) NOT NULL,
    zone_id INTEGER NOT NULL,
    fed_by_substation_id INTEGER,
    rated_kw INTEGER NOT NULL,
    installed_on DATE NOT NULL,
    removed_on DATE,
    PRIMARY KEY (substation_id),
    FOREIGN KEY (zone_id) REFERENCES network_zones (zone_id),
    FOREIGN KEY (fed_by_substation_id) REFERENCES substations (substation_id)
);
COMMENT ON TABLE substations IS 'Transfer stations between the network and the buildings';
COMMENT ON COLUMN substations.substation_id IS 'Identifier';
COMMENT ON COLUMN substations.substation_code IS 'Code, such as DO-07';
COMMENT ON COLUMN substations.zone_id IS 'Zone';
COMMENT ON COLUMN substations.fed_by_substation_id IS 'Substation upstream; NULL = directly on the main pipe';
COMMENT ON COLUMN substations.rated_kw IS 'Rated power in kilowatts';
COMMENT ON COLUMN substations.installed_on IS 'Day of installation';
COMMENT ON COLUMN substations.removed_on IS 'Day of removal; NULL = in service';

CREATE TABLE buildings (
    building_id INTEGER NOT NULL,
    street_address VARCHAR(40) NOT NULL,
    substation_id INTEGER,
    building_use VARCHAR(10) NOT NULL,
    heated_area_m2 INTEGER NOT NULL,
    built_year INTEGER,
    is_municipal BOOLEAN NOT NULL,
    PRIMARY KEY (building_id),
    FOREIGN KEY (substation_id) REFERENCES substations (substation_id)
);
COMMENT ON TABLE buildings IS 'Buildings on the network or near it';
COMMENT ON COLUMN buildings.building_id IS 'Identifier';
COMMENT ON COLUMN buildings.street_address IS 'Street and number';
COMMENT ON COLUMN buildings.substation_id IS 'Substation that supplies it; NULL = not connected';
COMMENT ON COLUMN buildings.building_use IS 'house, flats, office, shop, school or clinic';
COMMENT ON COLUMN buildings.heated_area_m2 IS 'Heated floor area in square metres';
COMMENT ON COLUMN buildings.built_year IS 'Year of construction; NULL = unknown';
COMMENT ON COLUMN buildings.is_municipal IS 'True = belongs to the city';

CREATE TABLE customers (
    customer_id INTEGER NOT NULL,
    customer_name VARCHAR(50) NOT NULL,
    customer_kind CHAR(1) NOT NULL,
    email VARCHAR(60),
    account_closed_on DATE,
    PRIMARY KEY (customer_id)
);
COMMENT ON TABLE customers IS 'Parties to the contracts';
COMMENT ON COLUMN customers.customer_id IS 'Identifier';
COMMENT ON COLUMN customers.customer_name IS 'Name of the person, company or public body';
COMMENT ON COLUMN customers.customer_kind IS 'P = private, B = business, M = municipal';
COMMENT ON COLUMN customers.email IS 'Address for bills; NULL = bills go by post';
COMMENT ON COLUMN customers.account_closed_on IS 'Day the account was closed; NULL = open account';

CREATE TABLE tariffs (
    tariff_id INTEGER NOT NULL,
    tariff_group CHAR(1) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    energy_eur_per_mwh NUMERIC(6,2) NOT NULL,
    capacity_eur_per_kw NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (tariff_id)
);
COMMENT ON TABLE tariffs IS 'Prices by tariff group and period';
COMMENT ON COLUMN tariffs.tariff_id IS 'Identifier';
COMMENT ON COLUMN tariffs.tariff_group IS 'S = up to 30 kW, M = up to 150 kW, L = above';
COMMENT ON COLUMN tariffs.valid_from IS 'First day';
COMMENT ON COLUMN tariffs.valid_to IS 'Last day; NULL = until further notice';
COMMENT ON COLUMN tariffs.energy_eur_per_mwh IS 'Price of a megawatt-hour of heat';
COMMENT ON COLUMN tariffs.capacity_eur_per_kw IS 'Price of a contracted kilowatt for a year';

CREATE TABLE contracts (
    contract_id INTEGER NOT NULL,
    building_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    tariff_group CHAR(1) NOT NULL,
    contracted_kw INTEGER NOT NULL,
    signed_on DATE NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    PRIMARY KEY (contract_id),
    FOREIGN KEY (building_id) REFERENCES buildings (building_id),
    FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);
COMMENT ON TABLE contracts IS 'Supply contracts for buildings';
COMMENT ON COLUMN contracts.contract_id IS 'Identifier';
COMMENT ON COLUMN contracts.building_id IS 'Building supplied';
COMMENT ON COLUMN contracts.customer_id IS 'Customer';
COMMENT ON COLUMN contracts.tariff_group IS 'Group of the tariffs that apply';
COMMENT ON COLUMN contracts.contracted_kw IS 'Power agreed in kilowatts';
COMMENT ON COLUMN contracts.signed_on IS 'Day of signature';
COMMENT ON COLUMN contracts.starts_on IS 'First day of supply';
COMMENT ON COLUMN contracts.ends_on IS 'Last day of supply; NULL = not terminated';

CREATE TABLE heat_meters (
    meter_id INTEGER NOT NULL,
    serial_no VARCHAR(10) NOT NULL,
    building_id INTEGER NOT NULL,
    installed_on DATE NOT NULL,
    removed_on DATE,
    replaces_meter_id INTEGER,
    calibrated_on DATE,
    PRIMARY KEY (meter_id),
    FOREIGN KEY (building_id) REFERENCES buildings (building_id),
    FOREIGN KEY (replaces_meter_id) REFERENCES heat_meters (meter_id)
);
COMMENT ON TABLE heat_meters IS 'Heat meters, replaced ones included';
COMMENT ON COLUMN heat_meters.meter_id IS 'Identifier';
COMMENT ON COLUMN heat_meters.serial_no IS 'Number on the meter';
COMMENT ON COLUMN heat_meters.building_id IS 'Building';
COMMENT ON COLUMN heat_meters.installed_on IS 'Day of installation';
COMMENT ON COLUMN heat_meters.removed_on IS 'Day of removal; NULL = still measuring';
COMMENT ON COLUMN heat_meters.replaces_meter_id IS 'Meter whose place it took; NULL = first meter';
COMMENT ON COLUMN heat_meters.calibrated_on IS 'Day of the last calibration; NULL = never since delivery';

CREATE TABLE meter_readings (
    meter_id INTEGER NOT NULL,
    reading_month DATE NOT NULL,
    heat_mwh NUMERIC(8,3) NOT NULL,
    volume_m3 NUMERIC(9,1) NOT NULL,
    return_temp_c NUMERIC(4,1),
    quality CHAR(1) NOT NULL,
    PRIMARY KEY (meter_id, reading_month),
    FOREIGN KEY (meter_id) REFERENCES heat_meters (meter_id)
);
COMMENT ON TABLE meter_readings IS 'Heat taken, one reading a meter and month; some months are missing';
COMMENT ON COLUMN meter_readings.meter_id IS 'Meter';
COMMENT ON COLUMN meter_readings.reading_month IS 'First day of the month';
COMMENT ON COLUMN meter_readings.heat_mwh IS 'Heat taken in the month in megawatt-hours';
COMMENT ON COLUMN meter_readings.volume_m3 IS 'Water that flowed through in cubic metres';
COMMENT ON COLUMN meter_readings.return_temp_c IS 'Mean return temperature in degrees Celsius; NULL = not measured';
COMMENT ON COLUMN meter_readings.quality IS 'M = measured, E = estimated, C = corrected afterwards';

CREATE TABLE outages (
    outage_id INTEGER NOT NULL,
    zone_id INTEGER NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    cause VARCHAR(12) NOT NULL,
    is_planned BOOLEAN NOT NULL,
    PRIMARY KEY (outage_id),
    FOREIGN KEY (zone_id) REFERENCES network_zones (zone_id)
);
COMMENT ON TABLE outages IS 'Interruptions of supply in a zone';
COMMENT ON COLUMN outages.outage_id IS 'Identifier';
COMMENT ON COLUMN outages.zone_id IS 'Zone';
COMMENT ON COLUMN outages.started_at IS 'Beginning';
COMMENT ON COLUMN outages.ended_at IS 'End; NULL = lasting';
COMMENT ON COLUMN outages.cause IS 'leak, pump, power cut, boiler, digging or maintenance';
COMMENT ON COLUMN outages.is_planned IS 'True = announced beforehand';

CREATE TABLE outage_substations (
    outage_id INTEGER NOT NULL,
    substation_id INTEGER NOT NULL,
    restored_at TIMESTAMP,
    PRIMARY KEY (outage_id, substation_id),
    FOREIGN KEY (outage_id) REFERENCES outages (outage_id),
    FOREIGN KEY (substation_id) REFERENCES substations (substation_id)
);
COMMENT ON TABLE outage_substations IS 'Substations that an outage cut off';
COMMENT ON COLUMN outage_substations.outage_id IS 'Outage';
COMMENT ON COLUMN outage_substations.substation_id IS 'Substation';
COMMENT ON COLUMN outage_substations.restored_at IS 'When its heat came back, often before the end of the whole outage; NULL = still cut off';

CREATE TABLE work_orders (
    work_order_id INTEGER NOT NULL,
    substation_id INTEGER,
    boiler_id INTEGER,
    outage_id INTEGER,
    crew_name VARCHAR(10) NOT NULL,
    priority_no INTEGER NOT NULL,
    opened_on DATE NOT NULL,
    due_on DATE NOT NULL,
    closed_on DATE,
    cost_eur NUMERIC(9,2),
    job_text VARCHAR(60) NOT NULL,
    PRIMARY KEY (work_order_id),
    FOREIGN KEY (substation_id) REFERENCES substations (substation_id),
    FOREIGN KEY (boiler_id) REFERENCES boilers (boiler_id),
    FOREIGN KEY (outage_id) REFERENCES outages (outage_id)
);
COMMENT ON TABLE work_orders IS 'Jobs of the crews';
COMMENT ON COLUMN work_orders.work_order_id IS 'Identifier';
COMMENT ON COLUMN work_orders.substation_id IS 'Substation to work at; NULL = job at a boiler';
COMMENT ON COLUMN work_orders.boiler_id IS 'Boiler to work at; NULL = job at a substation';
COMMENT ON COLUMN work_orders.outage_id IS 'Outage that caused it; NULL = none';
COMMENT ON COLUMN work_orders.crew_name IS 'Red, Blue, Green or External';
COMMENT ON COLUMN work_orders.priority_no IS '1 = at once, 2 = this week, 3 = when convenient';
COMMENT ON COLUMN work_orders.opened_on IS 'Day of opening';
COMMENT ON COLUMN work_orders.due_on IS 'Day by which it should be done';
COMMENT ON COLUMN work_orders.closed_on IS 'Day of closing; NULL = open';
COMMENT ON COLUMN work_orders.cost_eur IS 'Cost in euros; NULL = not settled';
COMMENT ON COLUMN work_orders.job_text IS 'What is to be done';
