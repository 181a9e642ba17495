-- A pension fund administrator: schemes, employers, members, contributions, funds, pensions, enquiries (2021-2024).
-- PostgreSQL syntax. Each statement ends with a semicolon at the end of a line, and nowhere else does one stand there.

CREATE TABLE schm (
    schm_id INTEGER NOT NULL,
    schm_cd CHAR(3) NOT NULL,
    schm_nm VARCHAR(40) NOT NULL,
    schm_typ CHAR(1) NOT NULL,
    schm_est DATE NOT NULL,
    schm_cls DATE,
    schm_nra INTEGER NOT NULL,
    schm_accr INTEGER,
    schm_succ_id INTEGER,
    PRIMARY KEY (schm_id),
    FOREIGN KEY (schm_succ_id) REFERENCES schm (schm_id)
);
COMMENT ON TABLE schm IS 'Pension schemes run by the administrator';
COMMENT ON COLUMN schm.schm_id IS 'Identifier';
COMMENT ON COLUMN schm.schm_cd IS 'Three-letter code, such as GEN';
COMMENT ON COLUMN schm.schm_nm IS 'Name of the scheme';
COMMENT ON COLUMN schm.schm_typ IS 'B = defined benefit, C = defined contribution, H = hybrid of both';
COMMENT ON COLUMN schm.schm_est IS 'Day of establishment';
COMMENT ON COLUMN schm.schm_cls IS 'Day from which it takes no new joiners; NULL = open';
COMMENT ON COLUMN schm.schm_nra IS 'Normal retirement age in years';
COMMENT ON COLUMN schm.schm_accr IS 'Accrual: a year earns 1/n of salary, such as 60; NULL = nothing accrues, pot of units only';
COMMENT ON COLUMN schm.schm_succ_id IS 'Scheme that new staff join in its place; NULL = none';

CREATE TABLE empr (
    empr_id INTEGER NOT NULL,
    empr_ref CHAR(4) NOT NULL,
    empr_nm VARCHAR(40) NOT NULL,
    empr_sec CHAR(1) NOT NULL,
    empr_town VARCHAR(30) NOT NULL,
    empr_jnd DATE NOT NULL,
    empr_ceas DATE,
    empr_staff INTEGER,
    empr_grp_id INTEGER,
    PRIMARY KEY (empr_id),
    FOREIGN KEY (empr_grp_id) REFERENCES empr (empr_id)
);
COMMENT ON TABLE empr IS 'Employers, former ones included';
COMMENT ON COLUMN empr.empr_id IS 'Identifier';
COMMENT ON COLUMN empr.empr_ref IS 'Reference, such as E004';
COMMENT ON COLUMN empr.empr_nm IS 'Name of the employer';
COMMENT ON COLUMN empr.empr_sec IS 'Sector: P = public body, M = manufacturing, R = retail, E = education, H = health care, C = charity';
COMMENT ON COLUMN empr.empr_town IS 'Town of its head office';
COMMENT ON COLUMN empr.empr_jnd IS 'Day it first took part';
COMMENT ON COLUMN empr.empr_ceas IS 'Day it ceased to take part altogether; NULL = still with us';
COMMENT ON COLUMN empr.empr_staff IS 'Number of staff it last reported, members or not; NULL = never reported';
COMMENT ON COLUMN empr.empr_grp_id IS 'Parent employer of its group; NULL = belongs to nobody';

