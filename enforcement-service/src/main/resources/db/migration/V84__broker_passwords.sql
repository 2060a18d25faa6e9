-- Devices' secrets as a Mosquitto broker checks them: salted PBKDF2, from which the secret cannot be had back. A device
-- whose secret was issued before has no row until its secret is rotated.
create table broker_password (
    device_no  text        primary key references device (device_no),
    hash       text        not null,
    issued_at  timestamptz not null default now()
);
