-- A motor and household insurer, 2018 to 2024. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE product (
    product_code CHAR(3) NOT NULL,
    product_name VARCHAR(30) NOT NULL,
    line CHAR(1) NOT NULL,
    base_premium_eur NUMERIC(8,2) NOT NULL,
    launched_on DATE NOT NULL,
    withdrawn_on DATE,
    PRIMARY KEY (product_code)
);
COMMENT ON TABLE product IS 'Insurance products';
COMMENT ON COLUMN product.product_code IS 'Identifier, three letters';
COMMENT ON COLUMN product.product_name IS 'Name as sold';
COMMENT ON COLUMN product.line IS 'Line of business: M = motor, H = household';
COMMENT ON COLUMN product.base_premium_eur IS 'Yearly premium before discounts and surcharges';
COMMENT ON COLUMN product.launched_on IS 'First day of sale';
COMMENT ON COLUMN product.withdrawn_on IS 'First day on which it was no longer sold; NULL = still sold';

CREATE TABLE cover (
    cover_code CHAR(3) NOT NULL,
    cover_name VARCHAR(30) NOT NULL,
    line CHAR(1) NOT NULL,
    mandatory BOOLEAN NOT NULL,
    PRIMARY KEY (cover_code)
);
COMMENT ON TABLE cover IS 'Catalogue of covers that a policy may include';
COMMENT ON COLUMN cover.cover_code IS 'Identifier, three letters';
COMMENT ON COLUMN cover.cover_name IS 'Name of the cover';
COMMENT ON COLUMN cover.line IS 'Line of business: M = motor, H = household';
COMMENT ON COLUMN cover.mandatory IS 'True = every policy of the line has it';

CREATE TABLE agent (
    agent_no INTEGER NOT NULL,
    agent_name VARCHAR(40) NOT NULL,
    channel CHAR(1) NOT NULL,
    region VARCHAR(10) NOT NULL,
    commission_pct NUMERIC(4,2) NOT NULL,
    team_leader_no INTEGER,
    joined_on DATE NOT NULL,
    left_on DATE,
    PRIMARY KEY (agent_no),
    FOREIGN KEY (team_leader_no) REFERENCES agent (agent_no)
);
COMMENT ON TABLE agent IS 'Agents and brokers who sell and serve policies';
COMMENT ON COLUMN agent.agent_no IS 'Identifier';
COMMENT ON COLUMN agent.agent_name IS 'First and last name';
COMMENT ON COLUMN agent.channel IS 'T = tied agent, B = independent broker, D = desk at head office';
COMMENT ON COLUMN agent.region IS 'Sales region: North, Coast, Hills or City';
COMMENT ON COLUMN agent.commission_pct IS 'Commission in per cent of the first yearly premium; 0 = salaried';
COMMENT ON COLUMN agent.team_leader_no IS 'Agent who leads the team; NULL = leads one, or works alone';
COMMENT ON COLUMN agent.joined_on IS 'First day with us';
COMMENT ON COLUMN agent.left_on IS 'Last day with us; NULL = still active';

CREATE TABLE policyholder (
    holder_no INTEGER NOT NULL,
    full_name VARCHAR(40) NOT NULL,
    birth_date DATE NOT NULL,
    town VARCHAR(20) NOT NULL,
    email VARCHAR(60),
    customer_since DATE NOT NULL,
    household_head_no INTEGER,
    marketing_consent BOOLEAN NOT NULL,
    erased_on DATE,
    PRIMARY KEY (holder_no),
    FOREIGN KEY (household_head_no) REFERENCES policyholder (holder_no)
);
COMMENT ON TABLE policyholder IS 'Customers, one row a person';
COMMENT ON COLUMN policyholder.holder_no IS 'Customer number';
COMMENT ON COLUMN policyholder.full_name IS 'First and last name; not unique';
COMMENT ON COLUMN policyholder.birth_date IS 'Date of birth';
COMMENT ON COLUMN policyholder.town IS 'Town of residence';
COMMENT ON COLUMN policyholder.email IS 'Address for e-mail; NULL = letters only';
COMMENT ON COLUMN policyholder.customer_since IS 'Day of the first contract';
COMMENT ON COLUMN policyholder.household_head_no IS 'Customer who heads the household; NULL = head of a household, or lives alone';
COMMENT ON COLUMN policyholder.marketing_consent IS 'True = may be sent offers';
COMMENT ON COLUMN policyholder.erased_on IS 'Day on which the person asked us to erase the record (soft delete); NULL = customer';

