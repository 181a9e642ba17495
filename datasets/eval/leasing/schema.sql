-- An equipment leasing company, January 2021 to March 2025. PostgreSQL syntax. Money is in euros.
-- Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE lessee (
    lessee_id INTEGER NOT NULL,
    lessee_nm VARCHAR(60) NOT NULL,
    par_id INTEGER,
    ctry_cd CHAR(2) NOT NULL,
    sect_cd CHAR(3) NOT NULL,
    risk_grd CHAR(1),
    onb_dt DATE NOT NULL,
    del_dt DATE,
    PRIMARY KEY (lessee_id),
    FOREIGN KEY (par_id) REFERENCES lessee (lessee_id)
);
COMMENT ON TABLE lessee IS 'Companies and public bodies that lease equipment';
COMMENT ON COLUMN lessee.lessee_id IS 'Identifier';
COMMENT ON COLUMN lessee.lessee_nm IS 'Name; two lessees may share one';
COMMENT ON COLUMN lessee.par_id IS 'Parent company; NULL = heads its group or stands alone';
COMMENT ON COLUMN lessee.ctry_cd IS 'Country of the seat: AT, BE, DE, FR or NL';
COMMENT ON COLUMN lessee.sect_cd IS 'Sector: AGR = agriculture, CON = construction, HLT = health care, LOG = transport, MFG = manufacturing, PUB = public bodies';
COMMENT ON COLUMN lessee.risk_grd IS 'Risk grade from A = best to E = worst; NULL = never graded';
COMMENT ON COLUMN lessee.onb_dt IS 'Day of onboarding';
COMMENT ON COLUMN lessee.del_dt IS 'Day on which the lessee was removed from the books; NULL = live';

CREATE TABLE dlr (
    dlr_id INTEGER NOT NULL,
    dlr_nm VARCHAR(40) NOT NULL,
    dlr_typ CHAR(1) NOT NULL,
    ctry_cd CHAR(2) NOT NULL,
    comm_pct NUMERIC(4,2),
    end_dt DATE,
    PRIMARY KEY (dlr_id)
);
COMMENT ON TABLE dlr IS 'Dealers who sell equipment to us and bring in business';
COMMENT ON COLUMN dlr.dlr_id IS 'Identifier';
COMMENT ON COLUMN dlr.dlr_nm IS 'Name';
COMMENT ON COLUMN dlr.dlr_typ IS 'M = owned by a manufacturer, I = independent, B = broker without stock';
COMMENT ON COLUMN dlr.ctry_cd IS 'Country: AT, BE, DE, FR or NL';
COMMENT ON COLUMN dlr.comm_pct IS 'Agreed commission in per cent of the amount financed; NULL = none agreed';
COMMENT ON COLUMN dlr.end_dt IS 'End of the cooperation; NULL = we still work together';

CREATE TABLE ast_cls (
    cls_cd CHAR(3) NOT NULL,
    cls_nm VARCHAR(30) NOT NULL,
    life_mths INTEGER NOT NULL,
    resid_pct NUMERIC(4,1) NOT NULL,
    reg_flg BOOLEAN NOT NULL,
    PRIMARY KEY (cls_cd)
);
COMMENT ON TABLE ast_cls IS 'Classes of equipment';
COMMENT ON COLUMN ast_cls.cls_cd IS 'Code, such as TRK';
COMMENT ON COLUMN ast_cls.cls_nm IS 'Name of the class';
COMMENT ON COLUMN ast_cls.life_mths IS 'Economic life in months';
COMMENT ON COLUMN ast_cls.resid_pct IS 'Planned residual value in per cent of the cost';
COMMENT ON COLUMN ast_cls.reg_flg IS 'True = must be registered for the road';

CREATE TABLE ast (
    ast_id INTEGER NOT NULL,
    ser_no VARCHAR(14) NOT NULL,
    cls_cd CHAR(3) NOT NULL,
    dlr_id INTEGER NOT NULL,
    mk_nm VARCHAR(20) NOT NULL,
    buy_dt DATE NOT NULL,
    buy_cost NUMERIC(12,2) NOT NULL,
    ast_stat CHAR(1) NOT NULL,
    PRIMARY KEY (ast_id),
    FOREIGN KEY (cls_cd) REFERENCES ast_cls (cls_cd),
    FOREIGN KEY (dlr_id) REFERENCES dlr (dlr_id)
);
COMMENT ON TABLE ast IS 'Pieces of equipment bought by us';
COMMENT ON COLUMN ast.ast_id IS 'Identifier';
COMMENT ON COLUMN ast.ser_no IS 'Serial number, unique';
COMMENT ON COLUMN ast.cls_cd IS 'Class';
COMMENT ON COLUMN ast.dlr_id IS 'Dealer who sold it to us';
COMMENT ON COLUMN ast.mk_nm IS 'Make';
COMMENT ON COLUMN ast.buy_dt IS 'Day of purchase';
COMMENT ON COLUMN ast.buy_cost IS 'Purchase cost';
COMMENT ON COLUMN ast.ast_stat IS 'S = in stock, never leased; L = on lease; R = returned, waiting for sale; D = sold; W = written off';

