-- How far the log has been read. An effect and the move of its offset commit together.
create table stream_offset (
    stream   text        primary key,
    epoch    text,                                -- life of the log in which last_id holds; null = never read
    last_id  text        not null default '0-0',
    entries  bigint      not null default 0,      -- entries read in this epoch, trimmed ones included
    moved_at timestamptz not null default now()
);

-- Every time that the log was lost or trimmed before we had read it.
create table log_gap (
    gap_id      bigint      generated always as identity primary key,
    stream      text        not null,
    kind        text        not null check (kind in ('NEW_EPOCH', 'TRIMMED', 'SHRUNK')),
    detail      text        not null,
    detected_at timestamptz not null default now()
);

-- What was read but cannot be used, and what our own code could not digest.
create table rejected_entry (
    rejected_id    bigint      generated always as identity primary key,
    stream         text        not null,
    entry_id       text        not null,
    entry_key      text        not null,
    kind           text,
    device         text,
    received_at    timestamptz not null,
    recorded_at    timestamptz not null default now(),
    reason         text        not null,
    field          text,
    expected       text,
    payload        bytea       not null,
    payload_sha256 text        not null,
    exception      text,
    build          text        not null,
    -- the log may be read again from the start
    unique (reason, entry_key, payload_sha256)
);
create index rejected_entry_device on rejected_entry (device, reason, rejected_id);
