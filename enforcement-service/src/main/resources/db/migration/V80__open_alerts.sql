-- What is open on a board is read from here, not from all that the board ever told.
create index alert_unclosed_by_board on alert (checkpoint_id, alert_id) where state <> 'CLOSED';
