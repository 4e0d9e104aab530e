"""The tables. Times are aware and UTC; JSON is text written by msgspec; nothing here runs a statement.

``leads``, ``outreach``, ``messages`` and ``events`` are the four that people query by hand; the others serve them.
"""

import sqlalchemy as sa

from leadwright.ledger.columns import Id, Moment, column, metadata, where

# ---- what people query ----

leads = sa.Table(
    "leads",
    metadata,
    column("id", Id, primary_key=True),
    column("brand", sa.Text, unique=True),  # natural key: registrable domain, else host/path
    column("source", sa.Text),
    column("company", sa.Text, null=True),
    column("contact_name", sa.Text, null=True),
    column("email", sa.Text, null=True),
    column("website", sa.Text),
    column("tech_stack", sa.Text, null=True),
    column("country", sa.Text, null=True),
    column("created_at", Moment),
    column("kind", sa.Text, null=True),  # shop agency seller tool other
    column("icp", sa.Text, null=True),
    column("playbook", sa.Text, null=True),
    column("language", sa.Text, null=True),
    column("score", sa.Integer, server_default="0"),
    column("state", sa.Text, server_default="found"),  # found ready waiting contacted replied stopped deal dropped
    column("reason", sa.Text, null=True),  # code of the last reason
    column("replied", sa.Boolean, server_default=sa.text("false")),
    column("updated_at", Moment),
)
sa.Index("ix_leads_state_id", leads.c.state, leads.c.id)

outreach = sa.Table(
    "outreach",
    metadata,
    column("id", Id, primary_key=True),
    column("lead_id", Id, sa.ForeignKey("leads.id")),
    column("draft", sa.Text, unique=True),  # natural key: brand#touch
    column("brand", sa.Text),
    column("touch", sa.Integer),
    column("stage", sa.Text),  # first followup breakup answer
    column("template", sa.Text),
    column("mailbox", sa.Text),
    column("recipient", sa.Text),
    column("subject", sa.Text),
    column("status", sa.Text),  # draft held blocked claimed sent doubt refused cancelled bounced
    column("reason", sa.Text, null=True),
    column("approved_at", Moment, null=True),
    column("approved_by", sa.Text, null=True),
    column("slot_at", Moment, null=True),  # when it is planned to leave
    column("claimed_at", Moment, null=True),
    column("run", sa.Text, null=True),  # the attempt that claimed it
    column("message_id", sa.Text, unique=True, null=True),
    column("sent_at", Moment, null=True),
    column("decision", sa.Text, null=True),  # JSON of the gate's decision, stored with the claim
    column("evidence_id", Id, sa.ForeignKey("evidence.id"), null=True),  # the passport; triggers refuse a claim without
    column("created_at", Moment),
    column("recipient_hash", sa.Text, null=True),  # keyed; written by the claim, for the triggers
    column("brand_hash", sa.Text, null=True),
)
sa.Index("ix_outreach_brand", outreach.c.brand)
sa.Index("ix_outreach_status_id", outreach.c.status, outreach.c.id)
sa.Index("ix_outreach_mailbox_sent_at", outreach.c.mailbox, outreach.c.sent_at)
sa.Index("ix_outreach_mailbox_slot_at", outreach.c.mailbox, outreach.c.slot_at, **where("slot_at IS NOT NULL"))
sa.Index("ix_outreach_recipient", outreach.c.recipient)
sa.Index("ix_outreach_evidence_id", outreach.c.evidence_id, **where("evidence_id IS NOT NULL"))
sa.Index("ix_outreach_brand_hash", outreach.c.brand_hash)

