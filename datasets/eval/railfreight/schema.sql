-- A rail freight operator: trains, wagons, consignments, customers and invoices, September 2021 to February 2025. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE terminals (
    id INTEGER NOT NULL,
    code CHAR(3) NOT NULL,
    name VARCHAR(40) NOT NULL,
    country CHAR(2) NOT NULL,
    kind CHAR(1) NOT NULL,
    max_train_m INTEGER NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    PRIMARY KEY (id)
);
COMMENT ON TABLE terminals IS 'Places where trains start and end and goods are loaded';
COMMENT ON COLUMN terminals.id IS 'Identifier';
COMMENT ON COLUMN terminals.code IS 'Short code in timetables, such as KSL';
COMMENT ON COLUMN terminals.name IS 'Name';
COMMENT ON COLUMN terminals.country IS 'DE, NL, PL, CZ or AT';
COMMENT ON COLUMN terminals.kind IS 'P = seaport, I = inland terminal, S = works siding of one customer, H = hub yard';
COMMENT ON COLUMN terminals.max_train_m IS 'Longest train that fits, in metres';
COMMENT ON COLUMN terminals.opened_on IS 'First day of use';
COMMENT ON COLUMN terminals.closed_on IS 'Last day of use; NULL = in use';

CREATE TABLE tracks (
    id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    label VARCHAR(6) NOT NULL,
    purpose CHAR(1) NOT NULL,
    length_m INTEGER NOT NULL,
    is_electrified BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (terminal_id) REFERENCES terminals (id)
);
COMMENT ON TABLE tracks IS 'Tracks within a terminal';
COMMENT ON COLUMN tracks.id IS 'Identifier';
COMMENT ON COLUMN tracks.terminal_id IS 'Terminal';
COMMENT ON COLUMN tracks.label IS 'Label within the terminal, such as L2; repeats between terminals';
COMMENT ON COLUMN tracks.purpose IS 'L = loading, S = stabling, R = repair';
COMMENT ON COLUMN tracks.length_m IS 'Usable length in metres';
COMMENT ON COLUMN tracks.is_electrified IS 'True = overhead wire';

CREATE TABLE customers (
    id INTEGER NOT NULL,
    name VARCHAR(60) NOT NULL,
    parent_id INTEGER,
    sector VARCHAR(12) NOT NULL,
    country CHAR(2) NOT NULL,
    credit_limit NUMERIC(10,2),
    deleted_at TIMESTAMP,
    PRIMARY KEY (id),
    FOREIGN KEY (parent_id) REFERENCES customers (id)
);
COMMENT ON TABLE customers IS 'Shippers, each one company';
COMMENT ON COLUMN customers.id IS 'Identifier';
COMMENT ON COLUMN customers.name IS 'Name of the company';
COMMENT ON COLUMN customers.parent_id IS 'Company that owns it; NULL = independent or head of its group';
COMMENT ON COLUMN customers.sector IS 'steel, chemicals, timber, grain, building or forwarding';
COMMENT ON COLUMN customers.country IS 'Country of its seat';
COMMENT ON COLUMN customers.credit_limit IS 'Most it may owe, in euros; NULL = no limit set';
COMMENT ON COLUMN customers.deleted_at IS 'When it was struck off the books; NULL = still a customer';

CREATE TABLE contracts (
    id INTEGER NOT NULL,
    contract_no VARCHAR(12) NOT NULL,
    customer_id INTEGER NOT NULL,
    signed_on DATE NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    min_t INTEGER,
    status CHAR(1) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (customer_id) REFERENCES customers (id)
);
COMMENT ON TABLE contracts IS 'Framework contracts with customers';
COMMENT ON COLUMN contracts.id IS 'Identifier';
COMMENT ON COLUMN contracts.contract_no IS 'Number on paper, such as FC-22-014';
COMMENT ON COLUMN contracts.customer_id IS 'Customer';
COMMENT ON COLUMN contracts.signed_on IS 'Day of signing';
COMMENT ON COLUMN contracts.starts_on IS 'First day it holds';
COMMENT ON COLUMN contracts.ends_on IS 'Last day it holds; NULL = until cancelled';
COMMENT ON COLUMN contracts.min_t IS 'Tonnes promised for each calendar year; NULL = no promise';
COMMENT ON COLUMN contracts.status IS 'A = active, E = expired, T = terminated early';

