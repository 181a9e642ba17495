CREATE TABLE practice (
    practice_id INTEGER NOT NULL,
    practice_name VARCHAR(30) NOT NULL,
    region VARCHAR(10) NOT NULL,
    opening_day DATE NOT NULL,
    closing_day DATE,
    examination_rooms INTEGER NOT NULL,
    kennel_places INTEGER,
    emergency_service BOOLEAN NOT NULL,
    PRIMARY KEY (practice_id)
);
COMMENT ON TABLE practice IS 'Practices of the group';
COMMENT ON COLUMN practice.practice_id IS 'Identifier';
COMMENT ON COLUMN practice.practice_name IS 'Name, such as Willowbank';
COMMENT ON COLUMN practice.region IS 'Lowland, Coast or Hills';
COMMENT ON COLUMN practice.opening_day IS 'Day it opened, or will open';
COMMENT ON COLUMN practice.closing_day IS 'Last day it was open; NULL = not closed';
COMMENT ON COLUMN practice.examination_rooms IS 'Rooms for consultations';
COMMENT ON COLUMN practice.kennel_places IS 'Places for animals that stay overnight; NULL = no ward';
COMMENT ON COLUMN practice.emergency_service IS 'True = takes emergencies at night and on Sundays';

CREATE TABLE employee (
    employee_id INTEGER NOT NULL,
    employee_name VARCHAR(40) NOT NULL,
    profession VARCHAR(12) NOT NULL,
    specialty VARCHAR(15),
    mentor_employee_id INTEGER,
    licence_number VARCHAR(8),
    PRIMARY KEY (employee_id),
    FOREIGN KEY (mentor_employee_id) REFERENCES employee (employee_id)
);
COMMENT ON TABLE employee IS 'Staff of the group, former ones included';
COMMENT ON COLUMN employee.employee_id IS 'Staff number';
COMMENT ON COLUMN employee.employee_name IS 'First and last name';
COMMENT ON COLUMN employee.profession IS 'veterinarian, nurse or receptionist';
COMMENT ON COLUMN employee.specialty IS 'surgery, dentistry, dermatology, cardiology, exotics or horses; NULL = general practice, or no veterinarian';
COMMENT ON COLUMN employee.mentor_employee_id IS 'Colleague who trained this person; NULL = nobody';
COMMENT ON COLUMN employee.licence_number IS 'Number of the licence to practise; NULL = no veterinarian';

CREATE TABLE employment (
    employment_id INTEGER NOT NULL,
    employee_id INTEGER NOT NULL,
    practice_id INTEGER NOT NULL,
    job_title VARCHAR(20) NOT NULL,
    weekly_hours NUMERIC(4,1) NOT NULL,
    monthly_salary NUMERIC(8,2) NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE,
    leaving_reason VARCHAR(15),
    PRIMARY KEY (employment_id),
    FOREIGN KEY (employee_id) REFERENCES employee (employee_id),
    FOREIGN KEY (practice_id) REFERENCES practice (practice_id)
);
COMMENT ON TABLE employment IS 'Employment history: who worked at which practice, as what, on what terms; one line for each period';
COMMENT ON COLUMN employment.employment_id IS 'Identifier';
COMMENT ON COLUMN employment.employee_id IS 'Employee';
COMMENT ON COLUMN employment.practice_id IS 'Practice';
COMMENT ON COLUMN employment.job_title IS 'head veterinarian, veterinarian, locum, head nurse, nurse or receptionist';
COMMENT ON COLUMN employment.weekly_hours IS 'Agreed hours a week';
COMMENT ON COLUMN employment.monthly_salary IS 'Gross pay a month in euros';
COMMENT ON COLUMN employment.first_day IS 'First day of the period';
COMMENT ON COLUMN employment.last_day IS 'Last day of the period; NULL = goes on';
COMMENT ON COLUMN employment.leaving_reason IS 'transfer, promotion, resignation, retirement or closure; NULL = goes on';

