-- A page of the list of air readings is read in this order and costs what it holds, however long the list is.
create index air_reading_in_order on air_reading (period, period_start, device_no, factor, statistic);
drop index air_reading_by_period;

-- Alarms of tampering are deleted by age.
create index obd_tamper_by_receipt on obd_tamper (received_at);
