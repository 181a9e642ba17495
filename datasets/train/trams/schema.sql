-- A city tram operator: its network, fleet, drivers, survey days, tickets and passengers (2021-2024). PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE depots (
    depot_id INTEGER NOT NULL,
    depot_code CHAR(3) NOT NULL,
    name VARCHAR(40) NOT NULL,
    track_places INTEGER NOT NULL,
    has_workshop BOOLEAN NOT NULL,
    closed_on DATE,
    PRIMARY KEY (depot_id)
);
COMMENT ON TABLE depots IS 'Depots where trams are kept and repaired';
COMMENT ON COLUMN depots.depot_id IS 'Identifier';
COMMENT ON COLUMN depots.depot_code IS 'Three-letter code, such as NOR';
COMMENT ON COLUMN depots.name IS 'Name of the depot';
COMMENT ON COLUMN depots.track_places IS 'Number of vehicles it has room for';
COMMENT ON COLUMN depots.has_workshop IS 'Whether heavy repairs can be done there';
COMMENT ON COLUMN depots.closed_on IS 'Last day of use; NULL = in use';

CREATE TABLE vehicle_types (
    type_id INTEGER NOT NULL,
    type_code VARCHAR(6) NOT NULL,
    model_name VARCHAR(40) NOT NULL,
    length_m NUMERIC(4,1) NOT NULL,
    seats INTEGER NOT NULL,
    standing_places INTEGER NOT NULL,
    is_low_floor BOOLEAN NOT NULL,
    PRIMARY KEY (type_id)
);
COMMENT ON TABLE vehicle_types IS 'Types of tram';
COMMENT ON COLUMN vehicle_types.type_id IS 'Identifier';
COMMENT ON COLUMN vehicle_types.type_code IS 'Short code, such as GT6';
COMMENT ON COLUMN vehicle_types.model_name IS 'Name of the model';
COMMENT ON COLUMN vehicle_types.length_m IS 'Length in metres';
COMMENT ON COLUMN vehicle_types.seats IS 'Number of seats';
COMMENT ON COLUMN vehicle_types.standing_places IS 'Number of standing places';
COMMENT ON COLUMN vehicle_types.is_low_floor IS 'Whether it can be boarded without a step';

CREATE TABLE vehicles (
    vehicle_id INTEGER NOT NULL,
    fleet_no VARCHAR(6) NOT NULL,
    type_id INTEGER NOT NULL,
    depot_id INTEGER NOT NULL,
    commissioned_on DATE NOT NULL,
    withdrawn_on DATE,
    replaces_vehicle_id INTEGER,
    purchase_price NUMERIC(10,2),
    PRIMARY KEY (vehicle_id),
    FOREIGN KEY (type_id) REFERENCES vehicle_types (type_id),
    FOREIGN KEY (depot_id) REFERENCES depots (depot_id),
    FOREIGN KEY (replaces_vehicle_id) REFERENCES vehicles (vehicle_id)
);
COMMENT ON TABLE vehicles IS 'Trams, withdrawn ones included';
COMMENT ON COLUMN vehicles.vehicle_id IS 'Identifier';
COMMENT ON COLUMN vehicles.fleet_no IS 'Number painted on the tram';
COMMENT ON COLUMN vehicles.type_id IS 'Type';
COMMENT ON COLUMN vehicles.depot_id IS 'Home depot';
COMMENT ON COLUMN vehicles.commissioned_on IS 'First day in service';
COMMENT ON COLUMN vehicles.withdrawn_on IS 'Day of withdrawal; NULL = still in the fleet';
COMMENT ON COLUMN vehicles.replaces_vehicle_id IS 'Older tram whose place it took; NULL = an addition to the fleet';
COMMENT ON COLUMN vehicles.purchase_price IS 'Price paid in euros; NULL = not known, or taken over second-hand';