CREATE TABLE owner (
    owner_id INTEGER NOT NULL,
    owner_name VARCHAR(40) NOT NULL,
    owner_kind VARCHAR(8) NOT NULL,
    residence VARCHAR(20) NOT NULL,
    telephone VARCHAR(15),
    mail_address VARCHAR(60),
    registration_day DATE NOT NULL,
    newsletter BOOLEAN NOT NULL,
    removed_day DATE,
    PRIMARY KEY (owner_id)
);
COMMENT ON TABLE owner IS 'Owners of animals, those removed from the files included';
COMMENT ON COLUMN owner.owner_id IS 'Customer number';
COMMENT ON COLUMN owner.owner_name IS 'Name; not unique';
COMMENT ON COLUMN owner.owner_kind IS 'private, farm, shelter or breeder';
COMMENT ON COLUMN owner.residence IS 'Town or village';
COMMENT ON COLUMN owner.telephone IS 'Telephone number; NULL = not given';
COMMENT ON COLUMN owner.mail_address IS 'Address for e-mail; NULL = none given';
COMMENT ON COLUMN owner.registration_day IS 'Day the owner was entered';
COMMENT ON COLUMN owner.newsletter IS 'True = gets the newsletter';
COMMENT ON COLUMN owner.removed_day IS 'Day the owner was removed from the active files; NULL = active';

CREATE TABLE animal (
    animal_id INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    animal_name VARCHAR(20) NOT NULL,
    species VARCHAR(10) NOT NULL,
    breed VARCHAR(25),
    sex CHAR(1) NOT NULL,
    birth_day DATE,
    neutered_day DATE,
    microchip CHAR(10),
    mother_animal_id INTEGER,
    father_animal_id INTEGER,
    death_day DATE,
    deletion_day DATE,
    PRIMARY KEY (animal_id),
    FOREIGN KEY (owner_id) REFERENCES owner (owner_id),
    FOREIGN KEY (mother_animal_id) REFERENCES animal (animal_id),
    FOREIGN KEY (father_animal_id) REFERENCES animal (animal_id)
);
COMMENT ON TABLE animal IS 'Animals that were ever registered';
COMMENT ON COLUMN animal.animal_id IS 'Identifier';
COMMENT ON COLUMN animal.owner_id IS 'Present or last owner';
COMMENT ON COLUMN animal.animal_name IS 'Name it is called by; not unique';
COMMENT ON COLUMN animal.species IS 'dog, cat, rabbit, horse, bird or tortoise';
COMMENT ON COLUMN animal.breed IS 'Breed; NULL = mixed or unknown';
COMMENT ON COLUMN animal.sex IS 'F = female, M = male, U = not known';
COMMENT ON COLUMN animal.birth_day IS 'Day of birth; NULL = unknown';
COMMENT ON COLUMN animal.neutered_day IS 'Day it was castrated or spayed; NULL = not neutered';
COMMENT ON COLUMN animal.microchip IS 'Number of the microchip; NULL = not chipped';
COMMENT ON COLUMN animal.mother_animal_id IS 'Mother, where she is registered as well; NULL = not known';
COMMENT ON COLUMN animal.father_animal_id IS 'Father, where he is registered as well; NULL = not known';
COMMENT ON COLUMN animal.death_day IS 'Day it died; NULL = alive';
COMMENT ON COLUMN animal.deletion_day IS 'Day the entry was deleted because it was made twice or by mistake; nothing refers to it; NULL = valid entry';

CREATE TABLE price_list_item (
    price_list_item_id INTEGER NOT NULL,
    service_code CHAR(4) NOT NULL,
    service_name VARCHAR(40) NOT NULL,
    service_group VARCHAR(15) NOT NULL,
    net_price NUMERIC(8,2) NOT NULL,
    price_from DATE NOT NULL,
    price_until DATE,
    PRIMARY KEY (price_list_item_id)
);
COMMENT ON TABLE price_list_item IS 'Price list: one line for each service and period of validity';
COMMENT ON COLUMN price_list_item.price_list_item_id IS 'Identifier of the line';
COMMENT ON COLUMN price_list_item.service_code IS 'Code of the service, the same in all its periods';
COMMENT ON COLUMN price_list_item.service_name IS 'What is done';
COMMENT ON COLUMN price_list_item.service_group IS 'consultation, vaccination, surgery, dental, imaging, laboratory, nursing or hospital';
COMMENT ON COLUMN price_list_item.net_price IS 'Price of one unit in euros, without tax';
COMMENT ON COLUMN price_list_item.price_from IS 'First day the price is valid';
COMMENT ON COLUMN price_list_item.price_until IS 'Last day the price was valid; NULL = valid now';

