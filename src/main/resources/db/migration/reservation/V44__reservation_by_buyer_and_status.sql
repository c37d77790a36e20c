-- What a buyer holds and owns is found without reading what the same buyer has canceled, thousands of times perhaps.
create index reservation_buyer on reservation (user_id, performance_id, status);
drop index reservation_user;
