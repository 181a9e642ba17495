-- A group of camping grounds, January 2022 to May 2025. PostgreSQL syntax. Money is in euros.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE grounds (
    ground_code CHAR(3) NOT NULL,
    name VARCHAR(30) NOT NULL,
    setting VARCHAR(10) NOT NULL,
    stars INTEGER,
    open_all_year BOOLEAN NOT NULL,
    opened_on DATE NOT NULL,
    sold_on DATE,
    PRIMARY KEY (ground_code)
);
COMMENT ON TABLE grounds IS 'Camping grounds of the group';
COMMENT ON COLUMN grounds.ground_code IS 'Code, such as HER';
COMMENT ON COLUMN grounds.name IS 'Name';
COMMENT ON COLUMN grounds.setting IS 'lake, coast, forest or hills';
COMMENT ON COLUMN grounds.stars IS 'Official stars from 1 to 5; NULL = not classified';
COMMENT ON COLUMN grounds.open_all_year IS 'True = open in winter too; the others open from April to October';
COMMENT ON COLUMN grounds.opened_on IS 'First day of business';
COMMENT ON COLUMN grounds.sold_on IS 'Day on which the ground left the group; NULL = still ours';

CREATE TABLE pitch_types (
    type_code CHAR(3) NOT NULL,
    name VARCHAR(30) NOT NULL,
    is_lodging BOOLEAN NOT NULL,
    max_people INTEGER NOT NULL,
    PRIMARY KEY (type_code)
);
COMMENT ON TABLE pitch_types IS 'Kinds of pitches and lodgings';
COMMENT ON COLUMN pitch_types.type_code IS 'TEN = tent, CVN = caravan or motorhome, CAB = cabin, SAF = safari tent, TRE = tree house';
COMMENT ON COLUMN pitch_types.name IS 'Name';
COMMENT ON COLUMN pitch_types.is_lodging IS 'True = we provide the roof, and clean it after each stay';
COMMENT ON COLUMN pitch_types.max_people IS 'Most people allowed';

CREATE TABLE season_prices (
    price_id INTEGER NOT NULL,
    ground_code CHAR(3) NOT NULL,
    type_code CHAR(3) NOT NULL,
    season_code CHAR(2) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    night_price NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (price_id),
    FOREIGN KEY (ground_code) REFERENCES grounds (ground_code),
    FOREIGN KEY (type_code) REFERENCES pitch_types (type_code)
);
COMMENT ON TABLE season_prices IS 'Price of a night by ground, type and season, one row for each stretch of days';
COMMENT ON COLUMN season_prices.price_id IS 'Identifier';
COMMENT ON COLUMN season_prices.ground_code IS 'Ground';
COMMENT ON COLUMN season_prices.type_code IS 'Type';
COMMENT ON COLUMN season_prices.season_code IS 'LO = low, MI = middle, HI = high season';
COMMENT ON COLUMN season_prices.starts_on IS 'First night for which it holds';
COMMENT ON COLUMN season_prices.ends_on IS 'Last night for which it holds';
COMMENT ON COLUMN season_prices.night_price IS 'Price of a night';

CREATE TABLE pitches (
    pitch_id INTEGER NOT NULL,
    ground_code CHAR(3) NOT NULL,
    pitch_code VARCHAR(6) NOT NULL,
    type_code CHAR(3) NOT NULL,
    area_m2 INTEGER,
    has_power BOOLEAN NOT NULL,
    retired_on DATE,
    PRIMARY KEY (pitch_id),
    FOREIGN KEY (ground_code) REFERENCES grounds (ground_code),
    FOREIGN KEY (type_code) REFERENCES pitch_types (type_code)
);
COMMENT ON TABLE pitches IS 'Pitches and lodgings, retired ones included';
COMMENT ON COLUMN pitches.pitch_id IS 'Identifier';
COMMENT ON COLUMN pitches.ground_code IS 'Ground';
COMMENT ON COLUMN pitches.pitch_code IS 'Label on the post, such as B07; unique only within its ground';
COMMENT ON COLUMN pitches.type_code IS 'Type';
COMMENT ON COLUMN pitches.area_m2 IS 'Area in square metres; NULL = never measured';
COMMENT ON COLUMN pitches.has_power IS 'True = has an electricity meter';
COMMENT ON COLUMN pitches.retired_on IS 'Day since which it isn''t let any more; NULL = in use';

