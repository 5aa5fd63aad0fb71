"""The report on a lost laptop in plain words, to be handed to a regulator as it stands."""

from datetime import datetime

from desktop.domain.lost import Held, LostReport
from desktop.wording import counts
from desktop.wording.custody import disk_words, wipe_words
from desktop.wording.dates import street_time
from desktop.wording.grants import part_words
from desktop.wording.laptops import laptop_name
from desktop.wording.translation import Translate, english


def report_lines(report: LostReport, translate: Translate = english) -> list[str]:
    """The report, a paragraph a line."""
    laptop, kept = report.laptop, report.laptop.custody
    name = laptop_name(laptop, translate)
    lines = [
        translate("Lost", "Report on a lost laptop: {laptop}, {branch}").format(
            laptop=name, branch=report.branch
        ),
        translate("Lost", "Written {at}, from what the server told {told}.").format(
            at=_at(report.made_at), told=_at(report.told_at)
        ),
    ]
    if laptop.member_name:
        lines.append(translate("Lost", "Used by: {who}.").format(who=laptop.member_name))
    lines.append(translate("Lost", "What was on it"))
    lines += [_held_line(one, translate) for one in report.held]
    if not report.held:
        lines.append(translate("Lost", "Nothing of the branch was ever given to it."))
    lines.append(
        translate(
            "Lost",
            "The counts are of what these parts hold now; the laptop held no more than was written when it was last heard.",
        )
    )
    lines.append(translate("Lost", "How it stands"))
    lines.append(translate("Lost", "Last heard from: {at}.").format(at=_at(laptop.seen_at)))
    lines.append(
        translate("Lost", "Not sent when it was last heard: {changes}.").format(
            changes=counts.changes(laptop.pending, translate)
        )
    )
    lines.append(translate("Lost", "Shut out: {at}.").format(at=_at(laptop.revoked_at)))
    lines.append(translate("Lost", "Shows more than doors until: {at}.").format(at=_at(kept.lease_until)))
    lines.append(translate("Lost", "Asked while locked, last: {at}.").format(at=_at(kept.asked_at)))
    lines += _wipe_lines(report, translate)
    if kept.handed_in:
        lines.append(
            translate("Lost", "Handed in and not yet decided about: {changes}.").format(
                changes=counts.changes(kept.handed_in, translate)
            )
        )
    lines.append(translate("Lost", "How it is protected"))
    lines.append(
        translate(
            "Lost",
            "Everything of the branch on it is encrypted, and opens with a passphrase that the program never keeps.",
        )
    )
    lines.append(disk_words(kept.disk, translate))
    lines.append(
        translate(
            "Lost",
            "What follows from being shut out binds the program as it was made: somebody who knows the passphrase and copied"
            " the files can read what was on the laptop, whatever was ordered since.",
        )
    )
    return lines


def _held_line(held: Held, translate: Translate) -> str:
    until = _at(held.until_at) if held.until_at else translate("Lost", "no end")
    return translate(
        "Lost",
        "{part}, from {since}, until {until}: {people}, {households}, turfs: {turfs}, surveys: {surveys}, files: {files}.",
    ).format(
        part=part_words(held.part, held.turf_name, translate),
        since=_at(held.from_at),
        until=until,
        people=counts.people(held.people, translate),
        households=counts.households(held.households, translate),
        turfs=counts.number(held.turfs),
        surveys=counts.number(held.surveys),
        files=counts.number(held.attachments),
    )


def _wipe_lines(report: LostReport, translate: Translate) -> list[str]:
    kept = report.laptop.custody
    if kept.wipe_at is None:
        return [translate("Lost", "Nobody ordered its records destroyed.")]
    by = report.ordered_by or translate("Lost", "whoever runs the server")
    told = wipe_words(report.laptop, street_time(report.made_at), translate)
    ordered = translate("Lost", "Its records were ordered destroyed {at}, by {who}: {told}.")
    return [ordered.format(at=_at(kept.wipe_at), who=by, told=told)]


def _at(moment: datetime | None) -> str:
    """A moment as a report gives it: to the minute, and of which clock."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment is not None else "–"