messages = sa.Table(
    "messages",
    metadata,
    column("id", Id, primary_key=True),
    column("lead_id", Id, sa.ForeignKey("leads.id"), null=True),
    column("direction", sa.Text),  # out in
    column("subject", sa.Text),
    column("body", sa.Text),
    column("ts", Moment),
    column("message_id", sa.Text, unique=True),  # Message-ID, else digest
    column("brand", sa.Text, null=True),
    column("sent", sa.Text, null=True),  # Message-ID of our letter an incoming mail belongs to
    column("mailbox", sa.Text),
    column("folder", sa.Text, null=True),
    column("sender", sa.Text, null=True),
    column("tag", sa.Text, null=True),
    column("category", sa.Text, null=True),
    column("raw", sa.LargeBinary, null=True),
)
sa.Index("ix_messages_brand_id", messages.c.brand, messages.c.id)

events = sa.Table(
    "events",
    metadata,
    column("id", Id, primary_key=True),
    column("lead_id", Id, null=True),
    column("type", sa.Text),  # done dropped later failed parked approved held released suppressed ...
    column("meta", sa.Text),  # JSON: code and facts
    column("ts", Moment),
    column("brand", sa.Text, null=True),
    column("stage", sa.Text, null=True),
    column("key", sa.Text, null=True),
    column("wake", sa.Text, server_default=""),
    column("cause", sa.Text, null=True),  # "stage key wake" of the run that let this run be, or the person's door
)
sa.Index("ix_events_brand_id", events.c.brand, events.c.id)
sa.Index("ix_events_key", events.c.key)

# ---- items and work ----

items = sa.Table(
    "items",
    metadata,
    column("kind", sa.Text, primary_key=True),  # class name: Sighting, Contact, Lead ...
    column("key", sa.Text, primary_key=True),
    column("brand", sa.Text, null=True),
    column("body", sa.Text),
    column("at", Moment),
)
sa.Index("ix_items_brand", items.c.brand)

work = sa.Table(
    "work",
    metadata,
    column("id", Id, primary_key=True),
    column("stage", sa.Text),
    column("key", sa.Text),
    column("wake", sa.Text, server_default=""),
    column("brand", sa.Text, null=True),
    column("lane", sa.Text, server_default=""),  # at most one running per lane; empty = no lane
    column("state", sa.Text),  # ready running held parked done dropped cancelled
    column("priority", sa.Integer, server_default="5"),  # smaller goes first
    column("due", Moment),
    column("lease_until", Moment, null=True),
    column("owner", sa.Text, null=True),
    column("fence", sa.Integer, server_default="0"),  # counts claims; a result with an old fence is refused
    column("attempts", sa.Integer, server_default="0"),  # faults so far
    column("code", sa.Text, null=True),
    column("facts", sa.Text, null=True),
    column("cause", sa.Text, null=True),  # name of the run that submitted it, or the person's door
    sa.UniqueConstraint("stage", "key", "wake"),
)
# the lane stands last so that a lane that is busy is skipped without opening the row
sa.Index(
    "ix_work_ready", work.c.stage, work.c.priority, work.c.due, work.c.key, work.c.lane, **where("state = 'ready'")
)
sa.Index("ix_work_due", work.c.due, **where("state = 'ready'"))
sa.Index("ix_work_lease", work.c.lease_until, **where("state = 'running'"))
sa.Index("uq_work_lane", work.c.lane, unique=True, **where("state = 'running' AND lane <> ''"))  # one runs per lane
sa.Index("ix_work_stage", work.c.stage, **where("state IN ('ready', 'running', 'held')"))
sa.Index("ix_work_parked", work.c.stage, **where("state = 'parked'"))
sa.Index("ix_work_brand", work.c.brand, **where("state IN ('ready', 'held')"))

# ---- what the gate needs ----

evidence = sa.Table(
    "evidence",
    metadata,
    column("id", Id, primary_key=True),
    column("address", sa.Text),
    column("brand", sa.Text),
    column("url", sa.Text),
    column("at", Moment),
    column("way", sa.Text),
    column("snippet", sa.Text),
    column("sha256", sa.Text),
    column("robots", sa.Text),
    column("source", sa.Text),
    column("terms", sa.Text),
    column("status", sa.Integer, server_default="200"),  # of the answer that held the page
    sa.UniqueConstraint("address", "url", "sha256"),
)
sa.Index("ix_evidence_brand", evidence.c.brand)

