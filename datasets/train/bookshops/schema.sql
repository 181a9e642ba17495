-- Second-hand bookshops with an online shop: people, stock, sales, web orders and marketplaces (2021-2024). PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE shop_branches (
    branch_id INTEGER NOT NULL,
    branch_code CHAR(3) NOT NULL,
    branch_name VARCHAR(40) NOT NULL,
    branch_city VARCHAR(30) NOT NULL,
    floor_space_m2 INTEGER NOT NULL,
    opening_day DATE NOT NULL,
    shut_on DATE,
    is_web_depot BOOLEAN NOT NULL,
    PRIMARY KEY (branch_id)
);
COMMENT ON TABLE shop_branches IS 'Shops of the firm; the depot of the online shop counts as one';
COMMENT ON COLUMN shop_branches.branch_id IS 'Identifier';
COMMENT ON COLUMN shop_branches.branch_code IS 'Three-letter code, such as MKT';
COMMENT ON COLUMN shop_branches.branch_name IS 'Name of the shop';
COMMENT ON COLUMN shop_branches.branch_city IS 'City';
COMMENT ON COLUMN shop_branches.floor_space_m2 IS 'Sales floor in square metres; the depot counts its store';
COMMENT ON COLUMN shop_branches.opening_day IS 'First day of business';
COMMENT ON COLUMN shop_branches.shut_on IS 'Last day of business; NULL = open';
COMMENT ON COLUMN shop_branches.is_web_depot IS 'Whether it is the depot of the online shop, where no customer walks in';

CREATE TABLE shop_booksellers (
    bookseller_id INTEGER NOT NULL,
    staff_code CHAR(4) NOT NULL,
    bookseller_name VARCHAR(50) NOT NULL,
    employed_from DATE NOT NULL,
    employed_until DATE,
    weekly_hours NUMERIC(4,1) NOT NULL,
    trained_by_id INTEGER,
    PRIMARY KEY (bookseller_id),
    FOREIGN KEY (trained_by_id) REFERENCES shop_booksellers (bookseller_id)
);
COMMENT ON TABLE shop_booksellers IS 'Booksellers, former ones included';
COMMENT ON COLUMN shop_booksellers.bookseller_id IS 'Identifier';
COMMENT ON COLUMN shop_booksellers.staff_code IS 'Staff code, such as B007';
COMMENT ON COLUMN shop_booksellers.bookseller_name IS 'First and last name';
COMMENT ON COLUMN shop_booksellers.employed_from IS 'First day of employment';
COMMENT ON COLUMN shop_booksellers.employed_until IS 'Last day of employment; NULL = still employed';
COMMENT ON COLUMN shop_booksellers.weekly_hours IS 'Hours a week by contract';
COMMENT ON COLUMN shop_booksellers.trained_by_id IS 'Colleague who trained this one; NULL = trained elsewhere';

CREATE TABLE shop_postings (
    bookseller_id INTEGER NOT NULL,
    branch_id INTEGER NOT NULL,
    posted_from DATE NOT NULL,
    posted_until DATE,
    post_code CHAR(3) NOT NULL,
    PRIMARY KEY (bookseller_id, posted_from),
    FOREIGN KEY (bookseller_id) REFERENCES shop_booksellers (bookseller_id),
    FOREIGN KEY (branch_id) REFERENCES shop_branches (branch_id)
);
COMMENT ON TABLE shop_postings IS 'History of who worked in which shop; a move to another shop ends one posting and begins the next';
COMMENT ON COLUMN shop_postings.bookseller_id IS 'Bookseller';
COMMENT ON COLUMN shop_postings.branch_id IS 'Shop';
COMMENT ON COLUMN shop_postings.posted_from IS 'First day in the shop';
COMMENT ON COLUMN shop_postings.posted_until IS 'Last day in the shop; NULL = posted there now';
COMMENT ON COLUMN shop_postings.post_code IS 'MGR = manager of the shop, SEL = bookseller, APP = apprentice';

