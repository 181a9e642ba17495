-- A city theatre: stages, plays, people, performances, tickets and donors, seasons 2021 to 2024. PostgreSQL syntax.
-- Money is in euros. Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE stage (
    id INTEGER NOT NULL,
    name VARCHAR(30) NOT NULL,
    district VARCHAR(20) NOT NULL,
    opened_in INTEGER NOT NULL,
    shut_on DATE,
    has_revolve BOOLEAN NOT NULL,
    is_step_free BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);
COMMENT ON TABLE stage IS 'Stages of the theatre, former ones included';
COMMENT ON COLUMN stage.id IS 'Identifier';
COMMENT ON COLUMN stage.name IS 'Name';
COMMENT ON COLUMN stage.district IS 'Part of the city where it stands';
COMMENT ON COLUMN stage.opened_in IS 'Year of the first performance';
COMMENT ON COLUMN stage.shut_on IS 'Day on which it was given up; NULL = in use';
COMMENT ON COLUMN stage.has_revolve IS 'Whether it has a revolving floor';
COMMENT ON COLUMN stage.is_step_free IS 'Whether it can be reached without steps';

CREATE TABLE price_category (
    id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    letter CHAR(1) NOT NULL,
    tier VARCHAR(8) NOT NULL,
    full_price NUMERIC(6,2) NOT NULL,
    applies_from DATE NOT NULL,
    applies_until DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (stage_id) REFERENCES stage (id)
);
COMMENT ON TABLE price_category IS 'Full prices of seats by stage, category and kind of day, with history';
COMMENT ON COLUMN price_category.id IS 'Identifier';
COMMENT ON COLUMN price_category.stage_id IS 'Stage';
COMMENT ON COLUMN price_category.letter IS 'Category from A = best to D = cheapest';
COMMENT ON COLUMN price_category.tier IS 'Kind of day: weekday, weekend or premiere';
COMMENT ON COLUMN price_category.full_price IS 'Price of a ticket without reduction';
COMMENT ON COLUMN price_category.applies_from IS 'First day of performance on which the price applies';
COMMENT ON COLUMN price_category.applies_until IS 'Last day of performance on which it applies; NULL = still applies';

CREATE TABLE seat (
    id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    block VARCHAR(12) NOT NULL,
    row_label CHAR(1) NOT NULL,
    seat_number INTEGER NOT NULL,
    category CHAR(1) NOT NULL,
    is_wheelchair_place BOOLEAN NOT NULL,
    flaw VARCHAR(12),
    removed_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (stage_id) REFERENCES stage (id)
);
COMMENT ON TABLE seat IS 'Numbered seats';
COMMENT ON COLUMN seat.id IS 'Identifier';
COMMENT ON COLUMN seat.stage_id IS 'Stage';
COMMENT ON COLUMN seat.block IS 'stalls, circle, gallery, front or benches';
COMMENT ON COLUMN seat.row_label IS 'Letter of the row';
COMMENT ON COLUMN seat.seat_number IS 'Number within the row';
COMMENT ON COLUMN seat.category IS 'Letter of its price category';
COMMENT ON COLUMN seat.is_wheelchair_place IS 'Whether it is a place for a wheelchair';
COMMENT ON COLUMN seat.flaw IS 'pillar, side view or draught; NULL = nothing wrong with it';
COMMENT ON COLUMN seat.removed_on IS 'Day on which it was taken out; NULL = in use';

CREATE TABLE person (
    id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    stage_name VARCHAR(40),
    department VARCHAR(12) NOT NULL,
    contract VARCHAR(10) NOT NULL,
    engaged_on DATE NOT NULL,
    departed_on DATE,
    head_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY (head_id) REFERENCES person (id)
);
COMMENT ON TABLE person IS 'People who work or worked for the theatre';
COMMENT ON COLUMN person.id IS 'Identifier';
COMMENT ON COLUMN person.name IS 'First and last name';
COMMENT ON COLUMN person.stage_name IS 'Name in the programme; NULL = the real name';
COMMENT ON COLUMN person.department IS 'acting, directing, design, music, crew, wardrobe or box office';
COMMENT ON COLUMN person.contract IS 'permanent, season or guest';
COMMENT ON COLUMN person.engaged_on IS 'First day with the theatre';
COMMENT ON COLUMN person.departed_on IS 'Last day with the theatre; NULL = still here';
COMMENT ON COLUMN person.head_id IS 'Head of that department; NULL = a head, or a guest without one';

