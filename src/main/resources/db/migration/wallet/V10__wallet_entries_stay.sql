-- The history of the wallets is only ever added to (P3), whoever writes to the database.
create function wallet_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'wallet_entry is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger wallet_entry_stays before update or delete or truncate on wallet_entry
    for each statement execute function wallet_entry_stays();
