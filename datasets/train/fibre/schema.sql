-- Fibre: a regional provider of fibre broadband, 2021-2024. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE net_area (
    area_id INTEGER NOT NULL,
    area_code CHAR(3) NOT NULL,
    name VARCHAR(30) NOT NULL,
    county VARCHAR(20) NOT NULL,
    households INTEGER NOT NULL,
    live_on DATE,
    PRIMARY KEY (area_id)
);
COMMENT ON TABLE net_area IS 'Areas in which the network is built and sold';
COMMENT ON COLUMN net_area.area_id IS 'Identifier';
COMMENT ON COLUMN net_area.area_code IS 'Code of three letters, such as STN';
COMMENT ON COLUMN net_area.name IS 'Name of the area';
COMMENT ON COLUMN net_area.county IS 'Eastshire, Westmark or Norvale';
COMMENT ON COLUMN net_area.households IS 'Households in the area, with fibre or not';
COMMENT ON COLUMN net_area.live_on IS 'First day of sale; NULL = still being built';

CREATE TABLE net_node (
    node_id INTEGER NOT NULL,
    node_code VARCHAR(14) NOT NULL,
    parent_id INTEGER,
    area_id INTEGER NOT NULL,
    kind CHAR(1) NOT NULL,
    port_count INTEGER NOT NULL,
    battery_min INTEGER,
    installed_on DATE NOT NULL,
    retired_on DATE,
    PRIMARY KEY (node_id),
    FOREIGN KEY (parent_id) REFERENCES net_node (node_id),
    FOREIGN KEY (area_id) REFERENCES net_area (area_id)
);
COMMENT ON TABLE net_node IS 'Exchanges, street cabinets and splitters; each hangs on the one above it';
COMMENT ON COLUMN net_node.node_id IS 'Identifier';
COMMENT ON COLUMN net_node.node_code IS 'Code on the label, such as CAB-STN-02 or SPL-STN-0203';
COMMENT ON COLUMN net_node.parent_id IS 'Node that feeds it; NULL = an exchange, fed by nobody';
COMMENT ON COLUMN net_node.area_id IS 'Area in which the node stands';
COMMENT ON COLUMN net_node.kind IS 'X = exchange, C = street cabinet, S = splitter';
COMMENT ON COLUMN net_node.port_count IS 'Ports for the level below';
COMMENT ON COLUMN net_node.battery_min IS 'Minutes on battery without mains; NULL = needs no power';
COMMENT ON COLUMN net_node.installed_on IS 'Day of installation';
COMMENT ON COLUMN net_node.retired_on IS 'Day it was taken down; NULL = in use';

CREATE TABLE net_premise (
    premise_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    node_id INTEGER,
    street VARCHAR(30) NOT NULL,
    house_no VARCHAR(6) NOT NULL,
    kind CHAR(1) NOT NULL,
    wayleave CHAR(1),
    passed_on DATE,
    PRIMARY KEY (premise_id),
    FOREIGN KEY (area_id) REFERENCES net_area (area_id),
    FOREIGN KEY (node_id) REFERENCES net_node (node_id)
);
COMMENT ON TABLE net_premise IS 'Houses, flats and offices that have or will have fibre';
COMMENT ON COLUMN net_premise.premise_id IS 'Identifier';
COMMENT ON COLUMN net_premise.area_id IS 'Area in which it lies';
COMMENT ON COLUMN net_premise.node_id IS 'Splitter it is or would be connected to, sometimes of the neighbouring area; NULL = none planned yet';
COMMENT ON COLUMN net_premise.street IS 'Street';
COMMENT ON COLUMN net_premise.house_no IS 'House number';
COMMENT ON COLUMN net_premise.kind IS 'H = house, F = flat, B = business, P = public building';
COMMENT ON COLUMN net_premise.wayleave IS 'Owner''s consent to dig: G = granted, P = pending, R = refused; NULL = not needed';
COMMENT ON COLUMN net_premise.passed_on IS 'Day from which fibre could be ordered; NULL = not yet';