CREATE TABLE drivers (
    driver_id INTEGER NOT NULL,
    staff_no VARCHAR(6) NOT NULL,
    full_name VARCHAR(60) NOT NULL,
    depot_id INTEGER NOT NULL,
    contract CHAR(1) NOT NULL,
    hired_on DATE NOT NULL,
    left_on DATE,
    mentor_id INTEGER,
    PRIMARY KEY (driver_id),
    FOREIGN KEY (depot_id) REFERENCES depots (depot_id),
    FOREIGN KEY (mentor_id) REFERENCES drivers (driver_id)
);
COMMENT ON TABLE drivers IS 'Drivers, former ones included';
COMMENT ON COLUMN drivers.driver_id IS 'Identifier';
COMMENT ON COLUMN drivers.staff_no IS 'Staff number, such as D0042';
COMMENT ON COLUMN drivers.full_name IS 'First and last name';
COMMENT ON COLUMN drivers.depot_id IS 'Depot the driver reports to';
COMMENT ON COLUMN drivers.contract IS 'F = full time, P = part time, C = casual';
COMMENT ON COLUMN drivers.hired_on IS 'First day of employment';
COMMENT ON COLUMN drivers.left_on IS 'Last day of employment; NULL = still employed';
COMMENT ON COLUMN drivers.mentor_id IS 'Driver who trained this one; NULL = trained elsewhere';

CREATE TABLE driver_qualifications (
    driver_id INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    acquired_on DATE NOT NULL,
    expires_on DATE,
    PRIMARY KEY (driver_id, type_id),
    FOREIGN KEY (driver_id) REFERENCES drivers (driver_id),
    FOREIGN KEY (type_id) REFERENCES vehicle_types (type_id)
);
COMMENT ON TABLE driver_qualifications IS 'Which driver may drive which type of tram';
COMMENT ON COLUMN driver_qualifications.driver_id IS 'Driver';
COMMENT ON COLUMN driver_qualifications.type_id IS 'Type of tram';
COMMENT ON COLUMN driver_qualifications.acquired_on IS 'Day the driver passed the test';
COMMENT ON COLUMN driver_qualifications.expires_on IS 'Last day it is valid; NULL = without end';

CREATE TABLE stops (
    stop_id INTEGER NOT NULL,
    stop_code CHAR(4) NOT NULL,
    name VARCHAR(40) NOT NULL,
    zone CHAR(1) NOT NULL,
    is_accessible BOOLEAN NOT NULL,
    has_ticket_machine BOOLEAN NOT NULL,
    closed_on DATE,
    PRIMARY KEY (stop_id)
);
COMMENT ON TABLE stops IS 'Tram stops';
COMMENT ON COLUMN stops.stop_id IS 'Identifier';
COMMENT ON COLUMN stops.stop_code IS 'Four-letter code, such as MARK';
COMMENT ON COLUMN stops.name IS 'Name of the stop';
COMMENT ON COLUMN stops.zone IS 'Fare zone: A = centre, B = inner ring, C = outskirts';
COMMENT ON COLUMN stops.is_accessible IS 'Whether there is step-free access';
COMMENT ON COLUMN stops.has_ticket_machine IS 'Whether a ticket machine stands there today';
COMMENT ON COLUMN stops.closed_on IS 'Day of permanent closure; NULL = in use';

CREATE TABLE lines (
    line_id INTEGER NOT NULL,
    line_no VARCHAR(4) NOT NULL,
    name VARCHAR(40) NOT NULL,
    kind CHAR(1) NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    PRIMARY KEY (line_id)
);
COMMENT ON TABLE lines IS 'Tram lines';
COMMENT ON COLUMN lines.line_id IS 'Identifier';
COMMENT ON COLUMN lines.line_no IS 'Number shown to passengers, such as 3 or N1';
COMMENT ON COLUMN lines.name IS 'Name on the map';
COMMENT ON COLUMN lines.kind IS 'R = regular day line, N = night line, H = heritage or event line';
COMMENT ON COLUMN lines.opened_on IS 'First day of operation';
COMMENT ON COLUMN lines.closed_on IS 'Last day of operation; NULL = in operation';

CREATE TABLE line_variants (
    variant_id INTEGER NOT NULL,
    line_id INTEGER NOT NULL,
    variant_code VARCHAR(8) NOT NULL,
    direction CHAR(1) NOT NULL,
    is_short_working BOOLEAN NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    PRIMARY KEY (variant_id),
    FOREIGN KEY (line_id) REFERENCES lines (line_id)
);
COMMENT ON TABLE line_variants IS 'Routes that a line is run on, one for each direction and branch';
COMMENT ON COLUMN line_variants.variant_id IS 'Identifier';
COMMENT ON COLUMN line_variants.line_id IS 'Line';
COMMENT ON COLUMN line_variants.variant_code IS 'Code, such as 3-OUT or 3-INS';
COMMENT ON COLUMN line_variants.direction IS 'O = outbound, I = inbound';
COMMENT ON COLUMN line_variants.is_short_working IS 'Whether it serves only part of the line';
COMMENT ON COLUMN line_variants.valid_from IS 'First day of validity';
COMMENT ON COLUMN line_variants.valid_to IS 'Last day of validity; NULL = still valid';

