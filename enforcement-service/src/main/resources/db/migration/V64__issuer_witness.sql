-- Since when something outside this database knows which referrals police were shown (see the package referrals). A
-- database that has this row while nothing outside knows anything must not issue: one of the two was lost.
create table issuer_witness (
    only_row boolean     primary key default true check (only_row),
    since    timestamptz not null default now()
);

-- Cursors below this are from before a restore and stand for other items now.
alter table feed_counter add column oldest_cursor bigint not null default 0;

comment on table issuer_epoch is
    'raised by POST /api/v1/issuer-epochs; never by hand, since the witness outside must know of it too';