CREATE TABLE crm_customer (
    customer_id INTEGER NOT NULL,
    customer_no VARCHAR(8) NOT NULL,
    kind CHAR(1) NOT NULL,
    full_name VARCHAR(60) NOT NULL,
    email VARCHAR(60),
    billing_method CHAR(2) NOT NULL,
    marketing_ok BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    deleted_at TIMESTAMP,
    PRIMARY KEY (customer_id)
);
COMMENT ON TABLE crm_customer IS 'Customers and people who only asked';
COMMENT ON COLUMN crm_customer.customer_id IS 'Identifier';
COMMENT ON COLUMN crm_customer.customer_no IS 'Number on letters, such as K10042';
COMMENT ON COLUMN crm_customer.kind IS 'P = private, B = business';
COMMENT ON COLUMN crm_customer.full_name IS 'Name of the person or firm; not unique';
COMMENT ON COLUMN crm_customer.email IS 'E-mail address; NULL = none given';
COMMENT ON COLUMN crm_customer.billing_method IS 'Agreed way to pay: DD = direct debit, CC = card, BT = bank transfer';
COMMENT ON COLUMN crm_customer.marketing_ok IS 'True = may be sent advertising';
COMMENT ON COLUMN crm_customer.created_at IS 'When the record was made';
COMMENT ON COLUMN crm_customer.deleted_at IS 'When the record was deleted on request; NULL = live record';

CREATE TABLE cat_plan (
    plan_id INTEGER NOT NULL,
    plan_code VARCHAR(6) NOT NULL,
    name VARCHAR(20) NOT NULL,
    segment CHAR(1) NOT NULL,
    down_mbps INTEGER NOT NULL,
    up_mbps INTEGER NOT NULL,
    term_months INTEGER,
    launched_on DATE NOT NULL,
    withdrawn_on DATE,
    PRIMARY KEY (plan_id)
);
COMMENT ON TABLE cat_plan IS 'Plans on sale or once on sale';
COMMENT ON COLUMN cat_plan.plan_id IS 'Identifier';
COMMENT ON COLUMN cat_plan.plan_code IS 'Short code, such as F250';
COMMENT ON COLUMN cat_plan.name IS 'Name in the shop';
COMMENT ON COLUMN cat_plan.segment IS 'P = for private, B = for business customers';
COMMENT ON COLUMN cat_plan.down_mbps IS 'Advertised download speed in Mbit/s';
COMMENT ON COLUMN cat_plan.up_mbps IS 'Advertised upload speed in Mbit/s';
COMMENT ON COLUMN cat_plan.term_months IS 'Minimum term in months; NULL = none, may end at any time';
COMMENT ON COLUMN cat_plan.launched_on IS 'First day of sale';
COMMENT ON COLUMN cat_plan.withdrawn_on IS 'Last day of sale; NULL = still sold';

CREATE TABLE cat_plan_price (
    plan_id INTEGER NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    monthly_fee NUMERIC(6,2) NOT NULL,
    setup_fee NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (plan_id, valid_from),
    FOREIGN KEY (plan_id) REFERENCES cat_plan (plan_id)
);
COMMENT ON TABLE cat_plan_price IS 'History of the prices of each plan';
COMMENT ON COLUMN cat_plan_price.plan_id IS 'Plan';
COMMENT ON COLUMN cat_plan_price.valid_from IS 'First day of the price';
COMMENT ON COLUMN cat_plan_price.valid_to IS 'Last day of the price; NULL = current price';
COMMENT ON COLUMN cat_plan_price.monthly_fee IS 'Euros a month, VAT included';
COMMENT ON COLUMN cat_plan_price.setup_fee IS 'Euros once for the connection; 0 = free';

CREATE TABLE crm_subscription (
    subscription_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    premise_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    channel VARCHAR(8) NOT NULL,
    ordered_at TIMESTAMP NOT NULL,
    activated_on DATE,
    term_ends_on DATE,
    ended_on DATE,
    status CHAR(1) NOT NULL,
    discount_pct INTEGER,
    PRIMARY KEY (subscription_id),
    FOREIGN KEY (customer_id) REFERENCES crm_customer (customer_id),
    FOREIGN KEY (premise_id) REFERENCES net_premise (premise_id),
    FOREIGN KEY (plan_id) REFERENCES cat_plan (plan_id)
);
COMMENT ON TABLE crm_subscription IS 'Contracts: one plan at one address for one customer';
COMMENT ON COLUMN crm_subscription.subscription_id IS 'Identifier';
COMMENT ON COLUMN crm_subscription.customer_id IS 'Contract holder';
COMMENT ON COLUMN crm_subscription.premise_id IS 'Address connected';
COMMENT ON COLUMN crm_subscription.plan_id IS 'Plan';
COMMENT ON COLUMN crm_subscription.channel IS 'Where it was sold: web, phone, shop, doorstep or partner';
COMMENT ON COLUMN crm_subscription.ordered_at IS 'When it was ordered';
COMMENT ON COLUMN crm_subscription.activated_on IS 'First day of service; NULL = never or not yet in service';
COMMENT ON COLUMN crm_subscription.term_ends_on IS 'Last day of the minimum term; NULL = no minimum term, or not in service yet';
COMMENT ON COLUMN crm_subscription.ended_on IS 'Last day of service; NULL = not ended';
COMMENT ON COLUMN crm_subscription.status IS 'O = ordered, A = active, S = suspended for non-payment, E = ended, X = order withdrawn before service';
COMMENT ON COLUMN crm_subscription.discount_pct IS 'Discount on the monthly fee in per cent; NULL = none';

