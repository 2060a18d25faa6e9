-- What is expected of OBD terminals, as data with validity dates; see enforcement_policy for how it is changed.
create table obd_policy (
    version            text primary key,
    valid_from         date not null,
    valid_to           date,
    late_seconds       int  not null check (late_seconds > 0),
    offline_seconds    int  not null check (offline_seconds > 0),
    first_data_seconds int  not null check (first_data_seconds > 0),
    accepted_days      int  not null check (accepted_days between 1 and 60),
    source             text not null,
    check (valid_to is null or valid_to >= valid_from)
);

insert into obd_policy values (
    'OBD-1', '2018-01-01', null, 30, 180, 60, 8,
    'GB 17691-2018 annex Q and practice: packets every 10 s, so three missed ones are late and 180 s are offline; first '
    || 'data within 60 s of the start; terminals keep seven days, and a day for their clocks');

-- Ten minutes of a vehicle: what is true of each second, as a set that only grows. Rows are updated in place often, so
-- pages keep room for it. A VIN is always on one partition of the log, so nobody else writes the same row.
create table obd_slot (
    local_day date     not null,
    vin       text     not null,
    slot      smallint not null check (slot between 0 and 143),
    seconds   bytea    not null,
    serials   bytea    not null,
    primary key (local_day, vin, slot)
) with (fillfactor = 60);

-- The figures of days that are closed, whose seconds are gone.
create table obd_day (
    vin        text        not null,
    local_day  date        not null,
    statistics jsonb       not null,
    closed_at  timestamptz not null,
    primary key (vin, local_day)
);
create index obd_day_by_day on obd_day (local_day);

-- Alarms of tampering from authenticated sessions, as received.
create table obd_tamper (
    alarm_key      text        primary key,
    vin            text        not null,
    at             timestamptz not null,
    received_at    timestamptz not null,
    trust          text        not null,
    clock          text        not null,
    position_valid boolean     not null,
    longitude      double precision,
    latitude       double precision,
    payload        bytea       not null
);
create index obd_tamper_by_vin on obd_tamper (vin, at);
