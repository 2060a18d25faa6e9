-- What goes to police under violation code 6063, exactly as it was signed.

-- The highest epoch numbers what is issued now. Whoever restores the database from a backup adds the next one, so that
-- a number that was given out after the backup is never given out again.
create table issuer_epoch (
    epoch   integer primary key check (epoch between 1 and 35),
    since   timestamptz not null default now(),
    reason  text not null
);
insert into issuer_epoch (epoch, reason) values (1, 'first start');

create table referral_counter (
    area_code    text not null,
    epoch        integer not null,
    day          date not null,
    last_number  integer not null,
    primary key (area_code, epoch, day)
);

-- Public halves only; a retired key stays, because what it signed stays.
create table signing_key (
    kid         text primary key,
    x           text not null,
    created_at  timestamptz not null
);

-- On what law a referral rests, by rule and day.
create table legal_basis (
    rule        text not null,
    ordinal     integer not null,
    text        text not null,
    valid_from  date not null,
    valid_to    date,
    primary key (rule, ordinal, valid_from)
);
insert into legal_basis (rule, ordinal, text, valid_from)
select rule, ordinal, text, date '2017-07-27'
  from (values ('RS_TWO_CONSECUTIVE'), ('ROADSIDE_FAIL'), ('BLACKLISTED_ON_ROAD')) as rules (rule),
       (values (1, '《中华人民共和国大气污染防治法》第五十一条第一款'),
               (2, '《中华人民共和国大气污染防治法》第五十三条第二款'),
               (3, '《中华人民共和国大气污染防治法》第一百一十三条'),
               (4, '《中华人民共和国道路交通安全法》第九十条')) as laws (ordinal, text);
insert into legal_basis (rule, ordinal, text, valid_from) values
    ('RS_TWO_CONSECUTIVE', 5, 'HJ 845-2017《在用柴油车排气污染物测量方法及技术要求（遥感检测法）》', '2017-07-27');

create table referral (
    referral_no  text primary key,
    source_no    text not null unique check (length(source_no) = 16),
    case_id      text not null unique references enforcement_case,
    vehicle_id   bigint not null references vehicle,
    number       text not null,
    type         text not null,
    area_code    text not null,
    state        text not null,
    issued_at    timestamptz not null,
    kid          text not null references signing_key,
    document     bytea not null,
    signature    text not null
);

create table referral_withdrawal (
    referral_no   text primary key references referral,
    withdrawn_at  timestamptz not null,
    kid           text not null references signing_key,
    document      bytea not null,
    signature     text not null
);

create table referral_receipt (
    referral_no  text not null references referral,
    receipt_no   text not null,
    outcome      text not null,
    code         text,
    decision_no  text,
    amount_yuan  numeric,
    decided_at   timestamptz,
    received_at  timestamptz not null,
    received_by  text not null,
    primary key (referral_no, receipt_no)
);