CREATE TABLE rates (
    id INTEGER NOT NULL,
    contract_id INTEGER NOT NULL,
    origin_id INTEGER NOT NULL,
    destination_id INTEGER NOT NULL,
    eur_per_t NUMERIC(6,2) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (contract_id) REFERENCES contracts (id),
    FOREIGN KEY (origin_id) REFERENCES terminals (id),
    FOREIGN KEY (destination_id) REFERENCES terminals (id)
);
COMMENT ON TABLE rates IS 'Prices of a contract by lane, with their history: one row for each period of validity';
COMMENT ON COLUMN rates.id IS 'Identifier';
COMMENT ON COLUMN rates.contract_id IS 'Contract';
COMMENT ON COLUMN rates.origin_id IS 'Terminal where the lane begins';
COMMENT ON COLUMN rates.destination_id IS 'Terminal where the lane ends';
COMMENT ON COLUMN rates.eur_per_t IS 'Price per tonne in euros';
COMMENT ON COLUMN rates.valid_from IS 'First day of this price';
COMMENT ON COLUMN rates.valid_to IS 'Last day of this price; NULL = open end';

CREATE TABLE wagon_types (
    id INTEGER NOT NULL,
    code VARCHAR(8) NOT NULL,
    family VARCHAR(8) NOT NULL,
    axles INTEGER NOT NULL,
    tare_t NUMERIC(4,1) NOT NULL,
    max_load_t NUMERIC(4,1) NOT NULL,
    length_m NUMERIC(4,1) NOT NULL,
    PRIMARY KEY (id)
);
COMMENT ON TABLE wagon_types IS 'Types of wagon';
COMMENT ON COLUMN wagon_types.id IS 'Identifier';
COMMENT ON COLUMN wagon_types.code IS 'Letter code, such as Eanos';
COMMENT ON COLUMN wagon_types.family IS 'open, flat, tank, covered or hopper';
COMMENT ON COLUMN wagon_types.axles IS 'Number of axles';
COMMENT ON COLUMN wagon_types.tare_t IS 'Weight of the empty wagon in tonnes';
COMMENT ON COLUMN wagon_types.max_load_t IS 'Most it may carry, in tonnes';
COMMENT ON COLUMN wagon_types.length_m IS 'Length over buffers in metres';

CREATE TABLE wagons (
    id INTEGER NOT NULL,
    number VARCHAR(16) NOT NULL,
    wagon_type_id INTEGER NOT NULL,
    ownership CHAR(1) NOT NULL,
    customer_id INTEGER,
    home_id INTEGER,
    built_on DATE NOT NULL,
    retired_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (wagon_type_id) REFERENCES wagon_types (id),
    FOREIGN KEY (customer_id) REFERENCES customers (id),
    FOREIGN KEY (home_id) REFERENCES terminals (id)
);
COMMENT ON TABLE wagons IS 'Wagons, retired ones included';
COMMENT ON COLUMN wagons.id IS 'Identifier';
COMMENT ON COLUMN wagons.number IS 'Number painted on the side';
COMMENT ON COLUMN wagons.wagon_type_id IS 'Type';
COMMENT ON COLUMN wagons.ownership IS 'O = our own, L = leased, P = private, that is a customer''s';
COMMENT ON COLUMN wagons.customer_id IS 'Customer who owns it; NULL unless private';
COMMENT ON COLUMN wagons.home_id IS 'Home terminal; NULL = none, it roams';
COMMENT ON COLUMN wagons.built_on IS 'Day of delivery from the works';
COMMENT ON COLUMN wagons.retired_on IS 'Day it was taken out of service; NULL = in service';