CREATE TABLE variant_stops (
    variant_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stop_id INTEGER NOT NULL,
    minutes_from_start INTEGER NOT NULL,
    is_request_stop BOOLEAN NOT NULL,
    PRIMARY KEY (variant_id, position),
    FOREIGN KEY (variant_id) REFERENCES line_variants (variant_id),
    FOREIGN KEY (stop_id) REFERENCES stops (stop_id)
);
COMMENT ON TABLE variant_stops IS 'Stops of each variant in order';
COMMENT ON COLUMN variant_stops.variant_id IS 'Variant';
COMMENT ON COLUMN variant_stops.position IS '1 = first stop';
COMMENT ON COLUMN variant_stops.stop_id IS 'Stop';
COMMENT ON COLUMN variant_stops.minutes_from_start IS 'Planned running time from the first stop in minutes';
COMMENT ON COLUMN variant_stops.is_request_stop IS 'Whether the tram stops only on request';

CREATE TABLE duties (
    duty_id INTEGER NOT NULL,
    driver_id INTEGER,
    duty_on DATE NOT NULL,
    shift CHAR(1) NOT NULL,
    planned_hours NUMERIC(3,1) NOT NULL,
    worked_hours NUMERIC(3,1),
    status CHAR(1) NOT NULL,
    PRIMARY KEY (duty_id),
    FOREIGN KEY (driver_id) REFERENCES drivers (driver_id)
);
COMMENT ON TABLE duties IS 'Shifts of the drivers on the survey days';
COMMENT ON COLUMN duties.duty_id IS 'Identifier';
COMMENT ON COLUMN duties.driver_id IS 'Driver; NULL = nobody could be found';
COMMENT ON COLUMN duties.duty_on IS 'Day on which it begins';
COMMENT ON COLUMN duties.shift IS 'E = early, L = late, N = night, S = split';
COMMENT ON COLUMN duties.planned_hours IS 'Planned hours';
COMMENT ON COLUMN duties.worked_hours IS 'Hours worked; NULL = not worked';
COMMENT ON COLUMN duties.status IS 'W = worked, S = driver reported sick, U = uncovered, no driver found';

CREATE TABLE trips (
    trip_id INTEGER NOT NULL,
    variant_id INTEGER NOT NULL,
    duty_id INTEGER,
    vehicle_id INTEGER,
    planned_start_at TIMESTAMP NOT NULL,
    planned_end_at TIMESTAMP NOT NULL,
    actual_start_at TIMESTAMP,
    actual_end_at TIMESTAMP,
    status CHAR(1) NOT NULL,
    PRIMARY KEY (trip_id),
    FOREIGN KEY (variant_id) REFERENCES line_variants (variant_id),
    FOREIGN KEY (duty_id) REFERENCES duties (duty_id),
    FOREIGN KEY (vehicle_id) REFERENCES vehicles (vehicle_id)
);
COMMENT ON TABLE trips IS 'Runs of a tram from end to end on the survey days';
COMMENT ON COLUMN trips.trip_id IS 'Identifier';
COMMENT ON COLUMN trips.variant_id IS 'Route';
COMMENT ON COLUMN trips.duty_id IS 'Duty it belongs to; NULL = trip of a hired or event driver';
COMMENT ON COLUMN trips.vehicle_id IS 'Tram that ran; NULL = cancelled before a tram was assigned';
COMMENT ON COLUMN trips.planned_start_at IS 'Planned departure from the first stop';
COMMENT ON COLUMN trips.planned_end_at IS 'Planned arrival at the last stop';
COMMENT ON COLUMN trips.actual_start_at IS 'Real departure; NULL = cancelled';
COMMENT ON COLUMN trips.actual_end_at IS 'Real arrival; NULL = cancelled or cut short on the way';
COMMENT ON COLUMN trips.status IS 'R = run in full, C = cut short on the way, X = cancelled';

