-- What was parked is kept whole, so that it can take effect once its cause is gone.
alter table rejected_entry
    add column parked     boolean not null default false,   -- waits for somebody; else refused for good
    add column envelope   bytea,                            -- every field but the payload; null = parked before this
    add column gateway    text,
    add column settled_at timestamptz,
    add column settled_by text,
    add column settled_as text check (settled_as in ('REINJECTED', 'DISMISSED'));
create index rejected_entry_open on rejected_entry (reason, rejected_id) where parked and settled_at is null;
create index rejected_entry_place on rejected_entry (stream, entry_id);

-- How much was parked an hour of what anybody may have forged, and where in the log the rest begins.
create table parked_hour (
    stream       text        not null,
    sender       text        not null,
    hour         timestamptz not null,
    entries      bigint      not null default 0,
    bytes        bigint      not null default 0,
    spilled      bigint      not null default 0,            -- counted and not kept
    spill_epoch  text,                                      -- the offset before the first of them
    spill_after  text,
    spill_passed bigint,
    reread_at    timestamptz,
    primary key (stream, sender, hour)
);
