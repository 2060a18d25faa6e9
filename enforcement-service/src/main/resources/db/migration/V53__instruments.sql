-- Finished tests of check-point instruments, each once, with the gateway's record of every byte that it was read from.
create table instrument_test (
    seq            bigint      generated always as identity unique,
    device_no      text        not null,
    test_no        text        not null,
    model          text        not null,
    kind           text        not null,
    started_at     timestamptz,
    finished_at    timestamptz not null,
    measured       jsonb       not null,
    content_hash   text        not null,
    trust          text        not null,
    received_at    timestamptz not null,
    payload        bytea       not null,
    payload_sha256 text        not null,
    primary key (device_no, test_no)
);

-- What weather stations and air sensors showed.
create table sensor_reading (
    device_no   text        not null,
    at          timestamptz not null,
    model       text        not null,
    state       text        not null,
    measured    jsonb       not null,
    received_at timestamptz not null,
    primary key (device_no, at)
);
create index sensor_reading_by_time on sensor_reading (at);
