CREATE TABLE part (
    part_no VARCHAR(10) NOT NULL,
    descr VARCHAR(50) NOT NULL,
    typ CHAR(1) NOT NULL,
    base_no VARCHAR(10),
    fam VARCHAR(10),
    finish VARCHAR(10),
    uom VARCHAR(3) NOT NULL,
    std_cost NUMERIC(9,2),
    lst_prc NUMERIC(8,2),
    min_stk INTEGER,
    intro_dt DATE NOT NULL,
    disc_dt DATE,
    del_fl BOOLEAN NOT NULL,
    PRIMARY KEY (part_no),
    FOREIGN KEY (base_no) REFERENCES part (part_no)
);
COMMENT ON TABLE part IS 'Item master: product models, their variants, sub-assemblies, materials and bought-in parts';
COMMENT ON COLUMN part.part_no IS 'Item number';
COMMENT ON COLUMN part.descr IS 'Description';
COMMENT ON COLUMN part.typ IS 'M = product model (a heading for variants, never built or stocked), F = finished variant of a model, S = sub-assembly, R = raw material, B = bought-in part';
COMMENT ON COLUMN part.base_no IS 'Model that a variant belongs to; NULL for everything but variants';
COMMENT ON COLUMN part.fam IS 'Product family of models and variants: chair, table, desk, shelf, cabinet or bed; NULL for other items';
COMMENT ON COLUMN part.finish IS 'Surface of a variant: oak, walnut, white, black or birch; NULL for other items';
COMMENT ON COLUMN part.uom IS 'Unit: PC = piece, M2 = square metre, M = metre, L = litre, KG = kilogram';
COMMENT ON COLUMN part.std_cost IS 'Standard cost of one unit in euros; NULL for models';
COMMENT ON COLUMN part.lst_prc IS 'List price of a variant in euros; NULL = not on the price list (contract business only), or no variant';
COMMENT ON COLUMN part.min_stk IS 'Reorder level in units; NULL = not kept in stock';
COMMENT ON COLUMN part.intro_dt IS 'Day the item was introduced';
COMMENT ON COLUMN part.disc_dt IS 'Day the item was discontinued; NULL = current';
COMMENT ON COLUMN part.del_fl IS 'True = entered by mistake and deleted; nothing refers to it';

CREATE TABLE bom (
    par_no VARCHAR(10) NOT NULL,
    comp_no VARCHAR(10) NOT NULL,
    eff_from DATE NOT NULL,
    eff_to DATE,
    qty_req NUMERIC(8,3) NOT NULL,
    PRIMARY KEY (par_no, comp_no, eff_from),
    FOREIGN KEY (par_no) REFERENCES part (part_no),
    FOREIGN KEY (comp_no) REFERENCES part (part_no)
);
COMMENT ON TABLE bom IS 'Bills of material, one level a line, with their history';
COMMENT ON COLUMN bom.par_no IS 'Item that is made: a variant or a sub-assembly';
COMMENT ON COLUMN bom.comp_no IS 'Component that goes into it directly';
COMMENT ON COLUMN bom.eff_from IS 'First day the line is valid';
COMMENT ON COLUMN bom.eff_to IS 'Last day the line was valid; NULL = valid now';
COMMENT ON COLUMN bom.qty_req IS 'Units of the component for one unit of the item made';

CREATE TABLE supp (
    supp_id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    town VARCHAR(20) NOT NULL,
    ctry CHAR(2) NOT NULL,
    grade CHAR(1),
    lead_days INTEGER NOT NULL,
    blk_dt DATE,
    PRIMARY KEY (supp_id)
);
COMMENT ON TABLE supp IS 'Suppliers';
COMMENT ON COLUMN supp.supp_id IS 'Supplier number';
COMMENT ON COLUMN supp.name IS 'Name of the firm';
COMMENT ON COLUMN supp.town IS 'Town';
COMMENT ON COLUMN supp.ctry IS 'Country: DE, AT, PL, DK, IT or SE';
COMMENT ON COLUMN supp.grade IS 'Rating by purchasing: A = best to C = poor; NULL = not rated yet';
COMMENT ON COLUMN supp.lead_days IS 'Agreed delivery time in calendar days';
COMMENT ON COLUMN supp.blk_dt IS 'Day the supplier was blocked for new orders; NULL = not blocked';