CREATE TABLE play (
    id INTEGER NOT NULL,
    title VARCHAR(40) NOT NULL,
    author VARCHAR(40),
    genre VARCHAR(10) NOT NULL,
    written_in INTEGER,
    acts INTEGER NOT NULL,
    royalty_percent NUMERIC(4,1),
    adapted_from_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY (adapted_from_id) REFERENCES play (id)
);
COMMENT ON TABLE play IS 'Plays, whether they were produced or not';
COMMENT ON COLUMN play.id IS 'Identifier';
COMMENT ON COLUMN play.title IS 'Title';
COMMENT ON COLUMN play.author IS 'Author; NULL = devised by the company';
COMMENT ON COLUMN play.genre IS 'comedy, tragedy, drama, musical, children or dance';
COMMENT ON COLUMN play.written_in IS 'Year in which it was written; NULL = unknown';
COMMENT ON COLUMN play.acts IS 'Number of acts';
COMMENT ON COLUMN play.royalty_percent IS 'Share of the takings that goes to the author; NULL = out of copyright';
COMMENT ON COLUMN play.adapted_from_id IS 'Play that it was made from; NULL = an original';

CREATE TABLE production (
    id INTEGER NOT NULL,
    play_id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    director_id INTEGER NOT NULL,
    designer_id INTEGER,
    season INTEGER NOT NULL,
    premiere_on DATE,
    budget NUMERIC(9,2) NOT NULL,
    spent NUMERIC(9,2),
    partner VARCHAR(40),
    revival_of_id INTEGER,
    abandoned_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (play_id) REFERENCES play (id),
    FOREIGN KEY (stage_id) REFERENCES stage (id),
    FOREIGN KEY (director_id) REFERENCES person (id),
    FOREIGN KEY (designer_id) REFERENCES person (id),
    FOREIGN KEY (revival_of_id) REFERENCES production (id)
);
COMMENT ON TABLE production IS 'Stagings of plays';
COMMENT ON COLUMN production.id IS 'Identifier';
COMMENT ON COLUMN production.play_id IS 'Play';
COMMENT ON COLUMN production.stage_id IS 'Stage for which it was made';
COMMENT ON COLUMN production.director_id IS 'Director';
COMMENT ON COLUMN production.designer_id IS 'Designer; NULL = played without a set of its own';
COMMENT ON COLUMN production.season IS 'Year in which its season begins; season 2022 runs from 1 August 2022 to 31 July 2023';
COMMENT ON COLUMN production.premiere_on IS 'Day of the first night; NULL = never opened';
COMMENT ON COLUMN production.budget IS 'Money granted';
COMMENT ON COLUMN production.spent IS 'Money spent; NULL = accounts not closed';
COMMENT ON COLUMN production.partner IS 'House with which it was made; NULL = made alone';
COMMENT ON COLUMN production.revival_of_id IS 'Earlier staging that it takes up again; NULL = new';
COMMENT ON COLUMN production.abandoned_on IS 'Day on which work on it was given up; NULL = carried through';

CREATE TABLE casting (
    id INTEGER NOT NULL,
    production_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    understudy_id INTEGER,
    part VARCHAR(30) NOT NULL,
    is_lead BOOLEAN NOT NULL,
    plays_from DATE NOT NULL,
    plays_until DATE,
    evening_fee NUMERIC(7,2),
    PRIMARY KEY (id),
    FOREIGN KEY (production_id) REFERENCES production (id),
    FOREIGN KEY (person_id) REFERENCES person (id),
    FOREIGN KEY (understudy_id) REFERENCES person (id)
);
COMMENT ON TABLE casting IS 'Who plays which part in which production, and when';
COMMENT ON COLUMN casting.id IS 'Identifier';
COMMENT ON COLUMN casting.production_id IS 'Production';
COMMENT ON COLUMN casting.person_id IS 'Who plays the part';
COMMENT ON COLUMN casting.understudy_id IS 'Who steps in when needed; NULL = nobody';
COMMENT ON COLUMN casting.part IS 'Name of the part';
COMMENT ON COLUMN casting.is_lead IS 'Whether it is a leading part';
COMMENT ON COLUMN casting.plays_from IS 'First day in the part';
COMMENT ON COLUMN casting.plays_until IS 'Last day in the part; NULL = to the end of the run';
COMMENT ON COLUMN casting.evening_fee IS 'Fee for each performance; NULL = covered by the salary';