CREATE TABLE stock_genres (
    genre_id INTEGER NOT NULL,
    wider_genre_id INTEGER,
    genre_name VARCHAR(40) NOT NULL,
    shelf_mark CHAR(2) NOT NULL,
    PRIMARY KEY (genre_id),
    FOREIGN KEY (wider_genre_id) REFERENCES stock_genres (genre_id)
);
COMMENT ON TABLE stock_genres IS 'Tree of genres';
COMMENT ON COLUMN stock_genres.genre_id IS 'Identifier';
COMMENT ON COLUMN stock_genres.wider_genre_id IS 'Genre it belongs to; NULL = main genre';
COMMENT ON COLUMN stock_genres.genre_name IS 'Name';
COMMENT ON COLUMN stock_genres.shelf_mark IS 'Two letters on the shelves, such as CR';

CREATE TABLE stock_authors (
    author_id INTEGER NOT NULL,
    author_name VARCHAR(50) NOT NULL,
    nation_code CHAR(2) NOT NULL,
    birth_year INTEGER,
    death_year INTEGER,
    PRIMARY KEY (author_id)
);
COMMENT ON TABLE stock_authors IS 'Authors, translators, editors and illustrators';
COMMENT ON COLUMN stock_authors.author_id IS 'Identifier';
COMMENT ON COLUMN stock_authors.author_name IS 'Name as printed on the books';
COMMENT ON COLUMN stock_authors.nation_code IS 'Country the author is of, as a two-letter code';
COMMENT ON COLUMN stock_authors.birth_year IS 'Year of birth; NULL = not known';
COMMENT ON COLUMN stock_authors.death_year IS 'Year of death; NULL = alive, or not known';

CREATE TABLE stock_works (
    work_id INTEGER NOT NULL,
    work_title VARCHAR(80) NOT NULL,
    genre_id INTEGER NOT NULL,
    translated_from_id INTEGER,
    language_code CHAR(2) NOT NULL,
    first_year INTEGER NOT NULL,
    PRIMARY KEY (work_id),
    FOREIGN KEY (genre_id) REFERENCES stock_genres (genre_id),
    FOREIGN KEY (translated_from_id) REFERENCES stock_works (work_id)
);
COMMENT ON TABLE stock_works IS 'Works, whatever the edition; a translation is a work of its own';
COMMENT ON COLUMN stock_works.work_id IS 'Identifier';
COMMENT ON COLUMN stock_works.work_title IS 'Title';
COMMENT ON COLUMN stock_works.genre_id IS 'Genre';
COMMENT ON COLUMN stock_works.translated_from_id IS 'Work it is a translation of; NULL = an original';
COMMENT ON COLUMN stock_works.language_code IS 'Language: EN, FR, DE, IT or NL';
COMMENT ON COLUMN stock_works.first_year IS 'Year of first publication';

CREATE TABLE stock_work_authors (
    work_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    role_code CHAR(3) NOT NULL,
    PRIMARY KEY (work_id, author_id, role_code),
    FOREIGN KEY (work_id) REFERENCES stock_works (work_id),
    FOREIGN KEY (author_id) REFERENCES stock_authors (author_id)
);
COMMENT ON TABLE stock_work_authors IS 'Who did what for which work';
COMMENT ON COLUMN stock_work_authors.work_id IS 'Work';
COMMENT ON COLUMN stock_work_authors.author_id IS 'Person';
COMMENT ON COLUMN stock_work_authors.role_code IS 'AUT = author, TRL = translator, EDT = editor, ILL = illustrator';

CREATE TABLE stock_editions (
    edition_id INTEGER NOT NULL,
    work_id INTEGER NOT NULL,
    isbn CHAR(13),
    publisher VARCHAR(40) NOT NULL,
    print_year INTEGER NOT NULL,
    binding_code CHAR(2) NOT NULL,
    page_count INTEGER,
    is_first_edition BOOLEAN NOT NULL,
    PRIMARY KEY (edition_id),
    FOREIGN KEY (work_id) REFERENCES stock_works (work_id)
);
COMMENT ON TABLE stock_editions IS 'Editions of works';
COMMENT ON COLUMN stock_editions.edition_id IS 'Identifier';
COMMENT ON COLUMN stock_editions.work_id IS 'Work';
COMMENT ON COLUMN stock_editions.isbn IS 'ISBN; NULL = printed before there were any';
COMMENT ON COLUMN stock_editions.publisher IS 'Publishing house';
COMMENT ON COLUMN stock_editions.print_year IS 'Year of printing';
COMMENT ON COLUMN stock_editions.binding_code IS 'HB = hardback, PB = paperback, LB = leather-bound';
COMMENT ON COLUMN stock_editions.page_count IS 'Pages; NULL = not counted';
COMMENT ON COLUMN stock_editions.is_first_edition IS 'Whether it is the first edition of the work';

