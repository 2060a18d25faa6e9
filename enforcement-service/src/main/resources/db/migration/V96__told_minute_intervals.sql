-- How long a period of minute data is, as stations answered it. It holds from when it was told; the ends of periods
-- follow from it when readings are listed, so that an answer may come before or after the data. What
-- air_reading.period_end holds for MINUTE is the end by the profile, for stations that told nothing.
create table air_minute_interval (
    device_no text        not null,
    trust     int         not null,               -- rank of the session that told it, as in air_reading
    told_at   timestamptz not null,               -- when the gateway received it
    minutes   int         not null check (minutes between 1 and 30),
    primary key (device_no, trust, told_at)
);