rereads = sa.Table(
    "rereads",
    metadata,
    column("id", Id, primary_key=True),
    column("evidence_id", Id, sa.ForeignKey("evidence.id")),
    column("at", Moment),
    column("verdict", sa.Text),  # there gone refused closed unreachable
    column("status", sa.Integer),
    column("sha256", sa.Text, null=True),
)  # pages read once more before a first touch
sa.Index("ix_rereads_evidence_id", rereads.c.evidence_id)

facts = sa.Table(
    "facts",
    metadata,
    column("id", Id, primary_key=True),
    column("brand", sa.Text),
    column("kind", sa.Text),  # country legal-form function
    column("value", sa.Text),
    column("url", sa.Text, null=True),
    column("words", sa.Text),  # of the page, or of the person
    column("by", sa.Text),
    column("at", Moment),
)  # what a person adds where reading found nothing; the newest of a kind counts
sa.Index("ix_facts_brand", facts.c.brand)

consents = sa.Table(
    "consents",
    metadata,
    column("id", Id, primary_key=True),
    column("address", sa.Text),
    column("brand", sa.Text, null=True),
    column("way", sa.Text),  # mail form bot post csv person
    column("words", sa.Text),
    column("scope", sa.Text),
    column("url", sa.Text, null=True),
    column("by", sa.Text),
    column("at", Moment),
    column("withdrawn_at", Moment, null=True),
)  # somebody asked to be written to
sa.Index("ix_consents_address", consents.c.address)

confirmations = sa.Table(
    "confirmations",
    metadata,
    column("id", Id, primary_key=True),
    column("draft", sa.Text),
    column("code", sa.Text),  # of the hold that it releases
    column("country", sa.Text, null=True),
    column("edition", sa.Text),
    column("reason", sa.Text),
    column("by", sa.Text),
    column("at", Moment),
)  # a person releases a hold of one letter, for this reason and no other
sa.Index("ix_confirmations_draft", confirmations.c.draft)

approaches = sa.Table(
    "approaches",
    metadata,
    column("id", Id, primary_key=True),
    column("kind", sa.Text),  # address brand
    column("hash", sa.Text),
    column("at", Moment),
)  # when somebody was first written to, in keyed hashes: it survives erasure; append-only
sa.Index("ix_approaches_kind_hash", approaches.c.kind, approaches.c.hash)

erasures = sa.Table(
    "erasures",
    metadata,
    column("id", Id, primary_key=True),
    column("kind", sa.Text),  # address brand letter
    column("hash", sa.Text),
    column("lead_id", Id, null=True),
    column("reason", sa.Text),
    column("at", Moment),
)  # who was erased, in keyed hashes; append-only
sa.Index("ix_erasures_lead_id", erasures.c.lead_id)
sa.Index("ix_erasures_kind_hash", erasures.c.kind, erasures.c.hash)

suppression = sa.Table(
    "suppression",
    metadata,
    column("id", Id, primary_key=True),
    column("kind", sa.Text),  # address domain brand person
    column("hash", sa.Text),  # HMAC-SHA256, keyed outside the database
    column("reason", sa.Text),
    column("ts", Moment),
    sa.UniqueConstraint("kind", "hash"),
)  # append-only: triggers refuse UPDATE and DELETE

holds = sa.Table(
    "holds",
    metadata,
    column("brand", sa.Text, primary_key=True),
    column("mail", sa.Text, primary_key=True),  # key of the mail that is not yet understood, or "operator"
    column("since", Moment),
    column("code", sa.Text),
)

brands = sa.Table(
    "brands",
    metadata,
    column("name", sa.Text, primary_key=True),  # a domain, an own address or a register number
    column("brand", sa.Text),
    column("kind", sa.Text),  # domain address number company social
    column("why", sa.Text),
    column("ts", Moment),
)
sa.Index("ix_brands_brand", brands.c.brand)

