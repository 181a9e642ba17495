-- A pharmaceutical wholesaler: stock, customers, orders and recalls, from November 2021 to January 2025. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE manufacturers (
    manufacturer_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    country VARCHAR(20) NOT NULL,
    is_preferred BOOLEAN NOT NULL,
    last_audited_on DATE,
    PRIMARY KEY (manufacturer_id)
);
COMMENT ON TABLE manufacturers IS 'Firms that make medicines or hold their marketing authorisation';
COMMENT ON COLUMN manufacturers.manufacturer_id IS 'Identifier';
COMMENT ON COLUMN manufacturers.name IS 'Name of the firm';
COMMENT ON COLUMN manufacturers.country IS 'Country of its seat';
COMMENT ON COLUMN manufacturers.is_preferred IS 'True = preferred supplier';
COMMENT ON COLUMN manufacturers.last_audited_on IS 'Day of our last audit; NULL = never audited';

CREATE TABLE active_ingredients (
    ingredient_id INTEGER NOT NULL,
    name VARCHAR(30) NOT NULL,
    therapeutic_group VARCHAR(12) NOT NULL,
    is_controlled BOOLEAN NOT NULL,
    PRIMARY KEY (ingredient_id)
);
COMMENT ON TABLE active_ingredients IS 'Active ingredients of medicines';
COMMENT ON COLUMN active_ingredients.ingredient_id IS 'Identifier';
COMMENT ON COLUMN active_ingredients.name IS 'Name, lower case';
COMMENT ON COLUMN active_ingredients.therapeutic_group IS 'pain, infection, diabetes, heart, lung, nerves, stomach, vaccine, allergy, hormones or skin';
COMMENT ON COLUMN active_ingredients.is_controlled IS 'True = controlled drug, under narcotics law';

CREATE TABLE products (
    product_id INTEGER NOT NULL,
    product_code VARCHAR(8) NOT NULL,
    name VARCHAR(40) NOT NULL,
    dosage_form VARCHAR(12) NOT NULL,
    pack_size INTEGER NOT NULL,
    storage_class CHAR(1) NOT NULL,
    is_prescription_only BOOLEAN NOT NULL,
    manufacturer_id INTEGER NOT NULL,
    authorisation_holder_id INTEGER NOT NULL,
    original_id INTEGER,
    launched_on DATE NOT NULL,
    discontinued_on DATE,
    PRIMARY KEY (product_id),
    FOREIGN KEY (manufacturer_id) REFERENCES manufacturers (manufacturer_id),
    FOREIGN KEY (authorisation_holder_id) REFERENCES manufacturers (manufacturer_id),
    FOREIGN KEY (original_id) REFERENCES products (product_id)
);
COMMENT ON TABLE products IS 'Medicines in the range, discontinued ones included';
COMMENT ON COLUMN products.product_id IS 'Identifier';
COMMENT ON COLUMN products.product_code IS 'Article code, such as P1013';
COMMENT ON COLUMN products.name IS 'Brand name with strength; two pack sizes may share it';
COMMENT ON COLUMN products.dosage_form IS 'tablet, capsule, injection, inhaler, syrup, cream or patch';
COMMENT ON COLUMN products.pack_size IS 'Pieces in a pack';
COMMENT ON COLUMN products.storage_class IS 'A = ambient, C = cold (2 to 8 degrees), F = frozen, V = vault';
COMMENT ON COLUMN products.is_prescription_only IS 'True = prescription needed; false = over the counter';
COMMENT ON COLUMN products.manufacturer_id IS 'Firm that makes it';
COMMENT ON COLUMN products.authorisation_holder_id IS 'Firm that holds its marketing authorisation; often the maker itself';
COMMENT ON COLUMN products.original_id IS 'Original product that it is a generic of; NULL = an original itself';
COMMENT ON COLUMN products.launched_on IS 'First day in our range';
COMMENT ON COLUMN products.discontinued_on IS 'Last day in our range; NULL = still sold';

CREATE TABLE product_ingredients (
    product_id INTEGER NOT NULL,
    ingredient_id INTEGER NOT NULL,
    strength_mg NUMERIC(8,3) NOT NULL,
    PRIMARY KEY (product_id, ingredient_id),
    FOREIGN KEY (product_id) REFERENCES products (product_id),
    FOREIGN KEY (ingredient_id) REFERENCES active_ingredients (ingredient_id)
);
COMMENT ON TABLE product_ingredients IS 'Which ingredients are in which product';
COMMENT ON COLUMN product_ingredients.product_id IS 'Product';
COMMENT ON COLUMN product_ingredients.ingredient_id IS 'Ingredient';
COMMENT ON COLUMN product_ingredients.strength_mg IS 'Milligrams in one piece or dose';

