-- Who is locked and why. Entries are lifted, never deleted.

create table blacklist_entry (
    entry_id         bigint generated always as identity primary key,
    vehicle_id       bigint not null references vehicle,
    number           text not null,
    type             text not null,
    case_id          text references enforcement_case,
    area_code        text not null,
    reason           text not null,
    document_no      text,
    locked_at        timestamptz not null,
    locked_by        text not null,
    repair_deadline  timestamptz,
    lifted_at        timestamptz,
    lifted_by        text,
    lift_reason      text,
    -- The transaction that touched the row last: the index asks for what committed since its last look.
    changed_in       xid8 not null default pg_current_xact_id(),
    check (case_id is not null or document_no is not null),
    check ((lifted_at is null) = (lift_reason is null))
);

create unique index blacklist_one_open_entry_per_case on blacklist_entry (vehicle_id, case_id)
    where lifted_at is null and case_id is not null;
create unique index blacklist_one_open_entry_per_document on blacklist_entry (vehicle_id, document_no)
    where lifted_at is null and case_id is null;
create index blacklist_open_by_number on blacklist_entry (number) where lifted_at is null;
create index blacklist_by_number on blacklist_entry (number);
create index blacklist_by_change on blacklist_entry (changed_in);