CREATE TABLE staff (
    staff_id INTEGER NOT NULL,
    full_name VARCHAR(40) NOT NULL,
    ground_code CHAR(3) NOT NULL,
    role_code CHAR(3) NOT NULL,
    manager_id INTEGER,
    hired_on DATE NOT NULL,
    left_on DATE,
    PRIMARY KEY (staff_id),
    FOREIGN KEY (ground_code) REFERENCES grounds (ground_code),
    FOREIGN KEY (manager_id) REFERENCES staff (staff_id)
);
COMMENT ON TABLE staff IS 'People who work or worked for the group';
COMMENT ON COLUMN staff.staff_id IS 'Identifier';
COMMENT ON COLUMN staff.full_name IS 'First and last name';
COMMENT ON COLUMN staff.ground_code IS 'Ground where the person works';
COMMENT ON COLUMN staff.role_code IS 'MGR = manager, REC = reception, CLN = cleaning, TEC = technician';
COMMENT ON COLUMN staff.manager_id IS 'Superior; NULL = heads a ground';
COMMENT ON COLUMN staff.hired_on IS 'First working day';
COMMENT ON COLUMN staff.left_on IS 'Last working day; NULL = still here';

CREATE TABLE guests (
    guest_id INTEGER NOT NULL,
    full_name VARCHAR(40) NOT NULL,
    country_code CHAR(2) NOT NULL,
    born_on DATE,
    card_code CHAR(1),
    referred_by_id INTEGER,
    wants_news BOOLEAN NOT NULL,
    erased_on DATE,
    PRIMARY KEY (guest_id),
    FOREIGN KEY (referred_by_id) REFERENCES guests (guest_id)
);
COMMENT ON TABLE guests IS 'People who booked or came along';
COMMENT ON COLUMN guests.guest_id IS 'Identifier';
COMMENT ON COLUMN guests.full_name IS 'First and last name; many share one';
COMMENT ON COLUMN guests.country_code IS 'Country of residence: CH, DE, DK, FR, GB, NL or SE';
COMMENT ON COLUMN guests.born_on IS 'Date of birth; NULL = not told';
COMMENT ON COLUMN guests.card_code IS 'Loyalty card: S = silver, G = gold; NULL = none';
COMMENT ON COLUMN guests.referred_by_id IS 'Guest who recommended us; NULL = nobody';
COMMENT ON COLUMN guests.wants_news IS 'True = gets the newsletter';
COMMENT ON COLUMN guests.erased_on IS 'Day on which the person asked to be forgotten; NULL = on file';

CREATE TABLE bookings (
    booking_id INTEGER NOT NULL,
    booking_code VARCHAR(10) NOT NULL,
    guest_id INTEGER NOT NULL,
    pitch_id INTEGER NOT NULL,
    channel_code CHAR(3) NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    arrives_on DATE NOT NULL,
    departs_on DATE NOT NULL,
    status_code CHAR(1) NOT NULL,
    total_amount NUMERIC(8,2) NOT NULL,
    PRIMARY KEY (booking_id),
    FOREIGN KEY (guest_id) REFERENCES guests (guest_id),
    FOREIGN KEY (pitch_id) REFERENCES pitches (pitch_id)
);
COMMENT ON TABLE bookings IS 'Bookings, cancelled ones included';
COMMENT ON COLUMN bookings.booking_id IS 'Identifier';
COMMENT ON COLUMN bookings.booking_code IS 'Code on the confirmation, such as B24-01234, unique';
COMMENT ON COLUMN bookings.guest_id IS 'Guest who booked';
COMMENT ON COLUMN bookings.pitch_id IS 'Pitch, after the last change';
COMMENT ON COLUMN bookings.channel_code IS 'WEB = our site, TEL = telephone, PRT = a booking portal, WLK = walk-in at the gate';
COMMENT ON COLUMN bookings.booked_at IS 'When it was booked';
COMMENT ON COLUMN bookings.arrives_on IS 'Agreed day of arrival';
COMMENT ON COLUMN bookings.departs_on IS 'Agreed day of departure';
COMMENT ON COLUMN bookings.status_code IS 'C = confirmed, not arrived yet; S = staying or stayed; X = cancelled; N = no-show';
COMMENT ON COLUMN bookings.total_amount IS 'Agreed price of the whole stay, without extras and electricity';

CREATE TABLE booking_guests (
    booking_id INTEGER NOT NULL,
    guest_id INTEGER NOT NULL,
    age_code CHAR(1) NOT NULL,
    PRIMARY KEY (booking_id, guest_id),
    FOREIGN KEY (booking_id) REFERENCES bookings (booking_id),
    FOREIGN KEY (guest_id) REFERENCES guests (guest_id)
);
COMMENT ON TABLE booking_guests IS 'Who came along on a booking, the person who booked not included';
COMMENT ON COLUMN booking_guests.booking_id IS 'Booking';
COMMENT ON COLUMN booking_guests.guest_id IS 'Companion';
COMMENT ON COLUMN booking_guests.age_code IS 'A = adult, C = child from 3 to 15, I = infant';

