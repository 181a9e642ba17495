-- A county's road maintenance: network, bridges, lights, patrols, defects, repairs, winter service, closures and budgets (2021-2024).
-- PostgreSQL syntax. Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE road_junctions (
    junction_id INTEGER NOT NULL,
    junction_code CHAR(4) NOT NULL,
    junction_name VARCHAR(40) NOT NULL,
    junction_layout CHAR(1) NOT NULL,
    has_traffic_signals BOOLEAN NOT NULL,
    flood_risk_level INTEGER,
    PRIMARY KEY (junction_id)
);
COMMENT ON TABLE road_junctions IS 'Ends of road sections: junctions, and the ends of dead-end roads';
COMMENT ON COLUMN road_junctions.junction_id IS 'Identifier';
COMMENT ON COLUMN road_junctions.junction_code IS 'Four-letter code, such as ELMX';
COMMENT ON COLUMN road_junctions.junction_name IS 'Name or place';
COMMENT ON COLUMN road_junctions.junction_layout IS 'T = three arms, X = crossroads, R = roundabout, E = end of a road';
COMMENT ON COLUMN road_junctions.has_traffic_signals IS 'Whether there are traffic signals';
COMMENT ON COLUMN road_junctions.flood_risk_level IS '0 = none to 3 = floods every winter; NULL = not assessed';

CREATE TABLE roads (
    road_id INTEGER NOT NULL,
    road_number VARCHAR(6) NOT NULL,
    road_name VARCHAR(40),
    road_class CHAR(1) NOT NULL,
    adopted_on_date DATE NOT NULL,
    former_trunk_road BOOLEAN NOT NULL,
    PRIMARY KEY (road_id)
);
COMMENT ON TABLE roads IS 'Roads that the county maintains';
COMMENT ON COLUMN roads.road_id IS 'Identifier';
COMMENT ON COLUMN roads.road_number IS 'Number, such as A3107 or U482';
COMMENT ON COLUMN roads.road_name IS 'Name; NULL = the road has a number only';
COMMENT ON COLUMN roads.road_class IS 'A = main road, B = secondary road, C = classified lane, U = unclassified';
COMMENT ON COLUMN roads.adopted_on_date IS 'Day the county took the road over';
COMMENT ON COLUMN roads.former_trunk_road IS 'Whether it belonged to the state before';

CREATE TABLE gritting_routes (
    gritting_route_id INTEGER NOT NULL,
    route_code VARCHAR(4) NOT NULL,
    route_label VARCHAR(40) NOT NULL,
    home_yard VARCHAR(20) NOT NULL,
    priority_level INTEGER NOT NULL,
    treated_length_km NUMERIC(5,1) NOT NULL,
    PRIMARY KEY (gritting_route_id)
);
COMMENT ON TABLE gritting_routes IS 'Routes that a gritting lorry treats in winter';
COMMENT ON COLUMN gritting_routes.gritting_route_id IS 'Identifier';
COMMENT ON COLUMN gritting_routes.route_code IS 'Code, such as G03';
COMMENT ON COLUMN gritting_routes.route_label IS 'Name used by the crews';
COMMENT ON COLUMN gritting_routes.home_yard IS 'Yard where the lorry loads salt';
COMMENT ON COLUMN gritting_routes.priority_level IS '1 = treated first, 2 = second, 3 = in lasting snow only';
COMMENT ON COLUMN gritting_routes.treated_length_km IS 'Kilometres of road that are treated';