CREATE TABLE list_prices (
    product_id INTEGER NOT NULL,
    valid_from DATE NOT NULL,
    list_price NUMERIC(8,2) NOT NULL,
    reason CHAR(1) NOT NULL,
    PRIMARY KEY (product_id, valid_from),
    FOREIGN KEY (product_id) REFERENCES products (product_id)
);
COMMENT ON TABLE list_prices IS 'History of list prices: each holds until the next one of the same product';
COMMENT ON COLUMN list_prices.product_id IS 'Product';
COMMENT ON COLUMN list_prices.valid_from IS 'First day of the price; may lie ahead';
COMMENT ON COLUMN list_prices.list_price IS 'Price of a pack in euros';
COMMENT ON COLUMN list_prices.reason IS 'L = launch, I = yearly indexation, R = cut by the regulator, M = manufacturer changed it';

CREATE TABLE warehouses (
    warehouse_id INTEGER NOT NULL,
    code CHAR(3) NOT NULL,
    city VARCHAR(20) NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    PRIMARY KEY (warehouse_id)
);
COMMENT ON TABLE warehouses IS 'Our warehouses';
COMMENT ON COLUMN warehouses.warehouse_id IS 'Identifier';
COMMENT ON COLUMN warehouses.code IS 'Code of three letters, such as KET';
COMMENT ON COLUMN warehouses.city IS 'City where it stands';
COMMENT ON COLUMN warehouses.opened_on IS 'First day of use';
COMMENT ON COLUMN warehouses.closed_on IS 'Last day of use; NULL = in use';

CREATE TABLE storage_zones (
    zone_id INTEGER NOT NULL,
    zone_code VARCHAR(8) NOT NULL,
    warehouse_id INTEGER NOT NULL,
    storage_class CHAR(1) NOT NULL,
    min_celsius NUMERIC(4,1) NOT NULL,
    max_celsius NUMERIC(4,1) NOT NULL,
    pallet_places INTEGER NOT NULL,
    validated_on DATE,
    PRIMARY KEY (zone_id),
    FOREIGN KEY (warehouse_id) REFERENCES warehouses (warehouse_id)
);
COMMENT ON TABLE storage_zones IS 'Zones of the warehouses, each with its temperature range';
COMMENT ON COLUMN storage_zones.zone_id IS 'Identifier';
COMMENT ON COLUMN storage_zones.zone_code IS 'Code on the door, such as KET-C1';
COMMENT ON COLUMN storage_zones.warehouse_id IS 'Warehouse that it is in';
COMMENT ON COLUMN storage_zones.storage_class IS 'A = ambient, C = cold, F = frozen, V = vault';
COMMENT ON COLUMN storage_zones.min_celsius IS 'Lowest temperature allowed';
COMMENT ON COLUMN storage_zones.max_celsius IS 'Highest temperature allowed';
COMMENT ON COLUMN storage_zones.pallet_places IS 'Number of pallets that fit in';
COMMENT ON COLUMN storage_zones.validated_on IS 'Day of the last temperature validation; NULL = never validated';

CREATE TABLE temperature_logs (
    log_id INTEGER NOT NULL,
    zone_id INTEGER NOT NULL,
    logged_at TIMESTAMP NOT NULL,
    celsius NUMERIC(4,1),
    PRIMARY KEY (log_id),
    FOREIGN KEY (zone_id) REFERENCES storage_zones (zone_id)
);
COMMENT ON TABLE temperature_logs IS 'Temperature readings in the zones';
COMMENT ON COLUMN temperature_logs.log_id IS 'Identifier';
COMMENT ON COLUMN temperature_logs.zone_id IS 'Zone measured';
COMMENT ON COLUMN temperature_logs.logged_at IS 'When it was measured';
COMMENT ON COLUMN temperature_logs.celsius IS 'Degrees Celsius; NULL = the sensor gave no value';