CREATE TABLE wrk_ctr (
    wc_cd CHAR(3) NOT NULL,
    descr VARCHAR(30) NOT NULL,
    hall CHAR(1) NOT NULL,
    hr_rate NUMERIC(6,2) NOT NULL,
    cap_hrs INTEGER NOT NULL,
    PRIMARY KEY (wc_cd)
);
COMMENT ON TABLE wrk_ctr IS 'Work centres';
COMMENT ON COLUMN wrk_ctr.wc_cd IS 'Code, such as CUT or ASM';
COMMENT ON COLUMN wrk_ctr.descr IS 'What is done there';
COMMENT ON COLUMN wrk_ctr.hall IS 'Hall of the factory: A, B or C';
COMMENT ON COLUMN wrk_ctr.hr_rate IS 'Cost rate in euros an hour';
COMMENT ON COLUMN wrk_ctr.cap_hrs IS 'Capacity in hours a week';

CREATE TABLE mach (
    mach_id INTEGER NOT NULL,
    mach_cd VARCHAR(8) NOT NULL,
    wc_cd CHAR(3) NOT NULL,
    make VARCHAR(20) NOT NULL,
    buy_dt DATE NOT NULL,
    buy_prc NUMERIC(10,2) NOT NULL,
    svc_days INTEGER,
    ret_dt DATE,
    PRIMARY KEY (mach_id),
    FOREIGN KEY (wc_cd) REFERENCES wrk_ctr (wc_cd)
);
COMMENT ON TABLE mach IS 'Machines, scrapped ones included';
COMMENT ON COLUMN mach.mach_id IS 'Identifier';
COMMENT ON COLUMN mach.mach_cd IS 'Code on the plate, such as CNC-02';
COMMENT ON COLUMN mach.wc_cd IS 'Work centre where it stands';
COMMENT ON COLUMN mach.make IS 'Maker of the machine';
COMMENT ON COLUMN mach.buy_dt IS 'Day of purchase';
COMMENT ON COLUMN mach.buy_prc IS 'Purchase price in euros';
COMMENT ON COLUMN mach.svc_days IS 'Days between two services; NULL = serviced only when needed';
COMMENT ON COLUMN mach.ret_dt IS 'Day it was taken out of use; NULL = in use';

CREATE TABLE emp (
    emp_no INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    job VARCHAR(12) NOT NULL,
    wc_cd CHAR(3),
    shft CHAR(1) NOT NULL,
    boss_no INTEGER,
    hire_dt DATE NOT NULL,
    exit_dt DATE,
    hr_pay NUMERIC(5,2) NOT NULL,
    PRIMARY KEY (emp_no),
    FOREIGN KEY (wc_cd) REFERENCES wrk_ctr (wc_cd),
    FOREIGN KEY (boss_no) REFERENCES emp (emp_no)
);
COMMENT ON TABLE emp IS 'Employees of the factory, former ones included';
COMMENT ON COLUMN emp.emp_no IS 'Staff number';
COMMENT ON COLUMN emp.name IS 'First and last name';
COMMENT ON COLUMN emp.job IS 'director, foreman, operator, fitter, inspector, buyer or storekeeper';
COMMENT ON COLUMN emp.wc_cd IS 'Home work centre; NULL = belongs to none';
COMMENT ON COLUMN emp.shft IS 'Usual shift: E = early, L = late, N = night, D = day (office hours)';
COMMENT ON COLUMN emp.boss_no IS 'Superior; NULL = nobody above';
COMMENT ON COLUMN emp.hire_dt IS 'First day of work';
COMMENT ON COLUMN emp.exit_dt IS 'Last day of work; NULL = still employed';
COMMENT ON COLUMN emp.hr_pay IS 'Pay in euros an hour';

