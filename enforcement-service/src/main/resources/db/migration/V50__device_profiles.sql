-- How a device speaks, and what an air station proves itself by.
alter table device
    add column profile         text,
    add column mn              text,               -- device id in HJ 212; null = the device number
    add column password_sha256 text;               -- of "mn:password"; the password itself is kept nowhere

-- A station is found by its MN.
create unique index device_one_station_an_mn on device (coalesce(mn, device_no))
    where kind = 'AIR_STATION' and state = 'ACTIVE';
