import { type Kysely, sql } from 'kysely'

const livechat = [
  // Minutes of the day in the zone of the livechat; weekday 1 is Monday. Several periods a day.
  sql`create table livechat_period (
    id integer primary key,
    weekday integer not null check (weekday between 1 and 7),
    opens integer not null check (opens between 0 and 1439),
    closes integer not null check (closes between 1 and 1440),
    check (opens < closes)
  ) strict`,
  sql`create unique index livechat_period_starts on livechat_period(weekday, opens)`,
  // "Du lundi au vendredi de 8 h 30 à 18 h 30 (jours ouvrés)".
  sql`insert into livechat_period (weekday, opens, closes)
    select value, 510, 1110 from json_each('[1,2,3,4,5]')`,
  sql`create table livechat_closure (
    id integer primary key,
    from_on text not null,
    until_on text not null,
    label text not null default '',
    check (from_on <= until_on)
  ) strict`,
  sql`create index livechat_closure_by_date on livechat_closure(until_on, id)`,
  sql`create table livechat_setting (
    id integer primary key check (id = 1),
    zone text not null,
    holidays text not null check (holidays in ('france', 'alsace_moselle', 'none')),
    -- Seconds without a sign of an advisor after which a chat is offered to the others.
    vanished_after integer not null check (vanished_after between 20 and 3600)
  ) strict`,
  sql`insert into livechat_setting (id, zone, holidays, vanished_after) values (1, 'Europe/Paris', 'france', 90)`,
  sql`create table advisor (
    user_id integer primary key references user(id),
    state text not null default 'away' check (state in ('available', 'away')),
    max_chats integer not null default 3 check (max_chats between 1 and 12),
    seen_at text not null,
    -- 1: a page was read, and no stream or poll of it has been heard since.
    pages_only integer not null default 0 check (pages_only in (0, 1))
  ) strict`,
  sql`create index advisor_available on advisor(seen_at) where state = 'available'`,
  // Opens the transcript of a chat to who had it without an account.
  sql`create table chat_link (
    token_hash text primary key,
    chat_id integer not null references chat(id) on delete cascade,
    expires_at text not null
  ) strict, without rowid`,
  sql`create index chat_link_of_chat on chat_link(chat_id)`,
  sql`create index chat_link_by_end on chat_link(expires_at)`,
  // What a form begins with, for an hour: a conversation is too long for an address. JSON: texts by field.
  sql`create table prefill (
    token_hash text primary key,
    fields text not null check (json_valid(fields)),
    at text not null
  ) strict, without rowid`,
  sql`create index prefill_by_age on prefill(at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of livechat) await statement.execute(db)
}