CREATE TABLE policy (
    policy_no CHAR(7) NOT NULL,
    product_code CHAR(3) NOT NULL,
    holder_no INTEGER NOT NULL,
    sold_by_no INTEGER,
    served_by_no INTEGER,
    signed_on DATE NOT NULL,
    starts_on DATE NOT NULL,
    ended_on DATE,
    end_reason CHAR(1),
    pay_frequency CHAR(1) NOT NULL,
    replaces_policy_no CHAR(7),
    PRIMARY KEY (policy_no),
    FOREIGN KEY (product_code) REFERENCES product (product_code),
    FOREIGN KEY (holder_no) REFERENCES policyholder (holder_no),
    FOREIGN KEY (sold_by_no) REFERENCES agent (agent_no),
    FOREIGN KEY (served_by_no) REFERENCES agent (agent_no),
    FOREIGN KEY (replaces_policy_no) REFERENCES policy (policy_no)
);
COMMENT ON TABLE policy IS 'Contracts, ended ones included';
COMMENT ON COLUMN policy.policy_no IS 'Number of the contract, such as M-10023 or H-20117';
COMMENT ON COLUMN policy.product_code IS 'Product';
COMMENT ON COLUMN policy.holder_no IS 'Policyholder';
COMMENT ON COLUMN policy.sold_by_no IS 'Agent who sold it; NULL = bought on the website';
COMMENT ON COLUMN policy.served_by_no IS 'Agent who looks after it today; NULL = service centre';
COMMENT ON COLUMN policy.signed_on IS 'Day of signature';
COMMENT ON COLUMN policy.starts_on IS 'First day of cover';
COMMENT ON COLUMN policy.ended_on IS 'First day without cover; NULL = in force';
COMMENT ON COLUMN policy.end_reason IS 'C = cancelled by customer, N = premium not paid, R = replaced by another policy, X = cancelled by us after claims; NULL = in force';
COMMENT ON COLUMN policy.pay_frequency IS 'Y = yearly, H = half-yearly, Q = quarterly';
COMMENT ON COLUMN policy.replaces_policy_no IS 'Earlier policy that this one took over from; NULL = new business';

CREATE TABLE policy_version (
    policy_no CHAR(7) NOT NULL,
    version_no INTEGER NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    premium_eur NUMERIC(8,2) NOT NULL,
    bonus_class INTEGER,
    change_reason CHAR(1) NOT NULL,
    PRIMARY KEY (policy_no, version_no),
    FOREIGN KEY (policy_no) REFERENCES policy (policy_no)
);
COMMENT ON TABLE policy_version IS 'History of the terms of each policy';
COMMENT ON COLUMN policy_version.policy_no IS 'Policy';
COMMENT ON COLUMN policy_version.version_no IS 'Counts from 1 in each policy';
COMMENT ON COLUMN policy_version.valid_from IS 'First day of these terms';
COMMENT ON COLUMN policy_version.valid_to IS 'First day on which they no longer apply; NULL = current';
COMMENT ON COLUMN policy_version.premium_eur IS 'Yearly premium';
COMMENT ON COLUMN policy_version.bonus_class IS 'No-claims class, 0 = worst to 20 = best; NULL = household policy';
COMMENT ON COLUMN policy_version.change_reason IS 'N = new contract, R = renewal, M = change at the wish of the customer, D = discount granted, S = surcharge after a claim';