CREATE TABLE emp_skl (
    emp_no INTEGER NOT NULL,
    wc_cd CHAR(3) NOT NULL,
    lvl INTEGER NOT NULL,
    cert_dt DATE NOT NULL,
    exp_dt DATE,
    PRIMARY KEY (emp_no, wc_cd),
    FOREIGN KEY (emp_no) REFERENCES emp (emp_no),
    FOREIGN KEY (wc_cd) REFERENCES wrk_ctr (wc_cd)
);
COMMENT ON TABLE emp_skl IS 'Skills: which employee is certified for the work of which work centre';
COMMENT ON COLUMN emp_skl.emp_no IS 'Employee';
COMMENT ON COLUMN emp_skl.wc_cd IS 'Work centre whose work is mastered';
COMMENT ON COLUMN emp_skl.lvl IS '1 = trainee, 2 = works alone, 3 = may train others';
COMMENT ON COLUMN emp_skl.cert_dt IS 'Day of the certificate';
COMMENT ON COLUMN emp_skl.exp_dt IS 'Last day of validity; NULL = never expires';

CREATE TABLE po (
    po_no INTEGER NOT NULL,
    supp_id INTEGER NOT NULL,
    part_no VARCHAR(10) NOT NULL,
    buyer_no INTEGER NOT NULL,
    ord_dt DATE NOT NULL,
    due_dt DATE NOT NULL,
    qty_ord INTEGER NOT NULL,
    unit_prc NUMERIC(9,2) NOT NULL,
    stat CHAR(1) NOT NULL,
    PRIMARY KEY (po_no),
    FOREIGN KEY (supp_id) REFERENCES supp (supp_id),
    FOREIGN KEY (part_no) REFERENCES part (part_no),
    FOREIGN KEY (buyer_no) REFERENCES emp (emp_no)
);
COMMENT ON TABLE po IS 'Purchase orders, each for one item; what arrived is in stk_mov';
COMMENT ON COLUMN po.po_no IS 'Number of the order';
COMMENT ON COLUMN po.supp_id IS 'Supplier';
COMMENT ON COLUMN po.part_no IS 'Material or part ordered';
COMMENT ON COLUMN po.buyer_no IS 'Employee who ordered';
COMMENT ON COLUMN po.ord_dt IS 'Day of the order';
COMMENT ON COLUMN po.due_dt IS 'Day the goods are due';
COMMENT ON COLUMN po.qty_ord IS 'Units ordered';
COMMENT ON COLUMN po.unit_prc IS 'Price of a unit in euros';
COMMENT ON COLUMN po.stat IS 'O = open, nothing received; P = received in part; C = complete; X = cancelled';

CREATE TABLE wo (
    wo_no INTEGER NOT NULL,
    part_no VARCHAR(10) NOT NULL,
    qty_ord INTEGER NOT NULL,
    prio INTEGER NOT NULL,
    rel_dt DATE,
    due_dt DATE NOT NULL,
    start_ts TIMESTAMP,
    end_ts TIMESTAMP,
    stat CHAR(1) NOT NULL,
    qty_good INTEGER,
    rwk_of INTEGER,
    PRIMARY KEY (wo_no),
    FOREIGN KEY (part_no) REFERENCES part (part_no),
    FOREIGN KEY (rwk_of) REFERENCES wo (wo_no)
);
COMMENT ON TABLE wo IS 'Work orders: make a quantity of one variant or sub-assembly';
COMMENT ON COLUMN wo.wo_no IS 'Number of the work order';
COMMENT ON COLUMN wo.part_no IS 'Variant or sub-assembly to be made';
COMMENT ON COLUMN wo.qty_ord IS 'Pieces ordered';
COMMENT ON COLUMN wo.prio IS '1 = urgent, 2 = normal, 3 = filler';
COMMENT ON COLUMN wo.rel_dt IS 'Day of release to the shop floor; NULL = not released';
COMMENT ON COLUMN wo.due_dt IS 'Day the order should be finished';
COMMENT ON COLUMN wo.start_ts IS 'When work began; NULL = not begun';
COMMENT ON COLUMN wo.end_ts IS 'When the order was finished; NULL = not finished';
COMMENT ON COLUMN wo.stat IS 'P = planned, R = released, S = started, F = finished, X = cancelled';
COMMENT ON COLUMN wo.qty_good IS 'Good pieces delivered to the store; NULL = not finished';
COMMENT ON COLUMN wo.rwk_of IS 'Work order whose faulty pieces are reworked; NULL = an ordinary order';