CREATE TABLE stock_lots (
    lot_id INTEGER NOT NULL,
    branch_id INTEGER NOT NULL,
    bought_by_id INTEGER NOT NULL,
    origin_code CHAR(3) NOT NULL,
    seller_name VARCHAR(50),
    acquired_on DATE NOT NULL,
    lot_cost_eur NUMERIC(9,2) NOT NULL,
    box_count INTEGER NOT NULL,
    lot_note VARCHAR(120),
    PRIMARY KEY (lot_id),
    FOREIGN KEY (branch_id) REFERENCES shop_branches (branch_id),
    FOREIGN KEY (bought_by_id) REFERENCES shop_booksellers (bookseller_id)
);
COMMENT ON TABLE stock_lots IS 'Purchases of used books, each of one seller on one day';
COMMENT ON COLUMN stock_lots.lot_id IS 'Identifier';
COMMENT ON COLUMN stock_lots.branch_id IS 'Shop that bought';
COMMENT ON COLUMN stock_lots.bought_by_id IS 'Bookseller who bought';
COMMENT ON COLUMN stock_lots.origin_code IS 'PRV = private seller at the counter, HCL = house clearance, AUC = auction, EXC = exchange for other books';
COMMENT ON COLUMN stock_lots.seller_name IS 'Seller; NULL = wished to stay unnamed';
COMMENT ON COLUMN stock_lots.acquired_on IS 'Day of purchase';
COMMENT ON COLUMN stock_lots.lot_cost_eur IS 'Paid for the whole lot, in euros; 0 = a gift or an exchange';
COMMENT ON COLUMN stock_lots.box_count IS 'Boxes of books';
COMMENT ON COLUMN stock_lots.lot_note IS 'Remark of the buyer; NULL = none';

CREATE TABLE stock_copies (
    copy_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    lot_id INTEGER,
    branch_id INTEGER NOT NULL,
    shelf_label VARCHAR(8),
    grade_code CHAR(2) NOT NULL,
    is_signed BOOLEAN NOT NULL,
    entered_on DATE NOT NULL,
    list_price_eur NUMERIC(8,2) NOT NULL,
    copy_state CHAR(3) NOT NULL,
    missing_since DATE,
    pulped_on DATE,
    PRIMARY KEY (copy_id),
    FOREIGN KEY (edition_id) REFERENCES stock_editions (edition_id),
    FOREIGN KEY (lot_id) REFERENCES stock_lots (lot_id),
    FOREIGN KEY (branch_id) REFERENCES shop_branches (branch_id)
);
COMMENT ON TABLE stock_copies IS 'Single copies of books, sold and lost ones included';
COMMENT ON COLUMN stock_copies.copy_id IS 'Identifier';
COMMENT ON COLUMN stock_copies.edition_id IS 'Edition';
COMMENT ON COLUMN stock_copies.lot_id IS 'Lot it came in; NULL = old stock from before 2021';
COMMENT ON COLUMN stock_copies.branch_id IS 'Shop that keeps it, or kept it last';
COMMENT ON COLUMN stock_copies.shelf_label IS 'Place on the shelves, such as CR-04; NULL = still in a box';
COMMENT ON COLUMN stock_copies.grade_code IS 'Condition: FN = fine, VG = very good, GD = good, FR = fair, PR = poor';
COMMENT ON COLUMN stock_copies.is_signed IS 'Whether its author signed it';
COMMENT ON COLUMN stock_copies.entered_on IS 'Day it was entered into stock';
COMMENT ON COLUMN stock_copies.list_price_eur IS 'Price marked in it now, or last, in euros';
COMMENT ON COLUMN stock_copies.copy_state IS 'AVL = available, RSV = reserved, SLD = sold, MIS = missing, PLP = pulped';
COMMENT ON COLUMN stock_copies.missing_since IS 'Day of the stocktake that did not find it; NULL = never missed. Stays if the copy turns up again';
COMMENT ON COLUMN stock_copies.pulped_on IS 'Day it was thrown away as unsaleable; NULL = not';