CREATE TABLE locomotives (
    id INTEGER NOT NULL,
    number VARCHAR(8) NOT NULL,
    class VARCHAR(4) NOT NULL,
    traction CHAR(1) NOT NULL,
    power_kw INTEGER NOT NULL,
    entered_on DATE NOT NULL,
    withdrawn_on DATE,
    PRIMARY KEY (id)
);
COMMENT ON TABLE locomotives IS 'Locomotives, withdrawn ones included';
COMMENT ON COLUMN locomotives.id IS 'Identifier';
COMMENT ON COLUMN locomotives.number IS 'Running number, such as 471 008';
COMMENT ON COLUMN locomotives.class IS 'Class: the first three digits of the number';
COMMENT ON COLUMN locomotives.traction IS 'E = electric, D = diesel';
COMMENT ON COLUMN locomotives.power_kw IS 'Power in kilowatts';
COMMENT ON COLUMN locomotives.entered_on IS 'First day in service';
COMMENT ON COLUMN locomotives.withdrawn_on IS 'Last day in service; NULL = in service';

CREATE TABLE trains (
    id INTEGER NOT NULL,
    number VARCHAR(6) NOT NULL,
    origin_id INTEGER NOT NULL,
    destination_id INTEGER NOT NULL,
    locomotive_id INTEGER,
    distance_km INTEGER NOT NULL,
    planned_departure_at TIMESTAMP NOT NULL,
    departed_at TIMESTAMP,
    planned_arrival_at TIMESTAMP NOT NULL,
    arrived_at TIMESTAMP,
    status CHAR(1) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (origin_id) REFERENCES terminals (id),
    FOREIGN KEY (destination_id) REFERENCES terminals (id),
    FOREIGN KEY (locomotive_id) REFERENCES locomotives (id)
);
COMMENT ON TABLE trains IS 'Runs of trains: one row for each train and day';
COMMENT ON COLUMN trains.id IS 'Identifier of the run';
COMMENT ON COLUMN trains.number IS 'Number in the timetable; the same for every run on this line';
COMMENT ON COLUMN trains.origin_id IS 'Terminal of departure';
COMMENT ON COLUMN trains.destination_id IS 'Terminal of arrival';
COMMENT ON COLUMN trains.locomotive_id IS 'Locomotive in front; NULL = hired from another operator, or the run was cancelled';
COMMENT ON COLUMN trains.distance_km IS 'Length of the route in kilometres';
COMMENT ON COLUMN trains.planned_departure_at IS 'Departure by the timetable';
COMMENT ON COLUMN trains.departed_at IS 'Actual departure; NULL = never left';
COMMENT ON COLUMN trains.planned_arrival_at IS 'Arrival by the timetable';
COMMENT ON COLUMN trains.arrived_at IS 'Actual arrival; NULL = never arrived at its destination';
COMMENT ON COLUMN trains.status IS 'R = ran to its destination, B = broken off on the way, C = cancelled before departure';

CREATE TABLE invoices (
    id INTEGER NOT NULL,
    invoice_no VARCHAR(12) NOT NULL,
    customer_id INTEGER NOT NULL,
    kind CHAR(1) NOT NULL,
    credited_invoice_id INTEGER,
    issued_on DATE NOT NULL,
    due_on DATE NOT NULL,
    paid_on DATE,
    net_eur NUMERIC(10,2) NOT NULL,
    dunning_level INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (customer_id) REFERENCES customers (id),
    FOREIGN KEY (credited_invoice_id) REFERENCES invoices (id)
);
COMMENT ON TABLE invoices IS 'Invoices and credit notes';
COMMENT ON COLUMN invoices.id IS 'Identifier';
COMMENT ON COLUMN invoices.invoice_no IS 'Number on paper';
COMMENT ON COLUMN invoices.customer_id IS 'Customer who is to pay';
COMMENT ON COLUMN invoices.kind IS 'I = invoice, C = credit note';
COMMENT ON COLUMN invoices.credited_invoice_id IS 'For a credit note the invoice it corrects; NULL = an invoice';
COMMENT ON COLUMN invoices.issued_on IS 'Day of issue';
COMMENT ON COLUMN invoices.due_on IS 'Last day to pay on time';
COMMENT ON COLUMN invoices.paid_on IS 'Day of payment, or for a credit note of settlement; NULL = open';
COMMENT ON COLUMN invoices.net_eur IS 'Amount without tax, in euros; negative for a credit note';
COMMENT ON COLUMN invoices.dunning_level IS 'Reminders sent, 0 to 3';

