from django.urls import path

from portal.accounts.desk import views

app_name = "accounts_desk"
urlpatterns = [
    path("", views.user_list, name="users"),
    path("invite/", views.staff_invite, name="staff_invite"),
    path("invite/<uuid:uuid>/resend/", views.staff_invitation_resend, name="staff_invitation_resend"),
    path("invite/<uuid:uuid>/withdraw/", views.staff_invitation_withdraw, name="staff_invitation_withdraw"),
    path("<uuid:uuid>/", views.user_detail, name="user"),
    path("<uuid:uuid>/sign-ins/", views.sign_in_list, name="sign_in_list"),
    path("<uuid:uuid>/reset-second-factor/", views.reset_second_factor, name="reset_second_factor"),
    path("<uuid:uuid>/roles/give/", views.role_give, name="role_give"),
    path("<uuid:uuid>/roles/take/", views.role_take, name="role_take"),
]