CREATE TABLE diagnosis (
    diagnosis_id INTEGER NOT NULL,
    diagnosis_name VARCHAR(40) NOT NULL,
    body_system VARCHAR(15) NOT NULL,
    contagious BOOLEAN NOT NULL,
    notifiable BOOLEAN NOT NULL,
    PRIMARY KEY (diagnosis_id)
);
COMMENT ON TABLE diagnosis IS 'Catalogue of diagnoses';
COMMENT ON COLUMN diagnosis.diagnosis_id IS 'Identifier';
COMMENT ON COLUMN diagnosis.diagnosis_name IS 'Name';
COMMENT ON COLUMN diagnosis.body_system IS 'skin, ear, eye, teeth, digestion, heart, kidney, joints, lungs, hormones, infection, parasites or injury';
COMMENT ON COLUMN diagnosis.contagious IS 'True = can pass to other animals';
COMMENT ON COLUMN diagnosis.notifiable IS 'True = must be reported to the veterinary office';

CREATE TABLE consultation (
    consultation_id INTEGER NOT NULL,
    animal_id INTEGER NOT NULL,
    practice_id INTEGER NOT NULL,
    employee_id INTEGER NOT NULL,
    began_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    visit_reason VARCHAR(12) NOT NULL,
    attendance CHAR(1) NOT NULL,
    body_weight_kg NUMERIC(6,2),
    findings VARCHAR(120),
    earlier_consultation_id INTEGER,
    PRIMARY KEY (consultation_id),
    FOREIGN KEY (animal_id) REFERENCES animal (animal_id),
    FOREIGN KEY (practice_id) REFERENCES practice (practice_id),
    FOREIGN KEY (employee_id) REFERENCES employee (employee_id),
    FOREIGN KEY (earlier_consultation_id) REFERENCES consultation (consultation_id)
);
COMMENT ON TABLE consultation IS 'Appointments for an animal to be seen, kept or not';
COMMENT ON COLUMN consultation.consultation_id IS 'Identifier';
COMMENT ON COLUMN consultation.animal_id IS 'Animal';
COMMENT ON COLUMN consultation.practice_id IS 'Practice';
COMMENT ON COLUMN consultation.employee_id IS 'Veterinarian';
COMMENT ON COLUMN consultation.began_at IS 'When it began, or should have begun';
COMMENT ON COLUMN consultation.finished_at IS 'When it was over; NULL = did not take place';
COMMENT ON COLUMN consultation.visit_reason IS 'check-up, vaccination, illness, injury, follow-up or emergency';
COMMENT ON COLUMN consultation.attendance IS 'K = kept, N = animal not brought (no-show), C = called off in time';
COMMENT ON COLUMN consultation.body_weight_kg IS 'Weight of the animal; NULL = not weighed';
COMMENT ON COLUMN consultation.findings IS 'Notes of the veterinarian; NULL = none';
COMMENT ON COLUMN consultation.earlier_consultation_id IS 'Consultation that a follow-up belongs to; NULL = no follow-up';

CREATE TABLE consultation_diagnosis (
    consultation_id INTEGER NOT NULL,
    diagnosis_id INTEGER NOT NULL,
    certainty CHAR(1) NOT NULL,
    main_diagnosis BOOLEAN NOT NULL,
    PRIMARY KEY (consultation_id, diagnosis_id),
    FOREIGN KEY (consultation_id) REFERENCES consultation (consultation_id),
    FOREIGN KEY (diagnosis_id) REFERENCES diagnosis (diagnosis_id)
);
COMMENT ON TABLE consultation_diagnosis IS 'Which diagnoses were considered in which consultation';
COMMENT ON COLUMN consultation_diagnosis.consultation_id IS 'Consultation';
COMMENT ON COLUMN consultation_diagnosis.diagnosis_id IS 'Diagnosis';
COMMENT ON COLUMN consultation_diagnosis.certainty IS 'C = confirmed, S = suspected, R = ruled out';
COMMENT ON COLUMN consultation_diagnosis.main_diagnosis IS 'True = the chief one of the consultation';