CREATE TABLE road_sections (
    section_id INTEGER NOT NULL,
    section_reference VARCHAR(10) NOT NULL,
    road_id INTEGER NOT NULL,
    from_junction_id INTEGER NOT NULL,
    to_junction_id INTEGER NOT NULL,
    gritting_route_id INTEGER,
    area_code CHAR(1) NOT NULL,
    section_length_metres INTEGER NOT NULL,
    carriageway_width_metres NUMERIC(3,1) NOT NULL,
    speed_limit_mph INTEGER NOT NULL,
    has_footway BOOLEAN NOT NULL,
    stopped_up_date DATE,
    PRIMARY KEY (section_id),
    FOREIGN KEY (road_id) REFERENCES roads (road_id),
    FOREIGN KEY (from_junction_id) REFERENCES road_junctions (junction_id),
    FOREIGN KEY (to_junction_id) REFERENCES road_junctions (junction_id),
    FOREIGN KEY (gritting_route_id) REFERENCES gritting_routes (gritting_route_id)
);
COMMENT ON TABLE road_sections IS 'Lengths of road between two junctions, the unit of all maintenance';
COMMENT ON COLUMN road_sections.section_id IS 'Identifier';
COMMENT ON COLUMN road_sections.section_reference IS 'Road number and running number, such as A3107/02';
COMMENT ON COLUMN road_sections.road_id IS 'Road';
COMMENT ON COLUMN road_sections.from_junction_id IS 'Junction where it begins';
COMMENT ON COLUMN road_sections.to_junction_id IS 'Junction where it ends';
COMMENT ON COLUMN road_sections.gritting_route_id IS 'Route that treats it in winter; NULL = not gritted';
COMMENT ON COLUMN road_sections.area_code IS 'Highway area: N = north, E = east, S = south, W = west';
COMMENT ON COLUMN road_sections.section_length_metres IS 'Length in metres';
COMMENT ON COLUMN road_sections.carriageway_width_metres IS 'Width in metres';
COMMENT ON COLUMN road_sections.speed_limit_mph IS 'Speed limit in miles an hour';
COMMENT ON COLUMN road_sections.has_footway IS 'Whether there is a footway';
COMMENT ON COLUMN road_sections.stopped_up_date IS 'Day it ceased to be public highway; NULL = still maintained';

CREATE TABLE framework_lots (
    lot_id INTEGER NOT NULL,
    lot_code VARCHAR(8) NOT NULL,
    contractor_name VARCHAR(40) NOT NULL,
    trade_code CHAR(2) NOT NULL,
    awarded_on_date DATE NOT NULL,
    lapses_on_date DATE NOT NULL,
    terminated_early_date DATE,
    ceiling_amount_pounds NUMERIC(11,2) NOT NULL,
    PRIMARY KEY (lot_id)
);
COMMENT ON TABLE framework_lots IS 'Lots of the framework contract, each won by a contractor';
COMMENT ON COLUMN framework_lots.lot_id IS 'Identifier';
COMMENT ON COLUMN framework_lots.lot_code IS 'Code, such as PAT-N1';
COMMENT ON COLUMN framework_lots.contractor_name IS 'Firm that won the lot';
COMMENT ON COLUMN framework_lots.trade_code IS 'PA = patching, SU = surfacing, BR = bridges, LI = lighting, DR = drainage';
COMMENT ON COLUMN framework_lots.awarded_on_date IS 'Day of award, first day of the lot';
COMMENT ON COLUMN framework_lots.lapses_on_date IS 'Last day by contract';
COMMENT ON COLUMN framework_lots.terminated_early_date IS 'Day the county ended it before its time; NULL = not ended early';
COMMENT ON COLUMN framework_lots.ceiling_amount_pounds IS 'Most that may be spent under it';

CREATE TABLE surface_treatments (
    treatment_id INTEGER NOT NULL,
    section_id INTEGER NOT NULL,
    lot_id INTEGER,
    treatment_code CHAR(2) NOT NULL,
    laid_on_date DATE NOT NULL,
    expected_life_years INTEGER NOT NULL,
    treatment_cost_pounds NUMERIC(10,2),
    superseded_on_date DATE,
    PRIMARY KEY (treatment_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id),
    FOREIGN KEY (lot_id) REFERENCES framework_lots (lot_id)
);
COMMENT ON TABLE surface_treatments IS 'History of the surfaces of each section';
COMMENT ON COLUMN surface_treatments.treatment_id IS 'Identifier';
COMMENT ON COLUMN surface_treatments.section_id IS 'Section';
COMMENT ON COLUMN surface_treatments.lot_id IS 'Lot under which it was laid; NULL = own labour or before the framework';
COMMENT ON COLUMN surface_treatments.treatment_code IS 'RS = resurfacing, SD = surface dressing, MA = micro asphalt, RC = reconstruction';
COMMENT ON COLUMN surface_treatments.laid_on_date IS 'Day it was laid';
COMMENT ON COLUMN surface_treatments.expected_life_years IS 'Years it should last';
COMMENT ON COLUMN surface_treatments.treatment_cost_pounds IS 'Cost; NULL = record lost';
COMMENT ON COLUMN surface_treatments.superseded_on_date IS 'Day the next treatment covered it; NULL = the surface of today';

