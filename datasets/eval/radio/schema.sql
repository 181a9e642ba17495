-- A community radio station that lives on its listeners: programmes, music and money, September 2021 to February 2025. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE host (
    host_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    alias VARCHAR(30),
    joined DATE NOT NULL,
    quit DATE,
    is_paid BOOLEAN NOT NULL,
    PRIMARY KEY (host_id)
);
COMMENT ON TABLE host IS 'People who present programmes';
COMMENT ON COLUMN host.host_id IS 'Identifier';
COMMENT ON COLUMN host.name IS 'First and last name';
COMMENT ON COLUMN host.alias IS 'Name on air; NULL = the real name';
COMMENT ON COLUMN host.joined IS 'First day with the station';
COMMENT ON COLUMN host.quit IS 'Last day with the station; NULL = still there';
COMMENT ON COLUMN host.is_paid IS 'True = on the payroll, false = unpaid';

CREATE TABLE program (
    program_id INTEGER NOT NULL,
    title VARCHAR(40) NOT NULL,
    genre CHAR(3) NOT NULL,
    lang CHAR(2) NOT NULL,
    slot_min INTEGER NOT NULL,
    started DATE NOT NULL,
    ended DATE,
    PRIMARY KEY (program_id)
);
COMMENT ON TABLE program IS 'Programmes: series that come back in the schedule';
COMMENT ON COLUMN program.program_id IS 'Identifier';
COMMENT ON COLUMN program.title IS 'Title';
COMMENT ON COLUMN program.genre IS 'NEW = news, MUS = music, TLK = talk, DRA = drama, KID = for children';
COMMENT ON COLUMN program.lang IS 'Main language: en, cy, pl or ur (Welsh is cy, Urdu is ur)';
COMMENT ON COLUMN program.slot_min IS 'Minutes that the schedule gives it';
COMMENT ON COLUMN program.started IS 'Day of the first broadcast';
COMMENT ON COLUMN program.ended IS 'Day from which it is no longer made; NULL = running';

CREATE TABLE program_host (
    program_id INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    since DATE NOT NULL,
    until DATE,
    role CHAR(1) NOT NULL,
    PRIMARY KEY (program_id, host_id, since),
    FOREIGN KEY (program_id) REFERENCES program (program_id),
    FOREIGN KEY (host_id) REFERENCES host (host_id)
);
COMMENT ON TABLE program_host IS 'Who presents which programme, with history';
COMMENT ON COLUMN program_host.program_id IS 'Programme';
COMMENT ON COLUMN program_host.host_id IS 'Presenter';
COMMENT ON COLUMN program_host.since IS 'First day in this role';
COMMENT ON COLUMN program_host.until IS 'Last day in this role; NULL = current';
COMMENT ON COLUMN program_host.role IS 'M = main presenter, C = co-presenter, S = stand-in';

CREATE TABLE episode (
    episode_id INTEGER NOT NULL,
    program_id INTEGER NOT NULL,
    num INTEGER NOT NULL,
    title VARCHAR(60),
    made_on DATE NOT NULL,
    length_s INTEGER NOT NULL,
    pulled_at TIMESTAMP,
    PRIMARY KEY (episode_id),
    FOREIGN KEY (program_id) REFERENCES program (program_id)
);
COMMENT ON TABLE episode IS 'Single editions of a programme';
COMMENT ON COLUMN episode.episode_id IS 'Identifier';
COMMENT ON COLUMN episode.program_id IS 'Programme';
COMMENT ON COLUMN episode.num IS 'Number within the programme';
COMMENT ON COLUMN episode.title IS 'Title of its own; NULL = none';
COMMENT ON COLUMN episode.made_on IS 'Day of recording';
COMMENT ON COLUMN episode.length_s IS 'Length in seconds';
COMMENT ON COLUMN episode.pulled_at IS 'When it was withdrawn from repeats and the archive; NULL = available';

