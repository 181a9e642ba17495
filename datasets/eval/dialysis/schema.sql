-- A network of outpatient dialysis centres, November 2022 to February 2025. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE centre (
    centre_id INTEGER NOT NULL,
    code CHAR(3) NOT NULL,
    name VARCHAR(30) NOT NULL,
    region VARCHAR(20) NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    has_night_shift BOOLEAN NOT NULL,
    PRIMARY KEY (centre_id)
);
COMMENT ON TABLE centre IS 'Dialysis centres of the network, closed ones included';
COMMENT ON COLUMN centre.centre_id IS 'Identifier';
COMMENT ON COLUMN centre.code IS 'Three letters, such as ALD';
COMMENT ON COLUMN centre.name IS 'Name of the centre';
COMMENT ON COLUMN centre.region IS 'Coast, Valley or Uplands';
COMMENT ON COLUMN centre.opened_on IS 'First day of operation';
COMMENT ON COLUMN centre.closed_on IS 'Last day of operation; NULL = open';
COMMENT ON COLUMN centre.has_night_shift IS 'True = runs an evening and night shift';

CREATE TABLE staff_member (
    staff_id INTEGER NOT NULL,
    full_name VARCHAR(50) NOT NULL,
    role CHAR(1) NOT NULL,
    centre_id INTEGER,
    supervisor_id INTEGER,
    hired_on DATE NOT NULL,
    left_on DATE,
    PRIMARY KEY (staff_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id),
    FOREIGN KEY (supervisor_id) REFERENCES staff_member (staff_id)
);
COMMENT ON TABLE staff_member IS 'Physicians, nurses and technicians, past and present';
COMMENT ON COLUMN staff_member.staff_id IS 'Identifier';
COMMENT ON COLUMN staff_member.full_name IS 'First and last name';
COMMENT ON COLUMN staff_member.role IS 'P = physician, C = charge nurse, N = nurse, T = technician';
COMMENT ON COLUMN staff_member.centre_id IS 'Centre the person belongs to; NULL = works for the whole network';
COMMENT ON COLUMN staff_member.supervisor_id IS 'Staff member this person reports to; NULL = reports to nobody';
COMMENT ON COLUMN staff_member.hired_on IS 'First day of work';
COMMENT ON COLUMN staff_member.left_on IS 'Last day of work; NULL = still employed';