CREATE TABLE wo_op (
    wo_no INTEGER NOT NULL,
    op_no INTEGER NOT NULL,
    wc_cd CHAR(3) NOT NULL,
    mach_id INTEGER,
    std_min NUMERIC(6,1) NOT NULL,
    stat CHAR(1) NOT NULL,
    PRIMARY KEY (wo_no, op_no),
    FOREIGN KEY (wo_no) REFERENCES wo (wo_no),
    FOREIGN KEY (wc_cd) REFERENCES wrk_ctr (wc_cd),
    FOREIGN KEY (mach_id) REFERENCES mach (mach_id)
);
COMMENT ON TABLE wo_op IS 'Operations (steps) of a work order';
COMMENT ON COLUMN wo_op.wo_no IS 'Work order';
COMMENT ON COLUMN wo_op.op_no IS 'Step within the order: 10, 20, 30 ...';
COMMENT ON COLUMN wo_op.wc_cd IS 'Work centre of the step';
COMMENT ON COLUMN wo_op.mach_id IS 'Machine planned; NULL = handwork';
COMMENT ON COLUMN wo_op.std_min IS 'Planned minutes for the whole order';
COMMENT ON COLUMN wo_op.stat IS 'W = waiting, A = active, D = done, K = skipped';

CREATE TABLE tm_bk (
    bk_id INTEGER NOT NULL,
    wo_no INTEGER NOT NULL,
    op_no INTEGER NOT NULL,
    emp_no INTEGER NOT NULL,
    shft CHAR(1) NOT NULL,
    start_ts TIMESTAMP NOT NULL,
    end_ts TIMESTAMP,
    qty_good INTEGER NOT NULL,
    qty_scr INTEGER NOT NULL,
    rsn CHAR(2),
    PRIMARY KEY (bk_id),
    FOREIGN KEY (wo_no, op_no) REFERENCES wo_op (wo_no, op_no),
    FOREIGN KEY (emp_no) REFERENCES emp (emp_no)
);
COMMENT ON TABLE tm_bk IS 'Time bookings: who worked on an operation, with good pieces and scrap';
COMMENT ON COLUMN tm_bk.bk_id IS 'Identifier';
COMMENT ON COLUMN tm_bk.wo_no IS 'Work order';
COMMENT ON COLUMN tm_bk.op_no IS 'Operation of the work order';
COMMENT ON COLUMN tm_bk.emp_no IS 'Employee who worked';
COMMENT ON COLUMN tm_bk.shft IS 'Shift worked: E, L or N; not always the usual one';
COMMENT ON COLUMN tm_bk.start_ts IS 'Clocked on';
COMMENT ON COLUMN tm_bk.end_ts IS 'Clocked off; NULL = forgot to clock off, time unknown';
COMMENT ON COLUMN tm_bk.qty_good IS 'Good pieces';
COMMENT ON COLUMN tm_bk.qty_scr IS 'Pieces scrapped';
COMMENT ON COLUMN tm_bk.rsn IS 'Reason of the scrap: CR = crack, SC = scratch, DM = wrong dimension, GL = glue, PT = paint, OT = other; NULL = no scrap, or no reason given';

