-- What a person should look at in a check, and an order to page through checks in.
alter table device_check
    add column warnings text,
    add column seq      bigint generated always as identity unique;