CREATE TABLE anl (
    anl_id INTEGER NOT NULL,
    anl_nm VARCHAR(40) NOT NULL,
    mgr_id INTEGER,
    team_cd CHAR(3) NOT NULL,
    sign_lim NUMERIC(12,2),
    left_dt DATE,
    PRIMARY KEY (anl_id),
    FOREIGN KEY (mgr_id) REFERENCES anl (anl_id)
);
COMMENT ON TABLE anl IS 'Credit analysts';
COMMENT ON COLUMN anl.anl_id IS 'Identifier';
COMMENT ON COLUMN anl.anl_nm IS 'First and last name';
COMMENT ON COLUMN anl.mgr_id IS 'The analyst they report to; NULL = head of credit';
COMMENT ON COLUMN anl.team_cd IS 'SME = small firms, COR = large firms, PUB = public bodies';
COMMENT ON COLUMN anl.sign_lim IS 'Amount up to which the analyst may approve alone; NULL = may not approve alone';
COMMENT ON COLUMN anl.left_dt IS 'Last working day; NULL = still with us';

CREATE TABLE qte (
    qte_id INTEGER NOT NULL,
    lessee_id INTEGER NOT NULL,
    dlr_id INTEGER,
    qte_dt DATE NOT NULL,
    vld_to DATE NOT NULL,
    term_mths INTEGER NOT NULL,
    fin_amt NUMERIC(12,2) NOT NULL,
    rate_pct NUMERIC(5,3) NOT NULL,
    qte_stat CHAR(1) NOT NULL,
    PRIMARY KEY (qte_id),
    FOREIGN KEY (lessee_id) REFERENCES lessee (lessee_id),
    FOREIGN KEY (dlr_id) REFERENCES dlr (dlr_id)
);
COMMENT ON TABLE qte IS 'Quotes given to lessees';
COMMENT ON COLUMN qte.qte_id IS 'Identifier';
COMMENT ON COLUMN qte.lessee_id IS 'Lessee who asked';
COMMENT ON COLUMN qte.dlr_id IS 'Dealer who brought the business; NULL = direct';
COMMENT ON COLUMN qte.qte_dt IS 'Day of the quote';
COMMENT ON COLUMN qte.vld_to IS 'Last day on which it may be accepted';
COMMENT ON COLUMN qte.term_mths IS 'Offered term in months';
COMMENT ON COLUMN qte.fin_amt IS 'Amount to be financed';
COMMENT ON COLUMN qte.rate_pct IS 'Interest rate in per cent a year';
COMMENT ON COLUMN qte.qte_stat IS 'O = open, A = accepted, D = declined by the lessee, X = expired';

