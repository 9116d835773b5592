"""The service desk's screens about accounts, in the admin."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import mail
from portal.accounts import actions, second_factor, sign_ins
from portal.accounts.desk.forms import ResetForm, RoleForm, StaffInvitationForm
from portal.accounts.models import Invitation, User
from portal.roles import ROLES


@permission_required("accounts.view_user", raise_exception=True)
def user_list(request):
    words = request.GET.get("q", "").strip()
    rows = User.objects.order_by("sort", "pk")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "accounts_desk/user_list.html", {"page": page, "words": words})


@permission_required("accounts.view_user", raise_exception=True)
def user_detail(request, uuid):
    owner = get_object_or_404(User, uuid=uuid)
    held = owner.groups.values_list("name", flat=True)
    context = {
        "owner": owner,
        "roles": [ROLES[code] for code in sorted(held) if code in ROLES],
        "has_second_factor": second_factor.has_enrolled(owner),
        "returned": mail.undeliverable(owner.email),
        "may_reset": request.user.has_perm("accounts.reset_second_factor") and owner != request.user,
        "may_give_roles": request.user.has_perm("accounts.give_role") and owner != request.user,
        "role_form": RoleForm(),
    }
    return render(request, "accounts_desk/user_detail.html", context)


@permission_required("accounts.view_user", raise_exception=True)
def sign_in_list(request, uuid):
    """What the owner sees of the own sign-ins, for the call in which the owner asks about them."""
    owner = get_object_or_404(User, uuid=uuid)
    page = Paginator(sign_ins.of(owner), 50).get_page(request.GET.get("page"))
    context = {"owner": owner, "page": page, "kept": sign_ins.KEPT.days}
    return render(request, "accounts_desk/sign_in_list.html", context)


@permission_required("accounts.reset_second_factor", raise_exception=True)
def reset_second_factor(request, uuid):
    """After call-back: reason, audit entry, every session ended, a letter to the owner. Never one's own."""
    owner = get_object_or_404(User, uuid=uuid)
    if owner == request.user:
        raise PermissionDenied(_("Nobody resets their own second factor."))
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reset_second_factor(owner, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The second factor was reset. Every session has ended; the owner is told by mail."))
        return redirect("accounts_desk:user", uuid=uuid)
    context = {"owner": owner, "form": form}
    return render(request, "accounts_desk/reset.html", context, status=422 if form.errors else 200)


@require_POST
@permission_required("accounts.give_role", raise_exception=True)
def role_give(request, uuid):
    return _change_role(request, uuid, actions.give_role, _("The role was given; the person signs in again."))


@require_POST
@permission_required("accounts.give_role", raise_exception=True)
def role_take(request, uuid):
    return _change_role(request, uuid, actions.take_role, _("The role has ended, and every session with it."))


@permission_required("accounts.invite_staff", raise_exception=True)
def staff_invite(request):
    form = StaffInvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_staff(**form.cleaned_data, by=request.user)
        except actions.AlreadyInvited:
            form.add_error("email", _("An invitation to this address is unanswered. Below it can be sent again."))
        else:
            messages.success(request, _("The invitation is on its way. Give the role once the account is there."))
            return redirect("accounts_desk:users")
    waiting = Invitation.objects.to_staff().select_related("invited_by").order_by("-invited_at", "-pk")
    page = Paginator(waiting, 50).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "accounts_desk/staff_invite.html", context, status=422 if form.errors else 200)


@require_POST
@permission_required("accounts.invite_staff", raise_exception=True)
def staff_invitation_resend(request, uuid):
    text = _("A new letter is on its way; the link of the old one no longer works.")
    return _answer_invitation(request, uuid, actions.resend_staff_invitation, text)


@require_POST
@permission_required("accounts.invite_staff", raise_exception=True)
def staff_invitation_withdraw(request, uuid):
    text = _("The invitation was withdrawn; its link no longer works.")
    return _answer_invitation(request, uuid, actions.withdraw_staff_invitation, text)


def _answer_invitation(request, uuid, action, text):
    invitation = get_object_or_404(Invitation, uuid=uuid, is_staff=True)
    try:
        action(invitation, by=request.user)
    except actions.InvitationClosed:
        messages.error(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(request, text)
    return redirect("accounts_desk:staff_invite")


def _change_role(request, uuid, action, text):
    owner = get_object_or_404(User, uuid=uuid)
    form = RoleForm(request.POST)
    if owner == request.user:
        raise PermissionDenied(_("Nobody changes their own roles."))
    if form.is_valid():
        action(owner, form.cleaned_data["role"], by=request.user)
        messages.success(request, text)
    return redirect("accounts_desk:user", uuid=uuid)