CREATE TABLE invoice (
    invoice_id INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    practice_id INTEGER NOT NULL,
    invoice_day DATE NOT NULL,
    payment_due_day DATE NOT NULL,
    net_total NUMERIC(9,2) NOT NULL,
    tax_total NUMERIC(8,2) NOT NULL,
    warning_letters INTEGER NOT NULL,
    insurer_name VARCHAR(30),
    cancellation_day DATE,
    PRIMARY KEY (invoice_id),
    FOREIGN KEY (owner_id) REFERENCES owner (owner_id),
    FOREIGN KEY (practice_id) REFERENCES practice (practice_id)
);
COMMENT ON TABLE invoice IS 'Invoices to owners';
COMMENT ON COLUMN invoice.invoice_id IS 'Number of the invoice';
COMMENT ON COLUMN invoice.owner_id IS 'Owner who has to pay';
COMMENT ON COLUMN invoice.practice_id IS 'Practice that issued it';
COMMENT ON COLUMN invoice.invoice_day IS 'Day of issue';
COMMENT ON COLUMN invoice.payment_due_day IS 'Last day to pay';
COMMENT ON COLUMN invoice.net_total IS 'Total without tax in euros';
COMMENT ON COLUMN invoice.tax_total IS 'Tax in euros';
COMMENT ON COLUMN invoice.warning_letters IS 'How many times the owner was asked to pay what was due';
COMMENT ON COLUMN invoice.insurer_name IS 'Animal insurance that will refund the owner; NULL = not insured';
COMMENT ON COLUMN invoice.cancellation_day IS 'Day the invoice was cancelled; NULL = valid';

CREATE TABLE receipt (
    receipt_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    receipt_day DATE NOT NULL,
    received_amount NUMERIC(9,2) NOT NULL,
    payment_method VARCHAR(12) NOT NULL,
    PRIMARY KEY (receipt_id),
    FOREIGN KEY (invoice_id) REFERENCES invoice (invoice_id)
);
COMMENT ON TABLE receipt IS 'Payments on invoices; an invoice can have several';
COMMENT ON COLUMN receipt.receipt_id IS 'Identifier';
COMMENT ON COLUMN receipt.invoice_id IS 'Invoice';
COMMENT ON COLUMN receipt.receipt_day IS 'Day the money came';
COMMENT ON COLUMN receipt.received_amount IS 'Euros; negative = paid back to the owner';
COMMENT ON COLUMN receipt.payment_method IS 'cash, card, transfer or direct debit';

CREATE TABLE treatment (
    treatment_id INTEGER NOT NULL,
    consultation_id INTEGER NOT NULL,
    price_list_item_id INTEGER NOT NULL,
    employee_id INTEGER NOT NULL,
    invoice_id INTEGER,
    unit_count INTEGER NOT NULL,
    discount_percent INTEGER,
    charged_amount NUMERIC(8,2) NOT NULL,
    plan_covered BOOLEAN NOT NULL,
    PRIMARY KEY (treatment_id),
    FOREIGN KEY (consultation_id) REFERENCES consultation (consultation_id),
    FOREIGN KEY (price_list_item_id) REFERENCES price_list_item (price_list_item_id),
    FOREIGN KEY (employee_id) REFERENCES employee (employee_id),
    FOREIGN KEY (invoice_id) REFERENCES invoice (invoice_id)
);
COMMENT ON TABLE treatment IS 'Services carried out in a consultation';
COMMENT ON COLUMN treatment.treatment_id IS 'Identifier';
COMMENT ON COLUMN treatment.consultation_id IS 'Consultation';
COMMENT ON COLUMN treatment.price_list_item_id IS 'Line of the price list that was applied';
COMMENT ON COLUMN treatment.employee_id IS 'Who carried it out, not always the veterinarian of the consultation';
COMMENT ON COLUMN treatment.invoice_id IS 'Invoice it is on; NULL = covered by the health plan, or not invoiced yet';
COMMENT ON COLUMN treatment.unit_count IS 'Units';
COMMENT ON COLUMN treatment.discount_percent IS 'Discount in per cent; NULL = none';
COMMENT ON COLUMN treatment.charged_amount IS 'Euros charged without tax, discount taken off; 0 where covered by the health plan';
COMMENT ON COLUMN treatment.plan_covered IS 'True = covered by the health plan of the animal';

