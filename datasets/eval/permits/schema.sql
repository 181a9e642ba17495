-- Building permits of the city of Port Almery, January 2021 to March 2025. PostgreSQL syntax.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE bp_dept (
    dept_cd CHAR(3) NOT NULL,
    dept_nm VARCHAR(40) NOT NULL,
    sla_days INTEGER,
    PRIMARY KEY (dept_cd)
);
COMMENT ON TABLE bp_dept IS 'Departments of the building office';
COMMENT ON COLUMN bp_dept.dept_cd IS 'ZON, STR, FIR, ENV and HIS review plans; INT takes applications in; INS inspects sites';
COMMENT ON COLUMN bp_dept.dept_nm IS 'Name';
COMMENT ON COLUMN bp_dept.sla_days IS 'Calendar days that a review may take from assignment; NULL = reviews no plans';

CREATE TABLE bp_staff (
    stf_no INTEGER NOT NULL,
    stf_nm VARCHAR(50) NOT NULL,
    dept_cd CHAR(3) NOT NULL,
    role_cd CHAR(1) NOT NULL,
    sup_no INTEGER,
    hire_dt DATE NOT NULL,
    left_dt DATE,
    PRIMARY KEY (stf_no),
    FOREIGN KEY (dept_cd) REFERENCES bp_dept (dept_cd),
    FOREIGN KEY (sup_no) REFERENCES bp_staff (stf_no)
);
COMMENT ON TABLE bp_staff IS 'People who work or worked for the office';
COMMENT ON COLUMN bp_staff.stf_no IS 'Identifier';
COMMENT ON COLUMN bp_staff.stf_nm IS 'First and last name';
COMMENT ON COLUMN bp_staff.dept_cd IS 'Department';
COMMENT ON COLUMN bp_staff.role_cd IS 'C = clerk, R = plan reviewer, I = inspector, M = manager';
COMMENT ON COLUMN bp_staff.sup_no IS 'Superior; NULL = head of the office';
COMMENT ON COLUMN bp_staff.hire_dt IS 'First working day';
COMMENT ON COLUMN bp_staff.left_dt IS 'Last working day; NULL = still employed';

CREATE TABLE bp_owner (
    own_no INTEGER NOT NULL,
    own_nm VARCHAR(60) NOT NULL,
    own_typ CHAR(1) NOT NULL,
    mail_city VARCHAR(30),
    PRIMARY KEY (own_no)
);
COMMENT ON TABLE bp_owner IS 'Owners of land, and others who apply';
COMMENT ON COLUMN bp_owner.own_no IS 'Identifier';
COMMENT ON COLUMN bp_owner.own_nm IS 'Name of the person, company or public body';
COMMENT ON COLUMN bp_owner.own_typ IS 'P = private person, C = company, A = public authority';
COMMENT ON COLUMN bp_owner.mail_city IS 'Town of the postal address; NULL = address unknown, letters come back';

CREATE TABLE bp_parcel (
    pcl_id INTEGER NOT NULL,
    pcl_cd CHAR(7) NOT NULL,
    addr_tx VARCHAR(60) NOT NULL,
    dist_cd CHAR(2) NOT NULL,
    zone_cd CHAR(2) NOT NULL,
    area_m2 INTEGER NOT NULL,
    hist_fg CHAR(1) NOT NULL,
    splt_from INTEGER,
    retd_dt DATE,
    PRIMARY KEY (pcl_id),
    FOREIGN KEY (splt_from) REFERENCES bp_parcel (pcl_id)
);
COMMENT ON TABLE bp_parcel IS 'Pieces of land in the city';
COMMENT ON COLUMN bp_parcel.pcl_id IS 'Identifier';
COMMENT ON COLUMN bp_parcel.pcl_cd IS 'Code in the land register, such as HB-0042';
COMMENT ON COLUMN bp_parcel.addr_tx IS 'Street and number';
COMMENT ON COLUMN bp_parcel.dist_cd IS 'District: HB = Harbour, OT = Old Town, NR = North Ridge, MP = Mill Park, ES = Eastside';
COMMENT ON COLUMN bp_parcel.zone_cd IS 'Zoning: R1 = detached houses, R2 = flats, C1 = shops, IN = industry, MX = mixed use';
COMMENT ON COLUMN bp_parcel.area_m2 IS 'Area in square metres';
COMMENT ON COLUMN bp_parcel.hist_fg IS 'Y = protected as historic, N = not';
COMMENT ON COLUMN bp_parcel.splt_from IS 'Parcel it was split off; NULL = not from a split';
COMMENT ON COLUMN bp_parcel.retd_dt IS 'Day it left the register because it was split up or merged; NULL = existing parcel';

