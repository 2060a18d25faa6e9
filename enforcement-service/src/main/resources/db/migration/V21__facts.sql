-- A pass, with the bytes as received. Typed columns are what we search by; the payload is what we judge by.
create table pass (
    pass_key         text        primary key,
    seq              bigint      generated always as identity unique,
    device_no        text        not null,
    site_id          text,
    area_code        text        not null,
    vehicle_id       bigint      references vehicle (vehicle_id),   -- null = UNRESOLVED
    number           text        not null,
    type             text,
    color            text,
    measured_at      timestamptz not null,
    local_date       date        not null generated always as ((measured_at at time zone 'Asia/Shanghai')::date) stored,
    received_at      timestamptz not null,
    trust            text        not null,
    clock            text        not null,
    replayed         boolean     not null,
    payload          bytea       not null,
    payload_sha256   text        not null,
    content_hash     text        not null,
    recorded_at      timestamptz not null default now(),
    rejected_by      text,
    rejected_reason  text,
    rejected_at      timestamptz,
    clock_cleared_by text,
    clock_cleared_at timestamptz,
    clock_reason     text
);
create index pass_vehicle on pass (vehicle_id, measured_at);
create index pass_number on pass (number);
create index pass_device_day on pass (device_no, local_date);

-- The photos that a pass names.
create table pass_photo (
    pass_key text        not null references pass (pass_key),
    position int         not null,
    role     text        not null,
    sha256   text        not null,
    taken_at timestamptz,
    primary key (pass_key, position)
);
create index pass_photo_sha256 on pass_photo (sha256);

-- The photos that the blob store has.
create table photo (
    sha256    text        primary key,
    bytes     int         not null,
    stored_at timestamptz not null,
    noted_at  timestamptz not null default now()
);
create index photo_noted on photo (noted_at);

create table calibration (
    calibration_key text        primary key,
    device_no       text        not null,
    performed_at    timestamptz not null,
    local_date      date        not null generated always as ((performed_at at time zone 'Asia/Shanghai')::date) stored,
    received_at     timestamptz not null,
    payload         bytea       not null
);
create index calibration_device_day on calibration (device_no, local_date);

create table inspection (
    station_id    text        not null,
    inspection_id text        not null,
    vehicle_id    bigint      not null references vehicle (vehicle_id),
    performed_at  timestamptz not null,
    kind          text        not null check (kind in ('PERIODIC', 'RETEST')),
    passed        boolean     not null,
    measured      jsonb,
    recorded_at   timestamptz not null default now(),
    primary key (station_id, inspection_id)
);
create index inspection_vehicle on inspection (vehicle_id);

-- Who sent how much of what. Keyed by stream too, so that partitions never wait for each other.
create table device_activity (
    device_no text        not null,
    kind      text        not null,
    stream    text        not null,
    last_seen timestamptz not null,
    entries   bigint      not null,
    late      bigint      not null,
    primary key (device_no, kind, stream)
);