CREATE TABLE vaccination (
    vaccination_id INTEGER NOT NULL,
    animal_id INTEGER NOT NULL,
    employee_id INTEGER NOT NULL,
    vaccine_name VARCHAR(25) NOT NULL,
    disease VARCHAR(25) NOT NULL,
    lot_number VARCHAR(8) NOT NULL,
    vaccination_day DATE NOT NULL,
    booster_due_day DATE,
    reminder_day DATE,
    reminder_channel VARCHAR(12),
    PRIMARY KEY (vaccination_id),
    FOREIGN KEY (animal_id) REFERENCES animal (animal_id),
    FOREIGN KEY (employee_id) REFERENCES employee (employee_id)
);
COMMENT ON TABLE vaccination IS 'Vaccinations, with the reminder for the next one';
COMMENT ON COLUMN vaccination.vaccination_id IS 'Identifier';
COMMENT ON COLUMN vaccination.animal_id IS 'Animal';
COMMENT ON COLUMN vaccination.employee_id IS 'Who gave it';
COMMENT ON COLUMN vaccination.vaccine_name IS 'Product';
COMMENT ON COLUMN vaccination.disease IS 'Disease it protects from';
COMMENT ON COLUMN vaccination.lot_number IS 'Number of the lot';
COMMENT ON COLUMN vaccination.vaccination_day IS 'Day it was given';
COMMENT ON COLUMN vaccination.booster_due_day IS 'Day the next dose is due; NULL = no booster needed';
COMMENT ON COLUMN vaccination.reminder_day IS 'Day the owner was reminded of the booster; NULL = no reminder sent';
COMMENT ON COLUMN vaccination.reminder_channel IS 'letter, text message or e-mail; NULL = no reminder sent';

CREATE TABLE operation (
    operation_id INTEGER NOT NULL,
    animal_id INTEGER NOT NULL,
    practice_id INTEGER NOT NULL,
    surgeon_employee_id INTEGER NOT NULL,
    anaesthetist_employee_id INTEGER,
    procedure_name VARCHAR(25) NOT NULL,
    risk_class INTEGER NOT NULL,
    unplanned BOOLEAN NOT NULL,
    incision_at TIMESTAMP NOT NULL,
    closure_at TIMESTAMP NOT NULL,
    complication_text VARCHAR(60),
    operation_result CHAR(1) NOT NULL,
    PRIMARY KEY (operation_id),
    FOREIGN KEY (animal_id) REFERENCES animal (animal_id),
    FOREIGN KEY (practice_id) REFERENCES practice (practice_id),
    FOREIGN KEY (surgeon_employee_id) REFERENCES employee (employee_id),
    FOREIGN KEY (anaesthetist_employee_id) REFERENCES employee (employee_id)
);
COMMENT ON TABLE operation IS 'Operations';
COMMENT ON COLUMN operation.operation_id IS 'Identifier';
COMMENT ON COLUMN operation.animal_id IS 'Animal';
COMMENT ON COLUMN operation.practice_id IS 'Practice';
COMMENT ON COLUMN operation.surgeon_employee_id IS 'Who operated';
COMMENT ON COLUMN operation.anaesthetist_employee_id IS 'Who watched over the anaesthesia, veterinarian or nurse; NULL = local anaesthesia only';
COMMENT ON COLUMN operation.procedure_name IS 'castration, spaying, tooth extraction, fracture repair, tumour removal, caesarean section, foreign body removal or wound closure';
COMMENT ON COLUMN operation.risk_class IS 'Risk of the anaesthesia: 1 = healthy to 5 = not expected to survive';
COMMENT ON COLUMN operation.unplanned IS 'True = emergency';
COMMENT ON COLUMN operation.incision_at IS 'When it began';
COMMENT ON COLUMN operation.closure_at IS 'When it was over';
COMMENT ON COLUMN operation.complication_text IS 'What went wrong; NULL = no complication';
COMMENT ON COLUMN operation.operation_result IS 'G = went well, U = doubtful, D = animal died';