CREATE TABLE qc (
    qc_id INTEGER NOT NULL,
    wo_no INTEGER NOT NULL,
    insp_no INTEGER NOT NULL,
    chk_ts TIMESTAMP NOT NULL,
    smpl_qty INTEGER NOT NULL,
    def_qty INTEGER NOT NULL,
    res CHAR(1) NOT NULL,
    note VARCHAR(80),
    PRIMARY KEY (qc_id),
    FOREIGN KEY (wo_no) REFERENCES wo (wo_no),
    FOREIGN KEY (insp_no) REFERENCES emp (emp_no)
);
COMMENT ON TABLE qc IS 'Quality checks of finished work orders; a failed one is followed by another';
COMMENT ON COLUMN qc.qc_id IS 'Identifier';
COMMENT ON COLUMN qc.wo_no IS 'Work order checked';
COMMENT ON COLUMN qc.insp_no IS 'Employee who checked; not always an inspector';
COMMENT ON COLUMN qc.chk_ts IS 'When it was checked';
COMMENT ON COLUMN qc.smpl_qty IS 'Pieces looked at';
COMMENT ON COLUMN qc.def_qty IS 'Of these, pieces with a defect';
COMMENT ON COLUMN qc.res IS 'P = passed, C = passed with remarks, F = failed';
COMMENT ON COLUMN qc.note IS 'Free text; NULL = nothing noted';

CREATE TABLE ship (
    ship_no INTEGER NOT NULL,
    cust_nm VARCHAR(40) NOT NULL,
    chan CHAR(1) NOT NULL,
    ctry CHAR(2) NOT NULL,
    part_no VARCHAR(10) NOT NULL,
    qty INTEGER NOT NULL,
    unit_prc NUMERIC(8,2) NOT NULL,
    prom_dt DATE NOT NULL,
    ship_dt DATE NOT NULL,
    dlv_dt DATE,
    carr VARCHAR(20),
    frt NUMERIC(8,2),
    PRIMARY KEY (ship_no),
    FOREIGN KEY (part_no) REFERENCES part (part_no)
);
COMMENT ON TABLE ship IS 'Shipments to customers, each of one variant';
COMMENT ON COLUMN ship.ship_no IS 'Number of the shipment';
COMMENT ON COLUMN ship.cust_nm IS 'Customer';
COMMENT ON COLUMN ship.chan IS 'Sales channel: D = furniture dealer, C = contract (hotels, offices), W = web shop';
COMMENT ON COLUMN ship.ctry IS 'Country of destination: DE, AT, CH, NL or DK';
COMMENT ON COLUMN ship.part_no IS 'Variant shipped';
COMMENT ON COLUMN ship.qty IS 'Pieces';
COMMENT ON COLUMN ship.unit_prc IS 'Price charged for a piece in euros, discount taken off';
COMMENT ON COLUMN ship.prom_dt IS 'Day of delivery promised to the customer';
COMMENT ON COLUMN ship.ship_dt IS 'Day it left the factory';
COMMENT ON COLUMN ship.dlv_dt IS 'Day it arrived; NULL = still under way, or lost';
COMMENT ON COLUMN ship.carr IS 'Carrier; NULL = collected by the customer';
COMMENT ON COLUMN ship.frt IS 'Freight paid to the carrier in euros; NULL = collected';

CREATE TABLE clm (
    clm_no INTEGER NOT NULL,
    ship_no INTEGER NOT NULL,
    wo_no INTEGER,
    rpt_dt DATE NOT NULL,
    typ CHAR(2) NOT NULL,
    qty INTEGER NOT NULL,
    stat CHAR(1) NOT NULL,
    cls_dt DATE,
    cr_amt NUMERIC(8,2),
    note VARCHAR(80),
    PRIMARY KEY (clm_no),
    FOREIGN KEY (ship_no) REFERENCES ship (ship_no),
    FOREIGN KEY (wo_no) REFERENCES wo (wo_no)
);
COMMENT ON TABLE clm IS 'Claims of customers about a shipment';
COMMENT ON COLUMN clm.clm_no IS 'Number of the claim';
COMMENT ON COLUMN clm.ship_no IS 'Shipment complained about';
COMMENT ON COLUMN clm.wo_no IS 'Work order the pieces were traced to; NULL = not traced';
COMMENT ON COLUMN clm.rpt_dt IS 'Day the customer complained';
COMMENT ON COLUMN clm.typ IS 'TD = damaged in transport, DF = defect, MS = parts missing, WG = wrong goods';
COMMENT ON COLUMN clm.qty IS 'Pieces concerned';
COMMENT ON COLUMN clm.stat IS 'O = open, A = accepted, R = rejected, W = withdrawn by the customer';
COMMENT ON COLUMN clm.cls_dt IS 'Day the claim was settled; NULL = open';
COMMENT ON COLUMN clm.cr_amt IS 'Credit given in euros; NULL = none (replaced, rejected, withdrawn or open)';
COMMENT ON COLUMN clm.note IS 'What the customer wrote; NULL = nothing';