CREATE TABLE stock_price_changes (
    copy_id INTEGER NOT NULL,
    changed_on DATE NOT NULL,
    old_price_eur NUMERIC(8,2) NOT NULL,
    new_price_eur NUMERIC(8,2) NOT NULL,
    motive_code CHAR(3) NOT NULL,
    PRIMARY KEY (copy_id, changed_on),
    FOREIGN KEY (copy_id) REFERENCES stock_copies (copy_id)
);
COMMENT ON TABLE stock_price_changes IS 'History of marked prices';
COMMENT ON COLUMN stock_price_changes.copy_id IS 'Copy';
COMMENT ON COLUMN stock_price_changes.changed_on IS 'Day of the change';
COMMENT ON COLUMN stock_price_changes.old_price_eur IS 'Price before, in euros';
COMMENT ON COLUMN stock_price_changes.new_price_eur IS 'Price from that day on, in euros';
COMMENT ON COLUMN stock_price_changes.motive_code IS 'AGE = too long on the shelf, DEM = demand, ERR = wrongly priced before, OFR = special offer';

CREATE TABLE shop_sales (
    shop_sale_id INTEGER NOT NULL,
    copy_id INTEGER NOT NULL,
    branch_id INTEGER NOT NULL,
    served_by_id INTEGER,
    rung_up_at TIMESTAMP NOT NULL,
    price_paid_eur NUMERIC(8,2) NOT NULL,
    tender_code CHAR(3) NOT NULL,
    is_trade BOOLEAN NOT NULL,
    PRIMARY KEY (shop_sale_id),
    FOREIGN KEY (copy_id) REFERENCES stock_copies (copy_id),
    FOREIGN KEY (branch_id) REFERENCES shop_branches (branch_id),
    FOREIGN KEY (served_by_id) REFERENCES shop_booksellers (bookseller_id)
);
COMMENT ON TABLE shop_sales IS 'Sales over the counter, one row for each copy';
COMMENT ON COLUMN shop_sales.shop_sale_id IS 'Identifier';
COMMENT ON COLUMN shop_sales.copy_id IS 'Copy sold';
COMMENT ON COLUMN shop_sales.branch_id IS 'Shop that sold it';
COMMENT ON COLUMN shop_sales.served_by_id IS 'Bookseller at the till; NULL = a helper';
COMMENT ON COLUMN shop_sales.rung_up_at IS 'Date and time of the sale';
COMMENT ON COLUMN shop_sales.price_paid_eur IS 'Price paid, in euros';
COMMENT ON COLUMN shop_sales.tender_code IS 'CSH = cash, CRD = card, VCH = voucher';
COMMENT ON COLUMN shop_sales.is_trade IS 'Whether the buyer was another dealer';

CREATE TABLE shop_fair_stalls (
    stall_id INTEGER NOT NULL,
    fair_name VARCHAR(40) NOT NULL,
    fair_town VARCHAR(30) NOT NULL,
    branch_id INTEGER NOT NULL,
    minded_by_id INTEGER,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    stall_rent_eur NUMERIC(7,2) NOT NULL,
    takings_eur NUMERIC(8,2),
    PRIMARY KEY (stall_id),
    FOREIGN KEY (branch_id) REFERENCES shop_branches (branch_id),
    FOREIGN KEY (minded_by_id) REFERENCES shop_booksellers (bookseller_id)
);
COMMENT ON TABLE shop_fair_stalls IS 'Stalls of the shops at book fairs';
COMMENT ON COLUMN shop_fair_stalls.stall_id IS 'Identifier';
COMMENT ON COLUMN shop_fair_stalls.fair_name IS 'Name of the fair; held again in other years';
COMMENT ON COLUMN shop_fair_stalls.fair_town IS 'Town of the fair';
COMMENT ON COLUMN shop_fair_stalls.branch_id IS 'Shop that took the stall';
COMMENT ON COLUMN shop_fair_stalls.minded_by_id IS 'Bookseller in charge of the stall; NULL = not settled';
COMMENT ON COLUMN shop_fair_stalls.first_day IS 'First day of the fair';
COMMENT ON COLUMN shop_fair_stalls.last_day IS 'Last day of the fair';
COMMENT ON COLUMN shop_fair_stalls.stall_rent_eur IS 'Rent of the stall, in euros';
COMMENT ON COLUMN shop_fair_stalls.takings_eur IS 'Takings, in euros; NULL = the shop did not go';

