-- Photos that something names for good; the rest may be cleaned away.
create table kept_photo (
    sha256  text primary key
);