CREATE TABLE vehicle (
    vehicle_no INTEGER NOT NULL,
    policy_no CHAR(7) NOT NULL,
    plate VARCHAR(10) NOT NULL,
    make VARCHAR(20) NOT NULL,
    model_year INTEGER NOT NULL,
    fuel CHAR(1) NOT NULL,
    power_kw INTEGER NOT NULL,
    value_eur NUMERIC(9,2),
    annual_km INTEGER NOT NULL,
    insured_from DATE NOT NULL,
    insured_to DATE,
    PRIMARY KEY (vehicle_no),
    FOREIGN KEY (policy_no) REFERENCES policy (policy_no)
);
COMMENT ON TABLE vehicle IS 'Vehicles insured under motor policies';
COMMENT ON COLUMN vehicle.vehicle_no IS 'Identifier';
COMMENT ON COLUMN vehicle.policy_no IS 'Motor policy';
COMMENT ON COLUMN vehicle.plate IS 'Number plate';
COMMENT ON COLUMN vehicle.make IS 'Make of the vehicle';
COMMENT ON COLUMN vehicle.model_year IS 'Year of the model';
COMMENT ON COLUMN vehicle.fuel IS 'P = petrol, D = diesel, E = electric, H = hybrid';
COMMENT ON COLUMN vehicle.power_kw IS 'Engine power in kilowatts';
COMMENT ON COLUMN vehicle.value_eur IS 'Insured value; NULL = not appraised';
COMMENT ON COLUMN vehicle.annual_km IS 'Kilometres a year as declared';
COMMENT ON COLUMN vehicle.insured_from IS 'First day insured';
COMMENT ON COLUMN vehicle.insured_to IS 'First day no longer insured; NULL = insured as long as the policy runs';

CREATE TABLE dwelling (
    dwelling_no INTEGER NOT NULL,
    policy_no CHAR(7) NOT NULL,
    town VARCHAR(20) NOT NULL,
    kind CHAR(1) NOT NULL,
    year_built INTEGER,
    floor_area_m2 INTEGER NOT NULL,
    sum_insured_eur NUMERIC(10,2) NOT NULL,
    flood_zone INTEGER,
    owner_occupied BOOLEAN NOT NULL,
    PRIMARY KEY (dwelling_no),
    FOREIGN KEY (policy_no) REFERENCES policy (policy_no)
);
COMMENT ON TABLE dwelling IS 'Homes insured under household policies';
COMMENT ON COLUMN dwelling.dwelling_no IS 'Identifier';
COMMENT ON COLUMN dwelling.policy_no IS 'Household policy';
COMMENT ON COLUMN dwelling.town IS 'Town where the home stands';
COMMENT ON COLUMN dwelling.kind IS 'A = apartment, H = house, F = farmhouse, S = student room';
COMMENT ON COLUMN dwelling.year_built IS 'Year of construction; NULL = unknown';
COMMENT ON COLUMN dwelling.floor_area_m2 IS 'Floor area';
COMMENT ON COLUMN dwelling.sum_insured_eur IS 'Most that we pay for one loss';
COMMENT ON COLUMN dwelling.flood_zone IS 'Flood zone, 1 = safe to 4 = often under water; NULL = not assessed';
COMMENT ON COLUMN dwelling.owner_occupied IS 'True = the policyholder owns it';

CREATE TABLE policy_cover (
    policy_no CHAR(7) NOT NULL,
    cover_code CHAR(3) NOT NULL,
    limit_eur NUMERIC(10,2),
    excess_eur NUMERIC(7,2) NOT NULL,
    added_on DATE NOT NULL,
    removed_on DATE,
    PRIMARY KEY (policy_no, cover_code),
    FOREIGN KEY (policy_no) REFERENCES policy (policy_no),
    FOREIGN KEY (cover_code) REFERENCES cover (cover_code)
);
COMMENT ON TABLE policy_cover IS 'Which covers each policy includes';
COMMENT ON COLUMN policy_cover.policy_no IS 'Policy';
COMMENT ON COLUMN policy_cover.cover_code IS 'Cover';
COMMENT ON COLUMN policy_cover.limit_eur IS 'Most paid for one claim; NULL = without limit';
COMMENT ON COLUMN policy_cover.excess_eur IS 'Part of each claim that the policyholder bears';
COMMENT ON COLUMN policy_cover.added_on IS 'First day of the cover';
COMMENT ON COLUMN policy_cover.removed_on IS 'First day without it; NULL = included';