CREATE TABLE bp_parcel_owner (
    pcl_id INTEGER NOT NULL,
    own_no INTEGER NOT NULL,
    from_dt DATE NOT NULL,
    to_dt DATE,
    shr_pct INTEGER NOT NULL,
    PRIMARY KEY (pcl_id, own_no, from_dt),
    FOREIGN KEY (pcl_id) REFERENCES bp_parcel (pcl_id),
    FOREIGN KEY (own_no) REFERENCES bp_owner (own_no)
);
COMMENT ON TABLE bp_parcel_owner IS 'Who owns or owned which parcel, past owners included';
COMMENT ON COLUMN bp_parcel_owner.pcl_id IS 'Parcel';
COMMENT ON COLUMN bp_parcel_owner.own_no IS 'Owner';
COMMENT ON COLUMN bp_parcel_owner.from_dt IS 'First day of ownership';
COMMENT ON COLUMN bp_parcel_owner.to_dt IS 'Last day of ownership; NULL = owns it now';
COMMENT ON COLUMN bp_parcel_owner.shr_pct IS 'Share of the parcel in per cent';

CREATE TABLE bp_contractor (
    ctr_no INTEGER NOT NULL,
    firm_nm VARCHAR(50) NOT NULL,
    city_nm VARCHAR(30) NOT NULL,
    reg_dt DATE NOT NULL,
    bar_dt DATE,
    PRIMARY KEY (ctr_no)
);
COMMENT ON TABLE bp_contractor IS 'Building firms on the city''s register';
COMMENT ON COLUMN bp_contractor.ctr_no IS 'Identifier';
COMMENT ON COLUMN bp_contractor.firm_nm IS 'Name of the firm';
COMMENT ON COLUMN bp_contractor.city_nm IS 'Town where the firm is based; ours is Port Almery';
COMMENT ON COLUMN bp_contractor.reg_dt IS 'Day of registration';
COMMENT ON COLUMN bp_contractor.bar_dt IS 'Day since which the firm is barred from city work; NULL = not barred';

CREATE TABLE bp_licence (
    lic_no CHAR(7) NOT NULL,
    ctr_no INTEGER NOT NULL,
    trd_cd CHAR(2) NOT NULL,
    iss_dt DATE NOT NULL,
    exp_dt DATE NOT NULL,
    stat_cd CHAR(1) NOT NULL,
    PRIMARY KEY (lic_no),
    FOREIGN KEY (ctr_no) REFERENCES bp_contractor (ctr_no)
);
COMMENT ON TABLE bp_licence IS 'Trade licences of contractors, old ones included';
COMMENT ON COLUMN bp_licence.lic_no IS 'Number, such as EL-0017';
COMMENT ON COLUMN bp_licence.ctr_no IS 'Holder';
COMMENT ON COLUMN bp_licence.trd_cd IS 'Trade: GB = general building, EL = electrical, PL = plumbing, DM = demolition, RF = roofing';
COMMENT ON COLUMN bp_licence.iss_dt IS 'First day of validity';
COMMENT ON COLUMN bp_licence.exp_dt IS 'Last day of validity';
COMMENT ON COLUMN bp_licence.stat_cd IS 'A = in good standing (it may have run out), S = suspended, R = revoked';

CREATE TABLE bp_permit_type (
    ptyp_cd VARCHAR(4) NOT NULL,
    ptyp_nm VARCHAR(40) NOT NULL,
    base_fee NUMERIC(8,2) NOT NULL,
    val_rate NUMERIC(5,2) NOT NULL,
    targ_days INTEGER NOT NULL,
    trd_cd CHAR(2),
    PRIMARY KEY (ptyp_cd)
);
COMMENT ON TABLE bp_permit_type IS 'Types of permit with their fees';
COMMENT ON COLUMN bp_permit_type.ptyp_cd IS 'Code: NEW, ADD, ALT, DEM, SIGN, POOL, SOL, FENC or ROOF';
COMMENT ON COLUMN bp_permit_type.ptyp_nm IS 'Name';
COMMENT ON COLUMN bp_permit_type.base_fee IS 'Basic fee';
COMMENT ON COLUMN bp_permit_type.val_rate IS 'Further fee for each 1,000 of declared value';
COMMENT ON COLUMN bp_permit_type.targ_days IS 'Promised days from receipt to issue';
COMMENT ON COLUMN bp_permit_type.trd_cd IS 'Trade whose licence the contractor needs, codes as in bp_licence; NULL = none';