CREATE TABLE machine (
    machine_id INTEGER NOT NULL,
    serial_no VARCHAR(10) NOT NULL,
    centre_id INTEGER NOT NULL,
    chair_label VARCHAR(4) NOT NULL,
    model VARCHAR(20) NOT NULL,
    is_isolation BOOLEAN NOT NULL,
    bought_on DATE NOT NULL,
    purchase_price NUMERIC(9,2) NOT NULL,
    retired_on DATE,
    PRIMARY KEY (machine_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);
COMMENT ON TABLE machine IS 'Dialysis machines, retired ones included; each stands at a chair';
COMMENT ON COLUMN machine.machine_id IS 'Identifier';
COMMENT ON COLUMN machine.serial_no IS 'Serial number, such as AQ-1042';
COMMENT ON COLUMN machine.centre_id IS 'Centre where it stands or stood last';
COMMENT ON COLUMN machine.chair_label IS 'Chair it serves, such as C3; unique only within a centre';
COMMENT ON COLUMN machine.model IS 'Aquila 4, Aquila 5, Nefro S or Tidal One';
COMMENT ON COLUMN machine.is_isolation IS 'True = reserved for patients with hepatitis B';
COMMENT ON COLUMN machine.bought_on IS 'Day of purchase';
COMMENT ON COLUMN machine.purchase_price IS 'Price paid, in euros';
COMMENT ON COLUMN machine.retired_on IS 'Day it was taken out of use for good; NULL = in use';

CREATE TABLE patient (
    patient_id INTEGER NOT NULL,
    chart_no VARCHAR(8) NOT NULL,
    full_name VARCHAR(50) NOT NULL,
    birth_date DATE NOT NULL,
    sex CHAR(1) NOT NULL,
    centre_id INTEGER NOT NULL,
    physician_id INTEGER NOT NULL,
    schedule VARCHAR(3) NOT NULL,
    shift CHAR(1) NOT NULL,
    is_diabetic BOOLEAN NOT NULL,
    has_hepatitis_b BOOLEAN NOT NULL,
    admitted_on DATE NOT NULL,
    waitlisted_on DATE,
    left_on DATE,
    outcome CHAR(2),
    PRIMARY KEY (patient_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id),
    FOREIGN KEY (physician_id) REFERENCES staff_member (staff_id)
);
COMMENT ON TABLE patient IS 'Patients on chronic dialysis, past and present';
COMMENT ON COLUMN patient.patient_id IS 'Identifier';
COMMENT ON COLUMN patient.chart_no IS 'Number of the chart, such as P-0417';
COMMENT ON COLUMN patient.full_name IS 'First and last name; not unique';
COMMENT ON COLUMN patient.birth_date IS 'Date of birth';
COMMENT ON COLUMN patient.sex IS 'F = female, M = male';
COMMENT ON COLUMN patient.centre_id IS 'Home centre, where the patient is usually treated';
COMMENT ON COLUMN patient.physician_id IS 'Physician in charge';
COMMENT ON COLUMN patient.schedule IS 'Days of the week: MWF, TTS (Tuesday, Thursday, Saturday), MF or TS (Tuesday, Saturday)';
COMMENT ON COLUMN patient.shift IS 'Usual shift: M = morning, A = afternoon, N = night';
COMMENT ON COLUMN patient.is_diabetic IS 'True = has diabetes';
COMMENT ON COLUMN patient.has_hepatitis_b IS 'True = carries hepatitis B, needs an isolation machine';
COMMENT ON COLUMN patient.admitted_on IS 'Day of admission to the network';
COMMENT ON COLUMN patient.waitlisted_on IS 'Day of entry on the transplant waiting list; NULL = never listed';
COMMENT ON COLUMN patient.left_on IS 'Last day in the programme; NULL = current patient';
COMMENT ON COLUMN patient.outcome IS 'TX = transplanted, DE = died, TR = transferred to another provider, HM = home dialysis; NULL = current patient';

CREATE TABLE dry_weight (
    patient_id INTEGER NOT NULL,
    valid_from DATE NOT NULL,
    dry_weight_kg NUMERIC(4,1) NOT NULL,
    set_by_id INTEGER NOT NULL,
    PRIMARY KEY (patient_id, valid_from),
    FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
    FOREIGN KEY (set_by_id) REFERENCES staff_member (staff_id)
);
COMMENT ON TABLE dry_weight IS 'History of the target weight after dialysis';
COMMENT ON COLUMN dry_weight.patient_id IS 'Patient';
COMMENT ON COLUMN dry_weight.valid_from IS 'First day it is in force; it ends where the next one begins';
COMMENT ON COLUMN dry_weight.dry_weight_kg IS 'Target weight in kilograms';
COMMENT ON COLUMN dry_weight.set_by_id IS 'Physician who set it';

CREATE TABLE access (
    access_id INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    kind CHAR(1) NOT NULL,
    side CHAR(1) NOT NULL,
    created_on DATE NOT NULL,
    removed_on DATE,
    loss_reason VARCHAR(10),
    PRIMARY KEY (access_id),
    FOREIGN KEY (patient_id) REFERENCES patient (patient_id)
);
COMMENT ON TABLE access IS 'Vascular accesses of the patients, one after the other';
COMMENT ON COLUMN access.access_id IS 'Identifier';
COMMENT ON COLUMN access.patient_id IS 'Patient';
COMMENT ON COLUMN access.kind IS 'F = fistula, G = graft, C = tunnelled catheter, T = temporary catheter';
COMMENT ON COLUMN access.side IS 'L = left, R = right';
COMMENT ON COLUMN access.created_on IS 'Day it was made or placed';
COMMENT ON COLUMN access.removed_on IS 'Day it was given up; NULL = in place';
COMMENT ON COLUMN access.loss_reason IS 'thrombosis, infection or planned; NULL = in place';

CREATE TABLE session (
    session_id INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    centre_id INTEGER NOT NULL,
    machine_id INTEGER NOT NULL,
    access_id INTEGER NOT NULL,
    nurse_id INTEGER NOT NULL,
    round_physician_id INTEGER,
    started_at TIMESTAMP NOT NULL,
    prescribed_min INTEGER NOT NULL,
    treated_min INTEGER NOT NULL,
    end_code CHAR(1) NOT NULL,
    pre_weight_kg NUMERIC(4,1) NOT NULL,
    post_weight_kg NUMERIC(4,1),
    pre_systolic INTEGER NOT NULL,
    pre_diastolic INTEGER NOT NULL,
    post_systolic INTEGER,
    note TEXT,
    PRIMARY KEY (session_id),
    FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id),
    FOREIGN KEY (machine_id) REFERENCES machine (machine_id),
    FOREIGN KEY (access_id) REFERENCES access (access_id),
    FOREIGN KEY (nurse_id) REFERENCES staff_member (staff_id),
    FOREIGN KEY (round_physician_id) REFERENCES staff_member (staff_id)
);
COMMENT ON TABLE session IS 'Dialysis sessions that took place';
COMMENT ON COLUMN session.session_id IS 'Identifier';
COMMENT ON COLUMN session.patient_id IS 'Patient treated';
COMMENT ON COLUMN session.centre_id IS 'Centre where it took place; not always the home centre';
COMMENT ON COLUMN session.machine_id IS 'Machine used';
COMMENT ON COLUMN session.access_id IS 'Vascular access used';
COMMENT ON COLUMN session.nurse_id IS 'Nurse who connected the patient';
COMMENT ON COLUMN session.round_physician_id IS 'Physician who saw the patient during it; NULL = no round';
COMMENT ON COLUMN session.started_at IS 'Start of treatment';
COMMENT ON COLUMN session.prescribed_min IS 'Prescribed time in minutes';
COMMENT ON COLUMN session.treated_min IS 'Time actually treated, in minutes';
COMMENT ON COLUMN session.end_code IS 'C = completed, P = stopped early at the patient''s wish, M = stopped for a medical reason, F = stopped by a machine fault';
COMMENT ON COLUMN session.pre_weight_kg IS 'Weight before, in kilograms';
COMMENT ON COLUMN session.post_weight_kg IS 'Weight after, in kilograms; NULL = not weighed';
COMMENT ON COLUMN session.pre_systolic IS 'Systolic blood pressure before, in mmHg';
COMMENT ON COLUMN session.pre_diastolic IS 'Diastolic blood pressure before, in mmHg';
COMMENT ON COLUMN session.post_systolic IS 'Systolic blood pressure after, in mmHg; NULL = not measured';
COMMENT ON COLUMN session.note IS 'Free text of the nurse; NULL = nothing noted';

