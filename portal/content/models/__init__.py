from portal.content.models.media import PortalDocument, PortalImage, PortalRendition
from portal.content.models.pages import DeliveredPage, HelpPage, HomePage

__all__ = ["DeliveredPage", "HelpPage", "HomePage", "PortalDocument", "PortalImage", "PortalRendition"]