CREATE TABLE premium_invoice (
    invoice_no INTEGER NOT NULL,
    policy_no CHAR(7) NOT NULL,
    due_on DATE NOT NULL,
    amount_eur NUMERIC(8,2) NOT NULL,
    reminder_count INTEGER NOT NULL,
    cancelled BOOLEAN NOT NULL,
    PRIMARY KEY (invoice_no),
    FOREIGN KEY (policy_no) REFERENCES policy (policy_no)
);
COMMENT ON TABLE premium_invoice IS 'Invoices for premiums since January 2021';
COMMENT ON COLUMN premium_invoice.invoice_no IS 'Identifier';
COMMENT ON COLUMN premium_invoice.policy_no IS 'Policy';
COMMENT ON COLUMN premium_invoice.due_on IS 'Day by which it had to be paid';
COMMENT ON COLUMN premium_invoice.amount_eur IS 'Amount asked for';
COMMENT ON COLUMN premium_invoice.reminder_count IS 'Reminders sent, 0 to 3';
COMMENT ON COLUMN premium_invoice.cancelled IS 'True = withdrawn by us, nothing to pay';

CREATE TABLE payment (
    payment_no INTEGER NOT NULL,
    invoice_no INTEGER NOT NULL,
    paid_at TIMESTAMP NOT NULL,
    amount_eur NUMERIC(8,2) NOT NULL,
    method CHAR(2) NOT NULL,
    returned_on DATE,
    PRIMARY KEY (payment_no),
    FOREIGN KEY (invoice_no) REFERENCES premium_invoice (invoice_no)
);
COMMENT ON TABLE payment IS 'Money received for invoices; an invoice may be paid in parts';
COMMENT ON COLUMN payment.payment_no IS 'Identifier';
COMMENT ON COLUMN payment.invoice_no IS 'Invoice';
COMMENT ON COLUMN payment.paid_at IS 'When it was booked';
COMMENT ON COLUMN payment.amount_eur IS 'Amount';
COMMENT ON COLUMN payment.method IS 'DD = direct debit, BT = bank transfer, CC = card';
COMMENT ON COLUMN payment.returned_on IS 'Day on which the bank took it back; NULL = kept';

CREATE TABLE adjuster (
    adjuster_no INTEGER NOT NULL,
    adjuster_name VARCHAR(40) NOT NULL,
    employment CHAR(1) NOT NULL,
    line CHAR(1) NOT NULL,
    authority_eur NUMERIC(9,2) NOT NULL,
    supervisor_no INTEGER,
    PRIMARY KEY (adjuster_no),
    FOREIGN KEY (supervisor_no) REFERENCES adjuster (adjuster_no)
);
COMMENT ON TABLE adjuster IS 'People who assess claims';
COMMENT ON COLUMN adjuster.adjuster_no IS 'Identifier';
COMMENT ON COLUMN adjuster.adjuster_name IS 'First and last name';
COMMENT ON COLUMN adjuster.employment IS 'I = in-house, E = external';
COMMENT ON COLUMN adjuster.line IS 'Line assessed: M = motor, H = household';
COMMENT ON COLUMN adjuster.authority_eur IS 'Largest payout that may be approved alone';
COMMENT ON COLUMN adjuster.supervisor_no IS 'Adjuster who supervises; NULL = nobody';

