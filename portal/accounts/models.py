import uuid
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.accounts import agents, passwords
from portal.formats import comma
from portal.languages import SOURCE, sort_key


def normal_email(email):
    """Return an address as we store and compare it: trimmed and in lower case."""
    return (email or "").strip().lower()


def check_time_zone(name):
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=normal_email(email), **fields)
        user.sort = sort_key(user.name, SOURCE)
        user.set_password(password) if password else user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Refused in production: there nobody stands above the roles."""
        if not settings.DEVELOPMENT:
            raise ImproperlyConfigured("Production has no superusers; give the person a role instead.")
        return self.create_user(email, password, is_superuser=True, **fields)

    def signing_in_as(self, email):
        """Return the account with this address whose owner may sign in, or None."""
        return self.filter(email=normal_email(email), is_active=True).first()

    def get_by_natural_key(self, email):
        return self.get(email=normal_email(email))


class User(AbstractBaseUser, PermissionsMixin):
    """An account: an e-mail address that can sign in, and how its owner likes to read.

    What a person is in the association stands elsewhere: the affiliations of
    ``institutions.Person`` for members, groups for the secretariat.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, help_text=_("As the person writes it."))
    sort = models.CharField(max_length=400, blank=True, editable=False)  # languages.sort_key of the name
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[check_time_zone])
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), default=clock.now)
    session_version = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_for_each_address")]
        permissions = [
            ("reset_second_factor", "Can reset the second factor of another account"),
            ("give_role", "Can give and take the roles of the secretariat"),
            ("invite_staff", "Can invite people of the secretariat"),
            ("view_components", "Can view the component gallery"),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        self.email = normal_email(self.email)
        if self.is_superuser and not settings.DEVELOPMENT:
            raise ValidationError(_("Production has no superusers; give the person a role instead."))

    def set_password(self, raw_password):
        super().set_password(raw_password and passwords.normal(raw_password))

    def check_password(self, raw_password):
        """Take a password whichever keyboard composed its letters, and one from before they were composed alike."""
        normal = passwords.normal(raw_password) if raw_password else raw_password
        return super().check_password(normal) or (normal != raw_password and super().check_password(raw_password))

    def _get_session_auth_hash(self, secret=None):
        """Every session carries this; raising ``session_version`` therefore ends them all, in one transaction."""
        known = f"{self.password}:{self.session_version}"
        return salted_hmac("portal.accounts.session", known, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def is_staff(self):
        """Wagtail's admin and allauth ask; whoever may enter the admin is staff."""
        return self.has_perm("wagtailadmin.access_admin")

    @property
    def audit_scope(self):
        return f"account:{self.uuid}"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())

    def to_staff(self):
        """Return those to the secretariat that nobody has answered: open ones, and those that ran out."""
        return self.filter(is_staff=True, accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A letter with a secret link that lets one address make an account, once.

    Only the SHA-256 of the secret is kept; each sending makes a new secret, so
    an older letter's link is dead. What the account will be allowed is the
    business of whoever refers to this invitation.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    is_staff = models.BooleanField(default=False, editable=False)  # to the secretariat; else some institution's
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    invited_at = models.DateTimeField(_("invited at"), default=clock.now)
    expires_at = models.DateTimeField(_("ends at"))
    sendings = models.PositiveSmallIntegerField(_("letters sent"), default=1, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(is_staff=True, accepted_at=None, withdrawn_at=None),
                name="one_staff_invitation_under_way",
            )
        ]

    def __str__(self):
        return self.email

    @property
    def state(self):
        """Return one word: *accepted*, *withdrawn*, *expired* or *open*."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "open" if self.expires_at > clock.now() else "expired"

    @property
    def audit_scope(self):
        return f"account:{self.invited_by.uuid}"


class Device(models.Model):
    """A browser in which an account has signed in.

    The browser keeps a secret in a cookie; here is the SHA-256 of it and the
    account, so that a browser of two people is one of each.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64, editable=False)
    browser = models.CharField(max_length=20, blank=True)  # as its maker calls it; empty: it does not say
    system = models.CharField(max_length=20, blank=True)
    first_seen_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now, db_index=True)
    trusted_until = models.DateTimeField(null=True, blank=True)  # without the second factor until then
    trusted_as = models.CharField(max_length=64, blank=True, editable=False)  # devices.protection when it was trusted

    class Meta:
        ordering = ["-last_seen_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "secret_hash"], name="one_device_for_each_browser")]
        default_permissions = []

    def __str__(self):
        return agents.in_words(self.browser, self.system)

    @property
    def audit_scope(self):
        return f"account:{self.user.uuid}"


class Means(models.TextChoices):
    """What somebody showed first to sign in."""

    PASSWORD = "password", _("Password")
    CODE = "code", _("Code by e-mail")
    PASSKEY = "passkey", _("Passkey")
    INVITATION = "invitation", _("Invitation")


class SecondFactor(models.TextChoices):
    """What somebody showed besides."""

    NONE = "", _("no second factor")
    APP = "app", _("authenticator app")
    RECOVERY_CODE = "recovery_code", _("recovery code")
    PASSKEY = "passkey", _("passkey")
    TRUSTED = "trusted", _("trusted browser")


class SignIn(models.Model):
    """Somebody signed in, or was refused; kept for ``sign_ins.KEPT``.

    What is refused again within the hour, from the same place, is counted in
    one row: nobody who guesses fills the list.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(default=clock.now, db_index=True)
    times = models.PositiveIntegerField(default=1)
    was_refused = models.BooleanField(default=False)
    means = models.CharField(max_length=20, choices=Means.choices)
    second_factor = models.CharField(max_length=20, choices=SecondFactor.choices, blank=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=50, blank=True)  # the address without its last part
    is_new_device = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="sign_ins_of_an_account")]
        default_permissions = []

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.means}"

    @property
    def device(self):
        return agents.in_words(self.browser, self.system)

    @property
    def in_words(self):
        """Return by what means: “Password, authenticator app”."""
        return comma().join(
            str(word)
            for word in (self.get_means_display(), self.second_factor and self.get_second_factor_display())
            if word
        )