CREATE TABLE consignments (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    contract_id INTEGER,
    origin_id INTEGER NOT NULL,
    destination_id INTEGER NOT NULL,
    commodity VARCHAR(16) NOT NULL,
    is_dangerous BOOLEAN NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    booked_t NUMERIC(7,1) NOT NULL,
    status CHAR(1) NOT NULL,
    delivered_at TIMESTAMP,
    invoice_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY (customer_id) REFERENCES customers (id),
    FOREIGN KEY (contract_id) REFERENCES contracts (id),
    FOREIGN KEY (origin_id) REFERENCES terminals (id),
    FOREIGN KEY (destination_id) REFERENCES terminals (id),
    FOREIGN KEY (invoice_id) REFERENCES invoices (id)
);
COMMENT ON TABLE consignments IS 'Goods that a customer sends from one terminal to another';
COMMENT ON COLUMN consignments.id IS 'Identifier';
COMMENT ON COLUMN consignments.customer_id IS 'Customer who sends them';
COMMENT ON COLUMN consignments.contract_id IS 'Contract they go under; NULL = spot traffic';
COMMENT ON COLUMN consignments.origin_id IS 'Terminal where they are loaded';
COMMENT ON COLUMN consignments.destination_id IS 'Terminal they go to; a train may take them only part of the way';
COMMENT ON COLUMN consignments.commodity IS 'steel coils, scrap, fuel, solvents, logs, wheat, gravel or containers';
COMMENT ON COLUMN consignments.is_dangerous IS 'True = dangerous goods';
COMMENT ON COLUMN consignments.booked_at IS 'When the customer booked';
COMMENT ON COLUMN consignments.booked_t IS 'Tonnes booked';
COMMENT ON COLUMN consignments.status IS 'D = delivered, T = on the way, W = waiting for a train, X = cancelled';
COMMENT ON COLUMN consignments.delivered_at IS 'When the last wagon was delivered; NULL = not delivered';
COMMENT ON COLUMN consignments.invoice_id IS 'Invoice that bills them; NULL = not billed';

CREATE TABLE train_wagons (
    id INTEGER NOT NULL,
    train_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    wagon_id INTEGER NOT NULL,
    consignment_id INTEGER,
    net_t NUMERIC(4,1),
    PRIMARY KEY (id),
    FOREIGN KEY (train_id) REFERENCES trains (id),
    FOREIGN KEY (wagon_id) REFERENCES wagons (id),
    FOREIGN KEY (consignment_id) REFERENCES consignments (id)
);
COMMENT ON TABLE train_wagons IS 'Composition of trains: which wagons ran in which train, and what was in them';
COMMENT ON COLUMN train_wagons.id IS 'Identifier';
COMMENT ON COLUMN train_wagons.train_id IS 'Train';
COMMENT ON COLUMN train_wagons.position IS 'Place in the train, 1 = next to the locomotive';
COMMENT ON COLUMN train_wagons.wagon_id IS 'Wagon';
COMMENT ON COLUMN train_wagons.consignment_id IS 'Consignment it carries; NULL = ran empty';
COMMENT ON COLUMN train_wagons.net_t IS 'Weight of the goods in tonnes; NULL = ran empty';