CREATE TABLE missed_session (
    missed_id INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    centre_id INTEGER NOT NULL,
    due_on DATE NOT NULL,
    reason CHAR(2) NOT NULL,
    was_announced BOOLEAN NOT NULL,
    made_up_by_id INTEGER,
    PRIMARY KEY (missed_id),
    FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id),
    FOREIGN KEY (made_up_by_id) REFERENCES session (session_id)
);
COMMENT ON TABLE missed_session IS 'Planned sessions that did not take place';
COMMENT ON COLUMN missed_session.missed_id IS 'Identifier';
COMMENT ON COLUMN missed_session.patient_id IS 'Patient';
COMMENT ON COLUMN missed_session.centre_id IS 'Centre where it was due';
COMMENT ON COLUMN missed_session.due_on IS 'Day it was due';
COMMENT ON COLUMN missed_session.reason IS 'HO = in hospital, NS = no show, IL = ill at home, TR = transport failed, HL = holiday';
COMMENT ON COLUMN missed_session.was_announced IS 'True = the centre was told beforehand';
COMMENT ON COLUMN missed_session.made_up_by_id IS 'Extra session that made up for it; NULL = never made up';

CREATE TABLE complication (
    complication_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    kind VARCHAR(12) NOT NULL,
    severity INTEGER NOT NULL,
    onset_min INTEGER,
    sent_to_hospital BOOLEAN NOT NULL,
    PRIMARY KEY (complication_id),
    FOREIGN KEY (session_id) REFERENCES session (session_id)
);
COMMENT ON TABLE complication IS 'What went wrong with the patient during a session';
COMMENT ON COLUMN complication.complication_id IS 'Identifier';
COMMENT ON COLUMN complication.session_id IS 'Session';
COMMENT ON COLUMN complication.kind IS 'hypotension, cramps, nausea, bleeding, fever, clotting or chest pain';
COMMENT ON COLUMN complication.severity IS '1 = mild, 2 = moderate, 3 = severe';
COMMENT ON COLUMN complication.onset_min IS 'Minutes after the start; NULL = not recorded';
COMMENT ON COLUMN complication.sent_to_hospital IS 'True = the patient was taken to hospital';

CREATE TABLE lab_result (
    result_id INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    test_code VARCHAR(3) NOT NULL,
    drawn_on DATE NOT NULL,
    value NUMERIC(5,2),
    voided_at TIMESTAMP,
    PRIMARY KEY (result_id),
    FOREIGN KEY (patient_id) REFERENCES patient (patient_id)
);
COMMENT ON TABLE lab_result IS 'Blood tests, about one of each kind a month';
COMMENT ON COLUMN lab_result.result_id IS 'Identifier';
COMMENT ON COLUMN lab_result.patient_id IS 'Patient';
COMMENT ON COLUMN lab_result.test_code IS 'HB = haemoglobin (g/dl), K = potassium (mmol/l), PO4 = phosphate (mmol/l), ALB = albumin (g/l), KTV = Kt/V, the dose of dialysis (no unit)';
COMMENT ON COLUMN lab_result.drawn_on IS 'Day the blood was drawn';
COMMENT ON COLUMN lab_result.value IS 'Result; NULL = sample unusable';
COMMENT ON COLUMN lab_result.voided_at IS 'When the laboratory withdrew the result; NULL = valid';