CREATE TABLE bp_application (
    appl_no INTEGER NOT NULL,
    appl_ref CHAR(8) NOT NULL,
    pcl_id INTEGER NOT NULL,
    own_no INTEGER NOT NULL,
    ctr_no INTEGER,
    ptyp_cd VARCHAR(4) NOT NULL,
    clrk_no INTEGER NOT NULL,
    recv_dt DATE NOT NULL,
    chan_cd CHAR(1) NOT NULL,
    est_val NUMERIC(12,2) NOT NULL,
    fee_amt NUMERIC(10,2) NOT NULL,
    stat_cd CHAR(1) NOT NULL,
    iss_dt DATE,
    exp_dt DATE,
    prev_appl_no INTEGER,
    descr_tx VARCHAR(120) NOT NULL,
    PRIMARY KEY (appl_no),
    FOREIGN KEY (pcl_id) REFERENCES bp_parcel (pcl_id),
    FOREIGN KEY (own_no) REFERENCES bp_owner (own_no),
    FOREIGN KEY (ctr_no) REFERENCES bp_contractor (ctr_no),
    FOREIGN KEY (ptyp_cd) REFERENCES bp_permit_type (ptyp_cd),
    FOREIGN KEY (clrk_no) REFERENCES bp_staff (stf_no),
    FOREIGN KEY (prev_appl_no) REFERENCES bp_application (appl_no)
);
COMMENT ON TABLE bp_application IS 'Applications for a building permit';
COMMENT ON COLUMN bp_application.appl_no IS 'Identifier';
COMMENT ON COLUMN bp_application.appl_ref IS 'Reference on all letters, such as 23-00415';
COMMENT ON COLUMN bp_application.pcl_id IS 'Parcel to build on';
COMMENT ON COLUMN bp_application.own_no IS 'Applicant; not always the owner of the parcel';
COMMENT ON COLUMN bp_application.ctr_no IS 'Contractor named; NULL = the applicant builds without one';
COMMENT ON COLUMN bp_application.ptyp_cd IS 'Type of permit';
COMMENT ON COLUMN bp_application.clrk_no IS 'Clerk who took it in';
COMMENT ON COLUMN bp_application.recv_dt IS 'Day of receipt';
COMMENT ON COLUMN bp_application.chan_cd IS 'How it came: W = web, C = counter, M = mail';
COMMENT ON COLUMN bp_application.est_val IS 'Declared value of the work';
COMMENT ON COLUMN bp_application.fee_amt IS 'Fee charged; 0 = waived for a public authority';
COMMENT ON COLUMN bp_application.stat_cd IS 'Status now: R = received, U = under review, H = on hold for changes, A = approved, I = issued, F = finalled (work done), D = denied, W = withdrawn';
COMMENT ON COLUMN bp_application.iss_dt IS 'Day the permit was issued; NULL = not issued';
COMMENT ON COLUMN bp_application.exp_dt IS 'Day by which the work must be done; NULL = not issued';
COMMENT ON COLUMN bp_application.prev_appl_no IS 'Denied or withdrawn application that it follows; NULL = a first application';
COMMENT ON COLUMN bp_application.descr_tx IS 'The work in the applicant''s words';

CREATE TABLE bp_review (
    rev_no INTEGER NOT NULL,
    appl_no INTEGER NOT NULL,
    dept_cd CHAR(3) NOT NULL,
    rnd_no INTEGER NOT NULL,
    stf_no INTEGER,
    asgn_dt DATE NOT NULL,
    due_dt DATE NOT NULL,
    done_dt DATE,
    rslt_cd CHAR(2),
    cmt_tx VARCHAR(120),
    PRIMARY KEY (rev_no),
    FOREIGN KEY (appl_no) REFERENCES bp_application (appl_no),
    FOREIGN KEY (dept_cd) REFERENCES bp_dept (dept_cd),
    FOREIGN KEY (stf_no) REFERENCES bp_staff (stf_no)
);
COMMENT ON TABLE bp_review IS 'Reviews of an application by a department, one a department and round';
COMMENT ON COLUMN bp_review.rev_no IS 'Identifier';
COMMENT ON COLUMN bp_review.appl_no IS 'Application';
COMMENT ON COLUMN bp_review.dept_cd IS 'Reviewing department';
COMMENT ON COLUMN bp_review.rnd_no IS 'Round: 1 = first plans, 2 and more = after changes';
COMMENT ON COLUMN bp_review.stf_no IS 'Reviewer; NULL = none named';
COMMENT ON COLUMN bp_review.asgn_dt IS 'Day of assignment';
COMMENT ON COLUMN bp_review.due_dt IS 'Last day for the review to be in time';
COMMENT ON COLUMN bp_review.done_dt IS 'Day of completion; NULL = open';
COMMENT ON COLUMN bp_review.rslt_cd IS 'AP = approved, CO = approved with conditions, RJ = changes required; NULL = open';
COMMENT ON COLUMN bp_review.cmt_tx IS 'Comment to the applicant; NULL = none';

