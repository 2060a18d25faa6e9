-- A pass may come as a national record. What we judge by is then its translation in `payload`; `received` are the bytes
-- as they came, and `profile` names the code map that both ways of reading agree on.
alter table pass
    add column source         text not null default 'PASS',
    add column profile        text,
    add column device_verdict text,
    add column video          text,
    add column warnings       text,
    add column received       bytea;

alter table calibration
    add column profile  text,
    add column received bytea;

-- Every self-check and check of a unit, also those that are no calibration.
create table device_check (
    check_key    text        primary key,
    device_no    text        not null,
    performed_at timestamptz not null,
    received_at  timestamptz not null,
    kind         text        not null,
    passed       boolean,
    calibration  boolean     not null,
    profile      text        not null,
    content_hash text        not null,
    payload      bytea       not null,
    recorded_at  timestamptz not null default now()
);
create index device_check_device on device_check (device_no, performed_at);
