-- A site that was corrected has what was measured there judged again, wherever its units are by now.
create index pass_site on pass (site_id, vehicle_id);