CREATE TABLE performance (
    id INTEGER NOT NULL,
    production_id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    begins_at TIMESTAMP NOT NULL,
    tier VARCHAR(8) NOT NULL,
    state VARCHAR(10) NOT NULL,
    reason VARCHAR(12),
    moved_to_id INTEGER,
    minutes_run INTEGER,
    has_surtitles BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (production_id) REFERENCES production (id),
    FOREIGN KEY (stage_id) REFERENCES stage (id),
    FOREIGN KEY (moved_to_id) REFERENCES performance (id)
);
COMMENT ON TABLE performance IS 'Dates on which a production was or is to be played';
COMMENT ON COLUMN performance.id IS 'Identifier';
COMMENT ON COLUMN performance.production_id IS 'Production';
COMMENT ON COLUMN performance.stage_id IS 'Stage where it is played, which may be another one than that of the production';
COMMENT ON COLUMN performance.begins_at IS 'Planned beginning';
COMMENT ON COLUMN performance.tier IS 'Kind of day for the prices: weekday, weekend or premiere';
COMMENT ON COLUMN performance.state IS 'planned, held, cancelled or moved';
COMMENT ON COLUMN performance.reason IS 'Why it was cancelled or moved: illness, technical, low sales, storm or strike; NULL = took or takes place';
COMMENT ON COLUMN performance.moved_to_id IS 'The date that stands in for a moved one; NULL = not moved';
COMMENT ON COLUMN performance.minutes_run IS 'Length in minutes with the interval; NULL = not held, or not noted';
COMMENT ON COLUMN performance.has_surtitles IS 'Whether the text is shown above the stage';

CREATE TABLE patron (
    id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    district VARCHAR(20) NOT NULL,
    email VARCHAR(60),
    born_in INTEGER,
    first_contact_on DATE NOT NULL,
    is_institution BOOLEAN NOT NULL,
    introduced_by_id INTEGER,
    forgotten_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (introduced_by_id) REFERENCES patron (id)
);
COMMENT ON TABLE patron IS 'Customers and donors who are known by name';
COMMENT ON COLUMN patron.id IS 'Identifier';
COMMENT ON COLUMN patron.name IS 'Name of the person or institution';
COMMENT ON COLUMN patron.district IS 'Part of the city; outside = from elsewhere';
COMMENT ON COLUMN patron.email IS 'E-mail address; NULL = none given';
COMMENT ON COLUMN patron.born_in IS 'Year of birth; NULL = not told, or an institution';
COMMENT ON COLUMN patron.first_contact_on IS 'Day on which the record was made';
COMMENT ON COLUMN patron.is_institution IS 'Whether it is a firm, a school or a club';
COMMENT ON COLUMN patron.introduced_by_id IS 'Patron who brought this one; NULL = came alone';
COMMENT ON COLUMN patron.forgotten_on IS 'Day on which the person asked to be deleted; NULL = on file';

CREATE TABLE subscription (
    id INTEGER NOT NULL,
    patron_id INTEGER NOT NULL,
    series VARCHAR(10) NOT NULL,
    season INTEGER NOT NULL,
    seat_count INTEGER NOT NULL,
    total_price NUMERIC(8,2) NOT NULL,
    concluded_on DATE NOT NULL,
    prior_subscription_id INTEGER,
    terminated_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (patron_id) REFERENCES patron (id),
    FOREIGN KEY (prior_subscription_id) REFERENCES subscription (id)
);
COMMENT ON TABLE subscription IS 'Subscriptions to a series of performances for one season';
COMMENT ON COLUMN subscription.id IS 'Identifier';
COMMENT ON COLUMN subscription.patron_id IS 'Subscriber';
COMMENT ON COLUMN subscription.series IS 'premiere, saturday, matinee, choice or youth';
COMMENT ON COLUMN subscription.season IS 'Year in which the season begins';
COMMENT ON COLUMN subscription.seat_count IS 'Seats at each performance';
COMMENT ON COLUMN subscription.total_price IS 'Price for the season, all seats together';
COMMENT ON COLUMN subscription.concluded_on IS 'Day of the contract';
COMMENT ON COLUMN subscription.prior_subscription_id IS 'Subscription of the season before that it continues; NULL = new';
COMMENT ON COLUMN subscription.terminated_on IS 'Day on which the subscriber gave notice; NULL = not given up';