CREATE TABLE ctr (
    ctr_id INTEGER NOT NULL,
    ctr_no VARCHAR(10) NOT NULL,
    lessee_id INTEGER NOT NULL,
    qte_id INTEGER,
    anl_id INTEGER NOT NULL,
    prev_ctr_id INTEGER,
    ctr_typ CHAR(1) NOT NULL,
    freq_cd CHAR(1) NOT NULL,
    sign_dt DATE NOT NULL,
    start_dt DATE NOT NULL,
    end_dt DATE NOT NULL,
    term_mths INTEGER NOT NULL,
    fin_amt NUMERIC(12,2) NOT NULL,
    resid_val NUMERIC(12,2) NOT NULL,
    ctr_stat CHAR(1) NOT NULL,
    stop_dt DATE,
    PRIMARY KEY (ctr_id),
    FOREIGN KEY (lessee_id) REFERENCES lessee (lessee_id),
    FOREIGN KEY (qte_id) REFERENCES qte (qte_id),
    FOREIGN KEY (anl_id) REFERENCES anl (anl_id),
    FOREIGN KEY (prev_ctr_id) REFERENCES ctr (ctr_id)
);
COMMENT ON TABLE ctr IS 'Lease contracts';
COMMENT ON COLUMN ctr.ctr_id IS 'Identifier';
COMMENT ON COLUMN ctr.ctr_no IS 'Contract number, such as L23-0042, unique';
COMMENT ON COLUMN ctr.lessee_id IS 'Lessee';
COMMENT ON COLUMN ctr.qte_id IS 'Accepted quote; NULL = renewal without a quote';
COMMENT ON COLUMN ctr.anl_id IS 'Analyst in charge';
COMMENT ON COLUMN ctr.prev_ctr_id IS 'Contract that this one renews; NULL = not a renewal';
COMMENT ON COLUMN ctr.ctr_typ IS 'F = finance lease, O = operating lease, B = sale and leaseback';
COMMENT ON COLUMN ctr.freq_cd IS 'Instalments: M = monthly, Q = quarterly';
COMMENT ON COLUMN ctr.sign_dt IS 'Day of signing';
COMMENT ON COLUMN ctr.start_dt IS 'First day of the lease';
COMMENT ON COLUMN ctr.end_dt IS 'Agreed last day of the lease';
COMMENT ON COLUMN ctr.term_mths IS 'Term in months';
COMMENT ON COLUMN ctr.fin_amt IS 'Amount financed';
COMMENT ON COLUMN ctr.resid_val IS 'Agreed residual value at the end';
COMMENT ON COLUMN ctr.ctr_stat IS 'P = pending, signed but not started; A = active; E = ended at term; T = terminated early; D = default';
COMMENT ON COLUMN ctr.stop_dt IS 'Day on which the contract was terminated early or called in for default; NULL = neither';

CREATE TABLE ctr_asset (
    ctr_id INTEGER NOT NULL,
    ast_id INTEGER NOT NULL,
    alloc_amt NUMERIC(12,2) NOT NULL,
    add_dt DATE NOT NULL,
    rem_dt DATE,
    PRIMARY KEY (ctr_id, ast_id),
    FOREIGN KEY (ctr_id) REFERENCES ctr (ctr_id),
    FOREIGN KEY (ast_id) REFERENCES ast (ast_id)
);
COMMENT ON TABLE ctr_asset IS 'Which equipment is or was on which contract';
COMMENT ON COLUMN ctr_asset.ctr_id IS 'Contract';
COMMENT ON COLUMN ctr_asset.ast_id IS 'Equipment';
COMMENT ON COLUMN ctr_asset.alloc_amt IS 'Part of the amount financed that falls on this piece; 0 = replacement free of charge';
COMMENT ON COLUMN ctr_asset.add_dt IS 'Day on which it came onto the contract';
COMMENT ON COLUMN ctr_asset.rem_dt IS 'Day on which it was swapped for another during the lease; NULL = not swapped';

CREATE TABLE pmt_sched (
    sched_id INTEGER NOT NULL,
    ctr_id INTEGER NOT NULL,
    inst_no INTEGER NOT NULL,
    due_dt DATE NOT NULL,
    amt_due NUMERIC(12,2) NOT NULL,
    int_amt NUMERIC(12,2) NOT NULL,
    waiv_flg BOOLEAN NOT NULL,
    PRIMARY KEY (sched_id),
    FOREIGN KEY (ctr_id) REFERENCES ctr (ctr_id)
);
COMMENT ON TABLE pmt_sched IS 'Payment schedule: the instalments of each contract';
COMMENT ON COLUMN pmt_sched.sched_id IS 'Identifier';
COMMENT ON COLUMN pmt_sched.ctr_id IS 'Contract';
COMMENT ON COLUMN pmt_sched.inst_no IS 'Number of the instalment within its contract';
COMMENT ON COLUMN pmt_sched.due_dt IS 'Due date';
COMMENT ON COLUMN pmt_sched.amt_due IS 'Amount due, interest included';
COMMENT ON COLUMN pmt_sched.int_amt IS 'Interest part of the amount due';
COMMENT ON COLUMN pmt_sched.waiv_flg IS 'True = waived, because the contract was stopped before the due date';