CREATE TABLE road_bridges (
    bridge_id INTEGER NOT NULL,
    bridge_number VARCHAR(6) NOT NULL,
    bridge_name VARCHAR(40) NOT NULL,
    section_id INTEGER NOT NULL,
    spans_over_code CHAR(1) NOT NULL,
    completed_in_year INTEGER,
    number_of_spans INTEGER NOT NULL,
    weight_limit_tonnes NUMERIC(4,1),
    heritage_listed BOOLEAN NOT NULL,
    PRIMARY KEY (bridge_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id)
);
COMMENT ON TABLE road_bridges IS 'Bridges that carry a road';
COMMENT ON COLUMN road_bridges.bridge_id IS 'Identifier';
COMMENT ON COLUMN road_bridges.bridge_number IS 'Number, such as BR014';
COMMENT ON COLUMN road_bridges.bridge_name IS 'Name';
COMMENT ON COLUMN road_bridges.section_id IS 'Section that it carries';
COMMENT ON COLUMN road_bridges.spans_over_code IS 'R = river or stream, T = railway, H = another road, F = footpath or cycle track, C = canal';
COMMENT ON COLUMN road_bridges.completed_in_year IS 'Year of building; NULL = not known';
COMMENT ON COLUMN road_bridges.number_of_spans IS 'Number of spans';
COMMENT ON COLUMN road_bridges.weight_limit_tonnes IS 'Heaviest vehicle allowed; NULL = no limit';
COMMENT ON COLUMN road_bridges.heritage_listed IS 'Whether it is a protected monument';

CREATE TABLE bridge_ratings (
    rating_id INTEGER NOT NULL,
    bridge_id INTEGER NOT NULL,
    rated_on_date DATE NOT NULL,
    examination_kind CHAR(1) NOT NULL,
    deck_grade INTEGER NOT NULL,
    support_grade INTEGER NOT NULL,
    parapet_grade INTEGER,
    follow_up_deadline DATE,
    engineer_remark VARCHAR(80),
    PRIMARY KEY (rating_id),
    FOREIGN KEY (bridge_id) REFERENCES road_bridges (bridge_id)
);
COMMENT ON TABLE bridge_ratings IS 'Condition ratings of the bridges';
COMMENT ON COLUMN bridge_ratings.rating_id IS 'Identifier';
COMMENT ON COLUMN bridge_ratings.bridge_id IS 'Bridge';
COMMENT ON COLUMN bridge_ratings.rated_on_date IS 'Day of the examination';
COMMENT ON COLUMN bridge_ratings.examination_kind IS 'G = general, P = principal (within touching distance), S = special, after an impact or a flood';
COMMENT ON COLUMN bridge_ratings.deck_grade IS '1 = as new to 5 = failing';
COMMENT ON COLUMN bridge_ratings.support_grade IS 'Piers and abutments, 1 = as new to 5 = failing';
COMMENT ON COLUMN bridge_ratings.parapet_grade IS 'Parapets, 1 = as new to 5 = failing; NULL = not seen';
COMMENT ON COLUMN bridge_ratings.follow_up_deadline IS 'Day by which work must be done; NULL = none needed';
COMMENT ON COLUMN bridge_ratings.engineer_remark IS 'Free text; NULL = none';

CREATE TABLE street_lights (
    light_id INTEGER NOT NULL,
    column_number VARCHAR(8) NOT NULL,
    section_id INTEGER NOT NULL,
    lamp_technology CHAR(3) NOT NULL,
    lamp_watts INTEGER NOT NULL,
    erected_on_date DATE NOT NULL,
    dimmed_from_hour INTEGER,
    taken_down_date DATE,
    PRIMARY KEY (light_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id)
);
COMMENT ON TABLE street_lights IS 'Street lights, those taken down included';
COMMENT ON COLUMN street_lights.light_id IS 'Identifier';
COMMENT ON COLUMN street_lights.column_number IS 'Number on the column, such as SL0042';
COMMENT ON COLUMN street_lights.section_id IS 'Section that it lights';
COMMENT ON COLUMN street_lights.lamp_technology IS 'LED = diodes, SON = high-pressure sodium, SOX = low-pressure sodium';
COMMENT ON COLUMN street_lights.lamp_watts IS 'Power in watts';
COMMENT ON COLUMN street_lights.erected_on_date IS 'Day it was put up';
COMMENT ON COLUMN street_lights.dimmed_from_hour IS 'Hour of the evening from which it is dimmed; NULL = never dimmed';
COMMENT ON COLUMN street_lights.taken_down_date IS 'Day it was taken down; NULL = standing';

