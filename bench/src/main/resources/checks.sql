-- What must be true of the tables after any load (docs/requirements.md, section 10). Each statement, named by the line above it,
-- answers with one row of one text for each thing that is wrong, and with none when nothing is. :limit is the number of
-- seats one user may hold, :exempt a user who may hold any number (the benchmark's own).

-- check: a seat has one owner at every instant
with stay as (
    select r.performance_id, n as number, r.id, r.held_at,
           case r.status when 'PAID' then 'infinity' when 'HELD' then r.expires_at when 'EXPIRED' then r.expires_at
                else r.ended_at end as until
      from reservation r, unnest(r.seats) n
), following as (
    select *, lead(id) over seat as next_id, lead(held_at) over seat as next_held_at
      from stay window seat as (partition by performance_id, number order by held_at, until)
)
select format('seat %s of performance %s: reservation %s has it until %s, and reservation %s from %s on',
              number, performance_id, id, until, next_id, next_held_at)
  from following where next_held_at < until;

-- check: a seat that is held or sold belongs to such a reservation
select format('seat %s of performance %s is %s by reservation %s of %s, which is %s of %s',
              s.number, s.performance_id, s.status, s.reservation_id, s.owner_id, r.status, r.user_id)
  from seat s left join reservation r on r.id = s.reservation_id
 where s.status in ('HELD', 'RESERVED')
   and (r.id is null or r.performance_id <> s.performance_id or s.number <> all(r.seats)
        or r.status <> case s.status when 'HELD' then 'HELD' else 'PAID' end
        or s.owner_id is not null and s.owner_id <> r.user_id);

-- check: a live reservation has its seats
select format('reservation %s of user %s is %s, and its seat %s of performance %s is %s by %s',
              r.id, r.user_id, r.status, n, r.performance_id, s.status, s.reservation_id)
  from reservation r cross join unnest(r.seats) n
  left join seat s on s.performance_id = r.performance_id and s.number = n
 where (r.status = 'PAID' or r.status = 'HELD' and r.expires_at > now())
   and (s.reservation_id is distinct from r.id or s.status <> case r.status when 'PAID' then 'RESERVED' else 'HELD' end);

-- check: nobody is above the limit at any instant
with live as (
    select id, user_id, performance_id, held_at, cardinality(seats) as seats,
           case status when 'PAID' then 'infinity' when 'HELD' then expires_at when 'EXPIRED' then expires_at
                else ended_at end as until
      from reservation where user_id <> :exempt
)
select format('user %s had %s seats of performance %s at %s', this.user_id, sum(other.seats), this.performance_id,
              this.held_at)
  from live this join live other on other.user_id = this.user_id and other.performance_id = this.performance_id
   and other.held_at <= this.held_at and other.until > this.held_at
 group by this.id, this.user_id, this.performance_id, this.held_at
having sum(other.seats) > :limit;

-- check: a sale follows a live hold of the same user and has one payment
select format('reservation %s of user %s was held at %s until %s, and its payment %s by %s was at %s',
              r.id, r.user_id, r.held_at, r.expires_at, p.id, p.user_id, p.paid_at)
  from reservation r left join payment p on p.reservation_id = r.id
 where r.status = 'PAID'
   and (p.id is null or p.user_id <> r.user_id or p.amount <> r.amount or p.paid_at < r.held_at
        or p.paid_at >= r.expires_at);

-- check: a payment belongs to a sale
select format('payment %s is for reservation %s, which is %s', p.id, p.reservation_id, r.status)
  from payment p left join reservation r on r.id = p.reservation_id
 where r.id is null or r.status not in ('PAID', 'REFUNDED');

-- check: a hold does not lapse before its deadline
select format('reservation %s, held until %s, expired at %s', id, expires_at, ended_at)
  from reservation where status = 'EXPIRED' and ended_at < expires_at;

-- check: a hold lapses
select format('reservation %s has been over since %s and is still held', id, expires_at)
  from reservation where status = 'HELD' and expires_at < now() - interval '5 seconds';

-- check: the price of a reservation is that of its seats
select format('reservation %s of %s points has seats of %s points', r.id, r.amount, sum(s.price))
  from reservation r join seat s on s.performance_id = r.performance_id and s.number = any(r.seats)
 where r.status in ('HELD', 'PAID')
 group by r.id, r.amount having sum(s.price) <> r.amount;

-- check: a payment is one debit
select format('payment %s of %s points by user %s has %s entries of %s points together',
              p.id, p.amount, p.user_id, e.entries, e.amount)
  from payment p
  left join (select reference, user_id, count(*) as entries, sum(amount) as amount from wallet_entry
              where type = 'USE' group by reference, user_id) e on e.reference = p.id::text and e.user_id = p.user_id
 where e.entries is distinct from 1 or e.amount <> -p.amount;

-- check: a debit is a payment
select format('entry %s of %s points of user %s is for payment %s, which is not there', e.id, e.amount, e.user_id, e.reference)
  from wallet_entry e left join payment p on p.id::text = e.reference where e.type = 'USE' and p.id is null;

-- check: a balance is the sum of its entries
select format('user %s has %s points and entries of %s points', user_id, w.balance, e.total)
  from wallet w full join (select user_id, sum(amount) as total from wallet_entry group by user_id) e using (user_id)
 where coalesce(w.balance, 0) <> coalesce(e.total, 0) or w.balance < 0;

-- check: each entry tells the balance after it
select format('entry %s of user %s says %s points and leaves %s', id, user_id, balance_after, total)
  from (select id, user_id, balance_after, sum(amount) over (partition by user_id order by id) as total
          from wallet_entry) e
 where balance_after <> total;

-- check: the seats are counted right
select format('of performance %s, %s seats are free, %s held and %s sold, and counted as %s, %s and %s',
              performance_id, s.free, s.held, s.sold, t.free, t.held, t.sold)
  from (select performance_id, count(*) filter (where status = 'AVAILABLE') as free,
               count(*) filter (where status = 'HELD') as held, count(*) filter (where status = 'RESERVED') as sold
          from seat group by performance_id) s
  full join (select performance_id, sum(available) as free, sum(held) as held, sum(reserved) as sold
          from seat_tally group by performance_id) t using (performance_id)
 where (s.free, s.held, s.sold) is distinct from (t.free, t.held, t.sold);