CREATE TABLE medication (
    medication_id INTEGER NOT NULL,
    name VARCHAR(20) NOT NULL,
    class VARCHAR(14) NOT NULL,
    unit VARCHAR(4) NOT NULL,
    unit_cost NUMERIC(8,4) NOT NULL,
    dropped_on DATE,
    PRIMARY KEY (medication_id)
);
COMMENT ON TABLE medication IS 'Medicines given during dialysis';
COMMENT ON COLUMN medication.medication_id IS 'Identifier';
COMMENT ON COLUMN medication.name IS 'Name of the substance';
COMMENT ON COLUMN medication.class IS 'anaemia, iron, bone, anticoagulant, antibiotic or pain';
COMMENT ON COLUMN medication.unit IS 'Unit of the amounts: IU, mcg or mg';
COMMENT ON COLUMN medication.unit_cost IS 'Cost of one unit, in euros';
COMMENT ON COLUMN medication.dropped_on IS 'Day it was taken off the list; NULL = on the list';

CREATE TABLE dose (
    session_id INTEGER NOT NULL,
    medication_id INTEGER NOT NULL,
    given_by_id INTEGER NOT NULL,
    amount NUMERIC(7,1) NOT NULL,
    was_refused BOOLEAN NOT NULL,
    PRIMARY KEY (session_id, medication_id),
    FOREIGN KEY (session_id) REFERENCES session (session_id),
    FOREIGN KEY (medication_id) REFERENCES medication (medication_id),
    FOREIGN KEY (given_by_id) REFERENCES staff_member (staff_id)
);
COMMENT ON TABLE dose IS 'Medicines given or offered during a session';
COMMENT ON COLUMN dose.session_id IS 'Session';
COMMENT ON COLUMN dose.medication_id IS 'Medicine';
COMMENT ON COLUMN dose.given_by_id IS 'Nurse who gave or offered it; not always the one who connected the patient';
COMMENT ON COLUMN dose.amount IS 'Amount in the unit of the medicine';
COMMENT ON COLUMN dose.was_refused IS 'True = the patient refused it, so nothing was given';

CREATE TABLE trip (
    trip_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    direction CHAR(1) NOT NULL,
    carrier VARCHAR(20) NOT NULL,
    vehicle VARCHAR(10) NOT NULL,
    distance_km NUMERIC(4,1) NOT NULL,
    fare NUMERIC(6,2) NOT NULL,
    late_min INTEGER,
    PRIMARY KEY (trip_id),
    FOREIGN KEY (session_id) REFERENCES session (session_id)
);
COMMENT ON TABLE trip IS 'Organised rides of patients to and from sessions';
COMMENT ON COLUMN trip.trip_id IS 'Identifier';
COMMENT ON COLUMN trip.session_id IS 'Session it was for';
COMMENT ON COLUMN trip.direction IS 'I = in, to the centre; O = out, back home';
COMMENT ON COLUMN trip.carrier IS 'Company that drove';
COMMENT ON COLUMN trip.vehicle IS 'taxi, minibus or ambulance';
COMMENT ON COLUMN trip.distance_km IS 'Kilometres';
COMMENT ON COLUMN trip.fare IS 'Fare in euros';
COMMENT ON COLUMN trip.late_min IS 'Minutes late, 0 = on time; NULL = not recorded';

CREATE TABLE maintenance (
    maintenance_id INTEGER NOT NULL,
    machine_id INTEGER NOT NULL,
    kind CHAR(1) NOT NULL,
    out_from DATE NOT NULL,
    back_on DATE,
    technician_id INTEGER,
    cost NUMERIC(8,2),
    finding TEXT,
    PRIMARY KEY (maintenance_id),
    FOREIGN KEY (machine_id) REFERENCES machine (machine_id),
    FOREIGN KEY (technician_id) REFERENCES staff_member (staff_id)
);
COMMENT ON TABLE maintenance IS 'Maintenance and repair of machines';
COMMENT ON COLUMN maintenance.maintenance_id IS 'Identifier';
COMMENT ON COLUMN maintenance.machine_id IS 'Machine';
COMMENT ON COLUMN maintenance.kind IS 'P = preventive, R = repair, S = safety check';
COMMENT ON COLUMN maintenance.out_from IS 'Day the job began';
COMMENT ON COLUMN maintenance.back_on IS 'Day the machine was back in service, the same day if quick; NULL = not back';
COMMENT ON COLUMN maintenance.technician_id IS 'Own technician; NULL = done by the maker''s service';
COMMENT ON COLUMN maintenance.cost IS 'Cost in euros; NULL = under warranty';
COMMENT ON COLUMN maintenance.finding IS 'Free text; NULL = nothing found';