CREATE TABLE delays (
    delay_id INTEGER NOT NULL,
    trip_id INTEGER NOT NULL,
    stop_id INTEGER,
    cause CHAR(2) NOT NULL,
    minutes INTEGER NOT NULL,
    note VARCHAR(120),
    PRIMARY KEY (delay_id),
    FOREIGN KEY (trip_id) REFERENCES trips (trip_id),
    FOREIGN KEY (stop_id) REFERENCES stops (stop_id)
);
COMMENT ON TABLE delays IS 'Delays reported by the control room, any number for a trip';
COMMENT ON COLUMN delays.delay_id IS 'Identifier';
COMMENT ON COLUMN delays.trip_id IS 'Trip';
COMMENT ON COLUMN delays.stop_id IS 'Stop where it arose; NULL = at the depot, before the first stop';
COMMENT ON COLUMN delays.cause IS 'TR = road traffic, VF = vehicle fault, PA = passengers, WE = weather, AC = accident, ST = staff, TW = track works';
COMMENT ON COLUMN delays.minutes IS 'Minutes lost';
COMMENT ON COLUMN delays.note IS 'Free text of the controller; NULL = none';

CREATE TABLE stop_counts (
    trip_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stop_id INTEGER NOT NULL,
    boarded INTEGER,
    alighted INTEGER,
    PRIMARY KEY (trip_id, position),
    FOREIGN KEY (trip_id) REFERENCES trips (trip_id),
    FOREIGN KEY (stop_id) REFERENCES stops (stop_id)
);
COMMENT ON TABLE stop_counts IS 'Passengers counted at each stop of a counted trip';
COMMENT ON COLUMN stop_counts.trip_id IS 'Trip';
COMMENT ON COLUMN stop_counts.position IS 'Place of the stop in the trip, 1 = first';
COMMENT ON COLUMN stop_counts.stop_id IS 'Stop';
COMMENT ON COLUMN stop_counts.boarded IS 'Passengers who got on; NULL = door sensor failed';
COMMENT ON COLUMN stop_counts.alighted IS 'Passengers who got off; NULL = door sensor failed';

CREATE TABLE ticket_types (
    ticket_type_id INTEGER NOT NULL,
    ticket_code VARCHAR(6) NOT NULL,
    name VARCHAR(40) NOT NULL,
    audience CHAR(1) NOT NULL,
    price NUMERIC(7,2) NOT NULL,
    valid_minutes INTEGER,
    withdrawn_on DATE,
    PRIMARY KEY (ticket_type_id)
);
COMMENT ON TABLE ticket_types IS 'Kinds of ticket';
COMMENT ON COLUMN ticket_types.ticket_type_id IS 'Identifier';
COMMENT ON COLUMN ticket_types.ticket_code IS 'Short code, such as SGL';
COMMENT ON COLUMN ticket_types.name IS 'Name on the price list';
COMMENT ON COLUMN ticket_types.audience IS 'A = adult, C = child, S = senior, G = group';
COMMENT ON COLUMN ticket_types.price IS 'Price in euros today';
COMMENT ON COLUMN ticket_types.valid_minutes IS 'Minutes of validity; NULL = a pass valid by the calendar';
COMMENT ON COLUMN ticket_types.withdrawn_on IS 'Day from which it is no longer sold; NULL = on sale';

CREATE TABLE ticket_sales (
    sale_id INTEGER NOT NULL,
    ticket_type_id INTEGER NOT NULL,
    stop_id INTEGER,
    channel CHAR(1) NOT NULL,
    sold_at TIMESTAMP NOT NULL,
    quantity INTEGER NOT NULL,
    amount NUMERIC(8,2) NOT NULL,
    refunded_at TIMESTAMP,
    PRIMARY KEY (sale_id),
    FOREIGN KEY (ticket_type_id) REFERENCES ticket_types (ticket_type_id),
    FOREIGN KEY (stop_id) REFERENCES stops (stop_id)
);
COMMENT ON TABLE ticket_sales IS 'Tickets sold, a sample of the sales';
COMMENT ON COLUMN ticket_sales.sale_id IS 'Identifier';
COMMENT ON COLUMN ticket_sales.ticket_type_id IS 'Kind of ticket';
COMMENT ON COLUMN ticket_sales.stop_id IS 'Stop of the ticket machine; NULL = not sold at a machine';
COMMENT ON COLUMN ticket_sales.channel IS 'M = ticket machine, A = app, D = driver, K = kiosk';
COMMENT ON COLUMN ticket_sales.sold_at IS 'Time of sale';
COMMENT ON COLUMN ticket_sales.quantity IS 'Number of tickets';
COMMENT ON COLUMN ticket_sales.amount IS 'Euros paid for all of them';
COMMENT ON COLUMN ticket_sales.refunded_at IS 'Time the whole sale was refunded; NULL = not refunded';