CREATE TABLE pmt (
    pmt_id INTEGER NOT NULL,
    sched_id INTEGER NOT NULL,
    recv_at TIMESTAMP NOT NULL,
    amt NUMERIC(12,2) NOT NULL,
    mthd_cd CHAR(2) NOT NULL,
    rev_flg BOOLEAN NOT NULL,
    PRIMARY KEY (pmt_id),
    FOREIGN KEY (sched_id) REFERENCES pmt_sched (sched_id)
);
COMMENT ON TABLE pmt IS 'Payments received, each for one instalment; an instalment may be paid in parts';
COMMENT ON COLUMN pmt.pmt_id IS 'Identifier';
COMMENT ON COLUMN pmt.sched_id IS 'Instalment that it pays';
COMMENT ON COLUMN pmt.recv_at IS 'When the money came in';
COMMENT ON COLUMN pmt.amt IS 'Amount received';
COMMENT ON COLUMN pmt.mthd_cd IS 'DD = direct debit, TR = bank transfer, CD = card';
COMMENT ON COLUMN pmt.rev_flg IS 'True = reversed later by the bank: counts as not received';

CREATE TABLE arr_hist (
    arr_id INTEGER NOT NULL,
    ctr_id INTEGER NOT NULL,
    stg_cd CHAR(2) NOT NULL,
    from_dt DATE NOT NULL,
    to_dt DATE,
    PRIMARY KEY (arr_id),
    FOREIGN KEY (ctr_id) REFERENCES ctr (ctr_id)
);
COMMENT ON TABLE arr_hist IS 'History of arrears stages: one row for each spell that a contract spent in a stage';
COMMENT ON COLUMN arr_hist.arr_id IS 'Identifier';
COMMENT ON COLUMN arr_hist.ctr_id IS 'Contract';
COMMENT ON COLUMN arr_hist.stg_cd IS 'S1 = reminder, S2 = formal notice, S3 = collection, LG = legal action';
COMMENT ON COLUMN arr_hist.from_dt IS 'First day in the stage';
COMMENT ON COLUMN arr_hist.to_dt IS 'Day on which the stage ended; NULL = still in it';

CREATE TABLE guar (
    guar_id INTEGER NOT NULL,
    ctr_id INTEGER NOT NULL,
    guar_typ CHAR(1) NOT NULL,
    surety_id INTEGER,
    cov_amt NUMERIC(12,2),
    exp_dt DATE,
    PRIMARY KEY (guar_id),
    FOREIGN KEY (ctr_id) REFERENCES ctr (ctr_id),
    FOREIGN KEY (surety_id) REFERENCES lessee (lessee_id)
);
COMMENT ON TABLE guar IS 'Guarantees and other security for a contract';
COMMENT ON COLUMN guar.guar_id IS 'Identifier';
COMMENT ON COLUMN guar.ctr_id IS 'Contract that is secured';
COMMENT ON COLUMN guar.guar_typ IS 'C = another lessee stands surety, P = personal surety, B = bank guarantee, M = mortgage';
COMMENT ON COLUMN guar.surety_id IS 'Lessee who stands surety; NULL for the other types';
COMMENT ON COLUMN guar.cov_amt IS 'Amount covered; NULL = unlimited';
COMMENT ON COLUMN guar.exp_dt IS 'Last day of cover; NULL = until the contract is settled';

CREATE TABLE ins_pol (
    pol_id INTEGER NOT NULL,
    ast_id INTEGER NOT NULL,
    insr_nm VARCHAR(30) NOT NULL,
    from_dt DATE NOT NULL,
    to_dt DATE NOT NULL,
    prem_amt NUMERIC(10,2) NOT NULL,
    paid_by CHAR(1) NOT NULL,
    PRIMARY KEY (pol_id),
    FOREIGN KEY (ast_id) REFERENCES ast (ast_id)
);
COMMENT ON TABLE ins_pol IS 'Insurance policies for equipment, each for a year';
COMMENT ON COLUMN ins_pol.pol_id IS 'Identifier';
COMMENT ON COLUMN ins_pol.ast_id IS 'Insured equipment';
COMMENT ON COLUMN ins_pol.insr_nm IS 'Insurer';
COMMENT ON COLUMN ins_pol.from_dt IS 'First day of cover';
COMMENT ON COLUMN ins_pol.to_dt IS 'Last day of cover';
COMMENT ON COLUMN ins_pol.prem_amt IS 'Premium for the year';
COMMENT ON COLUMN ins_pol.paid_by IS 'L = paid by the lessee, C = paid by our company';