CREATE TABLE road_gangs (
    gang_id INTEGER NOT NULL,
    gang_code VARCHAR(4) NOT NULL,
    gang_nickname VARCHAR(30),
    area_code CHAR(1) NOT NULL,
    base_yard VARCHAR(20) NOT NULL,
    disbanded_on_date DATE,
    PRIMARY KEY (gang_id)
);
COMMENT ON TABLE road_gangs IS 'Gangs of the county''s own road workers';
COMMENT ON COLUMN road_gangs.gang_id IS 'Identifier';
COMMENT ON COLUMN road_gangs.gang_code IS 'Code, such as N1';
COMMENT ON COLUMN road_gangs.gang_nickname IS 'What everybody calls it; NULL = none';
COMMENT ON COLUMN road_gangs.area_code IS 'Highway area: N = north, E = east, S = south, W = west';
COMMENT ON COLUMN road_gangs.base_yard IS 'Yard it sets out from';
COMMENT ON COLUMN road_gangs.disbanded_on_date IS 'Last day; NULL = at work';

CREATE TABLE gang_members (
    member_id INTEGER NOT NULL,
    payroll_number VARCHAR(6) NOT NULL,
    member_name VARCHAR(50) NOT NULL,
    started_work_date DATE NOT NULL,
    left_work_date DATE,
    has_lorry_licence BOOLEAN NOT NULL,
    PRIMARY KEY (member_id)
);
COMMENT ON TABLE gang_members IS 'Road workers, former ones included';
COMMENT ON COLUMN gang_members.member_id IS 'Identifier';
COMMENT ON COLUMN gang_members.payroll_number IS 'Payroll number, such as RW017';
COMMENT ON COLUMN gang_members.member_name IS 'First and last name';
COMMENT ON COLUMN gang_members.started_work_date IS 'First day with the county';
COMMENT ON COLUMN gang_members.left_work_date IS 'Last day with the county; NULL = still employed';
COMMENT ON COLUMN gang_members.has_lorry_licence IS 'Whether he or she may drive a lorry';

CREATE TABLE gang_postings (
    gang_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    posted_from_date DATE NOT NULL,
    posted_until_date DATE,
    posting_role CHAR(1) NOT NULL,
    PRIMARY KEY (gang_id, member_id, posted_from_date),
    FOREIGN KEY (gang_id) REFERENCES road_gangs (gang_id),
    FOREIGN KEY (member_id) REFERENCES gang_members (member_id)
);
COMMENT ON TABLE gang_postings IS 'Which worker belongs to which gang, and when';
COMMENT ON COLUMN gang_postings.gang_id IS 'Gang';
COMMENT ON COLUMN gang_postings.member_id IS 'Worker';
COMMENT ON COLUMN gang_postings.posted_from_date IS 'First day in the gang';
COMMENT ON COLUMN gang_postings.posted_until_date IS 'Last day in the gang; NULL = still in it';
COMMENT ON COLUMN gang_postings.posting_role IS 'F = foreman, O = operative, D = lorry driver';

CREATE TABLE safety_patrols (
    patrol_id INTEGER NOT NULL,
    section_id INTEGER NOT NULL,
    patroller_member_id INTEGER NOT NULL,
    patrol_mode CHAR(1) NOT NULL,
    set_off_time TIMESTAMP NOT NULL,
    completed_time TIMESTAMP,
    was_wet BOOLEAN NOT NULL,
    PRIMARY KEY (patrol_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id),
    FOREIGN KEY (patroller_member_id) REFERENCES gang_members (member_id)
);
COMMENT ON TABLE safety_patrols IS 'Safety patrols of a section on foot or by vehicle';
COMMENT ON COLUMN safety_patrols.patrol_id IS 'Identifier';
COMMENT ON COLUMN safety_patrols.section_id IS 'Section';
COMMENT ON COLUMN safety_patrols.patroller_member_id IS 'Worker who looked';
COMMENT ON COLUMN safety_patrols.patrol_mode IS 'W = walk, D = drive, B = by bicycle';
COMMENT ON COLUMN safety_patrols.set_off_time IS 'Start of the patrol';
COMMENT ON COLUMN safety_patrols.completed_time IS 'End of the patrol; NULL = broken off';
COMMENT ON COLUMN safety_patrols.was_wet IS 'Whether the road was wet';