CREATE TABLE crm_cancellation (
    cancellation_id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    received_on DATE NOT NULL,
    effective_on DATE NOT NULL,
    reason_code CHAR(2),
    exit_fee NUMERIC(6,2),
    retracted_on DATE,
    remark VARCHAR(100),
    PRIMARY KEY (cancellation_id),
    FOREIGN KEY (subscription_id) REFERENCES crm_subscription (subscription_id)
);
COMMENT ON TABLE crm_cancellation IS 'Notices to end a subscription, those taken back included';
COMMENT ON COLUMN crm_cancellation.cancellation_id IS 'Identifier';
COMMENT ON COLUMN crm_cancellation.subscription_id IS 'Subscription to be ended';
COMMENT ON COLUMN crm_cancellation.received_on IS 'Day the notice came in';
COMMENT ON COLUMN crm_cancellation.effective_on IS 'Day on which the service was to end';
COMMENT ON COLUMN crm_cancellation.reason_code IS 'MV = moving away, PR = price, CO = competitor, QU = quality, NP = we ended it for non-payment, DE = death; NULL = not said';
COMMENT ON COLUMN crm_cancellation.exit_fee IS 'Fee for leaving within the minimum term; NULL = none due';
COMMENT ON COLUMN crm_cancellation.retracted_on IS 'Day the customer took the notice back; NULL = it stands';
COMMENT ON COLUMN crm_cancellation.remark IS 'What the customer said; NULL = nothing';

CREATE TABLE crm_referral (
    referral_id INTEGER NOT NULL,
    referrer_id INTEGER NOT NULL,
    referred_id INTEGER NOT NULL,
    made_on DATE NOT NULL,
    reward NUMERIC(5,2) NOT NULL,
    paid_on DATE,
    PRIMARY KEY (referral_id),
    FOREIGN KEY (referrer_id) REFERENCES crm_customer (customer_id),
    FOREIGN KEY (referred_id) REFERENCES crm_customer (customer_id)
);
COMMENT ON TABLE crm_referral IS 'Customers recommended by other customers';
COMMENT ON COLUMN crm_referral.referral_id IS 'Identifier';
COMMENT ON COLUMN crm_referral.referrer_id IS 'Customer who recommended us';
COMMENT ON COLUMN crm_referral.referred_id IS 'New customer who came';
COMMENT ON COLUMN crm_referral.made_on IS 'Day of the recommendation';
COMMENT ON COLUMN crm_referral.reward IS 'Reward in euros';
COMMENT ON COLUMN crm_referral.paid_on IS 'Day the reward was paid; NULL = not paid';

CREATE TABLE net_outage (
    outage_id INTEGER NOT NULL,
    outage_no VARCHAR(10) NOT NULL,
    cause CHAR(2),
    severity INTEGER NOT NULL,
    found_by CHAR(1) NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    summary VARCHAR(80),
    PRIMARY KEY (outage_id)
);
COMMENT ON TABLE net_outage IS 'Faults and planned works that cut the service';
COMMENT ON COLUMN net_outage.outage_id IS 'Identifier';
COMMENT ON COLUMN net_outage.outage_no IS 'Number, such as OUT-23-014';
COMMENT ON COLUMN net_outage.cause IS 'CU = cable cut, PW = power failure, HW = hardware, WX = weather, PL = planned work; NULL = never found';
COMMENT ON COLUMN net_outage.severity IS '1 = major, 2 = middling, 3 = minor';
COMMENT ON COLUMN net_outage.found_by IS 'M = monitoring, C = customers, T = technician';
COMMENT ON COLUMN net_outage.started_at IS 'Start';
COMMENT ON COLUMN net_outage.ended_at IS 'End, when the last node was back; NULL = not over yet';
COMMENT ON COLUMN net_outage.summary IS 'Free text; NULL = none written';

