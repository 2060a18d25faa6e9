-- How long after an alarm of tampering a crew is told when the vehicle is seen.
alter table obd_policy
    add column tamper_alert_hours int not null default 72 check (tamper_alert_hours between 1 and 720);