CREATE TABLE airing (
    airing_id INTEGER NOT NULL,
    episode_id INTEGER NOT NULL,
    aired_at TIMESTAMP NOT NULL,
    repeat_of INTEGER,
    peak INTEGER,
    fault CHAR(2),
    PRIMARY KEY (airing_id),
    FOREIGN KEY (episode_id) REFERENCES episode (episode_id),
    FOREIGN KEY (repeat_of) REFERENCES airing (airing_id)
);
COMMENT ON TABLE airing IS 'Broadcasts of episodes, first ones and repeats';
COMMENT ON COLUMN airing.airing_id IS 'Identifier';
COMMENT ON COLUMN airing.episode_id IS 'Episode';
COMMENT ON COLUMN airing.aired_at IS 'When the broadcast began';
COMMENT ON COLUMN airing.repeat_of IS 'First broadcast of the same episode; NULL = this is the first';
COMMENT ON COLUMN airing.peak IS 'Most online listeners at one moment; NULL = not counted';
COMMENT ON COLUMN airing.fault IS 'DA = dead air, LV = wrong levels, WF = wrong file; NULL = none';

CREATE TABLE holder (
    holder_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    kind CHAR(1) NOT NULL,
    country CHAR(2) NOT NULL,
    PRIMARY KEY (holder_id)
);
COMMENT ON TABLE holder IS 'Holders of the rights in tracks';
COMMENT ON COLUMN holder.holder_id IS 'Identifier';
COMMENT ON COLUMN holder.name IS 'Name';
COMMENT ON COLUMN holder.kind IS 'L = label, P = publisher, S = the artists themselves';
COMMENT ON COLUMN holder.country IS 'Country of its seat';

CREATE TABLE artist (
    artist_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    country CHAR(2),
    is_local BOOLEAN NOT NULL,
    PRIMARY KEY (artist_id)
);
COMMENT ON TABLE artist IS 'Performers and bands';
COMMENT ON COLUMN artist.artist_id IS 'Identifier';
COMMENT ON COLUMN artist.name IS 'Name';
COMMENT ON COLUMN artist.country IS 'Country they come from; NULL = unknown';
COMMENT ON COLUMN artist.is_local IS 'True = from the station''s own area';

CREATE TABLE track (
    track_id INTEGER NOT NULL,
    title VARCHAR(60) NOT NULL,
    artist_id INTEGER NOT NULL,
    holder_id INTEGER,
    year INTEGER,
    length_s INTEGER NOT NULL,
    PRIMARY KEY (track_id),
    FOREIGN KEY (artist_id) REFERENCES artist (artist_id),
    FOREIGN KEY (holder_id) REFERENCES holder (holder_id)
);
COMMENT ON TABLE track IS 'Pieces of music in the library';
COMMENT ON COLUMN track.track_id IS 'Identifier';
COMMENT ON COLUMN track.title IS 'Title; several tracks may share one';
COMMENT ON COLUMN track.artist_id IS 'Artist';
COMMENT ON COLUMN track.holder_id IS 'Holder of the rights; NULL = free of rights';
COMMENT ON COLUMN track.year IS 'Year of release; NULL = unknown';
COMMENT ON COLUMN track.length_s IS 'Full length in seconds';

CREATE TABLE play (
    episode_id INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    track_id INTEGER NOT NULL,
    played_s INTEGER NOT NULL,
    PRIMARY KEY (episode_id, pos),
    FOREIGN KEY (episode_id) REFERENCES episode (episode_id),
    FOREIGN KEY (track_id) REFERENCES track (track_id)
);
COMMENT ON TABLE play IS 'Tracks played in an episode; they are on air again with every repeat of it';
COMMENT ON COLUMN play.episode_id IS 'Episode';
COMMENT ON COLUMN play.pos IS 'Place in the running order';
COMMENT ON COLUMN play.track_id IS 'Track; may come twice in one episode';
COMMENT ON COLUMN play.played_s IS 'Seconds played; less than the full length = faded out';