CREATE TABLE resident_reports (
    report_id INTEGER NOT NULL,
    section_id INTEGER,
    duplicate_of_report_id INTEGER,
    report_topic VARCHAR(10) NOT NULL,
    contact_channel CHAR(1) NOT NULL,
    reported_at_time TIMESTAMP NOT NULL,
    acknowledged_at_time TIMESTAMP,
    withdrawn_at_time TIMESTAMP,
    satisfaction_mark INTEGER,
    report_text VARCHAR(120),
    PRIMARY KEY (report_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id),
    FOREIGN KEY (duplicate_of_report_id) REFERENCES resident_reports (report_id)
);
COMMENT ON TABLE resident_reports IS 'Reports from the public';
COMMENT ON COLUMN resident_reports.report_id IS 'Identifier';
COMMENT ON COLUMN resident_reports.section_id IS 'Section; NULL = the place couldn''t be made out';
COMMENT ON COLUMN resident_reports.duplicate_of_report_id IS 'Earlier report of the same thing; NULL = the first one';
COMMENT ON COLUMN resident_reports.report_topic IS 'pothole, lighting, drain, sign, verge, ice, footway';
COMMENT ON COLUMN resident_reports.contact_channel IS 'W = web form, A = app, P = phone, L = letter';
COMMENT ON COLUMN resident_reports.reported_at_time IS 'When it came in';
COMMENT ON COLUMN resident_reports.acknowledged_at_time IS 'When it was first answered; NULL = not answered';
COMMENT ON COLUMN resident_reports.withdrawn_at_time IS 'When it was taken back or marked as abuse; NULL = valid';
COMMENT ON COLUMN resident_reports.satisfaction_mark IS '1 = very unhappy to 5 = very happy; NULL = not asked, or no reply';
COMMENT ON COLUMN resident_reports.report_text IS 'Words of the resident; NULL = none';

CREATE TABLE road_defects (
    defect_id INTEGER NOT NULL,
    section_id INTEGER NOT NULL,
    patrol_id INTEGER,
    report_id INTEGER,
    light_id INTEGER,
    defect_kind VARCHAR(10) NOT NULL,
    severity_code CHAR(2) NOT NULL,
    found_on_date DATE NOT NULL,
    repair_deadline DATE,
    depth_millimetres INTEGER,
    cancelled_on_date DATE,
    PRIMARY KEY (defect_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id),
    FOREIGN KEY (patrol_id) REFERENCES safety_patrols (patrol_id),
    FOREIGN KEY (report_id) REFERENCES resident_reports (report_id),
    FOREIGN KEY (light_id) REFERENCES street_lights (light_id)
);
COMMENT ON TABLE road_defects IS 'Defects found by patrols, by reports or otherwise';
COMMENT ON COLUMN road_defects.defect_id IS 'Identifier';
COMMENT ON COLUMN road_defects.section_id IS 'Section';
COMMENT ON COLUMN road_defects.patrol_id IS 'Patrol that found it; NULL = found otherwise';
COMMENT ON COLUMN road_defects.report_id IS 'First resident report that led to it; NULL = found otherwise';
COMMENT ON COLUMN road_defects.light_id IS 'Street light that is out; NULL = not a lamp fault';
COMMENT ON COLUMN road_defects.defect_kind IS 'pothole, edge, drain, sign, lamp, footway, debris';
COMMENT ON COLUMN road_defects.severity_code IS 'E1 = make safe the same day, S1 = within 7 days, S2 = within 28 days, P0 = put on the programme';
COMMENT ON COLUMN road_defects.found_on_date IS 'Day it was recorded';
COMMENT ON COLUMN road_defects.repair_deadline IS 'Last day for the repair; NULL = no deadline, severity P0';
COMMENT ON COLUMN road_defects.depth_millimetres IS 'Depth; NULL = not measured';
COMMENT ON COLUMN road_defects.cancelled_on_date IS 'Day it was struck off as an error; NULL = stands';

