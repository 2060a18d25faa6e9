-- Which characters plate readers take for which: an uncertain plate may be another one, and the crew may be told so.
-- Never a correction: a candidate makes a possible match and nothing else. A rule that alerts refer to is never changed:
-- a new table of pairs is a new version, and the old one gets its last day.

create table plate_confusion (
    version    text not null,
    valid_from date not null,
    valid_to   date,
    read_as    text not null check (char_length(read_as) = 1),
    may_be     text not null check (char_length(may_be) = 1 and may_be <> read_as),
    measured   boolean not null,
    source     text not null,
    primary key (version, read_as, may_be),
    check (valid_to is null or valid_to >= valid_from)
);

comment on column plate_confusion.read_as is 'what the reader says; O and I, which no plate carries, stand here only';
comment on column plate_confusion.measured is
    'seen at least twenty times with a public reader on plates in clean to moderately degraded pictures';

insert into plate_confusion
select 'PAIRS-1', date '2017-07-27', null, read_as, may_be, measured,
       case when measured then 'measured with a public reader' else 'look-alikes by field experience, not measured' end
  from (values
    ('0', '8', true), ('0', 'C', true), ('0', 'D', true), ('0', 'G', true), ('0', 'Q', true), ('1', '0', true),
    ('1', '2', true), ('1', '7', true), ('1', '9', true), ('1', 'L', true), ('1', 'T', true), ('1', 'U', true),
    ('1', 'Y', true), ('2', '6', true), ('2', '7', false), ('2', 'L', true), ('2', 'Z', true), ('3', '2', true),
    ('3', '5', true), ('3', '6', true), ('3', '7', true), ('3', '8', false), ('3', 'B', false), ('3', 'J', true),
    ('4', 'A', false), ('5', '3', true), ('5', '6', true), ('5', 'S', true), ('6', '5', true), ('6', '8', true),
    ('6', 'B', false), ('6', 'G', false), ('6', 'S', false), ('7', '1', true), ('7', '2', false), ('7', '3', true),
    ('7', 'L', false), ('7', 'T', false), ('7', 'Z', true), ('8', '0', true), ('8', '2', true), ('8', '3', true),
    ('8', '4', true), ('8', '5', true), ('8', '6', true), ('8', '9', true), ('8', 'A', true), ('8', 'B', true),
    ('9', '2', true), ('A', '4', true), ('B', '3', false), ('B', '5', true), ('B', '6', false), ('B', '8', true),
    ('B', 'P', true), ('C', 'G', false), ('D', '0', true), ('D', 'P', true), ('D', 'Q', false), ('E', 'F', false),
    ('F', 'E', false), ('G', '6', false), ('G', 'C', false), ('H', 'M', false), ('H', 'N', false), ('H', 'W', false),
    ('I', '1', false), ('I', '7', false), ('I', 'L', false), ('I', 'T', false), ('L', '1', false), ('L', '7', false),
    ('L', 'E', true), ('L', 'T', false), ('M', 'H', false), ('M', 'N', false), ('M', 'W', false), ('N', 'H', false),
    ('N', 'M', false), ('N', 'W', false), ('O', '0', false), ('O', 'D', false), ('O', 'Q', false), ('P', 'R', false),
    ('Q', '0', true), ('Q', 'D', false), ('R', 'P', false), ('S', '5', true), ('S', '6', false), ('T', '1', false),
    ('T', '7', false), ('T', 'L', false), ('U', '0', true), ('U', 'V', false), ('V', 'U', false), ('W', 'H', false),
    ('W', 'M', false), ('W', 'N', false), ('Y', 'X', true), ('Z', '2', true), ('Z', '7', false), ('川', '沪', false),
    ('挂', '桂', false), ('桂', '挂', false), ('沪', '川', false), ('渝', '豫', false), ('皖', '苏', true), ('皖', '豫', true),
    ('粤', '豫', false), ('苏', '赣', false), ('豫', '渝', false), ('豫', '皖', true), ('豫', '粤', false), ('赣', '皖', true),
    ('赣', '苏', false), ('鄂', '鲁', false), ('鲁', '皖', true), ('鲁', '鄂', false)
       ) as pairs (read_as, may_be, measured);