CREATE TABLE empr_schm (
    es_empr_id INTEGER NOT NULL,
    es_schm_id INTEGER NOT NULL,
    es_from DATE NOT NULL,
    es_to DATE,
    es_ee_pct NUMERIC(4,2) NOT NULL,
    es_er_pct NUMERIC(4,2) NOT NULL,
    es_due_dd INTEGER NOT NULL,
    PRIMARY KEY (es_empr_id, es_schm_id, es_from),
    FOREIGN KEY (es_empr_id) REFERENCES empr (empr_id),
    FOREIGN KEY (es_schm_id) REFERENCES schm (schm_id)
);
COMMENT ON TABLE empr_schm IS 'Participation of employers in schemes: one row for each period with the same contribution rates';
COMMENT ON COLUMN empr_schm.es_empr_id IS 'Employer';
COMMENT ON COLUMN empr_schm.es_schm_id IS 'Scheme';
COMMENT ON COLUMN empr_schm.es_from IS 'First day the rates apply';
COMMENT ON COLUMN empr_schm.es_to IS 'Last day the rates applied; NULL = apply today';
COMMENT ON COLUMN empr_schm.es_ee_pct IS 'Member''s contribution in per cent of pay';
COMMENT ON COLUMN empr_schm.es_er_pct IS 'Employer''s contribution in per cent of pay';
COMMENT ON COLUMN empr_schm.es_due_dd IS 'Day of the following month by which contributions are due';