CREATE TABLE repair_jobs (
    job_id INTEGER NOT NULL,
    defect_id INTEGER NOT NULL,
    gang_id INTEGER,
    lot_id INTEGER,
    redoes_job_id INTEGER,
    instructed_on_date DATE NOT NULL,
    completed_on_date DATE,
    labour_hours NUMERIC(5,1),
    material_code CHAR(3),
    material_kilograms NUMERIC(7,1),
    job_cost_pounds NUMERIC(9,2),
    is_temporary_fix BOOLEAN NOT NULL,
    PRIMARY KEY (job_id),
    FOREIGN KEY (defect_id) REFERENCES road_defects (defect_id),
    FOREIGN KEY (gang_id) REFERENCES road_gangs (gang_id),
    FOREIGN KEY (lot_id) REFERENCES framework_lots (lot_id),
    FOREIGN KEY (redoes_job_id) REFERENCES repair_jobs (job_id)
);
COMMENT ON TABLE repair_jobs IS 'Repairs ordered for the defects, sometimes several for one';
COMMENT ON COLUMN repair_jobs.job_id IS 'Identifier';
COMMENT ON COLUMN repair_jobs.defect_id IS 'Defect';
COMMENT ON COLUMN repair_jobs.gang_id IS 'Own gang that does it; NULL = a contractor does';
COMMENT ON COLUMN repair_jobs.lot_id IS 'Lot whose contractor does it; NULL = an own gang does';
COMMENT ON COLUMN repair_jobs.redoes_job_id IS 'Earlier job that didn''t hold; NULL = a first repair';
COMMENT ON COLUMN repair_jobs.instructed_on_date IS 'Day of the order';
COMMENT ON COLUMN repair_jobs.completed_on_date IS 'Day it was done; NULL = not done yet';
COMMENT ON COLUMN repair_jobs.labour_hours IS 'Hours of all workers; NULL = not done yet';
COMMENT ON COLUMN repair_jobs.material_code IS 'HOT = hot asphalt, CLD = cold asphalt, CON = concrete, GRV = gravel, LMP = lamp parts; NULL = no material';
COMMENT ON COLUMN repair_jobs.material_kilograms IS 'Kilograms of the material; NULL = none';
COMMENT ON COLUMN repair_jobs.job_cost_pounds IS 'Cost; NULL = not charged yet';
COMMENT ON COLUMN repair_jobs.is_temporary_fix IS 'Whether it only makes the place safe for the time being';

CREATE TABLE gritting_runs (
    run_id INTEGER NOT NULL,
    gritting_route_id INTEGER NOT NULL,
    driver_member_id INTEGER NOT NULL,
    run_reason CHAR(1) NOT NULL,
    left_yard_time TIMESTAMP NOT NULL,
    back_at_yard_time TIMESTAMP,
    salt_spread_kilograms INTEGER,
    spread_rate_grams INTEGER NOT NULL,
    surface_celsius NUMERIC(4,1),
    PRIMARY KEY (run_id),
    FOREIGN KEY (gritting_route_id) REFERENCES gritting_routes (gritting_route_id),
    FOREIGN KEY (driver_member_id) REFERENCES gang_members (member_id)
);
COMMENT ON TABLE gritting_runs IS 'Outings of the gritting lorries';
COMMENT ON COLUMN gritting_runs.run_id IS 'Identifier';
COMMENT ON COLUMN gritting_runs.gritting_route_id IS 'Route';
COMMENT ON COLUMN gritting_runs.driver_member_id IS 'Worker at the wheel';
COMMENT ON COLUMN gritting_runs.run_reason IS 'P = precaution on a forecast, S = snow, C = called out by the police';
COMMENT ON COLUMN gritting_runs.left_yard_time IS 'When the lorry left';
COMMENT ON COLUMN gritting_runs.back_at_yard_time IS 'When it came back; NULL = broke down on the way';
COMMENT ON COLUMN gritting_runs.salt_spread_kilograms IS 'Salt used; NULL = scales out of order';
COMMENT ON COLUMN gritting_runs.spread_rate_grams IS 'Grams of salt for a square metre';
COMMENT ON COLUMN gritting_runs.surface_celsius IS 'Temperature of the road; NULL = sensor out of order';

