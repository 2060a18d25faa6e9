-- The number of a case stands in signed documents. After a restore the counter stands where the backup did, so the epoch
-- that is raised then moves it far beyond what can have been given out since any backup.
create function leap_after_a_restore() returns trigger language plpgsql as $$
begin
    perform setval('case_number', nextval('case_number') + 1000000);
    return null;
end
$$;
create trigger leap_after_a_restore after insert on issuer_epoch
    for each row execute function leap_after_a_restore();