CREATE TABLE rtn (
    rtn_id INTEGER NOT NULL,
    ctr_id INTEGER NOT NULL,
    ast_id INTEGER NOT NULL,
    rtn_dt DATE NOT NULL,
    cond_no INTEGER NOT NULL,
    use_hrs INTEGER,
    rep_est NUMERIC(10,2),
    PRIMARY KEY (rtn_id),
    FOREIGN KEY (ctr_id) REFERENCES ctr (ctr_id),
    FOREIGN KEY (ast_id) REFERENCES ast (ast_id)
);
COMMENT ON TABLE rtn IS 'Equipment handed back at the end of a contract';
COMMENT ON COLUMN rtn.rtn_id IS 'Identifier';
COMMENT ON COLUMN rtn.ctr_id IS 'Contract it came back from';
COMMENT ON COLUMN rtn.ast_id IS 'Equipment';
COMMENT ON COLUMN rtn.rtn_dt IS 'Day on which it was handed back';
COMMENT ON COLUMN rtn.cond_no IS 'Condition from 1 = as new to 5 = scrap';
COMMENT ON COLUMN rtn.use_hrs IS 'Hours on the counter; NULL = it has no counter';
COMMENT ON COLUMN rtn.rep_est IS 'Estimated cost of repair; NULL = not inspected yet, 0 = nothing to repair';

CREATE TABLE resale (
    sale_id INTEGER NOT NULL,
    ast_id INTEGER NOT NULL,
    rtn_id INTEGER,
    dlr_id INTEGER,
    sale_dt DATE NOT NULL,
    chnl_cd CHAR(1) NOT NULL,
    sale_amt NUMERIC(12,2) NOT NULL,
    book_val NUMERIC(12,2) NOT NULL,
    PRIMARY KEY (sale_id),
    FOREIGN KEY (ast_id) REFERENCES ast (ast_id),
    FOREIGN KEY (rtn_id) REFERENCES rtn (rtn_id),
    FOREIGN KEY (dlr_id) REFERENCES dlr (dlr_id)
);
COMMENT ON TABLE resale IS 'Equipment sold after a lease';
COMMENT ON COLUMN resale.sale_id IS 'Identifier';
COMMENT ON COLUMN resale.ast_id IS 'Equipment sold';
COMMENT ON COLUMN resale.rtn_id IS 'Return before the sale; NULL = bought by the lessee and never handed back';
COMMENT ON COLUMN resale.dlr_id IS 'Dealer who bought it; NULL = the buyer was no dealer';
COMMENT ON COLUMN resale.sale_dt IS 'Day of the sale';
COMMENT ON COLUMN resale.chnl_cd IS 'A = auction, D = to a dealer, L = to the lessee';
COMMENT ON COLUMN resale.sale_amt IS 'Sale price';
COMMENT ON COLUMN resale.book_val IS 'Book value on the day of the sale';

CREATE TABLE crd_rev (
    rev_id INTEGER NOT NULL,
    lessee_id INTEGER NOT NULL,
    anl_id INTEGER NOT NULL,
    appr_id INTEGER,
    rev_at TIMESTAMP NOT NULL,
    old_grd CHAR(1),
    new_grd CHAR(1) NOT NULL,
    lim_amt NUMERIC(12,2) NOT NULL,
    outc_cd CHAR(1) NOT NULL,
    memo_txt VARCHAR(200),
    PRIMARY KEY (rev_id),
    FOREIGN KEY (lessee_id) REFERENCES lessee (lessee_id),
    FOREIGN KEY (anl_id) REFERENCES anl (anl_id),
    FOREIGN KEY (appr_id) REFERENCES anl (anl_id)
);
COMMENT ON TABLE crd_rev IS 'Credit reviews of lessees';
COMMENT ON COLUMN crd_rev.rev_id IS 'Identifier';
COMMENT ON COLUMN crd_rev.lessee_id IS 'Lessee reviewed';
COMMENT ON COLUMN crd_rev.anl_id IS 'Analyst who wrote the review';
COMMENT ON COLUMN crd_rev.appr_id IS 'Analyst who gave the second signature; NULL = none was needed';
COMMENT ON COLUMN crd_rev.rev_at IS 'When the review was closed';
COMMENT ON COLUMN crd_rev.old_grd IS 'Risk grade before; NULL = first review';
COMMENT ON COLUMN crd_rev.new_grd IS 'Risk grade after';
COMMENT ON COLUMN crd_rev.lim_amt IS 'Credit limit set by the review; 0 where it was refused';
COMMENT ON COLUMN crd_rev.outc_cd IS 'A = approved, C = approved on conditions, R = refused';
COMMENT ON COLUMN crd_rev.memo_txt IS 'Remark of the analyst; NULL = none';