CREATE TABLE booking_changes (
    change_id INTEGER NOT NULL,
    booking_id INTEGER NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    kind_code CHAR(3) NOT NULL,
    old_pitch_id INTEGER,
    staff_id INTEGER,
    PRIMARY KEY (change_id),
    FOREIGN KEY (booking_id) REFERENCES bookings (booking_id),
    FOREIGN KEY (old_pitch_id) REFERENCES pitches (pitch_id),
    FOREIGN KEY (staff_id) REFERENCES staff (staff_id)
);
COMMENT ON TABLE booking_changes IS 'History of changes to bookings';
COMMENT ON COLUMN booking_changes.change_id IS 'Identifier';
COMMENT ON COLUMN booking_changes.booking_id IS 'Booking changed';
COMMENT ON COLUMN booking_changes.changed_at IS 'When it was changed';
COMMENT ON COLUMN booking_changes.kind_code IS 'DAT = other dates, PIT = other pitch, PPL = other companions, CAN = cancelled';
COMMENT ON COLUMN booking_changes.old_pitch_id IS 'Pitch before a change of pitch; NULL for the other kinds';
COMMENT ON COLUMN booking_changes.staff_id IS 'Who made the change; NULL = the guest, online';

CREATE TABLE stays (
    stay_id INTEGER NOT NULL,
    booking_id INTEGER NOT NULL,
    checked_in_at TIMESTAMP NOT NULL,
    checked_out_at TIMESTAMP,
    received_by_id INTEGER NOT NULL,
    rating INTEGER,
    PRIMARY KEY (stay_id),
    FOREIGN KEY (booking_id) REFERENCES bookings (booking_id),
    FOREIGN KEY (received_by_id) REFERENCES staff (staff_id)
);
COMMENT ON TABLE stays IS 'Guests who really came, one row for each booking that was taken up';
COMMENT ON COLUMN stays.stay_id IS 'Identifier';
COMMENT ON COLUMN stays.booking_id IS 'Booking, at most one stay each';
COMMENT ON COLUMN stays.checked_in_at IS 'When they checked in';
COMMENT ON COLUMN stays.checked_out_at IS 'When they checked out; NULL = still here';
COMMENT ON COLUMN stays.received_by_id IS 'Who checked them in';
COMMENT ON COLUMN stays.rating IS 'Rating by the guest from 1 = poor to 5 = excellent; NULL = none given';

CREATE TABLE extra_orders (
    order_id INTEGER NOT NULL,
    stay_id INTEGER NOT NULL,
    item_code CHAR(3) NOT NULL,
    ordered_at TIMESTAMP NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price NUMERIC(6,2) NOT NULL,
    is_refunded BOOLEAN NOT NULL,
    PRIMARY KEY (order_id),
    FOREIGN KEY (stay_id) REFERENCES stays (stay_id)
);
COMMENT ON TABLE extra_orders IS 'Extras ordered during a stay';
COMMENT ON COLUMN extra_orders.order_id IS 'Identifier';
COMMENT ON COLUMN extra_orders.stay_id IS 'Stay';
COMMENT ON COLUMN extra_orders.item_code IS 'BRD = bread rolls, BIK = bicycle for a day, SAU = sauna, WOD = firewood, WSH = washing machine';
COMMENT ON COLUMN extra_orders.ordered_at IS 'When it was ordered';
COMMENT ON COLUMN extra_orders.quantity IS 'How many';
COMMENT ON COLUMN extra_orders.unit_price IS 'Price of one';
COMMENT ON COLUMN extra_orders.is_refunded IS 'True = money given back';