CREATE TABLE instalment (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    sequence_number INTEGER NOT NULL,
    payable_on DATE NOT NULL,
    sum_due NUMERIC(8,2) NOT NULL,
    settled_on DATE,
    reminders INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (subscription_id) REFERENCES subscription (id)
);
COMMENT ON TABLE instalment IS 'Parts in which a subscription is paid';
COMMENT ON COLUMN instalment.id IS 'Identifier';
COMMENT ON COLUMN instalment.subscription_id IS 'Subscription';
COMMENT ON COLUMN instalment.sequence_number IS '1 = first';
COMMENT ON COLUMN instalment.payable_on IS 'Last day for paying without being late';
COMMENT ON COLUMN instalment.sum_due IS 'Money to be paid';
COMMENT ON COLUMN instalment.settled_on IS 'Day on which it was paid; NULL = unpaid';
COMMENT ON COLUMN instalment.reminders IS 'Reminders sent';

CREATE TABLE gift_card (
    id INTEGER NOT NULL,
    code CHAR(8) NOT NULL,
    buyer_id INTEGER,
    bought_on DATE NOT NULL,
    nominal_value NUMERIC(7,2) NOT NULL,
    good_until DATE NOT NULL,
    blocked_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (buyer_id) REFERENCES patron (id)
);
COMMENT ON TABLE gift_card IS 'Gift cards sold';
COMMENT ON COLUMN gift_card.id IS 'Identifier';
COMMENT ON COLUMN gift_card.code IS 'Code on the card, such as GC-10042';
COMMENT ON COLUMN gift_card.buyer_id IS 'Who bought it; NULL = sold without a name';
COMMENT ON COLUMN gift_card.bought_on IS 'Day of the sale';
COMMENT ON COLUMN gift_card.nominal_value IS 'Money paid for it';
COMMENT ON COLUMN gift_card.good_until IS 'Last day on which it can be used';
COMMENT ON COLUMN gift_card.blocked_on IS 'Day on which it was reported lost; NULL = not lost';

CREATE TABLE ticket_order (
    id INTEGER NOT NULL,
    patron_id INTEGER,
    clerk_id INTEGER,
    placed_at TIMESTAMP NOT NULL,
    sales_channel VARCHAR(8) NOT NULL,
    paid_by VARCHAR(10) NOT NULL,
    gift_card_id INTEGER,
    gift_card_share NUMERIC(7,2),
    annulled_at TIMESTAMP,
    PRIMARY KEY (id),
    FOREIGN KEY (patron_id) REFERENCES patron (id),
    FOREIGN KEY (clerk_id) REFERENCES person (id),
    FOREIGN KEY (gift_card_id) REFERENCES gift_card (id)
);
COMMENT ON TABLE ticket_order IS 'Orders of tickets';
COMMENT ON COLUMN ticket_order.id IS 'Identifier';
COMMENT ON COLUMN ticket_order.patron_id IS 'Customer; NULL = bought without a name';
COMMENT ON COLUMN ticket_order.clerk_id IS 'Member of the box office who served; NULL = website or agency';
COMMENT ON COLUMN ticket_order.placed_at IS 'When it was placed';
COMMENT ON COLUMN ticket_order.sales_channel IS 'counter, phone, website or agency';
COMMENT ON COLUMN ticket_order.paid_by IS 'card, cash, transfer or account; account = collected with the subscription';
COMMENT ON COLUMN ticket_order.gift_card_id IS 'Gift card used; NULL = none';
COMMENT ON COLUMN ticket_order.gift_card_share IS 'Money taken from the gift card; NULL = none used';
COMMENT ON COLUMN ticket_order.annulled_at IS 'When the order was struck out as a mistake; NULL = stands';

