-- Limits and policies are data with validity dates and sources; a decision keeps the versions it was made with.
-- A row that decisions refer to is never changed: a new rule is a new row, and the old one gets its last day.

create table emission_limit (
    version              text primary key,
    valid_from           date not null,
    valid_to             date,
    opacity_percent      double precision not null check (opacity_percent between 0 and 100),
    ringelmann_level     double precision not null check (ringelmann_level between 0 and 5),
    no_ppm               double precision not null check (no_ppm > 0),
    max_wind_speed_mps   double precision not null,
    min_temperature_c    double precision not null,
    max_temperature_c    double precision not null,
    max_humidity_percent double precision not null,
    min_pressure_kpa     double precision not null,
    max_pressure_kpa     double precision not null,
    source               text not null,
    check (valid_to is null or valid_to >= valid_from)
);

insert into emission_limit values (
    'HJ845-2017', '2017-07-27', null, 30, 1, 1500, 5, -30, 45, 85, 70, 106,
    'HJ 845-2017: limits of chapter 5, weather of chapter 4; in force since 2017-07-27');

create table enforcement_policy (
    version                       text primary key,
    area_code                     text not null check (area_code ~ '^[0-9]{6}$'),
    valid_from                    date not null,
    valid_to                      date,
    no_use                        text not null check (no_use in ('SCREENING_ONLY', 'PENALTY')),
    window_months                 int not null check (window_months between 1 and 24),
    window_edge_inclusive         boolean not null,
    reset_on_passed_inspection    boolean not null,
    minimum_gap_hours             int not null check (minimum_gap_hours >= 0),
    minimum_confidence            double precision not null check (minimum_confidence between 0 and 1),
    maximum_travel_kmh            double precision not null check (maximum_travel_kmh > 0),
    calibration_grace_days        int not null check (calibration_grace_days >= 0),
    live_within_seconds           int not null check (live_within_seconds > 0),
    settle_hours                  int not null check (settle_hours >= 0),
    reviewers                     int not null check (reviewers between 1 and 5),
    minimum_photos                int not null check (minimum_photos >= 0),
    repair_days                   int not null check (repair_days >= 0),
    new_case_when_overdue_seen    boolean not null,
    alert_before_repair_deadline  boolean not null,
    source                        text not null,
    check (valid_to is null or valid_to >= valid_from)
);

comment on column enforcement_policy.area_code is
    'GB/T 2260 code; zeros at the end cover what lies below, 000000 covers everything; the most specific one counts';

insert into enforcement_policy values (
    'DEFAULT-1', '000000', '2017-07-27', null, 'SCREENING_ONLY', 6, true, true, 24, 0.90, 150, 8, 120, 24, 2, 2, 15,
    true, false,
    'HJ 845-2017 chapter 6 (two in six calendar months; the corresponding day is the last one, Civil Code art. 202); '
    || 'Administrative Penalty Law art. 41 (review); GA/T 832-2014 (two images); repair period by local practice');