CREATE TABLE mbr (
    mbr_id INTEGER NOT NULL,
    mbr_no CHAR(6) NOT NULL,
    mbr_nm VARCHAR(50) NOT NULL,
    mbr_sex CHAR(1) NOT NULL,
    mbr_dob DATE NOT NULL,
    mbr_town VARCHAR(30) NOT NULL,
    mbr_mail VARCHAR(60),
    mbr_stat CHAR(1) NOT NULL,
    mbr_jnd DATE NOT NULL,
    mbr_dod DATE,
    mbr_ntfd DATE,
    mbr_spse_id INTEGER,
    mbr_nom_id INTEGER,
    PRIMARY KEY (mbr_id),
    FOREIGN KEY (mbr_spse_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (mbr_nom_id) REFERENCES mbr (mbr_id)
);
COMMENT ON TABLE mbr IS 'Members of any status';
COMMENT ON COLUMN mbr.mbr_id IS 'Identifier';
COMMENT ON COLUMN mbr.mbr_no IS 'Membership number, such as M00042';
COMMENT ON COLUMN mbr.mbr_nm IS 'First and last name';
COMMENT ON COLUMN mbr.mbr_sex IS 'F = woman, M = man';
COMMENT ON COLUMN mbr.mbr_dob IS 'Date of birth';
COMMENT ON COLUMN mbr.mbr_town IS 'Town of residence';
COMMENT ON COLUMN mbr.mbr_mail IS 'E-mail address; NULL = none given';
COMMENT ON COLUMN mbr.mbr_stat IS 'A = active, D = deferred (left, rights kept), P = pensioner, T = transferred out, R = refunded, X = dead';
COMMENT ON COLUMN mbr.mbr_jnd IS 'Day of joining the fund';
COMMENT ON COLUMN mbr.mbr_dod IS 'Date of death; NULL = not known to be dead';
COMMENT ON COLUMN mbr.mbr_ntfd IS 'Day the death was reported to us; NULL = not known to be dead';
COMMENT ON COLUMN mbr.mbr_spse_id IS 'Wife or husband who is a member too, kept on the later record only; NULL = single, or married to a non-member';
COMMENT ON COLUMN mbr.mbr_nom_id IS 'Member nominated to receive the lump sum on death; NULL = no member nominated';

CREATE TABLE emp_spl (
    spl_id INTEGER NOT NULL,
    spl_mbr_id INTEGER NOT NULL,
    spl_empr_id INTEGER NOT NULL,
    spl_schm_id INTEGER NOT NULL,
    spl_beg DATE NOT NULL,
    spl_end DATE,
    spl_rsn CHAR(2),
    spl_pct INTEGER NOT NULL,
    PRIMARY KEY (spl_id),
    FOREIGN KEY (spl_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (spl_empr_id) REFERENCES empr (empr_id),
    FOREIGN KEY (spl_schm_id) REFERENCES schm (schm_id)
);
COMMENT ON TABLE emp_spl IS 'Employment spells of members; a member may have several';
COMMENT ON COLUMN emp_spl.spl_id IS 'Identifier';
COMMENT ON COLUMN emp_spl.spl_mbr_id IS 'Member';
COMMENT ON COLUMN emp_spl.spl_empr_id IS 'Employer';
COMMENT ON COLUMN emp_spl.spl_schm_id IS 'Scheme the spell counts in';
COMMENT ON COLUMN emp_spl.spl_beg IS 'First day of the spell';
COMMENT ON COLUMN emp_spl.spl_end IS 'Last day of the spell; NULL = still employed';
COMMENT ON COLUMN emp_spl.spl_rsn IS 'Why it ended: RS = resigned, RT = retired, RD = redundancy, DT = death, EC = end of contract; NULL = still employed';
COMMENT ON COLUMN emp_spl.spl_pct IS 'Working time in per cent, 100 = full time';

CREATE TABLE mbr_sal (
    sal_spl_id INTEGER NOT NULL,
    sal_from DATE NOT NULL,
    sal_amt NUMERIC(9,2) NOT NULL,
    sal_src CHAR(1) NOT NULL,
    sal_keyd DATE NOT NULL,
    PRIMARY KEY (sal_spl_id, sal_from),
    FOREIGN KEY (sal_spl_id) REFERENCES emp_spl (spl_id)
);
COMMENT ON TABLE mbr_sal IS 'Salary history of each spell';
COMMENT ON COLUMN mbr_sal.sal_spl_id IS 'Employment spell';
COMMENT ON COLUMN mbr_sal.sal_from IS 'Day from which the salary holds, until the next row';
COMMENT ON COLUMN mbr_sal.sal_amt IS 'Yearly full-time salary in pounds';
COMMENT ON COLUMN mbr_sal.sal_src IS 'Where it comes from: N = starter form, Y = yearly return, C = correction by the employer';
COMMENT ON COLUMN mbr_sal.sal_keyd IS 'Day it was keyed in';

CREATE TABLE contrib (
    ctb_id INTEGER NOT NULL,
    ctb_spl_id INTEGER NOT NULL,
    ctb_mon DATE NOT NULL,
    ctb_ee NUMERIC(8,2) NOT NULL,
    ctb_er NUMERIC(8,2) NOT NULL,
    ctb_avc NUMERIC(8,2),
    ctb_due DATE NOT NULL,
    ctb_recd DATE,
    ctb_fix_id INTEGER,
    PRIMARY KEY (ctb_id),
    FOREIGN KEY (ctb_spl_id) REFERENCES emp_spl (spl_id),
    FOREIGN KEY (ctb_fix_id) REFERENCES contrib (ctb_id)
);
COMMENT ON TABLE contrib IS 'Monthly contributions of a spell, and corrections of them';
COMMENT ON COLUMN contrib.ctb_id IS 'Identifier';
COMMENT ON COLUMN contrib.ctb_spl_id IS 'Employment spell';
COMMENT ON COLUMN contrib.ctb_mon IS 'Month they are for, first day of it';
COMMENT ON COLUMN contrib.ctb_ee IS 'Member''s part in pounds; in a correction the difference, which may be negative';
COMMENT ON COLUMN contrib.ctb_er IS 'Employer''s part in pounds; in a correction the difference, which may be negative';
COMMENT ON COLUMN contrib.ctb_avc IS 'Additional voluntary contribution in pounds; NULL = none';
COMMENT ON COLUMN contrib.ctb_due IS 'Last day for payment';
COMMENT ON COLUMN contrib.ctb_recd IS 'Day the money was received; NULL = not received';
COMMENT ON COLUMN contrib.ctb_fix_id IS 'Contribution that this row corrects; NULL = an original contribution';

CREATE TABLE fund (
    fnd_id INTEGER NOT NULL,
    fnd_cd CHAR(4) NOT NULL,
    fnd_nm VARCHAR(40) NOT NULL,
    fnd_cls CHAR(1) NOT NULL,
    fnd_risk INTEGER NOT NULL,
    fnd_chg NUMERIC(4,2) NOT NULL,
    fnd_hse VARCHAR(30) NOT NULL,
    fnd_opnd DATE NOT NULL,
    fnd_clsd DATE,
    PRIMARY KEY (fnd_id)
);
COMMENT ON TABLE fund IS 'Investment funds';
COMMENT ON COLUMN fund.fnd_id IS 'Identifier';
COMMENT ON COLUMN fund.fnd_cd IS 'Four-letter code, such as GLEQ';
COMMENT ON COLUMN fund.fnd_nm IS 'Name of the fund';
COMMENT ON COLUMN fund.fnd_cls IS 'Asset class: E = equity, B = bonds, P = property, M = mixed, C = cash';
COMMENT ON COLUMN fund.fnd_risk IS 'Risk from 1 = low to 7 = high';
COMMENT ON COLUMN fund.fnd_chg IS 'Yearly charge in per cent';
COMMENT ON COLUMN fund.fnd_hse IS 'House that manages it';
COMMENT ON COLUMN fund.fnd_opnd IS 'Day of opening';
COMMENT ON COLUMN fund.fnd_clsd IS 'Day of closure; NULL = open';

CREATE TABLE fund_px (
    px_fnd_id INTEGER NOT NULL,
    px_day DATE NOT NULL,
    px_bid NUMERIC(8,4) NOT NULL,
    px_offr NUMERIC(8,4),
    PRIMARY KEY (px_fnd_id, px_day),
    FOREIGN KEY (px_fnd_id) REFERENCES fund (fnd_id)
);
COMMENT ON TABLE fund_px IS 'Unit prices at month end';
COMMENT ON COLUMN fund_px.px_fnd_id IS 'Fund';
COMMENT ON COLUMN fund_px.px_day IS 'Last day of the month';
COMMENT ON COLUMN fund_px.px_bid IS 'Price in pounds at which members sell a unit';
COMMENT ON COLUMN fund_px.px_offr IS 'Price in pounds at which members buy a unit; NULL = dealing suspended';

CREATE TABLE fnd_chc (
    chc_mbr_id INTEGER NOT NULL,
    chc_fnd_id INTEGER NOT NULL,
    chc_from DATE NOT NULL,
    chc_to DATE,
    chc_pct INTEGER NOT NULL,
    PRIMARY KEY (chc_mbr_id, chc_fnd_id, chc_from),
    FOREIGN KEY (chc_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (chc_fnd_id) REFERENCES fund (fnd_id)
);
COMMENT ON TABLE fnd_chc IS 'Fund choices: how a member''s money is split';
COMMENT ON COLUMN fnd_chc.chc_mbr_id IS 'Member';
COMMENT ON COLUMN fnd_chc.chc_fnd_id IS 'Fund';
COMMENT ON COLUMN fnd_chc.chc_from IS 'First day of the choice';
COMMENT ON COLUMN fnd_chc.chc_to IS 'Last day of the choice; NULL = current';
COMMENT ON COLUMN fnd_chc.chc_pct IS 'Share of the money in per cent';

CREATE TABLE fnd_sw (
    sw_id INTEGER NOT NULL,
    sw_mbr_id INTEGER NOT NULL,
    sw_out_id INTEGER NOT NULL,
    sw_in_id INTEGER NOT NULL,
    sw_reqd TIMESTAMP NOT NULL,
    sw_done DATE,
    sw_amt NUMERIC(10,2),
    sw_stat CHAR(1) NOT NULL,
    sw_chrg NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (sw_id),
    FOREIGN KEY (sw_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (sw_out_id) REFERENCES fund (fnd_id),
    FOREIGN KEY (sw_in_id) REFERENCES fund (fnd_id)
);
COMMENT ON TABLE fnd_sw IS 'Switches of money between funds asked for by members';
COMMENT ON COLUMN fnd_sw.sw_id IS 'Identifier';
COMMENT ON COLUMN fnd_sw.sw_mbr_id IS 'Member';
COMMENT ON COLUMN fnd_sw.sw_out_id IS 'Fund the money leaves';
COMMENT ON COLUMN fnd_sw.sw_in_id IS 'Fund the money goes to';
COMMENT ON COLUMN fnd_sw.sw_reqd IS 'Time of the request';
COMMENT ON COLUMN fnd_sw.sw_done IS 'Day it was carried out; NULL = not carried out';
COMMENT ON COLUMN fnd_sw.sw_amt IS 'Amount moved in pounds; NULL = not carried out';
COMMENT ON COLUMN fnd_sw.sw_stat IS 'D = done, W = waiting, R = refused';
COMMENT ON COLUMN fnd_sw.sw_chrg IS 'Charge to the member in pounds; 0 = free';

CREATE TABLE xfer (
    xf_id INTEGER NOT NULL,
    xf_mbr_id INTEGER NOT NULL,
    xf_out_id INTEGER,
    xf_in_id INTEGER,
    xf_prov VARCHAR(40),
    xf_reqd DATE NOT NULL,
    xf_quot NUMERIC(10,2),
    xf_paid DATE,
    xf_amt NUMERIC(10,2),
    PRIMARY KEY (xf_id),
    FOREIGN KEY (xf_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (xf_out_id) REFERENCES schm (schm_id),
    FOREIGN KEY (xf_in_id) REFERENCES schm (schm_id)
);
COMMENT ON TABLE xfer IS 'Transfers of pension rights in and out';
COMMENT ON COLUMN xfer.xf_id IS 'Identifier';
COMMENT ON COLUMN xfer.xf_mbr_id IS 'Member';
COMMENT ON COLUMN xfer.xf_out_id IS 'Our scheme that the rights leave; NULL = they come from an outside provider';
COMMENT ON COLUMN xfer.xf_in_id IS 'Our scheme that the rights go to; NULL = they go to an outside provider';
COMMENT ON COLUMN xfer.xf_prov IS 'Outside provider; NULL = between two of our schemes';
COMMENT ON COLUMN xfer.xf_reqd IS 'Day of the request';
COMMENT ON COLUMN xfer.xf_quot IS 'Transfer value quoted in pounds; NULL = not quoted yet';
COMMENT ON COLUMN xfer.xf_paid IS 'Day of payment; NULL = not paid, or not yet';
COMMENT ON COLUMN xfer.xf_amt IS 'Amount paid in pounds; NULL = not paid, or not yet';

CREATE TABLE pens (
    pen_id INTEGER NOT NULL,
    pen_no CHAR(6) NOT NULL,
    pen_mbr_id INTEGER NOT NULL,
    pen_payee_id INTEGER,
    pen_schm_id INTEGER NOT NULL,
    pen_knd CHAR(1) NOT NULL,
    pen_rtyp CHAR(1),
    pen_from DATE NOT NULL,
    pen_to DATE,
    pen_ini NUMERIC(9,2) NOT NULL,
    pen_now NUMERIC(9,2) NOT NULL,
    pen_lump NUMERIC(10,2),
    PRIMARY KEY (pen_id),
    FOREIGN KEY (pen_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (pen_payee_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (pen_schm_id) REFERENCES schm (schm_id)
);
COMMENT ON TABLE pens IS 'Pensions, in payment or ended: of retired members and of survivors of dead ones';
COMMENT ON COLUMN pens.pen_id IS 'Identifier';
COMMENT ON COLUMN pens.pen_no IS 'Pension number, such as P00017';
COMMENT ON COLUMN pens.pen_mbr_id IS 'Member whose service earned it, dead for a survivor''s pension';
COMMENT ON COLUMN pens.pen_payee_id IS 'Member it is paid to; NULL = paid to someone who isn''t a member';
COMMENT ON COLUMN pens.pen_schm_id IS 'Scheme that pays';
COMMENT ON COLUMN pens.pen_knd IS 'R = retirement pension, S = pension of a widow or widower, C = pension of a child';
COMMENT ON COLUMN pens.pen_rtyp IS 'How the member retired: N = at normal age, E = early, L = late, I = ill health; NULL = survivor''s pension';
COMMENT ON COLUMN pens.pen_from IS 'First day of entitlement; of a retirement pension the day of retirement';
COMMENT ON COLUMN pens.pen_to IS 'Last day of entitlement; NULL = in payment';
COMMENT ON COLUMN pens.pen_ini IS 'Yearly pension at the start in pounds';
COMMENT ON COLUMN pens.pen_now IS 'Yearly pension now, or at the end, in pounds';
COMMENT ON COLUMN pens.pen_lump IS 'Lump sum taken at retirement in pounds; NULL = none';

CREATE TABLE pens_pay (
    pay_id INTEGER NOT NULL,
    pay_pen_id INTEGER NOT NULL,
    pay_mon DATE NOT NULL,
    pay_grs NUMERIC(8,2) NOT NULL,
    pay_tax NUMERIC(8,2) NOT NULL,
    pay_on DATE,
    pay_stat CHAR(1) NOT NULL,
    PRIMARY KEY (pay_id),
    FOREIGN KEY (pay_pen_id) REFERENCES pens (pen_id)
);
COMMENT ON TABLE pens_pay IS 'Monthly payments of pensions since January 2022';
COMMENT ON COLUMN pens_pay.pay_id IS 'Identifier';
COMMENT ON COLUMN pens_pay.pay_pen_id IS 'Pension';
COMMENT ON COLUMN pens_pay.pay_mon IS 'Month it is for, first day of it';
COMMENT ON COLUMN pens_pay.pay_grs IS 'Gross amount in pounds';
COMMENT ON COLUMN pens_pay.pay_tax IS 'Tax withheld in pounds';
COMMENT ON COLUMN pens_pay.pay_on IS 'Day of payment; NULL = held back';
COMMENT ON COLUMN pens_pay.pay_stat IS 'P = paid, B = bounced back from the bank, H = held back for want of a life certificate';

CREATE TABLE enq (
    enq_id INTEGER NOT NULL,
    enq_mbr_id INTEGER NOT NULL,
    enq_typ CHAR(2) NOT NULL,
    enq_recd TIMESTAMP NOT NULL,
    enq_clsd TIMESTAMP,
    enq_prio INTEGER NOT NULL,
    enq_clk CHAR(2),
    enq_txt VARCHAR(120),
    enq_void TIMESTAMP,
    PRIMARY KEY (enq_id),
    FOREIGN KEY (enq_mbr_id) REFERENCES mbr (mbr_id)
);
COMMENT ON TABLE enq IS 'Enquiries and cases of members';
COMMENT ON COLUMN enq.enq_id IS 'Identifier';
COMMENT ON COLUMN enq.enq_mbr_id IS 'Member it is about';
COMMENT ON COLUMN enq.enq_typ IS 'TV = transfer value, RQ = retirement quotation, DC = death, AD = change of address, CQ = contributions, CP = complaint';
COMMENT ON COLUMN enq.enq_recd IS 'Time it came in';
COMMENT ON COLUMN enq.enq_clsd IS 'Time it was closed; NULL = open';
COMMENT ON COLUMN enq.enq_prio IS 'Priority: 1 = urgent, 2 = normal, 3 = low';
COMMENT ON COLUMN enq.enq_clk IS 'Initials of the clerk in charge; NULL = not assigned';
COMMENT ON COLUMN enq.enq_txt IS 'Note in free text; NULL = none';
COMMENT ON COLUMN enq.enq_void IS 'Time it was struck out as entered by mistake; NULL = valid';

CREATE TABLE enq_hist (
    his_enq_id INTEGER NOT NULL,
    his_seq INTEGER NOT NULL,
    his_stat CHAR(1) NOT NULL,
    his_at TIMESTAMP NOT NULL,
    his_clk CHAR(2),
    PRIMARY KEY (his_enq_id, his_seq),
    FOREIGN KEY (his_enq_id) REFERENCES enq (enq_id)
);
COMMENT ON TABLE enq_hist IS 'Status history of enquiries';
COMMENT ON COLUMN enq_hist.his_enq_id IS 'Enquiry';
COMMENT ON COLUMN enq_hist.his_seq IS 'Running number within the enquiry, from 1';
COMMENT ON COLUMN enq_hist.his_stat IS 'Status entered: N = new, W = in work, I = waiting for information, K = being checked, C = closed, R = reopened';
COMMENT ON COLUMN enq_hist.his_at IS 'Time of the change';
COMMENT ON COLUMN enq_hist.his_clk IS 'Initials of the clerk who made it; NULL = made by the system';

CREATE TABLE letr (
    ltr_id INTEGER NOT NULL,
    ltr_mbr_id INTEGER,
    ltr_empr_id INTEGER,
    ltr_enq_id INTEGER,
    ltr_cd CHAR(3) NOT NULL,
    ltr_sent TIMESTAMP NOT NULL,
    ltr_chn CHAR(1) NOT NULL,
    ltr_back DATE,
    PRIMARY KEY (ltr_id),
    FOREIGN KEY (ltr_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (ltr_empr_id) REFERENCES empr (empr_id),
    FOREIGN KEY (ltr_enq_id) REFERENCES enq (enq_id)
);
COMMENT ON TABLE letr IS 'Letters sent, each to a member or to an employer';
COMMENT ON COLUMN letr.ltr_id IS 'Identifier';
COMMENT ON COLUMN letr.ltr_mbr_id IS 'Member written to; NULL = letter to an employer';
COMMENT ON COLUMN letr.ltr_empr_id IS 'Employer written to; NULL = letter to a member';
COMMENT ON COLUMN letr.ltr_enq_id IS 'Enquiry it answers; NULL = not sent in an enquiry';
COMMENT ON COLUMN letr.ltr_cd IS 'Kind: ABS = annual benefit statement, WEL = welcome, QUO = quotation, LCR = request for a life certificate, ARR = reminder of arrears, GEN = other';
COMMENT ON COLUMN letr.ltr_sent IS 'Time of sending';
COMMENT ON COLUMN letr.ltr_chn IS 'P = post, M = e-mail, W = web portal';
COMMENT ON COLUMN letr.ltr_back IS 'Day it came back as undeliverable; NULL = did not come back';

CREATE TABLE trst (
    tst_id INTEGER NOT NULL,
    tst_schm_id INTEGER NOT NULL,
    tst_nm VARCHAR(50) NOT NULL,
    tst_knd CHAR(1) NOT NULL,
    tst_mbr_id INTEGER,
    tst_empr_id INTEGER,
    tst_from DATE NOT NULL,
    tst_to DATE,
    tst_chr BOOLEAN NOT NULL,
    PRIMARY KEY (tst_id),
    FOREIGN KEY (tst_schm_id) REFERENCES schm (schm_id),
    FOREIGN KEY (tst_mbr_id) REFERENCES mbr (mbr_id),
    FOREIGN KEY (tst_empr_id) REFERENCES empr (empr_id)
);
COMMENT ON TABLE trst IS 'Trustees of the schemes, former ones included; one row for each term of office';
COMMENT ON COLUMN trst.tst_id IS 'Identifier';
COMMENT ON COLUMN trst.tst_schm_id IS 'Scheme';
COMMENT ON COLUMN trst.tst_nm IS 'Name of the trustee';
COMMENT ON COLUMN trst.tst_knd IS 'M = nominated by the members, E = named by an employer, I = independent';
COMMENT ON COLUMN trst.tst_mbr_id IS 'Member record of the trustee; NULL = not a member';
COMMENT ON COLUMN trst.tst_empr_id IS 'Employer that named the trustee; NULL = not named by one';
COMMENT ON COLUMN trst.tst_from IS 'First day of the term';
COMMENT ON COLUMN trst.tst_to IS 'Last day of the term; NULL = in office';
COMMENT ON COLUMN trst.tst_chr IS 'Whether in the chair';