CREATE TABLE net_outage_node (
    outage_id INTEGER NOT NULL,
    node_id INTEGER NOT NULL,
    restored_at TIMESTAMP,
    PRIMARY KEY (outage_id, node_id),
    FOREIGN KEY (outage_id) REFERENCES net_outage (outage_id),
    FOREIGN KEY (node_id) REFERENCES net_node (node_id)
);
COMMENT ON TABLE net_outage_node IS 'Which nodes an outage hit';
COMMENT ON COLUMN net_outage_node.outage_id IS 'Outage';
COMMENT ON COLUMN net_outage_node.node_id IS 'Node hit';
COMMENT ON COLUMN net_outage_node.restored_at IS 'When this node was back; NULL = still down';

CREATE TABLE sup_ticket (
    ticket_id INTEGER NOT NULL,
    ticket_no VARCHAR(10) NOT NULL,
    customer_id INTEGER NOT NULL,
    subscription_id INTEGER,
    outage_id INTEGER,
    category CHAR(3) NOT NULL,
    channel VARCHAR(6) NOT NULL,
    priority INTEGER NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    rating INTEGER,
    subject VARCHAR(60) NOT NULL,
    PRIMARY KEY (ticket_id),
    FOREIGN KEY (customer_id) REFERENCES crm_customer (customer_id),
    FOREIGN KEY (subscription_id) REFERENCES crm_subscription (subscription_id),
    FOREIGN KEY (outage_id) REFERENCES net_outage (outage_id)
);
COMMENT ON TABLE sup_ticket IS 'Complaints and requests of customers';
COMMENT ON COLUMN sup_ticket.ticket_id IS 'Identifier';
COMMENT ON COLUMN sup_ticket.ticket_no IS 'Number told to the customer, such as T-230117';
COMMENT ON COLUMN sup_ticket.customer_id IS 'Who wrote or called';
COMMENT ON COLUMN sup_ticket.subscription_id IS 'Connection it is about; NULL = about none';
COMMENT ON COLUMN sup_ticket.outage_id IS 'Outage found to be the cause; NULL = none';
COMMENT ON COLUMN sup_ticket.category IS 'SPD = too slow, DWN = no service, WIF = wifi at home, BIL = invoice, MOV = moving house, OTH = other';
COMMENT ON COLUMN sup_ticket.channel IS 'phone, mail, chat or app';
COMMENT ON COLUMN sup_ticket.priority IS '1 = urgent to 4 = low';
COMMENT ON COLUMN sup_ticket.opened_at IS 'When it was opened';
COMMENT ON COLUMN sup_ticket.closed_at IS 'When it was closed for the last time; NULL = open';
COMMENT ON COLUMN sup_ticket.rating IS 'Customer''s mark, 1 = bad to 5 = very good; NULL = not given';
COMMENT ON COLUMN sup_ticket.subject IS 'Subject line';

CREATE TABLE sup_ticket_status (
    ticket_id INTEGER NOT NULL,
    seq_no INTEGER NOT NULL,
    status CHAR(1) NOT NULL,
    team VARCHAR(9) NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (ticket_id, seq_no),
    FOREIGN KEY (ticket_id) REFERENCES sup_ticket (ticket_id)
);
COMMENT ON TABLE sup_ticket_status IS 'History of the states of each ticket';
COMMENT ON COLUMN sup_ticket_status.ticket_id IS 'Ticket';
COMMENT ON COLUMN sup_ticket_status.seq_no IS 'Number of the step, from 1';
COMMENT ON COLUMN sup_ticket_status.status IS 'N = new, A = in work, W = waiting for the customer, F = field visit, C = closed, R = reopened';
COMMENT ON COLUMN sup_ticket_status.team IS 'Team that made the step: frontdesk, network, billing or field';
COMMENT ON COLUMN sup_ticket_status.changed_at IS 'When the state began';