edges = sa.Table(
    "edges",
    metadata,
    column("id", Id, primary_key=True),
    column("a", sa.Text),
    column("b", sa.Text),
    column("kind", sa.Text),  # redirect myshopify address number company social person freemail
    column("url", sa.Text, null=True),
    column("sha256", sa.Text, null=True),
    column("sighting", sa.Text),
    column("at", Moment),
    column("undone_at", Moment, null=True),
    column("undone_by", sa.Text, null=True),
    column("undone_why", sa.Text, null=True),
)  # why two names are one brand; undone, never deleted
sa.Index("ix_edges_a", edges.c.a)
sa.Index("ix_edges_b", edges.c.b)

seen = sa.Table(
    "seen",
    metadata,
    column("brand", sa.Text, primary_key=True),
    column("sighting", sa.Text, primary_key=True),
    column("source", sa.Text),
    column("terms", sa.Text),
    column("ts", Moment),
)  # which sources know a brand: a research-only brand is never mailed

validity = sa.Table(
    "validity",
    metadata,
    column("address", sa.Text, primary_key=True),  # lower case
    column("verdict", sa.Text),  # valid unknown invalid
    column("reasons", sa.Text),  # JSON list of codes, the deciding ones first
    column("at", Moment),
)  # the last verdict on each address; asked for anew when it is too old

probes = sa.Table(
    "probes",
    metadata,
    column("domain", sa.Text, primary_key=True),
    column("at", Moment),
)  # when a domain's mail server was last asked about a mailbox
sa.Index("ix_probes_at", probes.c.at)

# ---- what the listening ends need ----

pages = sa.Table(
    "pages",
    metadata,
    column("home", sa.Text, primary_key=True),  # final URL of the site's home
    column("url", sa.Text, primary_key=True),
    column("place", sa.Integer),  # 0 is the home
    column("asked", sa.Text),
    column("status", sa.Integer),
    column("at", Moment),
    column("sha256", sa.Text),
    column("robots", sa.Text),
    column("headers", sa.Text),
    column("why", sa.Text, null=True),  # set for a page that was not read
    column("html", sa.LargeBinary, null=True),  # zlib; null where the page forbids indexing
)

bookmarks = sa.Table(
    "bookmarks",
    metadata,
    column("watch", sa.Text, primary_key=True),
    column("mark", sa.Text),
    column("ts", Moment),
)

mailboxes = sa.Table(
    "mailboxes",
    metadata,
    column("name", sa.Text, primary_key=True),
    column("address", sa.Text),
    column("cursor", sa.Text, null=True),
    column("swept_at", Moment, null=True),
    column("stopped", sa.Text, null=True),  # code of what stopped it; null = it may send
    column("first_sent", Moment, null=True),
)

heartbeats = sa.Table(
    "heartbeats", metadata, column("name", sa.Text, primary_key=True), column("ts", Moment), column("meta", sa.Text)
)

rollups = sa.Table(
    "rollups",
    metadata,
    column("scope", sa.Text, primary_key=True),  # stage, template, source, reason ...
    column("name", sa.Text, primary_key=True),
    column("week", sa.Text, primary_key=True),  # ISO week such as 2026-W18, of the event's moment in UTC
    column("counter", sa.Text, primary_key=True),
    column("n", sa.Integer),
)

notices = sa.Table(
    "notices",
    metadata,
    column("id", Id, primary_key=True),
    column("code", sa.Text),
    column("facts", sa.Text),
    column("ts", Moment),
    column("seen_at", Moment, null=True),
    sa.UniqueConstraint("code", "facts"),
)

meta = sa.Table(
    "meta", metadata, column("key", sa.Text, primary_key=True), column("value", sa.Text)
)  # key fingerprint, pauses, stops, the approval rule