CREATE TABLE ticket (
    id INTEGER NOT NULL,
    ticket_order_id INTEGER NOT NULL,
    performance_id INTEGER NOT NULL,
    seat_id INTEGER,
    subscription_id INTEGER,
    concession VARCHAR(8) NOT NULL,
    paid_price NUMERIC(6,2) NOT NULL,
    state VARCHAR(10) NOT NULL,
    handed_back_at TIMESTAMP,
    replaced_by_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY (ticket_order_id) REFERENCES ticket_order (id),
    FOREIGN KEY (performance_id) REFERENCES performance (id),
    FOREIGN KEY (seat_id) REFERENCES seat (id),
    FOREIGN KEY (subscription_id) REFERENCES subscription (id),
    FOREIGN KEY (replaced_by_id) REFERENCES ticket (id)
);
COMMENT ON TABLE ticket IS 'Tickets, returned and exchanged ones included';
COMMENT ON COLUMN ticket.id IS 'Identifier';
COMMENT ON COLUMN ticket.ticket_order_id IS 'Order';
COMMENT ON COLUMN ticket.performance_id IS 'Performance';
COMMENT ON COLUMN ticket.seat_id IS 'Seat; NULL = standing place, or in the Puppet Loft';
COMMENT ON COLUMN ticket.subscription_id IS 'Subscription to which it belongs; NULL = single sale';
COMMENT ON COLUMN ticket.concession IS 'full, student, senior, child or staff';
COMMENT ON COLUMN ticket.paid_price IS 'Price charged; 0 for subscribers and staff';
COMMENT ON COLUMN ticket.state IS 'valid, returned (money given back) or exchanged (for another ticket)';
COMMENT ON COLUMN ticket.handed_back_at IS 'When it was returned or exchanged; NULL = valid';
COMMENT ON COLUMN ticket.replaced_by_id IS 'Ticket given in exchange; NULL = not exchanged';

CREATE TABLE admission (
    id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    entrance VARCHAR(10) NOT NULL,
    scanned_at TIMESTAMP NOT NULL,
    verdict VARCHAR(12) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
);
COMMENT ON TABLE admission IS 'Scans of tickets at the doors, one row for each attempt';
COMMENT ON COLUMN admission.id IS 'Identifier';
COMMENT ON COLUMN admission.ticket_id IS 'Ticket scanned';
COMMENT ON COLUMN admission.entrance IS 'north, south or lift';
COMMENT ON COLUMN admission.scanned_at IS 'When it was scanned';
COMMENT ON COLUMN admission.verdict IS 'admitted, repeated (was inside already), void (ticket not valid) or wrong date';

CREATE TABLE rehearsal (
    id INTEGER NOT NULL,
    production_id INTEGER NOT NULL,
    leader_id INTEGER NOT NULL,
    room VARCHAR(16) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    opens_at TIMESTAMP NOT NULL,
    closes_at TIMESTAMP NOT NULL,
    called_off_at TIMESTAMP,
    PRIMARY KEY (id),
    FOREIGN KEY (production_id) REFERENCES production (id),
    FOREIGN KEY (leader_id) REFERENCES person (id)
);
COMMENT ON TABLE rehearsal IS 'Rehearsals';
COMMENT ON COLUMN rehearsal.id IS 'Identifier';
COMMENT ON COLUMN rehearsal.production_id IS 'Production';
COMMENT ON COLUMN rehearsal.leader_id IS 'Who leads it';
COMMENT ON COLUMN rehearsal.room IS 'Attic, Red Room, Chapel or on stage';
COMMENT ON COLUMN rehearsal.kind IS 'reading, scenes, music, technical or dress';
COMMENT ON COLUMN rehearsal.opens_at IS 'Beginning';
COMMENT ON COLUMN rehearsal.closes_at IS 'End';
COMMENT ON COLUMN rehearsal.called_off_at IS 'When it was called off; NULL = took place';