CREATE TABLE bp_condition (
    cond_no INTEGER NOT NULL,
    rev_no INTEGER NOT NULL,
    cat_cd CHAR(2) NOT NULL,
    cond_tx VARCHAR(120) NOT NULL,
    met_dt DATE,
    waiv_dt DATE,
    PRIMARY KEY (cond_no),
    FOREIGN KEY (rev_no) REFERENCES bp_review (rev_no)
);
COMMENT ON TABLE bp_condition IS 'Conditions that a review attached to its approval';
COMMENT ON COLUMN bp_condition.cond_no IS 'Identifier';
COMMENT ON COLUMN bp_condition.rev_no IS 'Review that set it';
COMMENT ON COLUMN bp_condition.cat_cd IS 'DR = drainage, FS = fire safety, LS = landscape, NT = noise and hours, FC = facade, ST = structure';
COMMENT ON COLUMN bp_condition.cond_tx IS 'Wording';
COMMENT ON COLUMN bp_condition.met_dt IS 'Day it was found met; NULL = not met';
COMMENT ON COLUMN bp_condition.waiv_dt IS 'Day it was waived; NULL = not waived';

CREATE TABLE bp_inspection (
    insp_no INTEGER NOT NULL,
    appl_no INTEGER NOT NULL,
    insp_typ CHAR(3) NOT NULL,
    stf_no INTEGER NOT NULL,
    sched_ts TIMESTAMP NOT NULL,
    done_ts TIMESTAMP,
    out_cd CHAR(1),
    prev_insp_no INTEGER,
    note_tx VARCHAR(120),
    PRIMARY KEY (insp_no),
    FOREIGN KEY (appl_no) REFERENCES bp_application (appl_no),
    FOREIGN KEY (stf_no) REFERENCES bp_staff (stf_no),
    FOREIGN KEY (prev_insp_no) REFERENCES bp_inspection (insp_no)
);
COMMENT ON TABLE bp_inspection IS 'Visits of an inspector to a building site';
COMMENT ON COLUMN bp_inspection.insp_no IS 'Identifier';
COMMENT ON COLUMN bp_inspection.appl_no IS 'Application whose work is inspected';
COMMENT ON COLUMN bp_inspection.insp_typ IS 'FND = foundation, FRM = framing, ELE = electrical, PLM = plumbing, FIN = final';
COMMENT ON COLUMN bp_inspection.stf_no IS 'Inspector';
COMMENT ON COLUMN bp_inspection.sched_ts IS 'Appointment';
COMMENT ON COLUMN bp_inspection.done_ts IS 'When the visit took place; NULL = cancelled or still to come';
COMMENT ON COLUMN bp_inspection.out_cd IS 'P = passed, F = failed, N = no access, C = cancelled; NULL = still to come';
COMMENT ON COLUMN bp_inspection.prev_insp_no IS 'Visit that it repeats after a failure or no access; NULL = first visit';
COMMENT ON COLUMN bp_inspection.note_tx IS 'Remark of the inspector; NULL = none';