CREATE TABLE fld_technician (
    technician_id INTEGER NOT NULL,
    staff_no VARCHAR(5) NOT NULL,
    full_name VARCHAR(40) NOT NULL,
    lead_id INTEGER,
    area_id INTEGER NOT NULL,
    contractor VARCHAR(30),
    hired_on DATE NOT NULL,
    left_on DATE,
    PRIMARY KEY (technician_id),
    FOREIGN KEY (lead_id) REFERENCES fld_technician (technician_id),
    FOREIGN KEY (area_id) REFERENCES net_area (area_id)
);
COMMENT ON TABLE fld_technician IS 'Technicians, our own and those of contractors';
COMMENT ON COLUMN fld_technician.technician_id IS 'Identifier';
COMMENT ON COLUMN fld_technician.staff_no IS 'Number on the badge, such as T-07';
COMMENT ON COLUMN fld_technician.full_name IS 'Name';
COMMENT ON COLUMN fld_technician.lead_id IS 'Team leader; NULL = leads a team';
COMMENT ON COLUMN fld_technician.area_id IS 'Home area; works elsewhere too';
COMMENT ON COLUMN fld_technician.contractor IS 'Firm that sends the technician; NULL = our own staff';
COMMENT ON COLUMN fld_technician.hired_on IS 'First day';
COMMENT ON COLUMN fld_technician.left_on IS 'Last day; NULL = still working';

CREATE TABLE fld_appointment (
    appointment_id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    ticket_id INTEGER,
    technician_id INTEGER,
    kind CHAR(1) NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    slot_start TIMESTAMP NOT NULL,
    arrived_at TIMESTAMP,
    finished_at TIMESTAMP,
    outcome CHAR(1),
    note VARCHAR(80),
    PRIMARY KEY (appointment_id),
    FOREIGN KEY (subscription_id) REFERENCES crm_subscription (subscription_id),
    FOREIGN KEY (ticket_id) REFERENCES sup_ticket (ticket_id),
    FOREIGN KEY (technician_id) REFERENCES fld_technician (technician_id)
);
COMMENT ON TABLE fld_appointment IS 'Visits of technicians to customers';
COMMENT ON COLUMN fld_appointment.appointment_id IS 'Identifier';
COMMENT ON COLUMN fld_appointment.subscription_id IS 'Connection visited';
COMMENT ON COLUMN fld_appointment.ticket_id IS 'Ticket behind a repair or router swap; NULL = none';
COMMENT ON COLUMN fld_appointment.technician_id IS 'Technician; NULL = nobody assigned';
COMMENT ON COLUMN fld_appointment.kind IS 'I = installation, R = repair, U = router swap';
COMMENT ON COLUMN fld_appointment.booked_at IS 'When it was booked';
COMMENT ON COLUMN fld_appointment.slot_start IS 'Start of the agreed slot of two hours';
COMMENT ON COLUMN fld_appointment.arrived_at IS 'Arrival; NULL = nobody came, or still to come';
COMMENT ON COLUMN fld_appointment.finished_at IS 'End of the work; NULL = no work done';
COMMENT ON COLUMN fld_appointment.outcome IS 'D = done, N = nobody at home, T = technical obstacle, C = called off; NULL = still to come';
COMMENT ON COLUMN fld_appointment.note IS 'Technician''s note; NULL = none';

CREATE TABLE fld_device (
    device_id INTEGER NOT NULL,
    serial_no VARCHAR(10) NOT NULL,
    model VARCHAR(16) NOT NULL,
    wifi_gen INTEGER,
    bought_on DATE NOT NULL,
    price NUMERIC(6,2) NOT NULL,
    scrapped_on DATE,
    PRIMARY KEY (device_id)
);
COMMENT ON TABLE fld_device IS 'Routers that we own and lend';
COMMENT ON COLUMN fld_device.device_id IS 'Identifier';
COMMENT ON COLUMN fld_device.serial_no IS 'Serial number';
COMMENT ON COLUMN fld_device.model IS 'Lumo 5, Lumo 6, Lumo 6 Pro, Arka 7 or Arka Office';
COMMENT ON COLUMN fld_device.wifi_gen IS 'Wifi generation, 5 to 7; NULL = no wifi';
COMMENT ON COLUMN fld_device.bought_on IS 'Day of purchase';
COMMENT ON COLUMN fld_device.price IS 'Purchase price in euros';
COMMENT ON COLUMN fld_device.scrapped_on IS 'Day it was scrapped; NULL = usable';

CREATE TABLE fld_device_assignment (
    assignment_id INTEGER NOT NULL,
    device_id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    assigned_on DATE NOT NULL,
    returned_on DATE,
    return_state CHAR(1),
    PRIMARY KEY (assignment_id),
    FOREIGN KEY (device_id) REFERENCES fld_device (device_id),
    FOREIGN KEY (subscription_id) REFERENCES crm_subscription (subscription_id)
);
COMMENT ON TABLE fld_device_assignment IS 'Which router was lent to which subscription, and when';
COMMENT ON COLUMN fld_device_assignment.assignment_id IS 'Identifier';
COMMENT ON COLUMN fld_device_assignment.device_id IS 'Router';
COMMENT ON COLUMN fld_device_assignment.subscription_id IS 'Subscription it was lent to';
COMMENT ON COLUMN fld_device_assignment.assigned_on IS 'First day';
COMMENT ON COLUMN fld_device_assignment.returned_on IS 'Day it came back or was given up as lost; NULL = still out';
COMMENT ON COLUMN fld_device_assignment.return_state IS 'G = good, D = damaged, L = lost, never came back; NULL = still out';