CREATE TABLE royalty (
    royalty_id INTEGER NOT NULL,
    holder_id INTEGER NOT NULL,
    quarter DATE NOT NULL,
    plays INTEGER NOT NULL,
    amount NUMERIC(8,2) NOT NULL,
    sent_on DATE,
    paid_on DATE,
    PRIMARY KEY (royalty_id),
    FOREIGN KEY (holder_id) REFERENCES holder (holder_id)
);
COMMENT ON TABLE royalty IS 'Reports of plays to rights holders, one for each holder and quarter';
COMMENT ON COLUMN royalty.royalty_id IS 'Identifier';
COMMENT ON COLUMN royalty.holder_id IS 'Holder';
COMMENT ON COLUMN royalty.quarter IS 'First day of the quarter reported on';
COMMENT ON COLUMN royalty.plays IS 'Plays reported, repeats included';
COMMENT ON COLUMN royalty.amount IS 'Money owed to the holder';
COMMENT ON COLUMN royalty.sent_on IS 'Day the report went out; NULL = not sent yet';
COMMENT ON COLUMN royalty.paid_on IS 'Day the money was paid; NULL = not paid yet';

CREATE TABLE listener (
    listener_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    town VARCHAR(30) NOT NULL,
    email VARCHAR(60),
    born INTEGER,
    since DATE NOT NULL,
    brought_by INTEGER,
    gone_on DATE,
    PRIMARY KEY (listener_id),
    FOREIGN KEY (brought_by) REFERENCES listener (listener_id)
);
COMMENT ON TABLE listener IS 'Listeners who are known by name: supporters, volunteers and people on the mailing list';
COMMENT ON COLUMN listener.listener_id IS 'Identifier';
COMMENT ON COLUMN listener.name IS 'First and last name';
COMMENT ON COLUMN listener.town IS 'Town';
COMMENT ON COLUMN listener.email IS 'E-mail address; NULL = none given';
COMMENT ON COLUMN listener.born IS 'Year of birth; NULL = not told';
COMMENT ON COLUMN listener.since IS 'Day of the first contact';
COMMENT ON COLUMN listener.brought_by IS 'Listener who brought this one in; NULL = came alone';
COMMENT ON COLUMN listener.gone_on IS 'Day of asking not to be contacted again; NULL = may be contacted';

CREATE TABLE drive (
    drive_id INTEGER NOT NULL,
    name VARCHAR(30) NOT NULL,
    starts DATE NOT NULL,
    ends DATE NOT NULL,
    goal NUMERIC(8,2) NOT NULL,
    PRIMARY KEY (drive_id)
);
COMMENT ON TABLE drive IS 'Pledge drives: weeks in which the station asks for money on air';
COMMENT ON COLUMN drive.drive_id IS 'Identifier';
COMMENT ON COLUMN drive.name IS 'Name, such as Spring 2023';
COMMENT ON COLUMN drive.starts IS 'First day';
COMMENT ON COLUMN drive.ends IS 'Last day';
COMMENT ON COLUMN drive.goal IS 'Money to be pledged';

CREATE TABLE pledge (
    pledge_id INTEGER NOT NULL,
    listener_id INTEGER NOT NULL,
    drive_id INTEGER,
    program_id INTEGER,
    pledged_at TIMESTAMP NOT NULL,
    amount NUMERIC(7,2) NOT NULL,
    freq CHAR(1) NOT NULL,
    ended_on DATE,
    gift VARCHAR(20),
    gift_sent_on DATE,
    note VARCHAR(120),
    PRIMARY KEY (pledge_id),
    FOREIGN KEY (listener_id) REFERENCES listener (listener_id),
    FOREIGN KEY (drive_id) REFERENCES drive (drive_id),
    FOREIGN KEY (program_id) REFERENCES program (program_id)
);
COMMENT ON TABLE pledge IS 'Promises of money by listeners';
COMMENT ON COLUMN pledge.pledge_id IS 'Identifier';
COMMENT ON COLUMN pledge.listener_id IS 'Listener who pledges';
COMMENT ON COLUMN pledge.drive_id IS 'Drive in which it was made; NULL = made outside the drives';
COMMENT ON COLUMN pledge.program_id IS 'Programme named as the reason; NULL = none named';
COMMENT ON COLUMN pledge.pledged_at IS 'When it was made';
COMMENT ON COLUMN pledge.amount IS 'Money for each instalment';
COMMENT ON COLUMN pledge.freq IS 'O = once, M = every month, Y = every year';
COMMENT ON COLUMN pledge.ended_on IS 'Day a monthly or yearly pledge was cancelled; NULL = not cancelled';
COMMENT ON COLUMN pledge.gift IS 'Thank-you gift chosen: mug, tote bag, T-shirt, sampler or umbrella; NULL = none';
COMMENT ON COLUMN pledge.gift_sent_on IS 'Day the gift was posted; NULL = no gift, or not posted yet';
COMMENT ON COLUMN pledge.note IS 'What the listener wrote or said; NULL = nothing';