CREATE TABLE hospital_stay (
    hospital_stay_id INTEGER NOT NULL,
    animal_id INTEGER NOT NULL,
    practice_id INTEGER NOT NULL,
    operation_id INTEGER,
    nurse_employee_id INTEGER NOT NULL,
    admitted_at TIMESTAMP NOT NULL,
    discharged_at TIMESTAMP,
    discharge_kind VARCHAR(12),
    isolation BOOLEAN NOT NULL,
    daily_rate NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (hospital_stay_id),
    FOREIGN KEY (animal_id) REFERENCES animal (animal_id),
    FOREIGN KEY (practice_id) REFERENCES practice (practice_id),
    FOREIGN KEY (operation_id) REFERENCES operation (operation_id),
    FOREIGN KEY (nurse_employee_id) REFERENCES employee (employee_id)
);
COMMENT ON TABLE hospital_stay IS 'Stays of animals in a ward';
COMMENT ON COLUMN hospital_stay.hospital_stay_id IS 'Identifier';
COMMENT ON COLUMN hospital_stay.animal_id IS 'Animal';
COMMENT ON COLUMN hospital_stay.practice_id IS 'Practice with the ward';
COMMENT ON COLUMN hospital_stay.operation_id IS 'Operation the animal recovers from; NULL = stay for another reason';
COMMENT ON COLUMN hospital_stay.nurse_employee_id IS 'Nurse in charge';
COMMENT ON COLUMN hospital_stay.admitted_at IS 'When it came in';
COMMENT ON COLUMN hospital_stay.discharged_at IS 'When it left; NULL = still there';
COMMENT ON COLUMN hospital_stay.discharge_kind IS 'home, transferred or died; NULL = still there';
COMMENT ON COLUMN hospital_stay.isolation IS 'True = kept apart because of a risk of infection';
COMMENT ON COLUMN hospital_stay.daily_rate IS 'Euros a day or part of a day';

CREATE TABLE laboratory_test (
    laboratory_test_id INTEGER NOT NULL,
    consultation_id INTEGER NOT NULL,
    test_name VARCHAR(20) NOT NULL,
    sample_material VARCHAR(10) NOT NULL,
    sampled_at TIMESTAMP NOT NULL,
    reported_at TIMESTAMP,
    measured_value NUMERIC(8,2),
    lower_limit NUMERIC(8,2),
    upper_limit NUMERIC(8,2),
    detection BOOLEAN,
    external_laboratory VARCHAR(25),
    PRIMARY KEY (laboratory_test_id),
    FOREIGN KEY (consultation_id) REFERENCES consultation (consultation_id)
);
COMMENT ON TABLE laboratory_test IS 'Laboratory tests ordered in a consultation';
COMMENT ON COLUMN laboratory_test.laboratory_test_id IS 'Identifier';
COMMENT ON COLUMN laboratory_test.consultation_id IS 'Consultation';
COMMENT ON COLUMN laboratory_test.test_name IS 'creatinine, glucose, thyroxine, haematocrit, ALT, bacterial culture or faecal test';
COMMENT ON COLUMN laboratory_test.sample_material IS 'blood, urine, swab or faeces';
COMMENT ON COLUMN laboratory_test.sampled_at IS 'When the sample was taken';
COMMENT ON COLUMN laboratory_test.reported_at IS 'When the result came; NULL = not yet, or sample unusable';
COMMENT ON COLUMN laboratory_test.measured_value IS 'Result as a number; NULL = no result, or a test without a number';
COMMENT ON COLUMN laboratory_test.lower_limit IS 'Lowest normal value; NULL = a test without a number';
COMMENT ON COLUMN laboratory_test.upper_limit IS 'Highest normal value; NULL = a test without a number';
COMMENT ON COLUMN laboratory_test.detection IS 'True = germs or parasites found; NULL = a test with a number, or no result';
COMMENT ON COLUMN laboratory_test.external_laboratory IS 'Laboratory outside; NULL = done in house';

