-- Where units stood, by time: what was measured before a unit moved was measured where it stood then, whenever it comes in.
create table device_placement (
    device_no  text not null references device,
    since      timestamptz not null,                       -- -infinity = always
    site_id    text references site,                       -- null = at no site
    primary key (device_no, since)
);
insert into device_placement (device_no, since, site_id)
select device_no, '-infinity', site_id from device;
