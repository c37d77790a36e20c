-- Each of these breaks one promise, to see that the check named above it notices. They run in a transaction that is
-- rolled back.

-- check: a seat has one owner at every instant
insert into reservation (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at, ended_at)
select gen_random_uuid(), performance_id, concert_id, user_id, seats, amount, 'EXPIRED', held_at,
       ended_at + interval '1 ms', ended_at + interval '1 ms'
  from reservation where status = 'PAID' limit 1;

-- check: a seat that is held or sold belongs to such a reservation
update seat set owner_id = (select user_id from reservation where status = 'PAID' and user_id <> owner_id limit 1)
 where (performance_id, number) = (select performance_id, number from seat where status = 'RESERVED' limit 1);

-- check: a live reservation has its seats
update seat set status = 'AVAILABLE', reservation_id = null, owner_id = null
 where (performance_id, number) = (select performance_id, number from seat where status = 'RESERVED' limit 1);

-- check: nobody is above the limit at any instant
with two as (select performance_id, (array_agg(distinct user_id::text))[1:2] as users
               from reservation where status = 'PAID' group by performance_id limit 1)
update reservation r set user_id = users[1]::uuid, seats = array[1, 2, 3, 4] from two
 where r.performance_id = two.performance_id and r.user_id::text = any(users);

-- check: a sale follows a live hold of the same user and has one payment
update reservation set expires_at = ended_at
 where id = (select id from reservation where status = 'PAID' limit 1);

-- check: a payment belongs to a sale
update reservation set status = 'EXPIRED' where id = (select id from reservation where status = 'PAID' limit 1);

-- check: a hold does not lapse before its deadline
update reservation set status = 'EXPIRED', ended_at = expires_at - interval '1 ms'
 where id = (select id from reservation where status = 'PAID' limit 1);

-- check: a hold lapses
update reservation set status = 'HELD', ended_at = null, expires_at = now() - interval '6 seconds'
 where id = (select id from reservation where status = 'PAID' limit 1);

-- check: the price of a reservation is that of its seats
update reservation set amount = amount + 1 where id = (select id from reservation where status = 'PAID' limit 1);

-- check: a payment is one debit
update payment set amount = amount + 1 where id = (select id from payment limit 1);

-- check: a debit is a payment
delete from payment where id = (select id from payment limit 1);

-- check: a balance is the sum of its entries
update wallet set balance = balance + 1 where user_id = (select user_id from wallet limit 1);

-- check: each entry tells the balance after it
insert into wallet_entry (user_id, type, amount, balance_after, at)
select user_id, 'CHARGE', 0, balance + 1, now() from wallet limit 1;

-- check: the seats are counted right
insert into seat_tally select performance_id, 1, 0, 0, 0 from seat limit 1;