CREATE TABLE inspections (
    inspection_id INTEGER NOT NULL,
    trip_id INTEGER NOT NULL,
    board_stop_id INTEGER NOT NULL,
    alight_stop_id INTEGER NOT NULL,
    inspectors INTEGER NOT NULL,
    passengers_checked INTEGER NOT NULL,
    PRIMARY KEY (inspection_id),
    FOREIGN KEY (trip_id) REFERENCES trips (trip_id),
    FOREIGN KEY (board_stop_id) REFERENCES stops (stop_id),
    FOREIGN KEY (alight_stop_id) REFERENCES stops (stop_id)
);
COMMENT ON TABLE inspections IS 'Ticket inspections, each between two stops of a trip';
COMMENT ON COLUMN inspections.inspection_id IS 'Identifier';
COMMENT ON COLUMN inspections.trip_id IS 'Trip';
COMMENT ON COLUMN inspections.board_stop_id IS 'Stop where the inspectors got on';
COMMENT ON COLUMN inspections.alight_stop_id IS 'Stop where the inspectors got off';
COMMENT ON COLUMN inspections.inspectors IS 'Number of inspectors';
COMMENT ON COLUMN inspections.passengers_checked IS 'Number of passengers checked';

CREATE TABLE fines (
    fine_id INTEGER NOT NULL,
    inspection_id INTEGER NOT NULL,
    reason VARCHAR(10) NOT NULL,
    amount NUMERIC(6,2) NOT NULL,
    issued_on DATE NOT NULL,
    due_on DATE NOT NULL,
    paid_on DATE,
    cancelled_on DATE,
    is_repeat BOOLEAN NOT NULL,
    PRIMARY KEY (fine_id),
    FOREIGN KEY (inspection_id) REFERENCES inspections (inspection_id)
);
COMMENT ON TABLE fines IS 'Penalty fares issued in inspections';
COMMENT ON COLUMN fines.fine_id IS 'Identifier';
COMMENT ON COLUMN fines.inspection_id IS 'Inspection';
COMMENT ON COLUMN fines.reason IS 'no ticket, expired, wrong zone, misuse or smoking';
COMMENT ON COLUMN fines.amount IS 'Amount in euros';
COMMENT ON COLUMN fines.issued_on IS 'Day of issue';
COMMENT ON COLUMN fines.due_on IS 'Day by which it is to be paid';
COMMENT ON COLUMN fines.paid_on IS 'Day of payment; NULL = not paid';
COMMENT ON COLUMN fines.cancelled_on IS 'Day the fine was cancelled on appeal; NULL = it stands';
COMMENT ON COLUMN fines.is_repeat IS 'Whether the passenger had been fined before';

CREATE TABLE track_works (
    work_id INTEGER NOT NULL,
    line_id INTEGER NOT NULL,
    from_stop_id INTEGER NOT NULL,
    to_stop_id INTEGER NOT NULL,
    kind VARCHAR(10) NOT NULL,
    starts_on DATE NOT NULL,
    planned_end_on DATE NOT NULL,
    ended_on DATE,
    budget NUMERIC(10,2) NOT NULL,
    final_cost NUMERIC(10,2),
    PRIMARY KEY (work_id),
    FOREIGN KEY (line_id) REFERENCES lines (line_id),
    FOREIGN KEY (from_stop_id) REFERENCES stops (stop_id),
    FOREIGN KEY (to_stop_id) REFERENCES stops (stop_id)
);
COMMENT ON TABLE track_works IS 'Works on the track between two stops';
COMMENT ON COLUMN track_works.work_id IS 'Identifier';
COMMENT ON COLUMN track_works.line_id IS 'Line most affected';
COMMENT ON COLUMN track_works.from_stop_id IS 'Stop where the section begins';
COMMENT ON COLUMN track_works.to_stop_id IS 'Stop where the section ends';
COMMENT ON COLUMN track_works.kind IS 'rail, switch, overhead, platform or drainage';
COMMENT ON COLUMN track_works.starts_on IS 'First day';
COMMENT ON COLUMN track_works.planned_end_on IS 'Planned last day';
COMMENT ON COLUMN track_works.ended_on IS 'Real last day; NULL = still going on';
COMMENT ON COLUMN track_works.budget IS 'Approved budget in euros';
COMMENT ON COLUMN track_works.final_cost IS 'Final cost in euros; NULL = not yet settled';