CREATE TABLE net_speed_test (
    test_id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    tested_at TIMESTAMP NOT NULL,
    source CHAR(1) NOT NULL,
    is_wired BOOLEAN NOT NULL,
    down_mbps NUMERIC(6,1),
    up_mbps NUMERIC(6,1),
    ping_ms INTEGER,
    PRIMARY KEY (test_id),
    FOREIGN KEY (subscription_id) REFERENCES crm_subscription (subscription_id)
);
COMMENT ON TABLE net_speed_test IS 'Speed tests run by customers and routers';
COMMENT ON COLUMN net_speed_test.test_id IS 'Identifier';
COMMENT ON COLUMN net_speed_test.subscription_id IS 'Connection tested';
COMMENT ON COLUMN net_speed_test.tested_at IS 'When it ran';
COMMENT ON COLUMN net_speed_test.source IS 'R = by the router itself, W = on our web page';
COMMENT ON COLUMN net_speed_test.is_wired IS 'True = by cable, false = over wifi';
COMMENT ON COLUMN net_speed_test.down_mbps IS 'Measured download in Mbit/s; NULL = test broken off';
COMMENT ON COLUMN net_speed_test.up_mbps IS 'Measured upload in Mbit/s; NULL = test broken off';
COMMENT ON COLUMN net_speed_test.ping_ms IS 'Delay in milliseconds; NULL = no reply';

CREATE TABLE bil_invoice (
    invoice_id INTEGER NOT NULL,
    invoice_no VARCHAR(10) NOT NULL,
    subscription_id INTEGER NOT NULL,
    kind CHAR(1) NOT NULL,
    issued_on DATE NOT NULL,
    due_on DATE,
    amount NUMERIC(8,2) NOT NULL,
    status CHAR(1) NOT NULL,
    reminders INTEGER NOT NULL,
    PRIMARY KEY (invoice_id),
    FOREIGN KEY (subscription_id) REFERENCES crm_subscription (subscription_id)
);
COMMENT ON TABLE bil_invoice IS 'Invoices and credit notes since January 2023, each for one subscription';
COMMENT ON COLUMN bil_invoice.invoice_id IS 'Identifier';
COMMENT ON COLUMN bil_invoice.invoice_no IS 'Number, such as R23-00017';
COMMENT ON COLUMN bil_invoice.subscription_id IS 'Subscription billed';
COMMENT ON COLUMN bil_invoice.kind IS 'M = monthly fee, S = set-up fee, X = exit fee, K = credit note';
COMMENT ON COLUMN bil_invoice.issued_on IS 'Day of issue';
COMMENT ON COLUMN bil_invoice.due_on IS 'Last day to pay; NULL = nothing to pay, a credit note';
COMMENT ON COLUMN bil_invoice.amount IS 'Euros, VAT included; negative for a credit note';
COMMENT ON COLUMN bil_invoice.status IS 'O = open, P = settled, W = written off, V = void';
COMMENT ON COLUMN bil_invoice.reminders IS 'Reminders sent, 0 to 3';

CREATE TABLE bil_payment (
    payment_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    paid_on DATE NOT NULL,
    amount NUMERIC(8,2) NOT NULL,
    method CHAR(2) NOT NULL,
    reversed_on DATE,
    PRIMARY KEY (payment_id),
    FOREIGN KEY (invoice_id) REFERENCES bil_invoice (invoice_id)
);
COMMENT ON TABLE bil_payment IS 'Money received for invoices';
COMMENT ON COLUMN bil_payment.payment_id IS 'Identifier';
COMMENT ON COLUMN bil_payment.invoice_id IS 'Invoice paid';
COMMENT ON COLUMN bil_payment.paid_on IS 'Day the money came in';
COMMENT ON COLUMN bil_payment.amount IS 'Euros';
COMMENT ON COLUMN bil_payment.method IS 'How it was really paid: DD = direct debit, CC = card, BT = bank transfer';
COMMENT ON COLUMN bil_payment.reversed_on IS 'Day the bank took it back; NULL = it stayed';