CREATE TABLE delays (
    id INTEGER NOT NULL,
    train_id INTEGER NOT NULL,
    terminal_id INTEGER,
    cause CHAR(2) NOT NULL,
    minutes INTEGER NOT NULL,
    reported_at TIMESTAMP NOT NULL,
    remark VARCHAR(120),
    PRIMARY KEY (id),
    FOREIGN KEY (train_id) REFERENCES trains (id),
    FOREIGN KEY (terminal_id) REFERENCES terminals (id)
);
COMMENT ON TABLE delays IS 'Reports of delay to trains, any number for a train';
COMMENT ON COLUMN delays.id IS 'Identifier';
COMMENT ON COLUMN delays.train_id IS 'Train';
COMMENT ON COLUMN delays.terminal_id IS 'Terminal where it arose; NULL = on the open line';
COMMENT ON COLUMN delays.cause IS 'IN = infrastructure, LO = locomotive fault, WA = wagon fault, CR = crew, CU = late loading by the customer, WE = weather, BO = border';
COMMENT ON COLUMN delays.minutes IS 'Minutes lost';
COMMENT ON COLUMN delays.reported_at IS 'When it was reported';
COMMENT ON COLUMN delays.remark IS 'Free text of the dispatcher; NULL = none';

CREATE TABLE inspections (
    id INTEGER NOT NULL,
    wagon_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    inspected_at TIMESTAMP NOT NULL,
    kind CHAR(1) NOT NULL,
    is_passed BOOLEAN NOT NULL,
    defect VARCHAR(20),
    repaired_on DATE,
    repair_eur NUMERIC(8,2),
    PRIMARY KEY (id),
    FOREIGN KEY (wagon_id) REFERENCES wagons (id),
    FOREIGN KEY (terminal_id) REFERENCES terminals (id)
);
COMMENT ON TABLE inspections IS 'Inspections of wagons';
COMMENT ON COLUMN inspections.id IS 'Identifier';
COMMENT ON COLUMN inspections.wagon_id IS 'Wagon';
COMMENT ON COLUMN inspections.terminal_id IS 'Terminal where it was inspected';
COMMENT ON COLUMN inspections.inspected_at IS 'When';
COMMENT ON COLUMN inspections.kind IS 'R = routine, D = after damage, G = general overhaul';
COMMENT ON COLUMN inspections.is_passed IS 'True = fit to run; a wagon may pass with a small defect';
COMMENT ON COLUMN inspections.defect IS 'brake shoes, wheel flat, door, coupling, leaking valve or floor; NULL = none noted';
COMMENT ON COLUMN inspections.repaired_on IS 'Day of the repair; NULL = no defect, or not repaired';
COMMENT ON COLUMN inspections.repair_eur IS 'Cost of the repair in euros; NULL = not repaired, or under warranty';

CREATE TABLE drivers (
    id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    home_id INTEGER NOT NULL,
    licence CHAR(1) NOT NULL,
    hired_on DATE NOT NULL,
    left_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (home_id) REFERENCES terminals (id)
);
COMMENT ON TABLE drivers IS 'Train drivers';
COMMENT ON COLUMN drivers.id IS 'Identifier';
COMMENT ON COLUMN drivers.name IS 'First and last name';
COMMENT ON COLUMN drivers.home_id IS 'Terminal where the driver is based';
COMMENT ON COLUMN drivers.licence IS 'E = electric only, D = diesel only, B = both';
COMMENT ON COLUMN drivers.hired_on IS 'First day of employment';
COMMENT ON COLUMN drivers.left_on IS 'Last day of employment; NULL = still employed';

CREATE TABLE duties (
    id INTEGER NOT NULL,
    driver_id INTEGER NOT NULL,
    train_id INTEGER NOT NULL,
    role CHAR(1) NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    break_min INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (driver_id) REFERENCES drivers (id),
    FOREIGN KEY (train_id) REFERENCES trains (id)
);
COMMENT ON TABLE duties IS 'Duties of drivers on trains';
COMMENT ON COLUMN duties.id IS 'Identifier';
COMMENT ON COLUMN duties.driver_id IS 'Driver';
COMMENT ON COLUMN duties.train_id IS 'Train';
COMMENT ON COLUMN duties.role IS 'L = in charge, P = pilot who knows the route, T = trainee';
COMMENT ON COLUMN duties.started_at IS 'When the driver signed on';
COMMENT ON COLUMN duties.ended_at IS 'When the driver signed off; NULL = forgotten';
COMMENT ON COLUMN duties.break_min IS 'Minutes of break within the duty';