CREATE TABLE costume (
    id INTEGER NOT NULL,
    tag CHAR(5) NOT NULL,
    description VARCHAR(40) NOT NULL,
    size VARCHAR(3),
    made_for_id INTEGER,
    acquired_on DATE NOT NULL,
    making_cost NUMERIC(7,2),
    wear VARCHAR(8) NOT NULL,
    scrapped_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (made_for_id) REFERENCES production (id)
);
COMMENT ON TABLE costume IS 'Costumes in stock';
COMMENT ON COLUMN costume.id IS 'Identifier';
COMMENT ON COLUMN costume.tag IS 'Number sewn into it, such as K0042';
COMMENT ON COLUMN costume.description IS 'What it is';
COMMENT ON COLUMN costume.size IS 'S, M, L or XL; NULL = fits anybody';
COMMENT ON COLUMN costume.made_for_id IS 'Production for which it was made; NULL = bought or given';
COMMENT ON COLUMN costume.acquired_on IS 'Day on which it came into stock';
COMMENT ON COLUMN costume.making_cost IS 'What it cost; NULL = given';
COMMENT ON COLUMN costume.wear IS 'fresh, worn or damaged';
COMMENT ON COLUMN costume.scrapped_on IS 'Day on which it was thrown away; NULL = in stock';

CREATE TABLE costume_loan (
    id INTEGER NOT NULL,
    costume_id INTEGER NOT NULL,
    production_id INTEGER,
    outside_borrower VARCHAR(40),
    lent_on DATE NOT NULL,
    promised_back_on DATE NOT NULL,
    came_back_on DATE,
    repair_cost NUMERIC(7,2),
    PRIMARY KEY (id),
    FOREIGN KEY (costume_id) REFERENCES costume (id),
    FOREIGN KEY (production_id) REFERENCES production (id)
);
COMMENT ON TABLE costume_loan IS 'Costumes lent to another production or to other houses';
COMMENT ON COLUMN costume_loan.id IS 'Identifier';
COMMENT ON COLUMN costume_loan.costume_id IS 'Costume';
COMMENT ON COLUMN costume_loan.production_id IS 'Own production that borrowed it; NULL = lent outside';
COMMENT ON COLUMN costume_loan.outside_borrower IS 'House or club that borrowed it; NULL = lent inside';
COMMENT ON COLUMN costume_loan.lent_on IS 'Day on which it went out';
COMMENT ON COLUMN costume_loan.promised_back_on IS 'Day by which it was to be back';
COMMENT ON COLUMN costume_loan.came_back_on IS 'Day on which it came back; NULL = still out';
COMMENT ON COLUMN costume_loan.repair_cost IS 'Cost of mending it after the loan; NULL = no damage';

CREATE TABLE donation (
    id INTEGER NOT NULL,
    patron_id INTEGER NOT NULL,
    production_id INTEGER,
    given_on DATE NOT NULL,
    gift_amount NUMERIC(9,2) NOT NULL,
    may_be_named BOOLEAN NOT NULL,
    thanked_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY (patron_id) REFERENCES patron (id),
    FOREIGN KEY (production_id) REFERENCES production (id)
);
COMMENT ON TABLE donation IS 'Gifts of money';
COMMENT ON COLUMN donation.id IS 'Identifier';
COMMENT ON COLUMN donation.patron_id IS 'Donor';
COMMENT ON COLUMN donation.production_id IS 'Production that it is meant for; NULL = for the theatre as a whole';
COMMENT ON COLUMN donation.given_on IS 'Day on which the money came';
COMMENT ON COLUMN donation.gift_amount IS 'Money given';
COMMENT ON COLUMN donation.may_be_named IS 'Whether the donor may be named in the programme';
COMMENT ON COLUMN donation.thanked_on IS 'Day of the letter of thanks; NULL = not thanked yet';

CREATE TABLE press_review (
    id INTEGER NOT NULL,
    production_id INTEGER NOT NULL,
    outlet VARCHAR(30) NOT NULL,
    critic VARCHAR(40),
    printed_on DATE NOT NULL,
    stars INTEGER,
    headline VARCHAR(80) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (production_id) REFERENCES production (id)
);
COMMENT ON TABLE press_review IS 'Reviews in the press';
COMMENT ON COLUMN press_review.id IS 'Identifier';
COMMENT ON COLUMN press_review.production_id IS 'Production';
COMMENT ON COLUMN press_review.outlet IS 'Newspaper or magazine';
COMMENT ON COLUMN press_review.critic IS 'Who wrote it; NULL = unsigned';
COMMENT ON COLUMN press_review.printed_on IS 'Day on which it appeared';
COMMENT ON COLUMN press_review.stars IS 'From 1 = poor to 5 = excellent; NULL = the paper gives none';
COMMENT ON COLUMN press_review.headline IS 'Headline';
