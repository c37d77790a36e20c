-- Tokens issued before this whole second are worth nothing: the password was changed then.
alter table users add column tokens_from timestamptz not null default 'epoch';
create index users_tokens_from on users (tokens_from) where tokens_from > 'epoch';
