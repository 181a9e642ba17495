-- The demo database: a beekeeping cooperative, three seasons (2022-2024). PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE members (
    member_id INTEGER NOT NULL,
    full_name VARCHAR(60) NOT NULL,
    level CHAR(1) NOT NULL,
    region VARCHAR(20) NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE,
    PRIMARY KEY (member_id)
);
COMMENT ON TABLE members IS 'Beekeepers of the cooperative';
COMMENT ON COLUMN members.member_id IS 'Identifier';
COMMENT ON COLUMN members.full_name IS 'First and last name';
COMMENT ON COLUMN members.level IS 'H = hobby, S = sideline, P = professional';
COMMENT ON COLUMN members.region IS 'Region where the member lives';
COMMENT ON COLUMN members.joined_on IS 'Day of joining';
COMMENT ON COLUMN members.left_on IS 'Day of leaving; NULL = still a member';

CREATE TABLE apiaries (
    apiary_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    region VARCHAR(20) NOT NULL,
    elevation_m INTEGER NOT NULL,
    forage VARCHAR(20) NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    PRIMARY KEY (apiary_id)
);
COMMENT ON TABLE apiaries IS 'Sites where hives stand';
COMMENT ON COLUMN apiaries.apiary_id IS 'Identifier';
COMMENT ON COLUMN apiaries.name IS 'Name of the site';
COMMENT ON COLUMN apiaries.region IS 'Region of the site';
COMMENT ON COLUMN apiaries.elevation_m IS 'Metres above sea level';
COMMENT ON COLUMN apiaries.forage IS 'Main forage, which names the honey: heather, lime, clover ...';
COMMENT ON COLUMN apiaries.opened_on IS 'First day of use';
COMMENT ON COLUMN apiaries.closed_on IS 'Last day of use; NULL = in use';

CREATE TABLE hives (
    hive_id INTEGER NOT NULL,
    hive_code VARCHAR(8) NOT NULL,
    member_id INTEGER NOT NULL,
    apiary_id INTEGER NOT NULL,
    box_type VARCHAR(12) NOT NULL,
    installed_on DATE NOT NULL,
    status CHAR(1) NOT NULL,
    retired_on DATE,
    PRIMARY KEY (hive_id),
    FOREIGN KEY (member_id) REFERENCES members (member_id),
    FOREIGN KEY (apiary_id) REFERENCES apiaries (apiary_id)
);
COMMENT ON TABLE hives IS 'Hives, retired ones included';
COMMENT ON COLUMN hives.hive_id IS 'Identifier';
COMMENT ON COLUMN hives.hive_code IS 'Code painted on the box, such as H-0042';
COMMENT ON COLUMN hives.member_id IS 'Owner';
COMMENT ON COLUMN hives.apiary_id IS 'Site where it stands now, or stood last';
COMMENT ON COLUMN hives.box_type IS 'Dadant, Langstroth, Warre or Top bar';
COMMENT ON COLUMN hives.installed_on IS 'Day of set-up';
COMMENT ON COLUMN hives.status IS 'A = active, W = weak, Q = quarantine, R = retired';
COMMENT ON COLUMN hives.retired_on IS 'Day of retirement; NULL = in use';

CREATE TABLE hive_moves (
    move_id INTEGER NOT NULL,
    hive_id INTEGER NOT NULL,
    from_apiary_id INTEGER,
    to_apiary_id INTEGER NOT NULL,
    moved_on DATE NOT NULL,
    reason VARCHAR(12) NOT NULL,
    PRIMARY KEY (move_id),
    FOREIGN KEY (hive_id) REFERENCES hives (hive_id),
    FOREIGN KEY (from_apiary_id) REFERENCES apiaries (apiary_id),
    FOREIGN KEY (to_apiary_id) REFERENCES apiaries (apiary_id)
);
COMMENT ON TABLE hive_moves IS 'History of where each hive stood';
COMMENT ON COLUMN hive_moves.move_id IS 'Identifier';
COMMENT ON COLUMN hive_moves.hive_id IS 'Hive moved';
COMMENT ON COLUMN hive_moves.from_apiary_id IS 'Old site; NULL = first placement';
COMMENT ON COLUMN hive_moves.to_apiary_id IS 'New site';
COMMENT ON COLUMN hive_moves.moved_on IS 'Day of the move';
COMMENT ON COLUMN hive_moves.reason IS 'new, forage, winter, quarantine or site closed';