CREATE TABLE workshop (
    workshop_no INTEGER NOT NULL,
    workshop_name VARCHAR(40) NOT NULL,
    town VARCHAR(20) NOT NULL,
    trade VARCHAR(12) NOT NULL,
    hourly_rate_eur NUMERIC(6,2),
    partner_since DATE,
    PRIMARY KEY (workshop_no)
);
COMMENT ON TABLE workshop IS 'Garages and repair firms';
COMMENT ON COLUMN workshop.workshop_no IS 'Identifier';
COMMENT ON COLUMN workshop.workshop_name IS 'Name of the firm';
COMMENT ON COLUMN workshop.town IS 'Town';
COMMENT ON COLUMN workshop.trade IS 'bodywork, glass, mechanics, plumbing or roofing';
COMMENT ON COLUMN workshop.hourly_rate_eur IS 'Agreed rate an hour; NULL = none agreed';
COMMENT ON COLUMN workshop.partner_since IS 'First day as our partner; NULL = not a partner';

CREATE TABLE claim (
    claim_no CHAR(9) NOT NULL,
    policy_no CHAR(7) NOT NULL,
    cover_code CHAR(3) NOT NULL,
    occurred_on DATE NOT NULL,
    reported_at TIMESTAMP NOT NULL,
    report_channel VARCHAR(8) NOT NULL,
    claimed_eur NUMERIC(9,2),
    at_fault BOOLEAN,
    adjuster_no INTEGER,
    workshop_no INTEGER,
    status CHAR(1) NOT NULL,
    description VARCHAR(80) NOT NULL,
    voided_at TIMESTAMP,
    PRIMARY KEY (claim_no),
    FOREIGN KEY (policy_no) REFERENCES policy (policy_no),
    FOREIGN KEY (cover_code) REFERENCES cover (cover_code),
    FOREIGN KEY (adjuster_no) REFERENCES adjuster (adjuster_no),
    FOREIGN KEY (workshop_no) REFERENCES workshop (workshop_no)
);
COMMENT ON TABLE claim IS 'Claims reported by policyholders';
COMMENT ON COLUMN claim.claim_no IS 'Number, year and counter, such as C22-00041';
COMMENT ON COLUMN claim.policy_no IS 'Policy';
COMMENT ON COLUMN claim.cover_code IS 'Cover under which it is claimed';
COMMENT ON COLUMN claim.occurred_on IS 'Day of the damage';
COMMENT ON COLUMN claim.reported_at IS 'When it was reported';
COMMENT ON COLUMN claim.report_channel IS 'phone, web, app, agent or letter';
COMMENT ON COLUMN claim.claimed_eur IS 'Amount asked for; NULL = not yet known';
COMMENT ON COLUMN claim.at_fault IS 'True = our policyholder caused it; NULL = undecided, or not a matter of fault';
COMMENT ON COLUMN claim.adjuster_no IS 'Adjuster in charge; NULL = handled automatically';
COMMENT ON COLUMN claim.workshop_no IS 'Firm that repairs; NULL = none';
COMMENT ON COLUMN claim.status IS 'R = registered, I = under inspection, A = approved, C = closed, D = declined';
COMMENT ON COLUMN claim.description IS 'What happened, in the words of the caller';
COMMENT ON COLUMN claim.voided_at IS 'When it was struck out as entered by mistake (soft delete); NULL = valid';

CREATE TABLE claim_status (
    claim_no CHAR(9) NOT NULL,
    step_no INTEGER NOT NULL,
    status CHAR(1) NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by_no INTEGER,
    PRIMARY KEY (claim_no, step_no),
    FOREIGN KEY (claim_no) REFERENCES claim (claim_no),
    FOREIGN KEY (changed_by_no) REFERENCES adjuster (adjuster_no)
);
COMMENT ON TABLE claim_status IS 'History of the status of each claim';
COMMENT ON COLUMN claim_status.claim_no IS 'Claim';
COMMENT ON COLUMN claim_status.step_no IS 'Counts from 1 in each claim';
COMMENT ON COLUMN claim_status.status IS 'Status from then on, coded as in claim.status';
COMMENT ON COLUMN claim_status.changed_at IS 'When it changed';
COMMENT ON COLUMN claim_status.changed_by_no IS 'Adjuster who changed it; NULL = the system';

