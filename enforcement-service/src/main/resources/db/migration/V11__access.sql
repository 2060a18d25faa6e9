-- Who may come in. Secrets are kept as SHA-256 only.

create table token (
    token_id    text primary key,
    sha256      text not null unique,
    person      text not null,
    roles       text[] not null,
    area_codes  text[] not null,
    created_at  timestamptz not null,
    created_by  text not null,
    revoked_at  timestamptz
);

create table session (
    sha256      text primary key,
    token_id    text not null references token,
    expires_at  timestamptz not null
);

create table audit (
    audit_id  bigint generated always as identity primary key,
    at        timestamptz not null,
    token_id  text not null,
    person    text not null,
    action    text not null,
    subject   text not null
);
create index audit_by_subject on audit (subject, audit_id);

-- Answers to writes that carried an Idempotency-Key, sealed with the credential of the first request.
create table idempotent_answer (
    person          text not null,
    key_sha256      text not null,
    request_sha256  text not null,
    status          integer not null,
    content_type    text,
    body            bytea not null,
    created_at      timestamptz not null,
    primary key (person, key_sha256)
);
create index idempotent_answer_by_age on idempotent_answer (created_at);