CREATE TABLE queens (
    queen_id INTEGER NOT NULL,
    hive_id INTEGER NOT NULL,
    breed VARCHAR(12) NOT NULL,
    mother_id INTEGER,
    introduced_on DATE NOT NULL,
    ended_on DATE,
    end_reason VARCHAR(12),
    PRIMARY KEY (queen_id),
    FOREIGN KEY (hive_id) REFERENCES hives (hive_id),
    FOREIGN KEY (mother_id) REFERENCES queens (queen_id)
);
COMMENT ON TABLE queens IS 'Queens, one after the other in each hive';
COMMENT ON COLUMN queens.queen_id IS 'Identifier';
COMMENT ON COLUMN queens.hive_id IS 'Hive she lays or laid in';
COMMENT ON COLUMN queens.breed IS 'Buckfast, Carniolan, Italian or Dark';
COMMENT ON COLUMN queens.mother_id IS 'Queen she was raised from; NULL = bought in';
COMMENT ON COLUMN queens.introduced_on IS 'First day in the hive';
COMMENT ON COLUMN queens.ended_on IS 'Last day in the hive; NULL = still laying';
COMMENT ON COLUMN queens.end_reason IS 'replaced, swarmed, died or retired (with the hive); NULL = still laying';

CREATE TABLE inspections (
    inspection_id INTEGER NOT NULL,
    hive_id INTEGER NOT NULL,
    inspector_id INTEGER NOT NULL,
    inspected_at TIMESTAMP NOT NULL,
    varroa_per_100 NUMERIC(4,1),
    brood_frames INTEGER NOT NULL,
    temper INTEGER NOT NULL,
    treatment CHAR(2),
    dose_ml INTEGER,
    notes TEXT,
    PRIMARY KEY (inspection_id),
    FOREIGN KEY (hive_id) REFERENCES hives (hive_id),
    FOREIGN KEY (inspector_id) REFERENCES members (member_id)
);
COMMENT ON TABLE inspections IS 'Visits to a hive, with any treatment given';
COMMENT ON COLUMN inspections.inspection_id IS 'Identifier';
COMMENT ON COLUMN inspections.hive_id IS 'Hive visited';
COMMENT ON COLUMN inspections.inspector_id IS 'Member who visited; not always the owner';
COMMENT ON COLUMN inspections.inspected_at IS 'When the hive was opened';
COMMENT ON COLUMN inspections.varroa_per_100 IS 'Varroa mites per 100 bees; NULL = not counted';
COMMENT ON COLUMN inspections.brood_frames IS 'Frames with brood';
COMMENT ON COLUMN inspections.temper IS '1 = calm to 5 = fierce';
COMMENT ON COLUMN inspections.treatment IS 'FA = formic acid, OX = oxalic acid, TH = thymol; NULL = none';
COMMENT ON COLUMN inspections.dose_ml IS 'Dose in millilitres; NULL = no treatment';
COMMENT ON COLUMN inspections.notes IS 'Free text; NULL = nothing noted';

CREATE TABLE harvests (
    harvest_id INTEGER NOT NULL,
    hive_id INTEGER NOT NULL,
    apiary_id INTEGER NOT NULL,
    harvested_on DATE NOT NULL,
    honey_kg NUMERIC(5,1) NOT NULL,
    moisture_pct NUMERIC(4,1),
    PRIMARY KEY (harvest_id),
    FOREIGN KEY (hive_id) REFERENCES hives (hive_id),
    FOREIGN KEY (apiary_id) REFERENCES apiaries (apiary_id)
);
COMMENT ON TABLE harvests IS 'Honey taken from one hive on one day';
COMMENT ON COLUMN harvests.harvest_id IS 'Identifier';
COMMENT ON COLUMN harvests.hive_id IS 'Hive it came from';
COMMENT ON COLUMN harvests.apiary_id IS 'Site where the hive stood that day';
COMMENT ON COLUMN harvests.harvested_on IS 'Day of the harvest';
COMMENT ON COLUMN harvests.honey_kg IS 'Honey in kilograms';
COMMENT ON COLUMN harvests.moisture_pct IS 'Water content in per cent; NULL = not measured';