CREATE TABLE batches (
    batch_id INTEGER NOT NULL,
    batch_number VARCHAR(10) NOT NULL,
    product_id INTEGER NOT NULL,
    zone_id INTEGER NOT NULL,
    received_on DATE NOT NULL,
    expires_on DATE NOT NULL,
    units_received INTEGER NOT NULL,
    unit_cost NUMERIC(8,2) NOT NULL,
    status CHAR(1) NOT NULL,
    PRIMARY KEY (batch_id),
    FOREIGN KEY (product_id) REFERENCES products (product_id),
    FOREIGN KEY (zone_id) REFERENCES storage_zones (zone_id)
);
COMMENT ON TABLE batches IS 'Production batches as received, with their expiry';
COMMENT ON COLUMN batches.batch_id IS 'Identifier';
COMMENT ON COLUMN batches.batch_number IS 'Number printed by the manufacturer; two products may have the same';
COMMENT ON COLUMN batches.product_id IS 'Product';
COMMENT ON COLUMN batches.zone_id IS 'Zone where it is stored';
COMMENT ON COLUMN batches.received_on IS 'Day of arrival';
COMMENT ON COLUMN batches.expires_on IS 'Last day on which it may be used';
COMMENT ON COLUMN batches.units_received IS 'Packs received';
COMMENT ON COLUMN batches.unit_cost IS 'Price that we paid for a pack, in euros';
COMMENT ON COLUMN batches.status IS 'R = released for sale, Q = in quarantine, B = blocked, D = destroyed';

CREATE TABLE recalls (
    recall_id INTEGER NOT NULL,
    recall_no VARCHAR(10) NOT NULL,
    batch_id INTEGER NOT NULL,
    recall_class INTEGER NOT NULL,
    reason VARCHAR(60) NOT NULL,
    started_on DATE NOT NULL,
    closed_on DATE,
    units_recovered INTEGER,
    PRIMARY KEY (recall_id),
    FOREIGN KEY (batch_id) REFERENCES batches (batch_id)
);
COMMENT ON TABLE recalls IS 'Batches called back, one row a batch; a recall of several batches has several rows';
COMMENT ON COLUMN recalls.recall_id IS 'Identifier';
COMMENT ON COLUMN recalls.recall_no IS 'Number of the recall, such as RC-23-04, shared by all batches in it';
COMMENT ON COLUMN recalls.batch_id IS 'Batch called back';
COMMENT ON COLUMN recalls.recall_class IS '1 = danger to life, 2 = illness possible, 3 = minor defect';
COMMENT ON COLUMN recalls.reason IS 'Free text';
COMMENT ON COLUMN recalls.started_on IS 'Day of the notice';
COMMENT ON COLUMN recalls.closed_on IS 'Day of closing; NULL = still open';
COMMENT ON COLUMN recalls.units_recovered IS 'Packs of this batch got back; NULL = not counted yet';

CREATE TABLE sales_representatives (
    representative_id INTEGER NOT NULL,
    full_name VARCHAR(40) NOT NULL,
    region VARCHAR(10),
    manager_id INTEGER,
    hired_on DATE NOT NULL,
    left_on DATE,
    commission_pct NUMERIC(4,2),
    PRIMARY KEY (representative_id),
    FOREIGN KEY (manager_id) REFERENCES sales_representatives (representative_id)
);
COMMENT ON TABLE sales_representatives IS 'Our sales force';
COMMENT ON COLUMN sales_representatives.representative_id IS 'Identifier';
COMMENT ON COLUMN sales_representatives.full_name IS 'First and last name; not unique';
COMMENT ON COLUMN sales_representatives.region IS 'North, South, East, West or Isles; NULL = the whole country';
COMMENT ON COLUMN sales_representatives.manager_id IS 'Superior; NULL = head of sales';
COMMENT ON COLUMN sales_representatives.hired_on IS 'First working day';
COMMENT ON COLUMN sales_representatives.left_on IS 'Last working day; NULL = still employed';
COMMENT ON COLUMN sales_representatives.commission_pct IS 'Commission in per cent of revenue; NULL = fixed salary only';

