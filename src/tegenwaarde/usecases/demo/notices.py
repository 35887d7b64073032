"""One import of notices in the demo: two contracts to complete, a name to confirm, and a file that is no notice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial

from tegenwaarde.access.actor import actor_for
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models import NoticeBatch, User
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.demo.stories import month
from tegenwaarde.usecases.notices.keeping_lines import keep_line, read_part
from tegenwaarde.usecases.notices.outcome import KEY, Origin
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.notices.unpacking import Part
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty, ReadNotice, SocialReturnMention

DAYS_AGO = 3
EURO = 100
SAID = "Inschrijver zet 5% van de opdrachtsom in voor social return."
BUYER = NoticeParty("Gemeente Hengelo", city="Hengelo", country="NLD", legal_type="la")
SURE = NoticeParty("Infra Noorderend B.V.", kvk="00000105", number="00000105", city="Rijssen", country="NLD")
UNSURE = NoticeParty("Groenvoorziening Het Veld B.V.", city="Enschede", country="NLD")


def make_notices(today: date) -> None:
    """Let the coordinator of the buyer have read a notice of two lots and a file that is no notice."""
    on = today - DAYS_AGO * ONE_DAY
    anna = User.objects.get(email=next(one.email for one in cast.PEOPLE if one.address == "anna"))
    actor = actor_for(anna, on)
    desk = desk_of(actor, KEY)
    origin = Origin(today=on, actor=actor, desk=desk)
    now = datetime.combine(on, time(9), UTC)
    notice = _notice(on)
    parts = (
        Part("gunning-wijkpark.xml", notice.notice_id.encode()),
        Part("toelichting.pdf", problem=told("NOT_XML")),
    )
    batch = NoticeBatch.unfenced.create(
        entered_in=desk.subregion,
        uploaded_by_id=actor.user_id,
        uploaded_on=on,
        source="gunningen.zip",
        files=len(parts),
        beat=now,
    )
    for number, part in enumerate(parts, start=1):
        read_part(
            origin=origin,
            part=part,
            read=lambda _content: notice,
            keep=partial(keep_line, batch.pk, number, part.name, now),
        )
    NoticeBatch.unfenced.filter(pk=batch.pk).update(ended=True)


def _notice(on: date) -> ReadNotice:
    awards = (
        _award(1, "Herinrichting wijkpark, grondwerk en bestrating", SURE, 640_000, on),
        _award(2, "Herinrichting wijkpark, aanplant en onderhoud", UNSURE, 280_000, on),
    )
    return ReadNotice(
        notice_id="demo-wijkpark",
        version="01",
        publication_number=f"00123456-{on.year}",
        procedure_id="",
        subtype="29",
        published_on=on - 7 * ONE_DAY,
        title="Herinrichting wijkpark",
        buyers=(BUYER,),
        awards=awards,
        form="award",
        language="NLD",
        total_cents=920_000 * EURO,
        social_return=tuple(one for award in awards for one in award.social_return),
    )


def _award(number: int, title: str, winner: NoticeParty, euros: int, on: date) -> NoticeAward:
    lot = f"LOT-000{number}"
    start = month(on.replace(day=1), 2)
    return NoticeAward(
        contract_ref=f"CON-000{number}",
        lot_refs=(lot,),
        title=title,
        winners=(winner,),
        value_cents=euros * EURO,
        value_found_at=f"TEN-000{number} · tender amount",
        estimated_cents=None,
        kind="works" if winner is SURE else "services",
        cpv="45112700" if winner is SURE else "77310000",
        awarded_on=on - 14 * ONE_DAY,
        start=start,
        end=month(start, 18) - ONE_DAY,
        framework=False,
        social_return=(SocialReturnMention("BT-70", f"{lot} · contract condition", SAID),),
    )
