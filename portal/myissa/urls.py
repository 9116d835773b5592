app_name = "myissa"
urlpatterns = []