CREATE TABLE pharmacies (
    pharmacy_id INTEGER NOT NULL,
    customer_no VARCHAR(8) NOT NULL,
    name VARCHAR(40) NOT NULL,
    kind CHAR(1) NOT NULL,
    city VARCHAR(20) NOT NULL,
    region VARCHAR(10) NOT NULL,
    chain_head_id INTEGER,
    representative_id INTEGER,
    customer_since DATE NOT NULL,
    closed_on DATE,
    credit_limit NUMERIC(9,2),
    payment_days INTEGER NOT NULL,
    notes TEXT,
    PRIMARY KEY (pharmacy_id),
    FOREIGN KEY (chain_head_id) REFERENCES pharmacies (pharmacy_id),
    FOREIGN KEY (representative_id) REFERENCES sales_representatives (representative_id)
);
COMMENT ON TABLE pharmacies IS 'Customers';
COMMENT ON COLUMN pharmacies.pharmacy_id IS 'Identifier';
COMMENT ON COLUMN pharmacies.customer_no IS 'Customer number, such as C-1042';
COMMENT ON COLUMN pharmacies.name IS 'Name; not unique';
COMMENT ON COLUMN pharmacies.kind IS 'C = community pharmacy, H = hospital, O = online pharmacy';
COMMENT ON COLUMN pharmacies.city IS 'City';
COMMENT ON COLUMN pharmacies.region IS 'North, South, East, West or Isles';
COMMENT ON COLUMN pharmacies.chain_head_id IS 'Head pharmacy of the chain that it is a branch of; NULL = independent, or itself the head of a chain';
COMMENT ON COLUMN pharmacies.representative_id IS 'Representative who looks after it now; NULL = house account';
COMMENT ON COLUMN pharmacies.customer_since IS 'First day as a customer';
COMMENT ON COLUMN pharmacies.closed_on IS 'Day when the account was closed; NULL = active';
COMMENT ON COLUMN pharmacies.credit_limit IS 'Credit limit in euros; NULL = must pay in advance';
COMMENT ON COLUMN pharmacies.payment_days IS 'Days allowed for payment; 0 = at once';
COMMENT ON COLUMN pharmacies.notes IS 'Free text; NULL = nothing noted';

CREATE TABLE licences (
    licence_id INTEGER NOT NULL,
    pharmacy_id INTEGER NOT NULL,
    kind CHAR(1) NOT NULL,
    issued_on DATE NOT NULL,
    expires_on DATE,
    revoked_on DATE,
    PRIMARY KEY (licence_id),
    FOREIGN KEY (pharmacy_id) REFERENCES pharmacies (pharmacy_id)
);
COMMENT ON TABLE licences IS 'Licences of the customers, past ones included';
COMMENT ON COLUMN licences.licence_id IS 'Identifier';
COMMENT ON COLUMN licences.pharmacy_id IS 'Holder';
COMMENT ON COLUMN licences.kind IS 'D = dispensing, N = narcotics, V = vaccines';
COMMENT ON COLUMN licences.issued_on IS 'First day of validity';
COMMENT ON COLUMN licences.expires_on IS 'Last day of validity; NULL = unlimited';
COMMENT ON COLUMN licences.revoked_on IS 'Day when it was withdrawn; NULL = never withdrawn';

CREATE TABLE orders (
    order_id INTEGER NOT NULL,
    pharmacy_id INTEGER NOT NULL,
    warehouse_id INTEGER NOT NULL,
    representative_id INTEGER,
    ordered_at TIMESTAMP NOT NULL,
    promised_on DATE NOT NULL,
    channel CHAR(1) NOT NULL,
    status CHAR(1) NOT NULL,
    is_urgent BOOLEAN NOT NULL,
    PRIMARY KEY (order_id),
    FOREIGN KEY (pharmacy_id) REFERENCES pharmacies (pharmacy_id),
    FOREIGN KEY (warehouse_id) REFERENCES warehouses (warehouse_id),
    FOREIGN KEY (representative_id) REFERENCES sales_representatives (representative_id)
);
COMMENT ON TABLE orders IS 'Orders of the customers';
COMMENT ON COLUMN orders.order_id IS 'Identifier and order number';
COMMENT ON COLUMN orders.pharmacy_id IS 'Customer';
COMMENT ON COLUMN orders.warehouse_id IS 'Warehouse that the order was sent to; not always the one that delivered';
COMMENT ON COLUMN orders.representative_id IS 'Representative who took the order; NULL = placed without one';
COMMENT ON COLUMN orders.ordered_at IS 'When it was placed';
COMMENT ON COLUMN orders.promised_on IS 'Day promised for the delivery';
COMMENT ON COLUMN orders.channel IS 'W = web shop, E = electronic interface, P = phone, V = visit of a representative';
COMMENT ON COLUMN orders.status IS 'N = nothing delivered yet, P = delivered in part, S = delivered in full, C = cancelled';
COMMENT ON COLUMN orders.is_urgent IS 'True = urgent order';

