"""Rules of passwords, with sentences of our own: Django's are not there in all seven languages."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def validate(self, password, user=None):
        if len(password) < self.min_length:
            text = _("This password is too short: it needs at least %(length)d characters.")
            raise ValidationError(text % {"length": self.min_length}, code="password_too_short")


class NotYourName(UserAttributeSimilarityValidator):
    def validate(self, password, user=None):
        try:
            super().validate(password, user)
        except ValidationError as problem:
            raise ValidationError(
                _("This password is too much like your name or your address."), code="password_too_similar"
            ) from problem


class NotCommon(CommonPasswordValidator):
    def validate(self, password, user=None):
        try:
            super().validate(password, user)
        except ValidationError as problem:
            raise ValidationError(
                _("Many people use this password; others guess it soon."), code="password_too_common"
            ) from problem