CREATE TABLE meter_readings (
    reading_id INTEGER NOT NULL,
    pitch_id INTEGER NOT NULL,
    stay_id INTEGER,
    read_at TIMESTAMP NOT NULL,
    total_kwh NUMERIC(9,1) NOT NULL,
    read_by_id INTEGER,
    PRIMARY KEY (reading_id),
    FOREIGN KEY (pitch_id) REFERENCES pitches (pitch_id),
    FOREIGN KEY (stay_id) REFERENCES stays (stay_id),
    FOREIGN KEY (read_by_id) REFERENCES staff (staff_id)
);
COMMENT ON TABLE meter_readings IS 'Readings of the electricity meters';
COMMENT ON COLUMN meter_readings.reading_id IS 'Identifier';
COMMENT ON COLUMN meter_readings.pitch_id IS 'Pitch of the meter';
COMMENT ON COLUMN meter_readings.stay_id IS 'Stay at whose beginning or end it was read; NULL = routine reading';
COMMENT ON COLUMN meter_readings.read_at IS 'When it was read';
COMMENT ON COLUMN meter_readings.total_kwh IS 'What the meter showed, in kilowatt hours';
COMMENT ON COLUMN meter_readings.read_by_id IS 'Who read it; NULL = read remotely';

CREATE TABLE cleaning_rounds (
    round_id INTEGER NOT NULL,
    pitch_id INTEGER NOT NULL,
    cleaner_id INTEGER NOT NULL,
    inspector_id INTEGER,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    score INTEGER,
    PRIMARY KEY (round_id),
    FOREIGN KEY (pitch_id) REFERENCES pitches (pitch_id),
    FOREIGN KEY (cleaner_id) REFERENCES staff (staff_id),
    FOREIGN KEY (inspector_id) REFERENCES staff (staff_id)
);
COMMENT ON TABLE cleaning_rounds IS 'Cleanings of lodgings';
COMMENT ON COLUMN cleaning_rounds.round_id IS 'Identifier';
COMMENT ON COLUMN cleaning_rounds.pitch_id IS 'Lodging cleaned';
COMMENT ON COLUMN cleaning_rounds.cleaner_id IS 'Who cleaned';
COMMENT ON COLUMN cleaning_rounds.inspector_id IS 'Who inspected it afterwards; NULL = not inspected';
COMMENT ON COLUMN cleaning_rounds.started_at IS 'Begin';
COMMENT ON COLUMN cleaning_rounds.finished_at IS 'End; NULL = broken off';
COMMENT ON COLUMN cleaning_rounds.score IS 'Result of the inspection from 1 to 10 = spotless; NULL = not inspected';

CREATE TABLE complaints (
    complaint_id INTEGER NOT NULL,
    stay_id INTEGER NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    topic_code CHAR(3) NOT NULL,
    details VARCHAR(120) NOT NULL,
    handled_by_id INTEGER,
    closed_at TIMESTAMP,
    refund_amount NUMERIC(7,2),
    PRIMARY KEY (complaint_id),
    FOREIGN KEY (stay_id) REFERENCES stays (stay_id),
    FOREIGN KEY (handled_by_id) REFERENCES staff (staff_id)
);
COMMENT ON TABLE complaints IS 'Complaints of guests about a stay';
COMMENT ON COLUMN complaints.complaint_id IS 'Identifier';
COMMENT ON COLUMN complaints.stay_id IS 'Stay';
COMMENT ON COLUMN complaints.raised_at IS 'When it was made';
COMMENT ON COLUMN complaints.topic_code IS 'NOI = noise, CLE = cleanliness, PWR = electricity, BIL = the bill, NBR = neighbours';
COMMENT ON COLUMN complaints.details IS 'What the guest said';
COMMENT ON COLUMN complaints.handled_by_id IS 'Who looks after it; NULL = nobody yet';
COMMENT ON COLUMN complaints.closed_at IS 'When it was settled; NULL = open';
COMMENT ON COLUMN complaints.refund_amount IS 'Money given back; NULL = none';

CREATE TABLE vouchers (
    voucher_code CHAR(8) NOT NULL,
    buyer_id INTEGER NOT NULL,
    sold_on DATE NOT NULL,
    face_value NUMERIC(7,2) NOT NULL,
    expires_on DATE NOT NULL,
    booking_id INTEGER,
    PRIMARY KEY (voucher_code),
    FOREIGN KEY (buyer_id) REFERENCES guests (guest_id),
    FOREIGN KEY (booking_id) REFERENCES bookings (booking_id)
);
COMMENT ON TABLE vouchers IS 'Gift vouchers';
COMMENT ON COLUMN vouchers.voucher_code IS 'Code, such as V2300017';
COMMENT ON COLUMN vouchers.buyer_id IS 'Guest who bought it';
COMMENT ON COLUMN vouchers.sold_on IS 'Day of the sale';
COMMENT ON COLUMN vouchers.face_value IS 'Value';
COMMENT ON COLUMN vouchers.expires_on IS 'Last day on which it can be used';
COMMENT ON COLUMN vouchers.booking_id IS 'Booking that it paid for, wholly or in part; NULL = not used';