CREATE TABLE medicine (
    medicine_id INTEGER NOT NULL,
    medicine_name VARCHAR(25) NOT NULL,
    active_substance VARCHAR(25) NOT NULL,
    dosage_form VARCHAR(12) NOT NULL,
    antibiotic BOOLEAN NOT NULL,
    prescription_only BOOLEAN NOT NULL,
    purchase_cost NUMERIC(7,2) NOT NULL,
    selling_price NUMERIC(7,2) NOT NULL,
    packs_in_stock INTEGER NOT NULL,
    minimum_packs INTEGER,
    shelf_expiry_day DATE,
    discontinued_day DATE,
    PRIMARY KEY (medicine_id)
);
COMMENT ON TABLE medicine IS 'Medicines, with the stock of the dispensary that all practices share';
COMMENT ON COLUMN medicine.medicine_id IS 'Identifier';
COMMENT ON COLUMN medicine.medicine_name IS 'Product';
COMMENT ON COLUMN medicine.active_substance IS 'Active substance';
COMMENT ON COLUMN medicine.dosage_form IS 'tablet, drops, ointment, injection or paste';
COMMENT ON COLUMN medicine.antibiotic IS 'True = antibiotic';
COMMENT ON COLUMN medicine.prescription_only IS 'True = only on a veterinarian''s prescription';
COMMENT ON COLUMN medicine.purchase_cost IS 'Cost of one pack in euros';
COMMENT ON COLUMN medicine.selling_price IS 'Price of one pack in euros, without tax';
COMMENT ON COLUMN medicine.packs_in_stock IS 'Packs on the shelf today';
COMMENT ON COLUMN medicine.minimum_packs IS 'Packs below which it is ordered again; NULL = ordered on demand only';
COMMENT ON COLUMN medicine.shelf_expiry_day IS 'Day the oldest pack expires; NULL = nothing in stock';
COMMENT ON COLUMN medicine.discontinued_day IS 'Last day it could be bought; NULL = still made';

CREATE TABLE dispensing (
    dispensing_id INTEGER NOT NULL,
    medicine_id INTEGER NOT NULL,
    animal_id INTEGER NOT NULL,
    employee_id INTEGER NOT NULL,
    consultation_id INTEGER,
    invoice_id INTEGER,
    dispensed_at TIMESTAMP NOT NULL,
    packs_given INTEGER NOT NULL,
    pack_price NUMERIC(7,2) NOT NULL,
    dosage_note VARCHAR(60),
    PRIMARY KEY (dispensing_id),
    FOREIGN KEY (medicine_id) REFERENCES medicine (medicine_id),
    FOREIGN KEY (animal_id) REFERENCES animal (animal_id),
    FOREIGN KEY (employee_id) REFERENCES employee (employee_id),
    FOREIGN KEY (consultation_id) REFERENCES consultation (consultation_id),
    FOREIGN KEY (invoice_id) REFERENCES invoice (invoice_id)
);
COMMENT ON TABLE dispensing IS 'Packs of medicines handed out';
COMMENT ON COLUMN dispensing.dispensing_id IS 'Identifier';
COMMENT ON COLUMN dispensing.medicine_id IS 'Medicine';
COMMENT ON COLUMN dispensing.animal_id IS 'Animal it is for';
COMMENT ON COLUMN dispensing.employee_id IS 'Who handed it out';
COMMENT ON COLUMN dispensing.consultation_id IS 'Consultation in which it was prescribed; NULL = sold over the counter';
COMMENT ON COLUMN dispensing.invoice_id IS 'Invoice it is on; NULL = paid at once at the counter, or not invoiced yet';
COMMENT ON COLUMN dispensing.dispensed_at IS 'When it was handed out';
COMMENT ON COLUMN dispensing.packs_given IS 'Packs';
COMMENT ON COLUMN dispensing.pack_price IS 'Euros charged for one pack, without tax';
COMMENT ON COLUMN dispensing.dosage_note IS 'How to give it; NULL = as on the leaflet';

CREATE TABLE health_plan (
    health_plan_id INTEGER NOT NULL,
    animal_id INTEGER NOT NULL,
    plan_tier VARCHAR(10) NOT NULL,
    monthly_fee NUMERIC(6,2) NOT NULL,
    contract_start DATE NOT NULL,
    contract_end DATE,
    ending_reason VARCHAR(12),
    PRIMARY KEY (health_plan_id),
    FOREIGN KEY (animal_id) REFERENCES animal (animal_id)
);
COMMENT ON TABLE health_plan IS 'Health plans: a monthly fee covers certain services for one animal; one line for each contract';
COMMENT ON COLUMN health_plan.health_plan_id IS 'Identifier';
COMMENT ON COLUMN health_plan.animal_id IS 'Animal';
COMMENT ON COLUMN health_plan.plan_tier IS 'Basic, Plus or Complete';
COMMENT ON COLUMN health_plan.monthly_fee IS 'Euros a month';
COMMENT ON COLUMN health_plan.contract_start IS 'First day';
COMMENT ON COLUMN health_plan.contract_end IS 'Last day; NULL = runs on';
COMMENT ON COLUMN health_plan.ending_reason IS 'cancelled, unpaid, death or upgrade; NULL = runs on';
