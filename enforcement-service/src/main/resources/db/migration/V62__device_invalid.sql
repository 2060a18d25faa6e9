-- Why a unit calls its own record invalid.
alter table pass add column device_reason text;

-- Whether that holds the measurement back. Nothing that was decided changes: policies as they were get their last day, and
-- rows that follow them heed it. A database without any pass has decided nothing, so there the rule holds from today.
alter table enforcement_policy add column hold_device_invalid boolean not null default false;

create temporary table heeded on commit drop as
select (now() at time zone 'Asia/Shanghai')::date + case when exists (select from pass) then 1 else 0 end as since;

insert into enforcement_policy (version, area_code, valid_from, valid_to, no_use, window_months, window_edge_inclusive, reset_on_passed_inspection, minimum_gap_hours, minimum_confidence,
    maximum_travel_kmh, calibration_grace_days, live_within_seconds, settle_hours, reviewers, minimum_photos, repair_days,
    new_case_when_overdue_seen, alert_before_repair_deadline, hold_device_invalid, source)
select case version when 'DEFAULT-1' then 'DEFAULT-2' else version || '/2' end, area_code, since, valid_to,
    no_use, window_months, window_edge_inclusive, reset_on_passed_inspection, minimum_gap_hours, minimum_confidence,
    maximum_travel_kmh, calibration_grace_days, live_within_seconds, settle_hours, reviewers, minimum_photos, repair_days,
    new_case_when_overdue_seen, alert_before_repair_deadline,
    true, source || '; what its own unit calls invalid (PDJG) proves nothing'
  from enforcement_policy, heeded
 where valid_from < since and (valid_to is null or valid_to >= since);

update enforcement_policy
   set valid_to = since - 1
  from heeded
 where not hold_device_invalid and valid_from < since and (valid_to is null or valid_to >= since);

update enforcement_policy set hold_device_invalid = true from heeded where valid_from >= since;

alter table enforcement_policy alter column hold_device_invalid set default true;