CREATE TABLE web_customers (
    web_customer_id INTEGER NOT NULL,
    nickname VARCHAR(30) NOT NULL,
    customer_full_name VARCHAR(50) NOT NULL,
    home_country CHAR(2) NOT NULL,
    joined_on DATE NOT NULL,
    news_from DATE,
    news_until DATE,
    account_closed_on DATE,
    PRIMARY KEY (web_customer_id)
);
COMMENT ON TABLE web_customers IS 'Customers of the online shop';
COMMENT ON COLUMN web_customers.web_customer_id IS 'Identifier';
COMMENT ON COLUMN web_customers.nickname IS 'Name chosen at the online shop';
COMMENT ON COLUMN web_customers.customer_full_name IS 'First and last name';
COMMENT ON COLUMN web_customers.home_country IS 'Country of residence, as a two-letter code';
COMMENT ON COLUMN web_customers.joined_on IS 'Day of registration';
COMMENT ON COLUMN web_customers.news_from IS 'Day of subscribing to the newsletter; NULL = never';
COMMENT ON COLUMN web_customers.news_until IS 'Day of leaving the newsletter; NULL = did not leave';
COMMENT ON COLUMN web_customers.account_closed_on IS 'Day the account was closed; NULL = open';

CREATE TABLE web_orders (
    web_order_id INTEGER NOT NULL,
    web_customer_id INTEGER NOT NULL,
    placed_at TIMESTAMP NOT NULL,
    source_code CHAR(3) NOT NULL,
    carrier_code CHAR(3) NOT NULL,
    ship_to CHAR(2) NOT NULL,
    postage_eur NUMERIC(6,2) NOT NULL,
    dispatched_on DATE,
    arrived_on DATE,
    called_off_on DATE,
    visitor_stars INTEGER,
    visitor_comment VARCHAR(120),
    PRIMARY KEY (web_order_id),
    FOREIGN KEY (web_customer_id) REFERENCES web_customers (web_customer_id)
);
COMMENT ON TABLE web_orders IS 'Online orders';
COMMENT ON COLUMN web_orders.web_order_id IS 'Identifier';
COMMENT ON COLUMN web_orders.web_customer_id IS 'Customer';
COMMENT ON COLUMN web_orders.placed_at IS 'Date and time of the order';
COMMENT ON COLUMN web_orders.source_code IS 'OWN = our online shop, ANT = marketplace Antiquaria, LIB = marketplace Libroloop, PAG = marketplace Pagemarket';
COMMENT ON COLUMN web_orders.carrier_code IS 'PST = post, CUR = courier, PCK = parcel shop, COL = collected in a shop';
COMMENT ON COLUMN web_orders.ship_to IS 'Country of delivery, as a two-letter code';
COMMENT ON COLUMN web_orders.postage_eur IS 'Postage charged, in euros';
COMMENT ON COLUMN web_orders.dispatched_on IS 'Day it was sent or laid ready; NULL = not yet, or called off';
COMMENT ON COLUMN web_orders.arrived_on IS 'Day it arrived or was collected; NULL = not yet, or not known';
COMMENT ON COLUMN web_orders.called_off_on IS 'Day the order was cancelled; NULL = stands';
COMMENT ON COLUMN web_orders.visitor_stars IS 'Rating by the customer, 1 (bad) to 5 (excellent); NULL = not rated';
COMMENT ON COLUMN web_orders.visitor_comment IS 'Text of the rating; NULL = none';

