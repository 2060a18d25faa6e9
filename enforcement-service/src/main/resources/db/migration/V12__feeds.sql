-- All that leaves for crews, police and transport, at positions in commit order.

create table feed_counter (
    only_row  boolean primary key default true check (only_row),
    position  bigint not null
);
insert into feed_counter (position) values (0);

create table feed_item (
    position   bigint primary key,
    feed       text not null,
    area_code  text not null,
    subject    text not null,
    json       text not null
);
create index feed_item_by_feed on feed_item (feed, position);
create index feed_item_by_subject on feed_item (feed, subject, position);
