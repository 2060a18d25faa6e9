-- What air stations measured. A row is one thing that a station said of one number; what it says differently of the same
-- number has another variant (text, flag and profile), and the reader chooses, whatever came first.
create table air_reading (
    device_no    text        not null,
    period       text        not null check (period in ('REALTIME', 'MINUTE', 'HOUR', 'DAY')),
    period_start timestamptz not null,
    factor       text        not null,               -- code of the standard
    statistic    text        not null,               -- RTD, MIN, AVG, MAX, COU
    variant      text        collate "C" not null,
    name         text,
    period_end   timestamptz not null,
    value        numeric,
    unit         text,                               -- the same for all stations; null = not known what was sent
    raw          text        not null,
    flag         text,
    usable       boolean     not null,
    warnings     text        not null,
    profile      text        not null,
    trust        int         not null,               -- rank of the best session that said it: 0 CLAIMED, 1 ENROLLED, …
    qn           text        collate "C" not null,               -- greatest name of a message that said it
    received_at  timestamptz not null,               -- when it first came
    primary key (device_no, period, period_start, factor, statistic, variant)
);
create index air_reading_by_period on air_reading (period, period_start);