CREATE TABLE payment (
    payment_id INTEGER NOT NULL,
    pledge_id INTEGER NOT NULL,
    paid_on DATE NOT NULL,
    amount NUMERIC(7,2) NOT NULL,
    method CHAR(2) NOT NULL,
    refunded_on DATE,
    PRIMARY KEY (payment_id),
    FOREIGN KEY (pledge_id) REFERENCES pledge (pledge_id)
);
COMMENT ON TABLE payment IS 'Money received for pledges';
COMMENT ON COLUMN payment.payment_id IS 'Identifier';
COMMENT ON COLUMN payment.pledge_id IS 'Pledge';
COMMENT ON COLUMN payment.paid_on IS 'Day the money arrived';
COMMENT ON COLUMN payment.amount IS 'Money received';
COMMENT ON COLUMN payment.method IS 'CC = card, DD = direct debit, CA = cash, TR = bank transfer';
COMMENT ON COLUMN payment.refunded_on IS 'Day it was paid back in full; NULL = kept';

CREATE TABLE shift (
    shift_id INTEGER NOT NULL,
    listener_id INTEGER NOT NULL,
    drive_id INTEGER,
    task VARCHAR(12) NOT NULL,
    start_at TIMESTAMP NOT NULL,
    end_at TIMESTAMP NOT NULL,
    is_missed BOOLEAN NOT NULL,
    PRIMARY KEY (shift_id),
    FOREIGN KEY (listener_id) REFERENCES listener (listener_id),
    FOREIGN KEY (drive_id) REFERENCES drive (drive_id)
);
COMMENT ON TABLE shift IS 'Shifts of volunteers, who are listeners too';
COMMENT ON COLUMN shift.shift_id IS 'Identifier';
COMMENT ON COLUMN shift.listener_id IS 'Volunteer';
COMMENT ON COLUMN shift.drive_id IS 'Drive that the shift belongs to; NULL = everyday work';
COMMENT ON COLUMN shift.task IS 'phones, desk, library, transmitter or mailing';
COMMENT ON COLUMN shift.start_at IS 'Planned start';
COMMENT ON COLUMN shift.end_at IS 'Planned end';
COMMENT ON COLUMN shift.is_missed IS 'True = the volunteer did not come';

CREATE TABLE booking (
    booking_id INTEGER NOT NULL,
    studio CHAR(1) NOT NULL,
    host_id INTEGER NOT NULL,
    episode_id INTEGER,
    start_at TIMESTAMP NOT NULL,
    end_at TIMESTAMP NOT NULL,
    cancelled_at TIMESTAMP,
    PRIMARY KEY (booking_id),
    FOREIGN KEY (host_id) REFERENCES host (host_id),
    FOREIGN KEY (episode_id) REFERENCES episode (episode_id)
);
COMMENT ON TABLE booking IS 'Bookings of the studios';
COMMENT ON COLUMN booking.booking_id IS 'Identifier';
COMMENT ON COLUMN booking.studio IS 'A, B or C';
COMMENT ON COLUMN booking.host_id IS 'Who booked it';
COMMENT ON COLUMN booking.episode_id IS 'Episode recorded in it; NULL = for something else, such as a rehearsal';
COMMENT ON COLUMN booking.start_at IS 'From';
COMMENT ON COLUMN booking.end_at IS 'To';
COMMENT ON COLUMN booking.cancelled_at IS 'When the booking was given up; NULL = it stood';