CREATE TABLE web_order_lines (
    web_order_id INTEGER NOT NULL,
    line_number INTEGER NOT NULL,
    copy_id INTEGER NOT NULL,
    line_price_eur NUMERIC(8,2) NOT NULL,
    sent_back_on DATE,
    return_code CHAR(3),
    refund_eur NUMERIC(8,2),
    PRIMARY KEY (web_order_id, line_number),
    FOREIGN KEY (web_order_id) REFERENCES web_orders (web_order_id),
    FOREIGN KEY (copy_id) REFERENCES stock_copies (copy_id)
);
COMMENT ON TABLE web_order_lines IS 'Copies ordered online';
COMMENT ON COLUMN web_order_lines.web_order_id IS 'Order';
COMMENT ON COLUMN web_order_lines.line_number IS 'Number of the line within the order';
COMMENT ON COLUMN web_order_lines.copy_id IS 'Copy ordered';
COMMENT ON COLUMN web_order_lines.line_price_eur IS 'Price of the copy, in euros';
COMMENT ON COLUMN web_order_lines.sent_back_on IS 'Day the customer''s return came in; NULL = not returned';
COMMENT ON COLUMN web_order_lines.return_code IS 'Why returned: DMG = damaged on the way, DSC = not as described, CHG = changed mind; NULL = not returned';
COMMENT ON COLUMN web_order_lines.refund_eur IS 'Refund for the return, in euros; NULL = no refund';

CREATE TABLE web_wishes (
    wish_id INTEGER NOT NULL,
    web_customer_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    wished_on DATE NOT NULL,
    ceiling_eur NUMERIC(7,2),
    notified_on DATE,
    given_up_on DATE,
    PRIMARY KEY (wish_id),
    FOREIGN KEY (web_customer_id) REFERENCES web_customers (web_customer_id),
    FOREIGN KEY (edition_id) REFERENCES stock_editions (edition_id)
);
COMMENT ON TABLE web_wishes IS 'Editions that customers wait for';
COMMENT ON COLUMN web_wishes.wish_id IS 'Identifier';
COMMENT ON COLUMN web_wishes.web_customer_id IS 'Customer';
COMMENT ON COLUMN web_wishes.edition_id IS 'Edition wanted';
COMMENT ON COLUMN web_wishes.wished_on IS 'Day of the wish';
COMMENT ON COLUMN web_wishes.ceiling_eur IS 'Highest price the customer would pay, in euros; NULL = any price';
COMMENT ON COLUMN web_wishes.notified_on IS 'Day the customer was told of a copy; NULL = not yet';
COMMENT ON COLUMN web_wishes.given_up_on IS 'Day the customer struck the wish; NULL = not struck';

CREATE TABLE web_listings (
    listing_id INTEGER NOT NULL,
    copy_id INTEGER NOT NULL,
    market_code CHAR(3) NOT NULL,
    listed_on DATE NOT NULL,
    taken_down_on DATE,
    asking_eur NUMERIC(8,2) NOT NULL,
    listing_fee_eur NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (listing_id),
    FOREIGN KEY (copy_id) REFERENCES stock_copies (copy_id)
);
COMMENT ON TABLE web_listings IS 'Offers of copies on the marketplaces';
COMMENT ON COLUMN web_listings.listing_id IS 'Identifier';
COMMENT ON COLUMN web_listings.copy_id IS 'Copy offered';
COMMENT ON COLUMN web_listings.market_code IS 'Marketplace: ANT = Antiquaria, LIB = Libroloop, PAG = Pagemarket';
COMMENT ON COLUMN web_listings.listed_on IS 'First day of the offer';
COMMENT ON COLUMN web_listings.taken_down_on IS 'Last day of the offer; NULL = still offered';
COMMENT ON COLUMN web_listings.asking_eur IS 'Price asked there, in euros';
COMMENT ON COLUMN web_listings.listing_fee_eur IS 'Fee of the marketplace for the offer, in euros';
