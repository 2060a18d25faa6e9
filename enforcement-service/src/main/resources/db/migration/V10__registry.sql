-- The registry: what is on the road and beside it. Other modules' tables refer to these keys.

create table company (
    company_id  text primary key,
    name        text not null,
    area_code   text not null,
    uscc        text,
    fleet_size  integer
);

create table vehicle (
    vehicle_id          bigint generated always as identity primary key,
    number              text not null,
    type                text not null,
    color               text,
    fuel                text not null,
    vehicle_type        text not null,
    area_code           text not null,
    vin                 text,
    emission_stage      text,
    first_registered_on date,
    company_id          text,
    owner_name          text,
    owner_phone         text,
    brand               text,
    body_color          text,
    state               text not null,
    registered_at       timestamptz not null,
    unique (number, type)
);
create index vehicle_by_vin on vehicle (vin);

-- A change of plate, VIN or owner: what was measured before says nothing about what is measured after.
create table vehicle_run_break (
    vehicle_id  bigint not null references vehicle,
    at          timestamptz not null,
    primary key (vehicle_id, at)
);

create table site (
    site_id       text primary key,
    name          text not null,
    area_code     text not null,
    longitude     double precision not null,
    latitude      double precision not null,
    published     boolean not null,
    published_on  date,
    road_name     text,
    direction     text,
    slope_deg     double precision
);

create table device (
    device_no       text primary key,
    kind            text not null,
    area_code       text not null,
    site_id         text references site,
    vin             text,
    iccid           text,
    certificate_no  text,
    verified_from   date,
    verified_until  date,
    public_key      text,
    state           text not null,
    secret_sha256   text not null unique
);
create index device_by_site on device (site_id);
-- A vehicle reports through one terminal; a replaced one is suspended first.
create unique index device_one_terminal_a_vin on device (vin) where kind = 'OBD_TERMINAL' and state = 'ACTIVE';

-- The verifications that a device has had. Each holds from its first day until the next one's, or to its own last day;
-- one of the same first day corrects it. What was measured is judged by the one of its day, whatever came after.
create table device_verification (
    device_no       text not null references device,
    verified_from   date not null,                       -- -infinity = always
    verified_until  date,
    certificate_no  text,
    primary key (device_no, verified_from)
);

create table checkpoint (
    checkpoint_id  text primary key,
    name           text not null,
    area_code      text not null,
    longitude      double precision not null,
    latitude       double precision not null
);

create table checkpoint_upstream (
    checkpoint_id  text not null references checkpoint,
    site_id        text not null references site,
    distance_km    double precision,
    primary key (checkpoint_id, site_id)
);
create index checkpoint_upstream_by_site on checkpoint_upstream (site_id);

-- Grows with every change of what gateways and broker must know; updated last before commit, so it is commit order.
create table registry_version (
    only_row  boolean primary key default true check (only_row),
    version   bigint not null
);
insert into registry_version (version) values (1);
