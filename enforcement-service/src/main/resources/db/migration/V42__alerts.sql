-- What crews are told; stored before it is shown.

create table alert (
    alert_id         bigint generated always as identity primary key,
    vehicle_id       bigint not null references vehicle,
    number           text not null,
    type             text not null,
    -- A check-point, or AREA- and an area code where no check-point lies downstream.
    checkpoint_id    text not null,
    checkpoint_area  text not null,
    area_code        text not null,
    version          integer not null default 1,
    state            text not null default 'OPEN' check (state in ('OPEN', 'ACKNOWLEDGED', 'CLOSED')),
    reasons          text[] not null check (cardinality(reasons) > 0),
    confidence       double precision not null,
    list_age_millis  bigint,
    raised_at        timestamptz not null,
    updated_at       timestamptz not null,
    expires_at       timestamptz not null,
    sighting_key     text not null,
    photo_sha256     text,
    vehicle          jsonb not null,
    sighting         jsonb not null,
    measured         jsonb,
    lock             jsonb,
    history          jsonb not null,
    taken_by         text,
    taken_at         timestamptz,
    outcome          text check (outcome in ('INTERCEPTED', 'PASSED_BY', 'WRONG_VEHICLE')),
    note             text,
    closed_by        text,
    closed_at        timestamptz
);

-- However many sightings come at once: one open alert per vehicle and check-point.
create unique index alert_one_open on alert (vehicle_id, checkpoint_id) where state <> 'CLOSED';
create index alert_by_board on alert (checkpoint_id, area_code);
create index alert_by_expiry on alert (expires_at) where state <> 'CLOSED';