CREATE TABLE traffic_counts (
    count_id INTEGER NOT NULL,
    section_id INTEGER NOT NULL,
    counted_on_date DATE NOT NULL,
    counting_method CHAR(1) NOT NULL,
    vehicles_counted INTEGER NOT NULL,
    heavy_vehicles_counted INTEGER,
    bicycles_counted INTEGER,
    PRIMARY KEY (count_id),
    FOREIGN KEY (section_id) REFERENCES road_sections (section_id)
);
COMMENT ON TABLE traffic_counts IS 'Traffic counted on one day, 24 hours, both directions';
COMMENT ON COLUMN traffic_counts.count_id IS 'Identifier';
COMMENT ON COLUMN traffic_counts.section_id IS 'Section';
COMMENT ON COLUMN traffic_counts.counted_on_date IS 'Day of the count';
COMMENT ON COLUMN traffic_counts.counting_method IS 'T = tube across the road, V = video, M = by hand';
COMMENT ON COLUMN traffic_counts.vehicles_counted IS 'All motor vehicles';
COMMENT ON COLUMN traffic_counts.heavy_vehicles_counted IS 'Lorries and buses among them; NULL = not told apart';
COMMENT ON COLUMN traffic_counts.bicycles_counted IS 'Bicycles, on top of the motor vehicles; NULL = not counted';

CREATE TABLE road_closures (
    closure_id INTEGER NOT NULL,
    closed_section_id INTEGER NOT NULL,
    diversion_section_id INTEGER,
    closure_reason VARCHAR(10) NOT NULL,
    closed_from_time TIMESTAMP NOT NULL,
    planned_reopening_time TIMESTAMP NOT NULL,
    reopened_time TIMESTAMP,
    emergency_order BOOLEAN NOT NULL,
    PRIMARY KEY (closure_id),
    FOREIGN KEY (closed_section_id) REFERENCES road_sections (section_id),
    FOREIGN KEY (diversion_section_id) REFERENCES road_sections (section_id)
);
COMMENT ON TABLE road_closures IS 'Closures of sections with their diversions';
COMMENT ON COLUMN road_closures.closure_id IS 'Identifier';
COMMENT ON COLUMN road_closures.closed_section_id IS 'Section that is closed';
COMMENT ON COLUMN road_closures.diversion_section_id IS 'Main section of the signed diversion; NULL = none signed';
COMMENT ON COLUMN road_closures.closure_reason IS 'works, flood, event, collision, utility';
COMMENT ON COLUMN road_closures.closed_from_time IS 'Start';
COMMENT ON COLUMN road_closures.planned_reopening_time IS 'Planned end';
COMMENT ON COLUMN road_closures.reopened_time IS 'Real end; NULL = still closed at the end of 2024';
COMMENT ON COLUMN road_closures.emergency_order IS 'Whether it was ordered without notice';

CREATE TABLE highway_budgets (
    budget_year INTEGER NOT NULL,
    area_code CHAR(1) NOT NULL,
    budget_heading VARCHAR(10) NOT NULL,
    voted_amount_pounds NUMERIC(11,2) NOT NULL,
    revised_amount_pounds NUMERIC(11,2),
    spent_amount_pounds NUMERIC(11,2),
    PRIMARY KEY (budget_year, area_code, budget_heading)
);
COMMENT ON TABLE highway_budgets IS 'Budgets and spending for each financial year, area and heading';
COMMENT ON COLUMN highway_budgets.budget_year IS 'Year in which the financial year begins: 2022 = April 2022 to March 2023';
COMMENT ON COLUMN highway_budgets.area_code IS 'Highway area: N = north, E = east, S = south, W = west';
COMMENT ON COLUMN highway_budgets.budget_heading IS 'surfacing, patching, bridges, lighting, winter';
COMMENT ON COLUMN highway_budgets.voted_amount_pounds IS 'Amount voted by the council';
COMMENT ON COLUMN highway_budgets.revised_amount_pounds IS 'Amount after a change during the year; NULL = not changed';
COMMENT ON COLUMN highway_budgets.spent_amount_pounds IS 'Amount spent; NULL = accounts not closed';
