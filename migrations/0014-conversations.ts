import { type Kysely, sql } from 'kysely'

/** What somebody and the assistant, later perhaps an advisor, say to each other: one log, numbered in order. */
const conversations = [
  // Of a user, or of the browser that holds the token; one that a user has taken over no token opens any more.
  sql`create table conversation (
    id integer primary key autoincrement,
    user_id integer references user(id),
    token_hash text unique,
    language text not null check (language in ('fr', 'en')),
    misunderstood integer not null default 0 check (misunderstood >= 0),
    -- JSON: where a scenario stands; null outside of one.
    scenario text check (scenario is null or json_valid(scenario)),
    created_at text not null,
    last_at text not null,
    ended_at text,
    -- Ended because its user had another, which is read together with it.
    continued_id integer references conversation(id) on delete set null,
    -- When its user took over what they had begun before they signed in.
    claimed_at text,
    -- The last ticket that was prepared from it; a draft that is thrown away is gone.
    ticket_id integer references ticket(id) on delete set null,
    -- When what was said was gathered for it.
    ticket_at text,
    check (claimed_at is null or user_id is not null),
    check ((user_id is null) <> (token_hash is null)),
    check (continued_id is null or ended_at is not null)
  ) strict`,
  sql`create index conversation_continued on conversation(continued_id) where continued_id is not null`,
  sql`create index conversation_ticket on conversation(ticket_id) where ticket_id is not null`,
  sql`create index conversation_of_user on conversation(user_id, id) where user_id is not null`,
  // Each has one place to come back to.
  sql`create unique index conversation_open on conversation(user_id) where user_id is not null and ended_at is null`,
  sql`create index conversation_by_age on conversation(last_at, id)`,
  sql`create table chat (
    id integer primary key autoincrement,
    conversation_id integer not null references conversation(id) on delete cascade,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'ended')),
    -- 1: an advisor has vanished from it, it goes before the others.
    is_first integer not null default 0 check (is_first in (0, 1)),
    asked_at text not null,
    advisor_id integer references user(id),
    taken_at text,
    ended_at text,
    ended_by text check (ended_by in ('visitor', 'advisor', 'platform')),
    visitor_seen_at text not null,
    -- A draft that the visitor throws away is gone.
    ticket_id integer references ticket(id) on delete set null,
    rating integer check (rating between 1 and 5),
    rating_comment text not null default '',
    rated_at text,
    check (state <> 'running' or (advisor_id is not null and taken_at is not null)),
    check (state <> 'waiting' or advisor_id is null),
    check ((state = 'ended') = (ended_at is not null)),
    check ((state = 'ended') = (ended_by is not null)),
    check ((rating is null) = (rated_at is null)),
    check (rating is null or state = 'ended')
  ) strict`,
  sql`create unique index chat_open on chat(conversation_id) where state <> 'ended'`,
  sql`create index chat_of_conversation on chat(conversation_id, id)`,
  sql`create index chat_waiting on chat(is_first desc, asked_at, id) where state = 'waiting'`,
  sql`create index chat_of_advisor on chat(advisor_id, state, id) where advisor_id is not null`,
  sql`create index chat_by_end on chat(ended_at, id) where state = 'ended'`,
  sql`create index chat_ticket on chat(ticket_id) where ticket_id is not null`,
  sql`create trigger chat_goes_its_way before update of state on chat
    when old.state <> new.state and (old.state || ' ' || new.state) not in
      ('waiting running', 'waiting ended', 'running waiting', 'running ended')
    begin select raise(abort, 'a chat does not go from this state to that one'); end`,
  // text: what was said, as plain words. data: JSON, what the assistant's answer or an event is made of.
  sql`create table message (
    id integer primary key autoincrement,
    conversation_id integer not null references conversation(id) on delete cascade,
    chat_id integer references chat(id) on delete cascade,
    side text not null check (side in ('visitor', 'assistant', 'advisor', 'platform')),
    author_id integer references user(id),
    kind text not null check (kind in ('question', 'choice', 'answer', 'chat', 'file', 'event')),
    text text not null,
    data text not null default '{}' check (json_valid(data)),
    at text not null,
    check (side <> 'advisor' or author_id is not null),
    check (kind <> 'chat' or chat_id is not null)
  ) strict`,
  sql`create index message_of_conversation on message(conversation_id, id)`,
  sql`create index message_of_chat on message(chat_id, id) where chat_id is not null`,
  sql`create index message_by on message(author_id) where author_id is not null`,
  sql`create trigger message_is_not_changed before update on message
    begin select raise(abort, 'what was said is never changed'); end`,
  sql`create table chat_file (
    message_id integer primary key references message(id) on delete cascade,
    chat_id integer not null references chat(id) on delete cascade,
    hash text not null references file(hash),
    name text not null,
    size integer not null,
    type text not null
  ) strict`,
  sql`create index chat_file_of_chat on chat_file(chat_id)`,
  sql`create index chat_file_hash on chat_file(hash)`,
  // What an answer was worth to who got it.
  sql`create table answer_vote (
    message_id integer primary key references message(id) on delete cascade,
    vote text not null check (vote in ('up', 'down')),
    comment text not null default '',
    at text not null
  ) strict`,
  // Each question with what became of it: it outlives its conversation, without saying whose it was.
  sql`create table asked (
    id integer primary key autoincrement,
    message_id integer unique references message(id) on delete set null,
    language text not null check (language in ('fr', 'en')),
    text text not null,
    outcome text not null check (outcome in ('answered', 'suggested', 'unknown', 'handover', 'scenario')),
    slug text,
    confidence real not null,
    vote text check (vote in ('up', 'down')),
    comment text not null default '',
    at text not null
  ) strict`,
  sql`create index asked_by_time on asked(at, id)`,
  sql`create index asked_by_outcome on asked(outcome, at, id)`,
  sql`create index asked_disliked on asked(at, id) where vote = 'down'`,
  // day: civil date in France. What the statistics add up, whatever the number of questions.
  sql`create table asked_count (
    day text not null,
    outcome text not null,
    language text not null,
    slug text not null,
    total integer not null,
    primary key (day, outcome, language, slug)
  ) strict, without rowid`,
  sql`create trigger conversation_of_erased after update of state on user when new.state = 'erased' begin
    delete from asked where message_id in (select message.id from conversation
      join message on message.conversation_id = conversation.id where conversation.user_id = new.id);
    delete from conversation where user_id = new.id;
  end`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of conversations) await statement.execute(db)
}
