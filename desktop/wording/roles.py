"""What roles are called, and what each can see, in one plain sentence."""

from desktop.domain.accounts import (
    AccountProblem,
    BranchNameTaken,
    LastOrganiser,
    NoStickAbove,
    NoSuchCoordinator,
    NotForThisRole,
)
from desktop.domain.members import Role
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def role_words(role: Role, translate: Translate = english) -> str:
    """What a member does here."""
    return {
        Role.CANVASSER: translate("Roles", "Canvasser"),
        Role.ORGANISER: translate("Roles", "Organiser"),
        Role.OFFICER: translate("Roles", "Data officer"),
        Role.GUEST: translate("Roles", "Guest"),
        Role.COORDINATOR: translate("Roles", "Coordinator"),
        Role.REGION: translate("Roles", "Regional coordinator"),
        Role.NATIONAL: translate("Roles", "National coordinator"),
        Role.OBSERVER: translate("Roles", "Observer"),
    }[role]


def named_role(text: str, translate: Translate = english) -> str:
    """The same of a role as the server names it; one that this version does not know as it stands."""
    return role_words(Role(text), translate) if text in list(Role) else text


def sight_words(role: Role, translate: Translate = english) -> str:
    """What somebody with a role sees and does."""
    return {
        Role.CANVASSER: translate(
            "Roles",
            "Their laptop has the whole branch, and they write what happened at its doors.\n"
            "No bringing in of registers, no cutting of walks, no inviting.",
        ),
        Role.ORGANISER: translate(
            "Roles",
            "Does all that you do here: registers, walks, surveys, and inviting others.\n"
            "Let only people whom you know well be organisers.",
        ),
        Role.OFFICER: translate(
            "Roles",
            "Sees the whole branch: brings registers in, writes files out, and erases people who ask for it.\n"
            "No inviting, and no giving of laptops or roles.",
        ),
        Role.GUEST: translate(
            "Roles",
            "A coordinator sees this branch’s people until a day that you set, and you can end it at any time.\n"
            "Their name and that day stand in Laptops for everybody who runs the branch.",
        ),
        Role.COORDINATOR: translate("Roles", "Sees numbers and laptops of branches, never people."),
        Role.REGION: translate(
            "Roles",
            "Sees numbers and laptops of the branches of one region, never people.\n"
            "Can invite the first organiser of a new branch.",
        ),
        Role.NATIONAL: translate(
            "Roles",
            "Sees numbers and laptops of all branches, never people.\nCan invite coordinators of regions.",
        ),
        Role.OBSERVER: translate(
            "Roles", "Sees numbers of branches, and nothing else: no laptops, and never people."
        ),
    }[role]


def changed_words(laptop: str, role: Role, translate: Translate = english) -> str:
    """What follows from letting the member with a laptop do something else."""
    return translate("Roles", "{laptop}: {role} from now on. It follows when it next sends.").format(
        laptop=laptop, role=role_words(role, translate).lower()
    )


def account_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of this part, else None."""
    if not isinstance(fault, AccountProblem):
        return None
    safe = translate("Faults", "Nothing was changed; everybody is what they were.")
    if isinstance(fault, LastOrganiser):
        return Told(
            "last_organiser",
            translate("Faults", "This is the last organiser’s laptop that has the whole branch for good."),
            safe,
            translate("Faults", "Make another colleague an organiser first."),
        )
    if isinstance(fault, NotForThisRole):
        return Told(
            "not_for_this_role",
            translate("Faults", "What you are here does not let you give that role."),
            safe,
            translate("Faults", "Ask an organiser of the branch, or whoever runs the server."),
        )
    if isinstance(fault, NoSuchCoordinator):
        return Told(
            "no_such_coordinator",
            translate("Faults", "The server knows no such coordinator above this branch."),
            safe,
            translate("Faults", "Look at the list of coordinators again."),
        )
    if isinstance(fault, BranchNameTaken):
        return Told(
            "branch_name_taken",
            translate("Faults", "There is a branch of that name already."),
            safe,
            translate("Faults", "Its own organisers invite into it; give a new branch another name."),
        )
    if isinstance(fault, NoStickAbove):
        return Told(
            "no_stick_above",
            translate(
                "Faults", "Records of a region go by the network alone; a stick is for laptops of a branch."
            ),
            safe,
            translate("Faults", "Send once there is a network."),
        )
    return Told(
        "no_such_role",
        translate("Faults", "The server does not take that role for this laptop, or that end."),
        safe,
        translate(
            "Faults",
            "A branch has canvassers, data officers and organisers; a guest needs an end within a year.",
        ),
    )
