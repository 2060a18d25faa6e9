create sequence case_number;

create table enforcement_case (
    case_id         text primary key,
    version         int not null,
    grounds         int not null,
    vehicle_id      bigint not null references vehicle (vehicle_id),
    number          text not null,
    type            text not null,
    rule            text not null check (rule in ('RS_TWO_CONSECUTIVE', 'ROADSIDE_FAIL', 'BLACKLISTED_ON_ROAD')),
    area_code       text not null,
    state           text not null
        check (state in ('UNDER_REVIEW', 'CONFIRMED', 'DISMISSED', 'WITHDRAWN', 'RELEASED')),
    lock            text not null
        check (lock in ('NONE', 'LOCKED', 'UNLOCK_REQUESTED', 'UNLOCK_APPROVED', 'OVERDUE', 'LIFTED')),
    referral        text not null
        check (referral in ('NONE', 'ISSUED', 'ACCEPTED', 'REJECTED', 'PENALIZED', 'CANCELLED', 'WITHDRAWN')),
    opened_at       timestamptz not null,
    confirmed_at    timestamptz,
    repair_deadline timestamptz,
    closed_at       timestamptz,
    close_code      text,
    close_reason    text,
    policy_version  text not null,
    sighting_key    text,
    prior_case_id   text references enforcement_case (case_id),
    check (state <> 'CONFIRMED' or confirmed_at is not null),
    check (rule <> 'BLACKLISTED_ON_ROAD' or (sighting_key is not null and prior_case_id is not null))
);

-- One open case per vehicle and rule, whatever the code believes.
create unique index one_open_case_per_vehicle_and_rule on enforcement_case (vehicle_id, rule)
    where state in ('UNDER_REVIEW', 'CONFIRMED');

create index case_of_vehicle on enforcement_case (vehicle_id, case_id);

create index case_locked_until on enforcement_case (repair_deadline) where lock = 'LOCKED';

create table case_finding (
    case_id        text not null references enforcement_case (case_id),
    ordinal        int not null,
    part           text not null check (part in ('PRIOR', 'VIOLATION', 'JOINED')),
    pass_key       text,
    measured_at    timestamptz not null,
    pollutant      text not null,
    measured_value double precision not null,
    limit_value    double precision not null,
    unit           text not null,
    limit_version  text not null,
    primary key (case_id, ordinal)
);

create table case_review (
    review_id      bigint generated always as identity primary key,
    case_id        text not null references enforcement_case (case_id),
    grounds        int not null,
    officer        text not null,
    confirm        boolean not null,
    reason         text not null,
    policy_version text not null,
    at             timestamptz not null
);

-- Different officers are different persons: the same one cannot decide twice on the same grounds.
create unique index one_review_per_person_and_grounds on case_review (case_id, grounds, officer);

comment on column enforcement_case.version is 'rises with every change and review; a review of an older one is stale';
comment on column enforcement_case.grounds is 'rises when the findings change, which voids the reviews given';

-- What happened to a case, in the order in which it happened.
create table case_event (
    event_id bigint generated always as identity primary key,
    case_id  text not null references enforcement_case (case_id),
    version  int not null,
    what     text not null,
    detail   text not null,
    at       timestamptz not null
);

create index case_event_of_case on case_event (case_id, event_id);

-- Vehicles whose verdict changes by the passing of time: a pending measurement's grace ends.
create table vehicle_reassessment (
    vehicle_id bigint primary key references vehicle (vehicle_id),
    due_at     timestamptz not null
);

create index vehicle_reassessment_due on vehicle_reassessment (due_at);