CREATE TABLE bp_violation (
    viol_no INTEGER NOT NULL,
    pcl_id INTEGER NOT NULL,
    appl_no INTEGER,
    insp_no INTEGER,
    viol_typ CHAR(2) NOT NULL,
    sev_no INTEGER NOT NULL,
    src_cd CHAR(1) NOT NULL,
    open_dt DATE NOT NULL,
    clsd_dt DATE,
    PRIMARY KEY (viol_no),
    FOREIGN KEY (pcl_id) REFERENCES bp_parcel (pcl_id),
    FOREIGN KEY (appl_no) REFERENCES bp_application (appl_no),
    FOREIGN KEY (insp_no) REFERENCES bp_inspection (insp_no)
);
COMMENT ON TABLE bp_violation IS 'Breaches of the building code';
COMMENT ON COLUMN bp_violation.viol_no IS 'Identifier';
COMMENT ON COLUMN bp_violation.pcl_id IS 'Parcel';
COMMENT ON COLUMN bp_violation.appl_no IS 'Application concerned; NULL = work without any permit';
COMMENT ON COLUMN bp_violation.insp_no IS 'Visit at which it was found; NULL = reported by others';
COMMENT ON COLUMN bp_violation.viol_typ IS 'NP = no permit, DP = deviates from the plans, OC = used before the final inspection, HZ = hazard, WH = work outside hours';
COMMENT ON COLUMN bp_violation.sev_no IS 'Severity: 1 = minor, 2 = serious, 3 = danger to life';
COMMENT ON COLUMN bp_violation.src_cd IS 'I = inspection, C = complaint of a citizen, O = other office';
COMMENT ON COLUMN bp_violation.open_dt IS 'Day of opening';
COMMENT ON COLUMN bp_violation.clsd_dt IS 'Day of closing; NULL = open';

CREATE TABLE bp_fine (
    fine_no INTEGER NOT NULL,
    viol_no INTEGER NOT NULL,
    lev_dt DATE NOT NULL,
    due_dt DATE NOT NULL,
    fine_amt NUMERIC(9,2) NOT NULL,
    waiv_dt DATE,
    PRIMARY KEY (fine_no),
    FOREIGN KEY (viol_no) REFERENCES bp_violation (viol_no)
);
COMMENT ON TABLE bp_fine IS 'Fines levied for violations';
COMMENT ON COLUMN bp_fine.fine_no IS 'Identifier';
COMMENT ON COLUMN bp_fine.viol_no IS 'Violation';
COMMENT ON COLUMN bp_fine.lev_dt IS 'Day it was levied';
COMMENT ON COLUMN bp_fine.due_dt IS 'Last day to pay';
COMMENT ON COLUMN bp_fine.fine_amt IS 'Amount';
COMMENT ON COLUMN bp_fine.waiv_dt IS 'Day it was waived after an appeal; NULL = stands';

CREATE TABLE bp_payment (
    pay_no INTEGER NOT NULL,
    appl_no INTEGER,
    fine_no INTEGER,
    pay_ts TIMESTAMP NOT NULL,
    pay_amt NUMERIC(10,2) NOT NULL,
    meth_cd CHAR(1) NOT NULL,
    void_fg BOOLEAN NOT NULL,
    PRIMARY KEY (pay_no),
    FOREIGN KEY (appl_no) REFERENCES bp_application (appl_no),
    FOREIGN KEY (fine_no) REFERENCES bp_fine (fine_no)
);
COMMENT ON TABLE bp_payment IS 'Payments of fees and fines';
COMMENT ON COLUMN bp_payment.pay_no IS 'Identifier';
COMMENT ON COLUMN bp_payment.appl_no IS 'Application whose fee is paid; NULL = payment of a fine';
COMMENT ON COLUMN bp_payment.fine_no IS 'Fine that is paid; NULL = payment of a fee';
COMMENT ON COLUMN bp_payment.pay_ts IS 'When it was booked';
COMMENT ON COLUMN bp_payment.pay_amt IS 'Amount';
COMMENT ON COLUMN bp_payment.meth_cd IS 'C = card, B = bank transfer, K = cheque, H = cash';
COMMENT ON COLUMN bp_payment.void_fg IS 'True = void, such as a bounced cheque';

CREATE TABLE bp_status_hist (
    appl_no INTEGER NOT NULL,
    seq_no INTEGER NOT NULL,
    stat_cd CHAR(1) NOT NULL,
    chg_ts TIMESTAMP NOT NULL,
    stf_no INTEGER,
    PRIMARY KEY (appl_no, seq_no),
    FOREIGN KEY (appl_no) REFERENCES bp_application (appl_no),
    FOREIGN KEY (stf_no) REFERENCES bp_staff (stf_no)
);
COMMENT ON TABLE bp_status_hist IS 'Every status an application has had';
COMMENT ON COLUMN bp_status_hist.appl_no IS 'Application';
COMMENT ON COLUMN bp_status_hist.seq_no IS '1 for the first status, then 2 and so on';
COMMENT ON COLUMN bp_status_hist.stat_cd IS 'Status taken on, codes as in bp_application';
COMMENT ON COLUMN bp_status_hist.chg_ts IS 'When it took on the status';
COMMENT ON COLUMN bp_status_hist.stf_no IS 'Who changed it; NULL = the system';