CREATE TABLE deliveries (
    delivery_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    warehouse_id INTEGER NOT NULL,
    carrier VARCHAR(20) NOT NULL,
    is_refrigerated BOOLEAN NOT NULL,
    dispatched_at TIMESTAMP NOT NULL,
    delivered_at TIMESTAMP,
    freight_cost NUMERIC(7,2) NOT NULL,
    signed_by VARCHAR(30),
    PRIMARY KEY (delivery_id),
    FOREIGN KEY (order_id) REFERENCES orders (order_id),
    FOREIGN KEY (warehouse_id) REFERENCES warehouses (warehouse_id)
);
COMMENT ON TABLE deliveries IS 'Shipments; an order may come in several, or in none';
COMMENT ON COLUMN deliveries.delivery_id IS 'Identifier';
COMMENT ON COLUMN deliveries.order_id IS 'Order';
COMMENT ON COLUMN deliveries.warehouse_id IS 'Warehouse that dispatched it';
COMMENT ON COLUMN deliveries.carrier IS 'Carrier: Pillar Express, Cold Swan, Moor Vans or own van';
COMMENT ON COLUMN deliveries.is_refrigerated IS 'True = in a cooled vehicle';
COMMENT ON COLUMN deliveries.dispatched_at IS 'When it left the warehouse';
COMMENT ON COLUMN deliveries.delivered_at IS 'When it arrived; NULL = never arrived, lost on the way';
COMMENT ON COLUMN deliveries.freight_cost IS 'What the carrier charged, in euros';
COMMENT ON COLUMN deliveries.signed_by IS 'Last name of the person who signed; NULL = nobody signed';

CREATE TABLE order_lines (
    order_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price NUMERIC(8,2) NOT NULL,
    discount_pct NUMERIC(4,1),
    batch_id INTEGER,
    delivery_id INTEGER,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (order_id) REFERENCES orders (order_id),
    FOREIGN KEY (product_id) REFERENCES products (product_id),
    FOREIGN KEY (batch_id) REFERENCES batches (batch_id),
    FOREIGN KEY (delivery_id) REFERENCES deliveries (delivery_id)
);
COMMENT ON TABLE order_lines IS 'What was ordered, one product a line';
COMMENT ON COLUMN order_lines.order_id IS 'Order';
COMMENT ON COLUMN order_lines.line_no IS 'Number of the line in its order';
COMMENT ON COLUMN order_lines.product_id IS 'Product ordered';
COMMENT ON COLUMN order_lines.quantity IS 'Packs ordered';
COMMENT ON COLUMN order_lines.unit_price IS 'Price of a pack in euros, before the discount';
COMMENT ON COLUMN order_lines.discount_pct IS 'Discount in per cent; NULL = none';
COMMENT ON COLUMN order_lines.batch_id IS 'Batch that the packs were taken from; NULL = nothing was picked';
COMMENT ON COLUMN order_lines.delivery_id IS 'Shipment that it went out with; NULL = not dispatched';

CREATE TABLE returns (
    return_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    returned_on DATE NOT NULL,
    quantity INTEGER NOT NULL,
    reason CHAR(1) NOT NULL,
    credit_amount NUMERIC(9,2),
    is_restocked BOOLEAN NOT NULL,
    voided_at TIMESTAMP,
    PRIMARY KEY (return_id),
    FOREIGN KEY (order_id, line_no) REFERENCES order_lines (order_id, line_no)
);
COMMENT ON TABLE returns IS 'Goods sent back by customers, each from one order line';
COMMENT ON COLUMN returns.return_id IS 'Identifier';
COMMENT ON COLUMN returns.order_id IS 'Order of the line';
COMMENT ON COLUMN returns.line_no IS 'Number of the line in that order';
COMMENT ON COLUMN returns.returned_on IS 'Day when the goods came back';
COMMENT ON COLUMN returns.quantity IS 'Packs returned';
COMMENT ON COLUMN returns.reason IS 'D = damaged, W = wrong item, T = too warm on the way, E = expiry too near, R = recall, N = not needed';
COMMENT ON COLUMN returns.credit_amount IS 'Euros credited; 0 = credit refused; NULL = not decided';
COMMENT ON COLUMN returns.is_restocked IS 'True = put back on the shelf; false = scrapped';
COMMENT ON COLUMN returns.voided_at IS 'When the entry was cancelled as a mistake; NULL = valid';
