-- What a buyer holds and owns is found without reading what the same buyer has canceled, thousands of times perhaps. The index that
-- this one takes the place of goes later (V46): in one transaction the two would deadlock with a hold that waits for the first.
create index reservation_buyer on reservation (user_id, performance_id, status);