CREATE TABLE stk_mov (
    mov_id INTEGER NOT NULL,
    part_no VARCHAR(10) NOT NULL,
    mov_ts TIMESTAMP NOT NULL,
    typ CHAR(2) NOT NULL,
    qty NUMERIC(10,2) NOT NULL,
    po_no INTEGER,
    wo_no INTEGER,
    ship_no INTEGER,
    emp_no INTEGER,
    PRIMARY KEY (mov_id),
    FOREIGN KEY (part_no) REFERENCES part (part_no),
    FOREIGN KEY (po_no) REFERENCES po (po_no),
    FOREIGN KEY (wo_no) REFERENCES wo (wo_no),
    FOREIGN KEY (ship_no) REFERENCES ship (ship_no),
    FOREIGN KEY (emp_no) REFERENCES emp (emp_no)
);
COMMENT ON TABLE stk_mov IS 'Stock movements of all stores';
COMMENT ON COLUMN stk_mov.mov_id IS 'Identifier';
COMMENT ON COLUMN stk_mov.part_no IS 'Item moved';
COMMENT ON COLUMN stk_mov.mov_ts IS 'When';
COMMENT ON COLUMN stk_mov.typ IS 'GR = goods receipt, RT = return to the supplier, IS = issue to a work order, FI = made goods put in store, SH = shipment, AD = correction at stock-taking';
COMMENT ON COLUMN stk_mov.qty IS 'Units; what comes in is positive, what goes out negative';
COMMENT ON COLUMN stk_mov.po_no IS 'Purchase order, for GR and RT; NULL otherwise';
COMMENT ON COLUMN stk_mov.wo_no IS 'Work order, for IS and FI; NULL otherwise';
COMMENT ON COLUMN stk_mov.ship_no IS 'Shipment, for SH; NULL otherwise';
COMMENT ON COLUMN stk_mov.emp_no IS 'Employee who booked it; NULL = booked by the system';

CREATE TABLE mach_dtm (
    dtm_id INTEGER NOT NULL,
    mach_id INTEGER NOT NULL,
    start_ts TIMESTAMP NOT NULL,
    end_ts TIMESTAMP,
    cause CHAR(2) NOT NULL,
    fixed_by INTEGER,
    cost NUMERIC(9,2),
    note VARCHAR(80),
    PRIMARY KEY (dtm_id),
    FOREIGN KEY (mach_id) REFERENCES mach (mach_id),
    FOREIGN KEY (fixed_by) REFERENCES emp (emp_no)
);
COMMENT ON TABLE mach_dtm IS 'Times when a machine stood still';
COMMENT ON COLUMN mach_dtm.dtm_id IS 'Identifier';
COMMENT ON COLUMN mach_dtm.mach_id IS 'Machine';
COMMENT ON COLUMN mach_dtm.start_ts IS 'When it stopped';
COMMENT ON COLUMN mach_dtm.end_ts IS 'When it ran again; NULL = still standing';
COMMENT ON COLUMN mach_dtm.cause IS 'BD = breakdown, SV = planned service, TC = tool change, NM = no material, PW = power cut';
COMMENT ON COLUMN mach_dtm.fixed_by IS 'Employee who dealt with it; NULL = an outside firm, nobody needed, or still standing';
COMMENT ON COLUMN mach_dtm.cost IS 'Bill for spare parts or an outside firm in euros; NULL = no bill';
COMMENT ON COLUMN mach_dtm.note IS 'Free text; NULL = nothing noted';