CREATE TABLE batches (
    batch_id INTEGER NOT NULL,
    batch_code VARCHAR(10) NOT NULL,
    honey_type VARCHAR(20) NOT NULL,
    bottled_on DATE NOT NULL,
    grade CHAR(1) NOT NULL,
    jars_filled INTEGER NOT NULL,
    PRIMARY KEY (batch_id)
);
COMMENT ON TABLE batches IS 'Honey blended and bottled together in jars of 500 g';
COMMENT ON COLUMN batches.batch_id IS 'Identifier';
COMMENT ON COLUMN batches.batch_code IS 'Code on the label, such as HEA-24-03';
COMMENT ON COLUMN batches.honey_type IS 'heather, lime, clover, chestnut, acacia, rapeseed or wildflower';
COMMENT ON COLUMN batches.bottled_on IS 'Day of bottling';
COMMENT ON COLUMN batches.grade IS 'E = extra, A = first, B = second, K = for baking only, never sold';
COMMENT ON COLUMN batches.jars_filled IS 'Jars filled';

CREATE TABLE batch_harvests (
    batch_id INTEGER NOT NULL,
    harvest_id INTEGER NOT NULL,
    share NUMERIC(3,2) NOT NULL,
    PRIMARY KEY (batch_id, harvest_id),
    FOREIGN KEY (batch_id) REFERENCES batches (batch_id),
    FOREIGN KEY (harvest_id) REFERENCES harvests (harvest_id)
);
COMMENT ON TABLE batch_harvests IS 'Which harvests went into which batch';
COMMENT ON COLUMN batch_harvests.batch_id IS 'Batch';
COMMENT ON COLUMN batch_harvests.harvest_id IS 'Harvest';
COMMENT ON COLUMN batch_harvests.share IS 'Part of the harvest that went in: 1 = all of it';

CREATE TABLE customers (
    customer_id INTEGER NOT NULL,
    name VARCHAR(60) NOT NULL,
    kind VARCHAR(12) NOT NULL,
    town VARCHAR(30) NOT NULL,
    discount_pct INTEGER,
    PRIMARY KEY (customer_id)
);
COMMENT ON TABLE customers IS 'Buyers of honey';
COMMENT ON COLUMN customers.customer_id IS 'Identifier';
COMMENT ON COLUMN customers.name IS 'Name of the person or business';
COMMENT ON COLUMN customers.kind IS 'private, shop, restaurant or bakery';
COMMENT ON COLUMN customers.town IS 'Town';
COMMENT ON COLUMN customers.discount_pct IS 'Agreed discount in per cent, already in the prices paid; NULL = none agreed';

CREATE TABLE orders (
    order_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    ordered_at TIMESTAMP NOT NULL,
    channel VARCHAR(8) NOT NULL,
    status CHAR(1) NOT NULL,
    shipped_on DATE,
    PRIMARY KEY (order_id),
    FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);
COMMENT ON TABLE orders IS 'Orders of customers';
COMMENT ON COLUMN orders.order_id IS 'Identifier';
COMMENT ON COLUMN orders.customer_id IS 'Buyer';
COMMENT ON COLUMN orders.ordered_at IS 'When it was ordered';
COMMENT ON COLUMN orders.channel IS 'web, phone or market';
COMMENT ON COLUMN orders.status IS 'O = open, S = shipped, C = cancelled';
COMMENT ON COLUMN orders.shipped_on IS 'Day of dispatch; NULL = not shipped';

CREATE TABLE order_lines (
    order_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    jars INTEGER NOT NULL,
    unit_price NUMERIC(6,2) NOT NULL,
    is_returned BOOLEAN NOT NULL,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (order_id) REFERENCES orders (order_id),
    FOREIGN KEY (batch_id) REFERENCES batches (batch_id)
);
COMMENT ON TABLE order_lines IS 'What was ordered, one batch a line';
COMMENT ON COLUMN order_lines.order_id IS 'Order';
COMMENT ON COLUMN order_lines.line_no IS 'Number of the line in its order';
COMMENT ON COLUMN order_lines.batch_id IS 'Batch the jars come from';
COMMENT ON COLUMN order_lines.jars IS 'Number of jars';
COMMENT ON COLUMN order_lines.unit_price IS 'Price paid for a jar, in euros';
COMMENT ON COLUMN order_lines.is_returned IS 'True = sent back by the customer';