CREATE TABLE maintenance_jobs (
    job_id INTEGER NOT NULL,
    vehicle_id INTEGER NOT NULL,
    depot_id INTEGER NOT NULL,
    follows_job_id INTEGER,
    kind CHAR(1) NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    labour_hours NUMERIC(5,1),
    parts_cost NUMERIC(9,2) NOT NULL,
    PRIMARY KEY (job_id),
    FOREIGN KEY (vehicle_id) REFERENCES vehicles (vehicle_id),
    FOREIGN KEY (depot_id) REFERENCES depots (depot_id),
    FOREIGN KEY (follows_job_id) REFERENCES maintenance_jobs (job_id)
);
COMMENT ON TABLE maintenance_jobs IS 'Jobs of the workshop on a tram';
COMMENT ON COLUMN maintenance_jobs.job_id IS 'Identifier';
COMMENT ON COLUMN maintenance_jobs.vehicle_id IS 'Tram';
COMMENT ON COLUMN maintenance_jobs.depot_id IS 'Depot where it was done, not always the home depot';
COMMENT ON COLUMN maintenance_jobs.follows_job_id IS 'Earlier job that it had to put right; NULL = none';
COMMENT ON COLUMN maintenance_jobs.kind IS 'S = scheduled service, R = repair, A = accident damage, G = graffiti removal';
COMMENT ON COLUMN maintenance_jobs.opened_at IS 'When the tram came in';
COMMENT ON COLUMN maintenance_jobs.closed_at IS 'When it was released; NULL = still in the workshop';
COMMENT ON COLUMN maintenance_jobs.labour_hours IS 'Hours of work; NULL = not booked yet';
COMMENT ON COLUMN maintenance_jobs.parts_cost IS 'Cost of parts in euros, 0 = none used';

CREATE TABLE complaints (
    complaint_id INTEGER NOT NULL,
    line_id INTEGER,
    stop_id INTEGER,
    driver_id INTEGER,
    topic VARCHAR(12) NOT NULL,
    channel CHAR(1) NOT NULL,
    received_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    compensation NUMERIC(6,2),
    deleted_at TIMESTAMP,
    PRIMARY KEY (complaint_id),
    FOREIGN KEY (line_id) REFERENCES lines (line_id),
    FOREIGN KEY (stop_id) REFERENCES stops (stop_id),
    FOREIGN KEY (driver_id) REFERENCES drivers (driver_id)
);
COMMENT ON TABLE complaints IS 'Complaints of passengers';
COMMENT ON COLUMN complaints.complaint_id IS 'Identifier';
COMMENT ON COLUMN complaints.line_id IS 'Line; NULL = none named';
COMMENT ON COLUMN complaints.stop_id IS 'Stop; NULL = none named';
COMMENT ON COLUMN complaints.driver_id IS 'Driver complained about; NULL = none';
COMMENT ON COLUMN complaints.topic IS 'lateness, crowding, behaviour, cleanliness, fares or accident';
COMMENT ON COLUMN complaints.channel IS 'E = e-mail, P = phone, L = letter, W = web form';
COMMENT ON COLUMN complaints.received_at IS 'When it came in';
COMMENT ON COLUMN complaints.answered_at IS 'When it was answered; NULL = not yet';
COMMENT ON COLUMN complaints.compensation IS 'Euros paid in compensation; NULL = none granted';
COMMENT ON COLUMN complaints.deleted_at IS 'When it was taken out of the file at the passenger''s wish; NULL = it counts';