CREATE TABLE claim_booking (
    booking_no INTEGER NOT NULL,
    claim_no CHAR(9) NOT NULL,
    booked_on DATE NOT NULL,
    kind CHAR(1) NOT NULL,
    amount_eur NUMERIC(10,2) NOT NULL,
    payee CHAR(1),
    PRIMARY KEY (booking_no),
    FOREIGN KEY (claim_no) REFERENCES claim (claim_no)
);
COMMENT ON TABLE claim_booking IS 'Reserve changes and payouts of claims';
COMMENT ON COLUMN claim_booking.booking_no IS 'Identifier';
COMMENT ON COLUMN claim_booking.claim_no IS 'Claim';
COMMENT ON COLUMN claim_booking.booked_on IS 'Day of booking';
COMMENT ON COLUMN claim_booking.kind IS 'R = change of the reserve, P = payout';
COMMENT ON COLUMN claim_booking.amount_eur IS 'R: up (+) or down (-); P: paid out, negative = paid back to us';
COMMENT ON COLUMN claim_booking.payee IS 'Of payouts: H = policyholder, W = workshop, T = third party; NULL = reserve change';

CREATE TABLE recovery (
    recovery_no INTEGER NOT NULL,
    claim_no CHAR(9) NOT NULL,
    kind CHAR(1) NOT NULL,
    demanded_on DATE NOT NULL,
    demanded_eur NUMERIC(9,2) NOT NULL,
    received_on DATE,
    received_eur NUMERIC(9,2),
    PRIMARY KEY (recovery_no),
    FOREIGN KEY (claim_no) REFERENCES claim (claim_no)
);
COMMENT ON TABLE recovery IS 'Money that we try to get back for a claim';
COMMENT ON COLUMN recovery.recovery_no IS 'Identifier';
COMMENT ON COLUMN recovery.claim_no IS 'Claim';
COMMENT ON COLUMN recovery.kind IS 'S = sale of salvage, T = recourse against a third party, R = reinsurance';
COMMENT ON COLUMN recovery.demanded_on IS 'Day of the demand';
COMMENT ON COLUMN recovery.demanded_eur IS 'Amount demanded';
COMMENT ON COLUMN recovery.received_on IS 'Day of receipt; NULL = not yet, or never';
COMMENT ON COLUMN recovery.received_eur IS 'Amount received; NULL = nothing received';

CREATE TABLE fraud_flag (
    flag_no INTEGER NOT NULL,
    claim_no CHAR(9) NOT NULL,
    rule_code VARCHAR(8) NOT NULL,
    raised_on DATE NOT NULL,
    raised_by_no INTEGER,
    score INTEGER NOT NULL,
    cleared_on DATE,
    confirmed BOOLEAN,
    PRIMARY KEY (flag_no),
    FOREIGN KEY (claim_no) REFERENCES claim (claim_no),
    FOREIGN KEY (raised_by_no) REFERENCES adjuster (adjuster_no)
);
COMMENT ON TABLE fraud_flag IS 'Hints of fraud on claims';
COMMENT ON COLUMN fraud_flag.flag_no IS 'Identifier';
COMMENT ON COLUMN fraud_flag.claim_no IS 'Claim';
COMMENT ON COLUMN fraud_flag.rule_code IS 'LATE = reported late, NEWPOL = shortly after signing, REPEAT = many claims, PHOTO = doubtful pictures, TIPOFF = hint from outside';
COMMENT ON COLUMN fraud_flag.raised_on IS 'Day of the hint';
COMMENT ON COLUMN fraud_flag.raised_by_no IS 'Adjuster who raised it; NULL = the rule engine';
COMMENT ON COLUMN fraud_flag.score IS 'Weight of the hint, 0 to 100';
COMMENT ON COLUMN fraud_flag.cleared_on IS 'Day on which it was looked into and decided; NULL = open';
COMMENT ON COLUMN fraud_flag.confirmed IS 'True = fraud, false = harmless; NULL = open';
